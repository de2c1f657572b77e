"""The cell a page is about: found from the address, within the viewer's reach, and its choices."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.indicators.figures import Scope
from chainchief.indicators.reach import first_scope, reaches, require_reach
from chainchief.web.figures.numbers import Numbers, numbers_for
from chainchief.web.frame import choices
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.months import MonthState
from chainchief.web.frame.query import WORKING, CellQuery


@dataclass(frozen=True)
class ScopeChoices:
    """What templates/web/scope.html shows: a select is left out where its list is empty."""

    action: str
    query: CellQuery
    divisions: list[Choice]
    chains: list[Choice]
    snapshots: list[Choice]
    #: What else of the address stays when another cell is chosen.
    kept: list[tuple[str, str]] = field(default_factory=list)


def cell_of(
    query: CellQuery, viewer: Viewer, codes: Iterable[str] | None = None
) -> tuple[CellQuery, Numbers]:
    """The numbers of the month, and what is asked with its division filled in.

    `codes` are those that the page shows; all where none are named.
    Raises `WrongUseError` for an unknown unit or chain, `NotAllowedError` for one out of reach.
    """
    numbers = numbers_for(query.month, query.snapshot or None, codes)
    territory = numbers.figures.territory
    if not query.division:
        first = first_scope(viewer, territory)
        query = replace(query, division=first.division, chain=query.chain or first.chain)
    territory.check(query.division)
    territory.check_chain(query.chain)
    require_reach(viewer, query.scope, territory)
    return query, numbers


def choices_of(
    query: CellQuery,
    numbers: Numbers,
    viewer: Viewer,
    state: MonthState,
    action: str,
    **kept: str,
) -> ScopeChoices:
    """The units and chains that this viewer can choose beside the one shown."""
    territory = numbers.figures.territory
    divisions = [
        choice
        for choice in choices.division_choices(territory)
        if reaches(viewer, Scope(choice.code, query.chain), territory)
    ]
    chains = [
        choice
        for choice in choices.chain_choices(territory)
        if reaches(viewer, Scope(query.division, choice.code), territory)
    ]
    named = [(name, value) for name, value in kept.items() if value]
    return ScopeChoices(action, query, divisions, chains, _snapshots(state), named)


def note_on(query: CellQuery, numbers: Numbers) -> str:
    """Note to be known of the unit before its numbers are read."""
    if query.division not in numbers.figures.territory.of_which:
        return ""
    return _("This unit is an “of which”: its records count in the unit that contains it too.")


def as_at(query: CellQuery, numbers: Numbers) -> list[str]:
    """The cut-off, the snapshot and when it was made."""
    return [
        _("cut-off {}").format(query.month.last.isoformat()),
        _("snapshot {}").format(numbers.snapshot_name),
        _("made {}").format(numbers.made_at),
    ]


def _snapshots(state: MonthState) -> list[Choice]:
    """Only a closed month has two: its own, and the open ledger beside it."""
    if not state.is_closed:
        return []
    return [Choice("", state.words), Choice(WORKING, _("open ledger"))]
