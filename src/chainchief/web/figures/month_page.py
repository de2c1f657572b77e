"""The page of a month's figures, put together for its template."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.indicators.catalogue.subjects import subjects
from chainchief.indicators.figures import Figure
from chainchief.web.figures import comparisons, rows
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.rows import Group
from chainchief.web.figures.scopes import ScopeChoices, as_at, cell_of, choices_of, note_on
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.query import CellQuery


@dataclass(frozen=True)
class Page:
    """What templates/web/figures.html shows."""

    query: CellQuery
    bar: Bar
    title: str
    as_at: list[str]
    note: str
    scope: ScopeChoices
    groups: list[Group]


def page_for(query: CellQuery, viewer: Viewer) -> tuple[Page, Numbers]:
    """The page and the numbers it shows; the division filled in where the address named none."""
    query, numbers = cell_of(query, viewer)
    here = reverse("figures")
    bar = bar_for(query.month, here, division=query.division, chain=query.chain)
    page = Page(
        query=query,
        bar=bar,
        title=title_of(query, numbers),
        as_at=as_at(query, numbers),
        note=note_on(query),
        scope=choices_of(query, numbers, viewer, bar.state, here),
        groups=groups_of(query, numbers),
    )
    return page, numbers


def title_of(query: CellQuery, numbers: Numbers) -> str:
    """What, for whom, when: 2023年11月 德州市 · 全部产业链 主要数据."""
    return _("Figures of {month}: {scope}").format(
        month=query.month.label, scope=numbers.scope_name(query.scope)
    )


def groups_of(query: CellQuery, numbers: Numbers) -> list[Group]:
    """The figures under the headings of their subjects, in the order that the subjects list."""
    arrangement = subjects()
    arranged = sorted(
        numbers.figures_of(query.scope), key=lambda each: arrangement.place(each.code)
    )
    headed = ((arrangement.of(figure.code), figure) for figure in arranged)
    return rows.grouped(
        (subject.code, subject.name, row_for(query, figure, numbers)) for subject, figure in headed
    )


def row_for(query: CellQuery, figure: Figure, numbers: Numbers) -> rows.Row:
    """A figure as a row of a table, a door to its receipt and to its own page."""
    return rows.row_of(
        figure,
        f"{reverse('receipt', args=[figure.code])}?{query.query}",
        f"{reverse('indicator', args=[figure.code])}?{query.query}",
        internal=numbers.is_internal(figure),
        plan=comparisons.plan_bar(numbers.comparer, figure),
        last_year=comparisons.last_year(numbers.comparer, figure),
    )
