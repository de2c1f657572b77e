"""The form by which a list is narrowed: words, unit, chain, day, the kind's states, references."""

from dataclasses import dataclass

from django.db.models import Count

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.ledger.registers import Column, Register
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import rows_of
from chainchief.web.registers.names import Names
from chainchief.web.registers.query import IS, ListQuery
from chainchief.web.registers.selection import has_days, selected_records

#: As many states are offered at once; the others are folded.
SHOWN = 2


@dataclass(frozen=True)
class Select:
    """One select of the form."""

    name: str
    label: str
    value: str
    choices: list[Choice]


@dataclass(frozen=True)
class Chip:
    """What a list is narrowed to by a link; its address takes that away."""

    label: str
    value: str
    address: str
    name: str
    code: str


@dataclass(frozen=True)
class Filters:
    """What templates/web/registers/filters.html shows."""

    action: str
    query: ListQuery
    selects: list[Select]
    more: list[Select]
    has_days: bool
    chips: list[Chip]
    clear: str

    @property
    def is_more_open(self) -> bool:
        asked = self.query
        return any(each.value for each in self.more) or bool(asked.day) or asked.with_withdrawn


def filters_of(
    register: Register, query: ListQuery, viewer: Viewer, here: str, names: Names
) -> Filters:
    states = [
        _state(column, query, _counts(register, column, query, viewer))
        for column in register.columns
        if column.type.is_state
    ]
    return Filters(
        action=here,
        query=query,
        selects=[*_scopes(register, query, viewer, names), *states[:SHOWN]],
        more=states[SHOWN:],
        has_days=has_days(register),
        chips=_chips(register, query, here, names),
        clear=here if query.is_narrowed else "",
    )


def _counts(
    register: Register, column: Column, query: ListQuery, viewer: Viewer
) -> dict[object, int]:
    """How many records each state has among those found by all the other conditions."""
    others = tuple(pair for pair in query.chosen if pair[0] != column.name)
    rows = selected_records(register, query.but(chosen=others), viewer).order_by()
    return dict(rows.values_list(column.name).annotate(Count("pk")))


def _state(column: Column, query: ListQuery, counts: dict[object, int]) -> Select:
    """The states that some record has, each with the number of those, and the one asked for."""
    value = query.value_of(column.name)
    named = [
        Choice(code, f"{label} ({count:,})")
        for code, label in column.type.options()
        if (count := counts.get(column.type.parse(code, {}), 0)) or code == value
    ]
    return Select(f"{IS}{column.name}", column.title, value, [Choice("", _("all")), *named])


def _scopes(register: Register, query: ListQuery, viewer: Viewer, names: Names) -> list[Select]:
    """Units and chains that records within reach belong to."""
    asked = (
        ("division", _("Division"), register.division, query.division),
        ("chain", _("Chain"), register.chain, query.chain),
    )
    return [
        _scope(kind, label, value, _codes(register, path, viewer) | ({value} - {""}), names)
        for kind, label, path, value in asked
        if path and kind != register.kind
    ]


def _codes(register: Register, path: str, viewer: Viewer) -> set[str]:
    held = rows_of(register.kind, viewer).order_by().values_list(path, flat=True).distinct()
    return {code for code in held if code}


def _scope(kind: str, label: str, value: str, codes: set[str], names: Names) -> Select:
    names.learn(kind, codes)
    named = [Choice(code, names.door(kind, code).name) for code in sorted(codes)]
    return Select(kind, label, value, [Choice("", _("all")), *named])


def _chips(register: Register, query: ListQuery, here: str, names: Names) -> list[Chip]:
    """The references that a link from another page asked for."""
    chips = []
    for name, code in query.chosen:
        column = register.column(name)
        kind = column.type.target
        if kind:
            names.learn(kind, {code})
            called = names.door(kind, code).name
            without = query.but(chosen=tuple(pair for pair in query.chosen if pair[0] != name))
            chips.append(Chip(column.title, called, f"{here}?{without.query}", IS + name, code))
    return chips
