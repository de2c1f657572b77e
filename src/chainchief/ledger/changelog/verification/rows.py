"""Comparing the ledger with its log, in SQL: each row with its last image, each image with the
one before it."""

import json
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from django.db import connection

from chainchief.core.faults import Fault, FaultKind
from chainchief.ledger.changelog import faults as log_faults
from chainchief.ledger.changelog.triggers.making import dialect
from chainchief.ledger.changelog.triggers.tables import Watched

Image = dict[str, Any]
#: So many rows of a kind are listed; more would bury the rest.
LISTED = 50
#: So many records are named where only a number is told.
NAMED = 3

_UNLIKE_BEFORE = {
    "sqlite": "before IS NOT previous",
    "postgresql": "before IS DISTINCT FROM previous",
}


def row_faults(table: Watched) -> Iterator[Fault]:
    """Rows that are not as last logged, that were never logged, that are gone."""
    yield from _listed(table, _differing(table))
    yield from _listed(table, _vanished(table))


def succession_faults(tables: Iterable[Watched]) -> Iterator[Fault]:
    """Events that do not begin with what the one before ended with: something was taken out."""
    by_kind: dict[str, list[Fault]] = {}
    known = {table.kind: table for table in tables}
    for event, kind, uid, before, previous in _rows(
        "SELECT id, kind, uid, before, previous FROM (SELECT id, kind, uid, before,"  # noqa: S608
        " lag(after) OVER (PARTITION BY kind, uid ORDER BY id) AS previous"
        f" FROM ledger_changeevent) AS pairs WHERE {_UNLIKE_BEFORE[connection.vendor]}"
    ):
        table = known.get(kind)
        if table and not _differences(table, _image(before), _image(previous)):
            continue
        fault = _fault(log_faults.SUCCESSION_BROKEN, kind, _image(before), uid, event=event)
        by_kind.setdefault(kind, []).append(fault)
    for kind, uids in by_kind.items():
        yield from _listed(known.get(kind), uids, kind)


def anonymous_names(kind: str, first: int, last: int) -> list[str]:
    """The records of a kind with changes among these events that name nobody, by code or uid.

    One more than `NAMED` at most, which says that there are others.
    """
    events = _rows(
        "SELECT e.uid, e.before, e.after FROM ledger_changeevent e JOIN (SELECT min(id) AS id"  # noqa: S608
        " FROM ledger_changeevent WHERE kind = %s AND actor = '' AND id BETWEEN %s AND %s"
        " GROUP BY uid ORDER BY min(id)"
        f" LIMIT {NAMED + 1}) one ON one.id = e.id ORDER BY e.id",
        kind,
        first,
        last,
    )
    return [_name(_image(after) or _image(before), uid) for uid, before, after in events]


def _differing(table: Watched) -> Iterator[Fault]:
    """One look into the log's index per row; only rows that differ leave the database."""
    image, identity = dialect().image(table, "t"), dialect().identity(table, "t")
    for uid, event, now, logged in _rows(
        f"SELECT {identity}, e.id, {image}, e.after FROM {table.name} t"  # noqa: S608 - the model's
        " LEFT JOIN ledger_changeevent e ON e.id = (SELECT max(id) FROM ledger_changeevent"
        f" WHERE kind = %s AND uid = {_as_text(identity)}) WHERE {_unlike('e.after', image)}",
        table.kind,
    ):
        row, was = _image(now), _image(logged)
        if event is None:
            yield _fault(log_faults.ROW_UNLOGGED, table.kind, row, uid)
        elif columns := _differences(table, row, was):
            titles = ", ".join(columns)
            yield _fault(log_faults.ROW_DIFFERS, table.kind, row, uid, columns=titles, event=event)


def _vanished(table: Watched) -> Iterator[Fault]:
    for uid, event, logged in _rows(
        "SELECT e.uid, e.id, e.after FROM ledger_changeevent e JOIN (SELECT max(id) AS id"  # noqa: S608
        " FROM ledger_changeevent WHERE kind = %s GROUP BY uid) last ON last.id = e.id"
        f" WHERE e.after IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table.name} t"
        f" WHERE {_is_row_of(table, 'e.uid')})",
        table.kind,
    ):
        yield _fault(log_faults.ROW_VANISHED, table.kind, _image(logged), uid, event=event)


def _as_text(identity: str) -> str:
    """Identities stand in the log as texts."""
    return f"CAST({identity} AS TEXT)" if connection.vendor == "sqlite" else identity


def _is_row_of(table: Watched, uid: str) -> str:
    """The condition that row `t` has the identity `uid`, so that SQLite can use its index."""
    if connection.vendor == "sqlite" and table.identity == table.key:
        return f"t.{table.key} = CAST({uid} AS INTEGER)"
    return f"{dialect().identity(table, 't')} = {uid}"


def _unlike(a: str, b: str) -> str:
    return f"{a} IS NOT {b}" if connection.vendor == "sqlite" else f"{a} IS DISTINCT FROM {b}"


def _rows(statement: str, *parameters: str | int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def _image(text: str | None) -> Image:
    """The image as logged; one that was made unreadable is none, and so differs from its row."""
    try:
        image = json.loads(text or "null")
    except ValueError:
        return {}
    return image if isinstance(image, dict) else {}


def _differences(table: Watched, row: Image, logged: Image) -> list[str]:
    """Columns whose values differ, with both. A column that came later was blank until then."""
    if bool(row) != bool(logged):
        return ["∅"] if not logged else ["…"]
    return [
        f"{name} {row.get(name)!r} ≠ {logged.get(name)!r}"
        for name in table.columns
        if row.get(name) != logged.get(name)
        and (name in logged or row.get(name) not in _BLANKS)
        and (name in row or logged.get(name) not in _BLANKS)
    ]


_BLANKS: tuple[object, ...] = (None, "", 0, False, {})


def _fault(kind: FaultKind, of: str, image: Image, uid: object, **facts: object) -> Fault:
    return Fault(kind, facts={"kind": of, "name": _name(image, uid), **facts})


def _name(image: Image, uid: object) -> str:
    return str(image.get("code") or image.get("file_name") or uid)


def _listed(table: Watched | None, faults: Iterable[Fault], kind: str = "") -> Iterator[Fault]:
    """The first of them, and how many more there are under each code."""
    numbers: dict[str, count[int]] = {}
    for fault in faults:
        if next(numbers.setdefault(fault.code, count())) < LISTED:
            yield fault
    name = table.kind if table else kind
    for code, number in numbers.items():
        rest = next(number) - LISTED
        if rest > 0:
            yield Fault(log_faults.AND_MORE, facts={"number": rest, "code": code, "kind": name})
