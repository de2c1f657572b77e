"""Receipts: the records behind one figure, and what each contributes to each part.

A receipt takes a way of its own. The engine hands over rows; which of them count, and once, is
decided here row by row, not by the query that computed the figure. That both agree is the law of
the house (docs/adr/0004-receipts.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import pyarrow as pa

from chainchief.core.spans import Span, relative_span
from chainchief.indicators.catalogue.indicator import ORDERED, Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import Source, source_of
from chainchief.indicators.compute.divisions import Territory, territory_of
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.compute.evaluation import value_from_parts
from chainchief.indicators.compute.ordering import CHAIN, compared_cells, counted_cells
from chainchief.indicators.compute.query_text import Step, among, query_of, rows_read, select
from chainchief.indicators.compute.row_conditions import ENTITY, SqlRows, shown_names
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.figures import Contribution, Figure, MetricType, Receipt, Scope
from chainchief.indicators.receipts.counted_rows import Row, chosen_rows
from chainchief.indicators.receipts.lines import contribution_of
from chainchief.indicators.receipts.looked_up_lines import record_lines, statement_lines
from chainchief.indicators.receipts.naming import closed_attributes, names_records
from chainchief.lake.engines.engine import Engine
from chainchief.lake.snapshots.manifest import Snapshot


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


def _order(figure: Figure) -> Any:
    parts = list(figure.parts)
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
    _read: dict[tuple[str, Span, Scope | None], list[Row]] = field(default_factory=dict)
    _figures: dict[tuple[str, Span], Figures] = field(default_factory=dict)
    _members: dict[tuple[str, Span], frozenset[str]] = field(default_factory=dict)

    def receipt(self, figure: Figure) -> Receipt:
        """The receipt of any figure of this snapshot (of the cell `only`, where there is one)."""
        if not figure.parts:
            return Receipt(figure, ())
        indicator = self.catalogue[figure.code]
        lines = [line for part in figure.parts for line in self._part(indicator, part, figure)]
        return Receipt(figure, tuple(sorted(lines, key=_order(figure))))

    def _part(self, indicator: Indicator, part: str, figure: Figure) -> list[Contribution]:
        """The lines of one part, found along its path through the terms."""
        scope, span, plain = figure.scope, figure.span, indicator
        for name in part.split(".") if indicator.terms else ():
            term = plain.terms[name]
            plain = self.catalogue[term.indicator]
            division = self.territory.division(term, scope.division)
            scope = Scope(division, term.chain_of(scope.chain))
            span = relative_span(term.span, span) if term.span else span
        if plain.nature in ORDERED:
            return self._cells(plain, scope, span, part)
        if plain.nature is MetricType.RECORD:
            lines = self._record(plain, figure, part)
        elif plain.is_lookup:
            lines = statement_lines(self.engine, self.snapshot, plain, scope, span, part)
        else:
            lines = self._summed(plain, scope, span, part)
        return _closed(lines, indicator, plain)

    def _cells(
        self, indicator: Indicator, scope: Scope, span: Span, part: str
    ) -> list[Contribution]:
        """The chains or units that count, each of them one: found anew from their own receipts."""
        of = self.catalogue[indicator.of]
        figures = self._figures_of(of, span)
        whole = replace(self, only=None)
        known: dict[str, Fraction] = {}
        cells = compared_cells(indicator, scope, self.territory)
        for code, cell in cells.items():
            figure = figures.get(of.code, cell)
            if figure.value is not None:
                sums = whole.receipt(figure).sums()
                known[code] = value_from_parts(self.catalogue, of, sums) or Fraction(0)
        around = figures.get(of.code, scope).value
        rows = self._records_of("chain" if indicator.each == CHAIN else "division")
        return [
            contribution_of(rows[code], part, 1, {})
            for code in counted_cells(indicator, known, around)
        ]

    def _figures_of(self, indicator: Indicator, span: Span) -> Figures:
        if (indicator.code, span) not in self._figures:
            self._figures[indicator.code, span] = figures_for(
                self.snapshot,
                span.end,
                catalogue=self.catalogue,
                engine=self.engine,
                codes=[indicator.code],
                span=span,
            )
        return self._figures[indicator.code, span]

    def _records_of(self, kind: str) -> dict[str, Row]:
        found = rows_read(self.engine, self.snapshot, kind)
        return {row["entity_code"]: row for row in found}

    def _record(self, indicator: Indicator, figure: Figure, part: str) -> list[Contribution]:
        record = indicator.record or figure.record
        return record_lines(self.engine, self.snapshot, indicator, record, figure.span, part)

    def _summed(
        self, indicator: Indicator, scope: Scope, span: Span, part: str
    ) -> list[Contribution]:
        """One line per entity of a summed indicator in one cell."""
        rows: Iterable[Row] = self._rows(indicator, span, scope)
        if indicator.over:
            members = self._counted_in_the_city(indicator.over, span)
            rows = [row for row in rows if row["entity_uid"] in members]
        if indicator.without:
            others = self._counted_in_the_city(indicator.without, span)
            rows = [row for row in rows if row["entity_uid"] not in others]
        placed = [{**row, "in_cell": self._in_cell(row, indicator, scope)} for row in rows]
        return [_line(indicator, part, traced) for traced in chosen_rows(indicator, span, placed)]

    def _counted_in_the_city(self, code: str, span: Span) -> frozenset[str]:
        if (code, span) not in self._members:
            whole = Tracer(self.snapshot, self.catalogue, self.engine, self.territory)
            city = Scope(self.territory.root)
            lines = whole._summed(self.catalogue[code], city, span, "value")
            self._members[code, span] = frozenset(line.uid for line in lines)
        return self._members[code, span]

    def _in_cell(self, row: Row, indicator: Indicator, scope: Scope) -> bool:
        around = self.territory.containing.get(row["_division"], frozenset())
        by_division = "division" in indicator.dimensions
        return (not by_division or scope.division in around) and scope.chain in ("", row["_chain"])

    def _rows(self, indicator: Indicator, span: Span, scope: Scope) -> list[Row]:
        """The rows that meet the entry's own conditions; `met` says whether all conditions are.

        Rows outside the cell are among them: they are needed to know which row of an entity is
        its first or last.
        """
        key = indicator.code, span, scope if self.only is not None else None
        if key not in self._read:
            self._read[key] = self._candidates(indicator, span, scope)
        return self._read[key]

    def _candidates(self, indicator: Indicator, span: Span, scope: Scope) -> list[Row]:
        source, dialect = source_of(indicator.source), self.engine.dialect
        rows = SqlRows(source, dialect, span.last)
        at = rows.day_of(indicator)
        distinct = indicator.measure.distinct
        where = rows.conditions(indicator, at, joined=False)
        if indicator.nature is MetricType.FLOW:
            where.append(f"{at} <= {dialect.literal(span.last)}")
        if indicator.open_in:
            where.append(rows.in_force(indicator))
        met = " AND ".join(rows.conditions(indicator, at, joined=True)) or "TRUE"
        columns = {name: (f"r.{name}", pa.string()) for name in _CITED}
        columns |= {name: (f"r.{name}", pa.int64()) for name in _VERSIONS}
        if distinct:
            columns |= _named_records(rows, distinct)
        columns |= {"_division": ("r.division", pa.string()), "_chain": ("r.chain", pa.string())}
        columns |= {"met": (f"COALESCE({met}, FALSE)", pa.bool_())}
        columns |= _selection_columns(indicator, source)
        for i, name in enumerate(shown_names(indicator)):
            columns[f"shown_{i}"] = (rows.value(name, at), rows.type_of(name))
        table = f"{self._relation(source.name)} AS r" + rows.joins(
            [indicator], self._relation, True
        )
        selected = [f"{text} AS {name}" for name, (text, _kind) in columns.items()]
        query = select(selected, table, where=" AND ".join(where))
        if self.only is not None:
            query = self._with_a_row_in(query, indicator, scope)
        schema = pa.schema([pa.field(name, kind) for name, (_text, kind) in columns.items()])
        found: list[Row] = self.engine.query(query, schema).to_pylist()
        return found

    def _relation(self, table: str) -> str:
        return self.engine.relation(self.snapshot, table)

    def _with_a_row_in(self, candidates: str, indicator: Indicator, scope: Scope) -> str:
        """The same rows, of those entities alone that have one in the cell."""
        dialect, inside = self.engine.dialect, []
        if "division" in indicator.dimensions:
            containing = self.territory.containing
            below = sorted(unit for unit, above in containing.items() if scope.division in above)
            inside.append(among("_division", below, dialect))
        if scope.chain:
            inside.append(f"_chain = {dialect.text(scope.chain)}")
        entities = select(["entity_uid"], "candidate", where=" AND ".join(inside))
        last = select(["*"], "candidate", where=f"entity_uid IN ({entities})")
        return query_of([Step("candidate", candidates)], last, dialect)


def _closed(
    lines: list[Contribution], indicator: Indicator, plain: Indicator
) -> list[Contribution]:
    """The lines, marked where the figure, or the part of it, does not tell whose they are."""
    kinds = {(line.kind, line.row_kind) for line in lines}
    closed = {
        pair for pair in kinds if indicator.disclosure != "open" or not names_records(plain, *pair)
    }
    attributes = closed_attributes(plain, source_of(plain.source))
    if not closed and not attributes:
        return lines
    return [
        replace(line, is_closed=(line.kind, line.row_kind) in closed, closed_attributes=attributes)
        for line in lines
    ]


_CITED = ("row_kind", "row_uid", "entity_kind", "entity_uid", "entity_code", "entity_name")
_VERSIONS = ("row_version", "entity_version")


def _named_records(rows: SqlRows, column: str) -> dict[str, tuple[str, pa.DataType]]:
    """What a receipt cites of a distinct count: the records that a column names, or its words."""
    value, kind = rows.value(column, ""), rows.source.kind_named_by(column)
    literal = rows.dialect.literal
    own = f"{rows.source.row_kind}.{column}"
    return {
        "entity_kind": (literal(kind or own), pa.string()),
        "entity_uid": (rows.entity(column), pa.string()),
        "entity_code": (value, pa.string()),
        "entity_name": (f"COALESCE({ENTITY}.entity_name, {value})" if kind else value, pa.string()),
        "entity_version": (
            f"COALESCE({ENTITY}.entity_version, r.row_version)" if kind else "r.row_version",
            pa.int64(),
        ),
    }


def _selection_columns(indicator: Indicator, source: Source) -> dict[str, tuple[str, pa.DataType]]:
    """What decides which row counts, and the amount, under names that no attribute has."""
    columns: dict[str, tuple[str, pa.DataType]] = {}
    if indicator.measure.column:
        columns["_amount"] = (f"r.{indicator.measure.column}", pa.int64())
    if indicator.nature is MetricType.FLOW:
        columns["_day"] = (f"r.{indicator.date}", pa.date32())
    elif indicator.nature is MetricType.STOCK:
        since, until = _open_between(indicator)
        columns["_from"] = (since, pa.date32())
        columns["_to"] = (until, pa.date32())
    else:
        columns |= {"_month": ("r.month", pa.string()), "_revision": ("r.revision", pa.int64())}
        if source.has("reported_under"):
            columns["_under"] = ("r.reported_under", pa.string())
    return columns


def _open_between(indicator: Indicator) -> tuple[str, str]:
    """The days between which a row of a stock is open; rows chosen by month have none."""
    never = "CAST(NULL AS DATE)"
    if indicator.open_in:
        return never, never
    if not indicator.open_from:
        return "r.valid_from", "r.valid_to"
    return (
        f"r.{indicator.open_from}",
        f"r.{indicator.open_until}" if indicator.open_until else never,
    )


def _line(indicator: Indicator, part: str, traced: tuple[Row, int]) -> Contribution:
    row, contribution = traced
    shown = {name: row[f"shown_{i}"] for i, name in enumerate(shown_names(indicator))}
    return contribution_of(row, part, contribution, shown)
