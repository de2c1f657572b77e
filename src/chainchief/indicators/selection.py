"""Which rows of a fact table contribute to which indicators, and how much, as one expression.

All indicators of one source are computed together. Engines filter, join, compare and add integers;
nothing is divided here.

- flow: rows whose date lies in the span; with `once`, only an entity's first row ever counts
- stock: rows in force on the last day of the span
- cumulative report: of each entity the last report of the year that states the amount; a span that
  begins later than January is the last up to its end less the last before it
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis

from chainchief.core.spans import Month, Span
from chainchief.indicators.catalogue import Catalogue
from chainchief.indicators.entries import Entry
from chainchief.indicators.figures import Nature
from chainchief.indicators.rows import attributes_of, conditions, in_force, rows_of
from chainchief.indicators.sources import source_of
from chainchief.lake.engines import Engine
from chainchief.lake.manifest import Snapshot

Table = Any
Value = Any
_KEY = "report_key"


@dataclass(frozen=True)
class Half:
    """One year's stretch of a span: reports from `first` to `last` count with `sign`."""

    sign: int
    first: Month
    last: Month


def halves_of(span: Span) -> list[Half]:
    """The last report of each year in the span, less the last one before a later beginning."""
    found = []
    for year in range(span.start.year, span.end.year + 1):
        january, december = Month(year, 1), Month(year, 12)
        found.append(Half(1, january, min(span.end, december)))
        if year == span.start.year and span.start != january:
            found.append(Half(-1, january, span.start - 1))
    return found


@dataclass(frozen=True)
class Pass:
    """Indicators of one source over one span, to be computed together."""

    engine: Engine
    snapshot: Snapshot
    catalogue: Catalogue
    span: Span
    root: str
    entries: Sequence[Entry]

    @property
    def source(self) -> str:
        return self.entries[0].source

    def alone(self, entry: Entry) -> "Pass":
        """The same over another entry alone."""
        return Pass(self.engine, self.snapshot, self.catalogue, self.span, self.root, (entry,))

    def leaves(self) -> Table:
        """One row per (entity, division, chain) with a contribution c0, c1 … to each entry.

        Missing where the entity does not contribute.
        """
        rows = self._contributing_rows()
        any_of = ibis.or_(*(rows[f"c{i}"].notnull() for i in range(len(self.entries))))
        sums = {
            f"c{i}": rows[f"c{i}"].max() if entry.measure.counts else rows[f"c{i}"].sum()
            for i, entry in enumerate(self.entries)
        }
        return rows.filter(any_of).group_by("entity_uid", "division", "chain").aggregate(**sums)

    def entities(self) -> Table:
        """The distinct entities that contribute to the first entry in the whole city."""
        leaves = self.leaves()
        leaves = leaves.filter(leaves.c0.notnull())
        if "division" in self.entries[0].dimensions:
            closure = self.engine.table(self.snapshot, "division_closure")
            inside = closure.filter(closure.ancestor == self.root)
            leaves = leaves.semi_join(inside, leaves.division == inside.division)
        return leaves.select(leaves.entity_uid.name("member")).distinct()

    def _contributing_rows(self) -> Table:
        rows = self._with_selected_rows(self._candidates())
        for code in self._overs():
            members = self.alone(self.catalogue[code]).entities()
            name = _member_column(code)
            members = members.mutate(**{name: ibis.literal(True)})
            rows = rows.left_join(members, rows.entity_uid == members.member).drop("member")
        contributions = {
            f"c{i}": self._contribution(rows, entry, i) for i, entry in enumerate(self.entries)
        }
        return rows.select("entity_uid", "division", "chain", **contributions)

    def _overs(self) -> list[str]:
        return sorted({entry.over for entry in self.entries if entry.over})

    def _candidates(self) -> Table:
        attributes = [each for entry in self.entries for each in attributes_of(entry)]
        rows = rows_of(self.engine, self.snapshot, self.source, attributes)
        if source_of(self.source).has("month", "revision"):
            rows = rows.mutate(**{_KEY: _report_key(rows, self.source)})
        return rows

    def _with_selected_rows(self, rows: Table) -> Table:
        """Each row beside what was selected of its entity: the first day, the last report."""
        selected: dict[str, Value] = {}
        for i, entry in enumerate(self.entries):
            selected |= self._selected(rows, entry, i)
        if not selected:
            return rows
        by_entity = rows.group_by(rows.entity_uid.name("of_entity")).aggregate(**selected)
        return rows.left_join(by_entity, rows.entity_uid == by_entity.of_entity).drop("of_entity")

    def _selected(self, rows: Table, entry: Entry, i: int) -> dict[str, Value]:
        met = self._own(rows, entry)
        if entry.nature is Nature.FLOW and entry.once:
            return {f"s{i}": rows[entry.date].min(where=met)}
        if entry.nature is not Nature.CUMULATIVE_REPORT:
            return {}
        stated = met & rows[entry.measure.column].notnull()
        return {
            f"s{i}_{k}": rows[_KEY].max(where=stated & _within(rows, half))
            for k, half in enumerate(halves_of(self.span))
        }

    def _own(self, rows: Table, entry: Entry) -> Value:
        return conditions(rows, entry, self._at(rows, entry), self.span.last, joined=False)

    def _at(self, rows: Table, entry: Entry) -> Value:
        """The day as at which attributes are taken: of the event, or the end of the span."""
        return rows[entry.date] if entry.nature is Nature.FLOW else ibis.literal(self.span.last)

    def _contribution(self, rows: Table, entry: Entry, i: int) -> Value:
        met = self._own(rows, entry)
        met = met & conditions(rows, entry, self._at(rows, entry), self.span.last, joined=True)
        if entry.over:
            met = met & rows[_member_column(entry.over)].notnull()
        if entry.nature is Nature.CUMULATIVE_REPORT:
            return self._of_reports(rows, entry, i, met)
        if entry.nature is Nature.STOCK:
            met = met & in_force(rows, entry, self.span.last)
        else:
            day = rows[entry.date]
            placed = day.between(ibis.literal(self.span.first), ibis.literal(self.span.last))
            met = met & (placed & (day == rows[f"s{i}"]) if entry.once else placed)
        return ibis.ifelse(met.fill_null(False), _amount(rows, entry), _nothing())

    def _of_reports(self, rows: Table, entry: Entry, i: int, met: Value) -> Value:
        amount = rows[entry.measure.column]
        halves = halves_of(self.span)
        chosen = [(rows[_KEY] == rows[f"s{i}_{k}"]).fill_null(False) for k in range(len(halves))]
        total = ibis.literal(0, "int64")
        for half, is_it in zip(halves, chosen, strict=True):
            signed = amount if half.sign > 0 else -amount
            total = total + ibis.ifelse(is_it, signed, ibis.literal(0, "int64"))
        return ibis.ifelse(met & ibis.or_(*chosen), total, _nothing())


def _within(rows: Table, half: Half) -> Value:
    return rows.month.between(ibis.literal(str(half.first)), ibis.literal(str(half.last)))


def _report_key(rows: Table, source: str) -> Value:
    """Sorts reports: by month, the record's own before a duplicate's, by revision.

    A project entered under two codes has reports under both; in one month its own count. The
    identifier at the end makes every report's key its own.
    """
    own: Value = ibis.literal("1")
    if source_of(source).has("reported_under"):
        same = rows.reported_under == rows.entity_code
        own = ibis.ifelse(same.fill_null(True), ibis.literal("1"), ibis.literal("0"))
    revision = rows.revision.cast("string").lpad(9, "0")
    return rows.month + own + revision + rows.row_uid


def _member_column(code: str) -> str:
    return "in_" + code.lower().replace("-", "_")


def _amount(rows: Table, entry: Entry) -> Value:
    return ibis.literal(1, "int64") if entry.measure.counts else rows[entry.measure.column]


def _nothing() -> Value:
    return ibis.null().cast("int64")
