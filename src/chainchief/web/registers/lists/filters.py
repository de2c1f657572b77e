"""The form by which a list is narrowed: words, unit, chain, day, the kind's states, references."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.ledger.columns import BadCell, Comparison
from chainchief.ledger.columns.filters import yes_or_no
from chainchief.ledger.registers import Column, Register
from chainchief.web.frame.choices import Choice
from chainchief.web.registers.cells import words_of
from chainchief.web.registers.derived import Derived, column_named, derived_of
from chainchief.web.registers.names import Names
from chainchief.web.registers.query import IS, Condition, ListQuery
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


@dataclass(frozen=True)
class Filters:
    """What templates/web/registers/filters.html shows; `kept` is what no field of it asks."""

    action: str
    query: ListQuery
    kept: list[tuple[str, str]]
    selects: list[Select]
    more: list[Select]
    has_days: bool
    chips: list[Chip]
    clear: str

    @property
    def is_more_open(self) -> bool:
        query = self.query
        return any(each.value for each in self.more) or bool(query.day) or query.with_withdrawn


def filters_of(
    register: Register, query: ListQuery, viewer: Viewer, here: str, names: Names
) -> Filters:
    counts = _counts(register, query, viewer)
    states = [
        _state(column, query, counts[column.name])
        for column in register.columns
        if column.type.is_state
    ]
    derived = (each for each in derived_of(register) if each.type.is_state)
    states = [*(_derived(each, query) for each in derived), *states]
    chips = [each for each in query.conditions if not _is_in_form(register, query, each)]
    kept = query.but(
        words="", division="", chain="", day=None, with_withdrawn=False,
        conditions=tuple(chips), view="",
    )  # fmt: skip
    return Filters(
        action=here,
        query=query,
        kept=kept.pairs,
        selects=[*_scopes(register, query, counts, names), *states[:SHOWN]],
        more=states[SHOWN:],
        has_days=has_days(register),
        chips=[_chip(register, query, each, here, names) for each in chips],
        clear=here if query.is_narrowed else "",
    )


Counts = dict[object, int]


def _counts(register: Register, query: ListQuery, viewer: Viewer) -> dict[str, Counts]:
    """How many records each unit, chain and state has among those found by the other conditions.

    What is not narrowed by is counted in one look through the records, the others each in its own.
    """
    paths = {column.name: column.attribute for column in register.columns if column.type.is_state}
    paths |= {key: path for key, path in _scope_paths(register) if path}
    others = {name: _without(query, name) for name in paths}
    free = [name for name, other in others.items() if other == query.but()]
    found: dict[str, Counts] = {name: Counter() for name in paths}
    rows = selected_records(register, query, viewer, is_fresh=True).order_by()
    for *values, count in _grouped(rows, [paths[name] for name in free]) if free else ():
        for name, value in zip(free, values, strict=True):
            found[name][value] = found[name].get(value, 0) + count
    for name in paths.keys() - set(free):
        rows = selected_records(register, others[name], viewer, is_fresh=True).order_by()
        found[name] = dict(_grouped(rows, [paths[name]]))
    return found


def _grouped(rows: "QuerySet[Any, Any]", paths: list[str]) -> "QuerySet[Any, Any]":
    counted: QuerySet[Any, Any] = rows.values_list(*paths).annotate(Count("pk"))
    return counted


def _scope_paths(register: Register) -> tuple[tuple[str, str], ...]:
    """Of the selects for unit and chain, under names that no column has."""
    return (
        (DIVISION, "" if register.kind == "division" else register.division),
        (CHAIN, "" if register.kind == "chain" else register.chain),
    )


DIVISION, CHAIN = "?division", "?chain"


def _without(query: ListQuery, name: str) -> ListQuery:
    if name == DIVISION:
        return query.but(division="")
    return query.but(chain="") if name == CHAIN else query.without_column(name)


def _derived(derived: Derived, query: ListQuery) -> Select:
    """Every state: how many records have each is counted in the panel of the column."""
    named = [Choice(code, words) for code, words in derived.type.options()]
    value = _chosen(query, derived.name)
    return Select(f"{IS}{derived.name}", derived.title, value, [Choice("", _("all")), *named])


def _chosen(query: ListQuery, name: str) -> str:
    """The one value that a select shows; of several, which stand as chips, none."""
    values = query.values_of(name)
    return values[0] if len(values) == 1 else ""


def _state(column: Column, query: ListQuery, counts: dict[object, int]) -> Select:
    """The states that some record has, each with the number of those, and the one asked for."""
    value = _chosen(query, column.name)
    named = [
        Choice(code, f"{label} ({count:,})")
        for code, label in column.type.options()
        if (count := counts.get(column.type.parse(code, {}), 0)) or code == value
    ]
    return Select(f"{IS}{column.name}", column.title, value, [Choice("", _("all")), *named])


def _scopes(
    register: Register, query: ListQuery, counts: dict[str, Counts], names: Names
) -> list[Select]:
    """Units and chains that records within reach belong to."""
    fields = (
        ("division", _("Division"), DIVISION, query.division),
        ("chain", _("Chain"), CHAIN, query.chain),
    )
    return [
        _scope(kind, label, value, counts[key], names)
        for kind, label, key, value in fields
        if key in counts
    ]


def _scope(kind: str, label: str, value: str, counts: Counts, names: Names) -> Select:
    codes = {str(code) for code in counts if code} | ({value} - {""})
    names.learn(kind, codes)
    named = [
        Choice(code, f"{names.door(kind, code).name} ({counts.get(code, 0):,})")
        for code in sorted(codes)
    ]
    return Select(kind, label, value, [Choice("", _("all")), *named])


def _chip(
    register: Register, query: ListQuery, condition: Condition, here: str, names: Names
) -> Chip:
    """A condition that no field of the form shows, with the way to take it away."""
    title = column_named(register, condition.column).title
    words = _words(register, condition, names)
    return Chip(title, words, f"{here}?{query.without(condition).query}")


def _is_in_form(register: Register, query: ListQuery, condition: Condition) -> bool:
    if condition.comparison is not Comparison.IS or len(query.values_of(condition.column)) > 1:
        return False
    return column_named(register, condition.column).type.is_state


def _words(register: Register, condition: Condition, names: Names) -> str:
    """南城区 · ≥ 6,000 万元 · ≤ 2023-11 · contains 产业园 · not filled in."""
    if condition.comparison is Comparison.BLANK:
        return _("not filled in") if yes_or_no(condition.text) else _("is filled in")
    value = _value(register, condition, names)
    if condition.comparison is Comparison.HAS:
        return _("holds “{}”").format(value)
    sign = {Comparison.FROM: "≥ ", Comparison.TO: "≤ "}.get(condition.comparison, "")
    return f"{sign}{value}"


def _value(register: Register, condition: Condition, names: Names) -> str:
    column = column_named(register, condition.column)
    try:
        value = column.type.parse(condition.text, {})
    except BadCell:
        return condition.text
    words = words_of(column, [value], names)[str(value)]
    return f"{words} {column.type.unit}".strip()
