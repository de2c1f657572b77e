"""Rows of a fact table as indicators see them: with the attributes of what they are joined to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import ibis

from chainchief.indicators.entries import Condition, Entry, Operator
from chainchief.indicators.sources import Attribute, source_of
from chainchief.indicators.wheres import END
from chainchief.lake.engines import Engine
from chainchief.lake.manifest import Snapshot
from chainchief.ledger.facts import FactType

Table = Any
Value = Any


def attributes_of(entry: Entry, *, receipt: bool = False) -> list[Attribute]:
    """What an entry's conditions name, and with `receipt` what its receipt shows."""
    known = source_of(entry.source).attributes
    names = [name for condition in entry.where for name in condition.columns]
    shown = shown_names(entry) if receipt else ()
    return [known[name] for name in (*names, *shown)]


def shown_names(entry: Entry) -> tuple[str, ...]:
    """The attributes that a receipt shows: those declared, and the one that a document names."""
    own = (entry.named_by,) if entry.named_by not in ("", "entity_name") else ()
    return tuple(dict.fromkeys((*entry.receipt, *own)))


def rows_of(
    engine: Engine, snapshot: Snapshot, source: str, attributes: Iterable[Attribute]
) -> Table:
    """The rows of `source`, each with the columns of the tables that `attributes` reach into."""
    table = engine.table(snapshot, source)
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for attribute in attributes:
        if attribute.table:
            wanted[attribute.table, attribute.key] |= set(_stored(attribute))
    for (kind, key), columns in sorted(wanted.items()):
        right = engine.table(snapshot, kind)
        named = {f"{kind}__{name}": right[name] for name in sorted(columns)}
        other = right.select(right.entity_code.name(f"{kind}__key"), **named)
        table = table.left_join(other, table[key] == other[f"{kind}__key"])
    return table


def _stored(attribute: Attribute) -> list[str]:
    if attribute.holds_between_days:
        return [f"{attribute.stored}_from", f"{attribute.stored}_to"]
    return [attribute.stored]


def value_of(table: Table, attribute: Attribute, at: Value) -> Value:
    """An attribute's value; a flag that holds between two days as at the day `at`."""
    columns = [
        table[f"{attribute.table}__{name}" if attribute.table else name]
        for name in _stored(attribute)
    ]
    if attribute.holds_between_days:
        return between(columns[0], columns[1], at)
    return columns[0]


def between(first: Value, last: Value, at: Value) -> Value:
    """Whether `at` lies from `first` to `last`, both included, an open end where one is missing.

    With both missing it never held.
    """
    ever = first.notnull() | last.notnull()
    return ever & (first.isnull() | (first <= at)) & (last.isnull() | (last >= at))


def in_force(table: Table, entry: Entry, day: dt.date) -> Value:
    """Whether a row of a stock is in force on `day`.

    From `valid_from` to `valid_to`, where both ends may be open; or, of an entry that says between
    which days its rows are open, from the first on, until the day before the last.
    """
    at = ibis.literal(day)
    if entry.open_from:
        begun, ended = table[entry.open_from], table[entry.open_until]
        return (begun <= at).fill_null(False) & (ended.isnull() | (ended > at))
    begun = table.valid_from.isnull() | (table.valid_from <= at)
    return begun & (table.valid_to.isnull() | (table.valid_to >= at))


def conditions(table: Table, entry: Entry, at: Value, end: dt.date, *, joined: bool) -> Value:
    """The entry's conditions on the row itself, or on what it is `joined` to, as one.

    `at` is the day as at which flags are taken, `end` the last day of the span.
    """
    known = source_of(entry.source).attributes
    met: Value = ibis.literal(True)
    for condition in entry.where:
        reaches_out = any(known[name].table for name in condition.columns)
        if reaches_out is joined:
            met = met & _holds(table, condition, known, at, end)
    return met


def _holds(
    table: Table, condition: Condition, known: Mapping[str, Attribute], at: Value, end: dt.date
) -> Value:
    """Whether a row meets `condition`; a missing value meets none but `missing`."""
    attribute = known[condition.column]
    value = value_of(table, attribute, at)
    operand = condition.values[0]
    match condition.operator:
        case Operator.MISSING:
            absent = (value == "") if _is_text(attribute) else value.isnull()
            met = absent if operand else ~absent
        case Operator.ON_OR_BEFORE | Operator.AFTER:
            day = ibis.literal(end) if operand == END else value_of(table, known[str(operand)], at)
            met = value <= day if condition.operator is Operator.ON_OR_BEFORE else value > day
        case Operator.AT_LEAST:
            met = value >= operand
        case Operator.BELOW:
            met = value < operand
        case _:
            met = _is_one_of(value, condition, attribute)
    met = met.fill_null(False)
    return ~met if condition.negated else met


def _is_text(attribute: Attribute) -> bool:
    return attribute.column.type in (FactType.CODE, FactType.TEXT)


def _is_one_of(value: Value, condition: Condition, attribute: Attribute) -> Value:
    if attribute.column.type is FactType.FLAG:
        true = value.fill_null(False)
        return true if condition.values == (True,) else ~true
    return value.isin(list(condition.values))
