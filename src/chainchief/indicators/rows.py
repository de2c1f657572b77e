"""Rows of a fact table as indicators see them: with the attributes of what they are joined to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import ibis

from chainchief.indicators.entries import Condition, Entry
from chainchief.indicators.sources import Attribute, source_of
from chainchief.lake.engines import Engine
from chainchief.lake.manifest import Snapshot

Table = Any
Value = Any


def attributes_of(entry: Entry, *, receipt: bool = False) -> list[Attribute]:
    """What an entry's conditions name, and with `receipt` what its receipt shows."""
    known = source_of(entry.source).attributes
    names = [condition.column for condition in entry.where]
    return [known[name] for name in (*names, *(entry.receipt if receipt else ()))]


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


def valid_at(table: Table, day: dt.date) -> Value:
    """Whether a row is in force on `day`: both ends may be open."""
    at = ibis.literal(day)
    begun = table.valid_from.isnull() | (table.valid_from <= at)
    return begun & (table.valid_to.isnull() | (table.valid_to >= at))


def holds(table: Table, condition: Condition, attribute: Attribute, at: Value) -> Value:
    """Whether a row meets `condition`; a missing value meets none."""
    value = value_of(table, attribute, at)
    if attribute.column.type.value == "flag":
        true = value.fill_null(False)
        met = true if condition.values == (True,) else ~true
    else:
        met = value.isin(list(condition.values)).fill_null(False)
    return ~met if condition.negated else met


def conditions(table: Table, entry: Entry, at: Value, *, joined: bool) -> Value:
    """The entry's conditions on the row itself, or on what it is `joined` to, as one."""
    known = source_of(entry.source).attributes
    met: Value = ibis.literal(True)
    for condition in entry.where:
        attribute = known[condition.column]
        if bool(attribute.table) is joined:
            met = met & holds(table, condition, attribute, at)
    return met
