"""Receipts: the records behind one figure, and what each contributes to each part.

A receipt takes a way of its own. The engine hands over rows; which of them count, and once, is
decided here row by row, not by the query that computed the figure. That both agree is the law of
the house (docs/adr/0004-receipts.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import ibis

from chainchief.core.spans import Span
from chainchief.indicators.catalogue import Catalogue
from chainchief.indicators.entries import PARTS, Entry
from chainchief.indicators.figures import Contribution, Figure, Nature, Receipt, Scope
from chainchief.indicators.lines import contribution_of
from chainchief.indicators.rows import attributes_of, conditions, rows_of, value_of
from chainchief.indicators.sources import source_of
from chainchief.indicators.statement_lines import record_lines, statement_lines
from chainchief.indicators.territory import Territory, territory_of
from chainchief.indicators.tracing import Row, chosen_rows
from chainchief.lake.engines import Engine
from chainchief.lake.manifest import Snapshot

Table = Any


def receipt_for(
    figure: Figure,
    snapshot: Snapshot,
    catalogue: Catalogue,
    engine: Engine,
    territory: Territory | None = None,
) -> Receipt:
    """The contributions to each part of `figure`: one line per part and entity, sorted.

    A figure without a value because something is missing has a receipt without lines.
    """
    if not figure.parts:
        return Receipt(figure, ())
    trace = Tracer(snapshot, catalogue, engine, territory or territory_of(snapshot, engine))
    entry = catalogue[figure.code]
    lines: list[Contribution] = []
    for part in PARTS[figure.formula]:
        lines += trace.part(entry, part, figure)
    return Receipt(figure, tuple(sorted(lines, key=_order(entry))))


def _order(entry: Entry) -> Any:
    parts = PARTS[entry.formula]
    return lambda line: (parts.index(line.part), line.code, line.uid)


@dataclass(frozen=True)
class Tracer:
    """Follows figures of one snapshot back to their rows."""

    snapshot: Snapshot
    catalogue: Catalogue
    engine: Engine
    territory: Territory

    def part(self, entry: Entry, part: str, figure: Figure) -> list[Contribution]:
        scope, plain = figure.scope, entry
        if entry.terms:
            term = entry.terms[part]
            plain = self.catalogue[term.indicator]
            division = self.territory.division(term, scope.division)
            scope = Scope(division, "" if term.division else scope.chain)
        if plain.parameters:
            return record_lines(self.engine, self.snapshot, plain, figure.record, part)
        if plain.is_looked_up:
            return statement_lines(self.engine, self.snapshot, plain, scope, figure.span, part)
        return self.summed(plain, scope, figure.span, part)

    def summed(self, entry: Entry, scope: Scope, span: Span, part: str) -> list[Contribution]:
        """One line per entity of a summed indicator in one cell."""
        rows: Iterable[Row] = self._rows(entry, scope, span)
        if entry.over:
            over = self.catalogue[entry.over]
            lines = self.summed(over, Scope(self.territory.root), span, part)
            members = {line.uid for line in lines}
            rows = [row for row in rows if row["entity_uid"] in members]
        return [_line(entry, part, traced) for traced in chosen_rows(entry, span, rows)]

    def _rows(self, entry: Entry, scope: Scope, span: Span) -> list[Row]:
        """The rows that meet the entry's own conditions, up to the end of the span.

        `in_cell` says whether a row lies in the cell, `met` whether what it is joined to meets
        the conditions; rows elsewhere are needed to know which row of an entity is the first or
        the last.
        """
        attributes = attributes_of(entry, receipt=True)
        table = rows_of(self.engine, self.snapshot, entry.source, attributes)
        flow = entry.nature is Nature.FLOW
        at = table[entry.date] if flow else ibis.literal(span.last)
        table = table.filter(conditions(table, entry, at, joined=False))
        if flow:
            table = table.filter(table[entry.date] <= ibis.literal(span.last))
            at = table[entry.date]
        columns = {
            "in_cell": self._in_cell(table, entry, scope),
            "met": conditions(table, entry, at, joined=True),
            **_selection_columns(table, entry),
            **_shown_columns(table, entry, at),
        }
        keys = (
            "row_kind row_uid row_version entity_kind entity_uid entity_version entity_code "
            "entity_name"
        )
        found: list[Row] = self.engine.execute(table.select(*keys.split(), **columns)).to_pylist()
        return found

    def _in_cell(self, table: Table, entry: Entry, scope: Scope) -> Any:
        inside: Any = ibis.literal(True)
        if "division" in entry.dimensions:
            below = [d for d, above in self.territory.containing.items() if scope.division in above]
            inside = table.division.isin(below)
        return inside & (table.chain == scope.chain) if scope.chain else inside


def _selection_columns(table: Table, entry: Entry) -> dict[str, Any]:
    """What decides which row counts, and the amount, under names that no attribute has."""
    columns: dict[str, Any] = {}
    if entry.measure.column:
        columns["_amount"] = table[entry.measure.column]
    if entry.nature is Nature.FLOW:
        columns["_day"] = table[entry.date]
    elif entry.nature is Nature.STOCK:
        columns |= {"_from": table.valid_from, "_to": table.valid_to}
    else:
        columns |= {"_month": table.month, "_revision": table.revision}
        if source_of(entry.source).has("reported_under"):
            columns["_under"] = table.reported_under
    return columns


def _shown_columns(table: Table, entry: Entry, at: Any) -> dict[str, Any]:
    known = source_of(entry.source).attributes
    return {f"shown_{i}": value_of(table, known[n], at) for i, n in enumerate(entry.receipt)}


def _line(entry: Entry, part: str, traced: tuple[Row, int]) -> Contribution:
    row, contribution = traced
    shown = {name: row[f"shown_{i}"] for i, name in enumerate(entry.receipt)}
    return contribution_of(row, part, contribution, shown)
