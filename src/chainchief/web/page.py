"""The page of a month's figures, put together for its template."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import ENGLISH, _, language
from chainchief.core.units import Dimension
from chainchief.indicators.figures import Figure, Nature, Scope
from chainchief.web import beside, choices, rows
from chainchief.web.asked import WORKING, Asked
from chainchief.web.choices import Choice
from chainchief.web.months import MonthState, states
from chainchief.web.numbers import Numbers, numbers_for
from chainchief.web.reach import first_scope, reaches, require_reach
from chainchief.web.rows import Group


@dataclass(frozen=True)
class YearOfMonths:
    """The months of one year, as one group of the month picker."""

    title: str
    months: list[Choice]


@dataclass(frozen=True)
class Page:
    """What templates/web/figures.html shows."""

    asked: Asked
    month: str
    title: str
    as_at: list[str]
    note: str
    state: MonthState
    years: list[YearOfMonths]
    divisions: list[Choice]
    chains: list[Choice]
    snapshots: list[Choice]
    groups: list[Group]


def page_for(asked: Asked, viewer: Viewer) -> tuple[Page, Numbers]:
    """The page and the numbers it shows; the division filled in where the address named none."""
    numbers = numbers_for(asked.month, asked.snapshot or None)
    territory = numbers.figures.territory
    if not asked.division:
        first = first_scope(viewer, territory)
        asked = replace(asked, division=first.division, chain=asked.chain or first.chain)
    territory.check(asked.division)
    territory.check_chain(asked.chain)
    require_reach(viewer, asked.scope, territory)
    known = states(asked.month)
    state = next(each for each in known if each.month == asked.month)
    page = Page(
        asked=asked,
        month=str(asked.month),
        title=title_of(asked, numbers),
        as_at=as_at(asked, numbers),
        note=_note(asked),
        state=state,
        years=years_of(known),
        divisions=[
            choice
            for choice in choices.division_choices(territory)
            if reaches(viewer, Scope(choice.code, asked.chain), territory)
        ],
        chains=[
            choice
            for choice in choices.chain_choices(territory)
            if reaches(viewer, Scope(asked.division, choice.code), territory)
        ],
        snapshots=_snapshots(state),
        groups=groups_of(asked, numbers),
    )
    return page, numbers


def title_of(asked: Asked, numbers: Numbers) -> str:
    """What, for whom, when: 2023年11月 德州市 · 全部产业链 主要数据."""
    return _("Figures of {month}: {scope}").format(
        month=asked.month.label, scope=numbers.scope_name(asked.scope)
    )


def as_at(asked: Asked, numbers: Numbers) -> list[str]:
    """The cut-off, the snapshot and when it was made."""
    return [
        _("cut-off {}").format(asked.month.last.isoformat()),
        _("snapshot {}").format(numbers.snapshot_name),
        _("made {}").format(numbers.made_at),
    ]


def _note(asked: Asked) -> str:
    if asked.division not in choices.zones():
        return ""
    return _("This unit is an “of which”: its records count in the unit that contains it too.")


def years_of(known: Iterable[MonthState]) -> list[YearOfMonths]:
    """The month picker: newest first, a group to each year."""
    newest_first = sorted(known, key=lambda state: state.month, reverse=True)
    return [
        YearOfMonths(
            str(year) if language() == ENGLISH else f"{year}年",
            [Choice(str(state.month), f"{state.month.label} · {state.words}") for state in group],
        )
        for year, group in groupby(newest_first, key=lambda state: state.month.year)
    ]


def _snapshots(state: MonthState) -> list[Choice]:
    """Only a closed month has two: its own, and the open ledger beside it."""
    if not state.is_closed:
        return []
    return [Choice("", state.words), Choice(WORKING, _("open ledger"))]


def groups_of(asked: Asked, numbers: Numbers) -> list[Group]:
    arranged = sorted(numbers.figures_of(asked.scope), key=group_order)
    return rows.grouped((*group_of(figure), _row(asked, figure, numbers)) for figure in arranged)


def _row(asked: Asked, figure: Figure, numbers: Numbers) -> rows.Row:
    address = f"{reverse('receipt', args=[figure.code])}?{asked.query}"
    return rows.row_of(
        figure,
        address,
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
