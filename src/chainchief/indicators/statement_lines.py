"""Receipts of numbers that are looked up: the statement or record itself is the one line."""

from typing import Any

import ibis

from chainchief.core.spans import Span
from chainchief.indicators.entries import Entry
from chainchief.indicators.figures import Contribution, Nature, Scope
from chainchief.indicators.lines import contribution_of
from chainchief.indicators.lookups import ranked_rows
from chainchief.indicators.rows import conditions, rows_of, value_of
from chainchief.indicators.sources import source_of
from chainchief.lake.engines import Engine
from chainchief.lake.manifest import Snapshot

#: What a receipt shows of a statement besides what its entry asks for.
_OFFICIAL = ("source", "standing", "basis", "released_on")
_RANKING = ("publisher", "edition", "comparison_set", "tie_rule", "notice", "released_on")
_FURNISHED = ("office", "confirmed_by", "confirmed_on", "publishable")


def statement_lines(
    engine: Engine, snapshot: Snapshot, entry: Entry, scope: Scope, span: Span, part: str
) -> list[Contribution]:
    """The statement that was looked up for one cell."""
    if entry.nature in (Nature.RANK, Nature.STREAK):
        return _ranked(engine, snapshot, entry, scope, span, part)
    table = engine.table(snapshot, entry.source)
    table = table.filter(conditions(table, entry, ibis.literal(span.last), span.last, joined=False))
    table = table.filter(table.division == scope.division)
    if entry.nature is Nature.FURNISHED:
        table = _furnished(table, entry, scope, span)
    else:
        table = _official(table, entry, span)
    shown = _FURNISHED if entry.nature is Nature.FURNISHED else _OFFICIAL
    return [
        contribution_of(
            row, part, row["quantity"], {name: row[name] for name in (*shown, *entry.receipt)}
        )
        for row in engine.execute(table).to_pylist()
    ]


def _ranked(
    engine: Engine, snapshot: Snapshot, entry: Entry, scope: Scope, span: Span, part: str
) -> list[Contribution]:
    """The list or notice that states the rank; of a streak every edition, each one year."""
    table = engine.table(snapshot, entry.source)
    table = table.filter((table.series == entry.series) & (table.division == scope.division))
    rows = sorted(engine.execute(table).to_pylist(), key=lambda row: str(row["row_uid"]))
    streak = entry.nature is Nature.STREAK
    return [
        contribution_of(
            row,
            part,
            1 if streak else row["rank"],
            {name: row[name] for name in (*_RANKING, *entry.receipt)},
        )
        for row in ranked_rows(entry, span, rows)
    ]


def _official(table: Any, entry: Entry, span: Span) -> Any:
    table = table.filter(
        (table.series == entry.series)
        & (table.span_from == str(span.start))
        & (table.span_to == str(span.end))
    )
    final = (table.standing == "final").cast("int64")
    return table.order_by(final.desc(), table.released_on.desc(), table.row_uid.asc()).limit(1)


def _furnished(table: Any, entry: Entry, scope: Scope, span: Span) -> Any:
    table = table.filter(
        (table.item == entry.item)
        & (table.month == str(span.end))
        & (table.chain == scope.chain)
        & (table.confirmed_by != "")
        & table.confirmed_on.notnull()
    )
    return table.order_by(table.row_uid.asc()).limit(1)


def record_lines(
    engine: Engine, snapshot: Snapshot, entry: Entry, record: str, part: str
) -> list[Contribution]:
    """The one record that a parametrised figure is about."""
    known = source_of(entry.source).attributes
    attributes = [known[name] for name in entry.receipt]
    table = rows_of(engine, snapshot, entry.source, attributes)
    table = table.filter((table.entity_code == record) & table[entry.attribute].notnull())
    shown = {f"shown_{i}": value_of(table, each, None) for i, each in enumerate(attributes)}
    rows = engine.execute(table.mutate(**shown)).to_pylist()
    return [
        contribution_of(
            row,
            part,
            row[entry.attribute],
            {name: row[f"shown_{i}"] for i, name in enumerate(entry.receipt)},
        )
        for row in rows
    ]
