"""The page of a month's figures, put together for its template."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.core.units import Dimension
from chainchief.indicators.figures import Figure, Nature
from chainchief.web import beside, rows
from chainchief.web.asked import Asked
from chainchief.web.bar import Bar, bar_for
from chainchief.web.numbers import Numbers
from chainchief.web.rows import Group
from chainchief.web.scopes import ScopeChoices, as_at, cell_of, choices_of, note_on


@dataclass(frozen=True)
class Page:
    """What templates/web/figures.html shows."""

    asked: Asked
    bar: Bar
    title: str
    as_at: list[str]
    note: str
    scope: ScopeChoices
    groups: list[Group]


def page_for(asked: Asked, viewer: Viewer) -> tuple[Page, Numbers]:
    """The page and the numbers it shows; the division filled in where the address named none."""
    asked, numbers = cell_of(asked, viewer)
    here = reverse("figures")
    bar = bar_for(asked.month, here, division=asked.division, chain=asked.chain)
    page = Page(
        asked=asked,
        bar=bar,
        title=title_of(asked, numbers),
        as_at=as_at(asked, numbers),
        note=note_on(asked),
        scope=choices_of(asked, numbers, viewer, bar.state, here),
        groups=groups_of(asked, numbers),
    )
    return page, numbers


def title_of(asked: Asked, numbers: Numbers) -> str:
    """What, for whom, when: 2023年11月 德州市 · 全部产业链 主要数据."""
    return _("Figures of {month}: {scope}").format(
        month=asked.month.label, scope=numbers.scope_name(asked.scope)
    )


def groups_of(asked: Asked, numbers: Numbers) -> list[Group]:
    arranged = sorted(numbers.figures_of(asked.scope), key=group_order)
    return rows.grouped((*group_of(figure), row_for(asked, figure, numbers)) for figure in arranged)


def row_for(asked: Asked, figure: Figure, numbers: Numbers) -> rows.Row:
    """A figure as a row of a table, a door to its receipt and to its own page."""
    return rows.row_of(
        figure,
        f"{reverse('receipt', args=[figure.code])}?{asked.query}",
        f"{reverse('indicator', args=[figure.code])}?{asked.query}",
        internal=numbers.is_internal(figure),
        plan=beside.plan_bar(numbers.comparer, figure),
        last_year=beside.last_year(numbers.comparer, figure),
    )


def group_order(figure: Figure) -> int:
    return [key for key, _title in _GROUPS].index(group_of(figure)[0])


def group_of(figure: Figure) -> tuple[str, str]:
    """Key and title: who knows the number, and for our own what kind of quantity it is."""
    if figure.nature in {Nature.OFFICIAL, Nature.RANK, Nature.STREAK}:
        key = "official"
    elif figure.nature is Nature.FURNISHED:
        key = "furnished"
    elif figure.nature in {Nature.RATIO, Nature.DIFFERENCE}:
        key = "derived"
    else:
        key = "amounts" if figure.unit.dimension is Dimension.MONEY else "counts"
    return key, _(dict(_GROUPS)[key])


_GROUPS = (
    ("counts", "Counted in the ledger"),
    ("amounts", "Amounts of the ledger"),
    ("derived", "Rates and differences"),
    ("official", "Official statistics"),
    ("furnished", "Furnished by other offices"),
)
