"""Receipts: the records behind one figure, and what each contributes to each part.

A receipt takes a way of its own. The engine hands over rows; which of them count, and once, is
decided here row by row, not by the query that computed the figure. That both agree is the law of
the house (docs/adr/0004-receipts.md).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import ibis

from chainchief.core.spans import Span
from chainchief.indicators.catalogue import Catalogue
from chainchief.indicators.entries import PARTS, Entry
from chainchief.indicators.figures import Contribution, Figure, Nature, Receipt, Scope
from chainchief.indicators.lines import contribution_of
from chainchief.indicators.rows import attributes_of, conditions, rows_of, shown_names, value_of
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
    known = territory or territory_of(snapshot, engine)
    return Tracer(snapshot, catalogue, engine, known, figure.scope).receipt(figure)


def _order(entry: Entry) -> Any:
    parts = PARTS[entry.formula]
    return lambda line: (parts.index(line.part), line.code, line.uid)


@dataclass(frozen=True)
class Tracer:
    """Follows figures of one snapshot back to their rows.

    Rows once read are kept, so that many receipts cost little more than one. With `only` just the
    entities are read that have a row in that cell: quicker for one receipt, and only good for it.
    """

    snapshot: Snapshot
    catalogue: Catalogue
    engine: Engine
    territory: Territory
    only: Scope | None = None
    _read: dict[tuple[str, Span], list[Row]] = field(default_factory=dict)
    _members: dict[tuple[str, Span], frozenset[str]] = field(default_factory=dict)

    def receipt(self, figure: Figure) -> Receipt:
        """The receipt of any figure of this snapshot (of the cell `only`, where there is one)."""
        if not figure.parts:
            return Receipt(figure, ())
        entry = self.catalogue[figure.code]
        parts = PARTS[entry.formula]
        lines = [line for part in parts for line in self._part(entry, part, figure)]
        return Receipt(figure, tuple(sorted(lines, key=_order(entry))))

    def _part(self, entry: Entry, part: str, figure: Figure) -> list[Contribution]:
        scope, plain = figure.scope, entry
        if entry.terms:
            term = entry.terms[part]
            plain = self.catalogue[term.indicator]
            division = self.territory.division(term, scope.division)
            scope = Scope(division, "" if term.division else scope.chain)
        if plain.nature is Nature.RECORD:
            return record_lines(
                self.engine, self.snapshot, plain, plain.record or figure.record, part
            )
        if plain.is_looked_up:
            return statement_lines(self.engine, self.snapshot, plain, scope, figure.span, part)
        return self._summed(plain, scope, figure.span, part)

    def _record(self, entry: Entry, figure: Figure, part: str) -> list[Contribution]:
        record = entry.record or figure.record
        return record_lines(self.engine, self.snapshot, entry, record, part)

    def _summed(self, entry: Entry, scope: Scope, span: Span, part: str) -> list[Contribution]:
        """One line per entity of a summed indicator in one cell."""
        rows: Iterable[Row] = self._rows(entry, span, scope)
        if entry.over:
            members = self._counted_in_the_city(entry.over, span)
            rows = [row for row in rows if row["entity_uid"] in members]
        placed = [{**row, "in_cell": self._in_cell(row, entry, scope)} for row in rows]
        return [_line(entry, part, traced) for traced in chosen_rows(entry, span, placed)]

    def _counted_in_the_city(self, code: str, span: Span) -> frozenset[str]:
        if (code, span) not in self._members:
            whole = Tracer(self.snapshot, self.catalogue, self.engine, self.territory)
            city = Scope(self.territory.root)
            lines = whole._summed(self.catalogue[code], city, span, "value")
            self._members[code, span] = frozenset(line.uid for line in lines)
        return self._members[code, span]

    def _in_cell(self, row: Row, entry: Entry, scope: Scope) -> bool:
        around = self.territory.containing.get(row["_division"], frozenset())
        told = "division" in entry.dimensions
        return (not told or scope.division in around) and scope.chain in ("", row["_chain"])

    def _rows(self, entry: Entry, span: Span, scope: Scope) -> list[Row]:
        """The rows that meet the entry's own conditions; `met` says whether all conditions are.

        Rows outside the cell are among them: they are needed to know which row of an entity is
        its first or last.
        """
        if (entry.code, span) not in self._read:
            table = self._candidates(entry, span)
            if self.only is not None:
                table = self._with_a_row_in(table, entry, scope)
            self._read[entry.code, span] = self.engine.execute(table).to_pylist()
        return self._read[entry.code, span]

    def _candidates(self, entry: Entry, span: Span) -> Table:
        attributes = attributes_of(entry, receipt=True)
        table = rows_of(self.engine, self.snapshot, entry.source, attributes)
        flow = entry.nature is Nature.FLOW
        at = table[entry.date] if flow else ibis.literal(span.last)
        table = table.filter(conditions(table, entry, at, span.last, joined=False))
        if flow:
            table = table.filter(table[entry.date] <= ibis.literal(span.last))
            at = table[entry.date]
        return table.select(
            *_CITED,
            _division=table.division,
            _chain=table.chain,
            met=conditions(table, entry, at, span.last, joined=True),
            **_selection_columns(table, entry),
            **_shown_columns(table, entry, at),
        )

    def _with_a_row_in(self, table: Table, entry: Entry, scope: Scope) -> Table:
        inside: Any = ibis.literal(True)
        if "division" in entry.dimensions:
            containing = self.territory.containing
            below = sorted(unit for unit, above in containing.items() if scope.division in above)
            inside = table["_division"].isin(below)
        if scope.chain:
            inside = inside & (table["_chain"] == scope.chain)
        entities = table.filter(inside).select(inside_uid="entity_uid").distinct()
        return table.semi_join(entities, table.entity_uid == entities.inside_uid)


_CITED = (
    "row_kind",
    "row_uid",
    "row_version",
    "entity_kind",
    "entity_uid",
    "entity_version",
    "entity_code",
    "entity_name",
)


def _selection_columns(table: Table, entry: Entry) -> dict[str, Any]:
    """What decides which row counts, and the amount, under names that no attribute has."""
    columns: dict[str, Any] = {}
    if entry.measure.column:
        columns["_amount"] = table[entry.measure.column]
    if entry.nature is Nature.FLOW:
        columns["_day"] = table[entry.date]
    elif entry.nature is Nature.STOCK:
        columns |= _stretch(table, entry)
    else:
        columns |= {"_month": table.month, "_revision": table.revision}
        if source_of(entry.source).has("reported_under"):
            columns["_under"] = table.reported_under
    return columns


def _stretch(table: Table, entry: Entry) -> dict[str, Any]:
    """The first and last day on which a row of a stock is in force.

    What is open until a day is in force up to the day before; without a beginning it never is.
    """
    if not entry.open_from:
        return {"_from": table.valid_from, "_to": table.valid_to}
    never = ibis.literal(dt.date.max)
    day = ibis.interval(days=1)
    return {
        "_from": table[entry.open_from].coalesce(never),
        "_to": (table[entry.open_until] - day).cast("date"),
    }


def _shown_columns(table: Table, entry: Entry, at: Any) -> dict[str, Any]:
    known = source_of(entry.source).attributes
    return {f"shown_{i}": value_of(table, known[n], at) for i, n in enumerate(shown_names(entry))}


def _line(entry: Entry, part: str, traced: tuple[Row, int]) -> Contribution:
    row, contribution = traced
    shown = {name: row[f"shown_{i}"] for i, name in enumerate(shown_names(entry))}
    return contribution_of(row, part, contribution, shown)
