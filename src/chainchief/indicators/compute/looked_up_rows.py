"""Numbers that are looked up in one row: official statistics, ranks, furnished numbers, records.

They are never summed over units: a unit has its own number or none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chainchief.core.i18n import _
from chainchief.core.spans import Span
from chainchief.core.units import UNITS, Dimension
from chainchief.indicators.catalogue.indicator import Condition, Indicator
from chainchief.indicators.catalogue.sources import FURNISHED, OFFICIAL, RANKING, source_of
from chainchief.indicators.compute.query_text import among, rows_read
from chainchief.indicators.figures import MetricType, State
from chainchief.lake.engines.engine import Engine
from chainchief.lake.snapshots.manifest import Snapshot
from chainchief.ledger.registers import register_of

Row = dict[str, Any]


@dataclass(frozen=True)
class LookUp:
    """What a look-up gives: the steps and how many rows say so, or why there is none."""

    steps: int | None
    absent: str = ""
    note: str = ""
    rows: int = 1
    absence: State = State.NOT_REPORTED
    not_public: str = ""

    @property
    def records(self) -> int:
        return 0 if self.steps is None else self.rows


@dataclass(frozen=True)
class Statements:
    """The statements that a set of indicators may look up, read once per table."""

    span: Span
    official: Sequence[Row]
    furnished: Sequence[Row]
    ranking: Sequence[Row] = ()

    def find(self, indicator: Indicator, division: str, chain: str) -> LookUp:
        if indicator.nature is MetricType.FURNISHED:
            return self._furnished(indicator, division, chain)
        if indicator.nature in (MetricType.RANK, MetricType.STREAK):
            return self._ranked(indicator, division)
        return self._official(indicator, division)

    def _official(self, indicator: Indicator, division: str) -> LookUp:
        rows = [
            row
            for row in self.official
            if row["series"] == indicator.series
            and row["division"] == division
            and meets(row, indicator.where)
        ]
        if not rows:
            return LookUp(None, not_released(indicator, self.span))
        row = min(rows, key=official_order)
        note = _("flash") if row["standing"] == "flash" else ""
        return in_unit(indicator, row, note)

    def _ranked(self, indicator: Indicator, division: str) -> LookUp:
        rows = [row for row in self.ranking if row["division"] == division]
        counted = ranked_rows(indicator, self.span, rows)
        if not counted:
            others = ranked_rows(indicator, self.span, self.ranking)
            state = State.NOT_APPLICABLE if others else State.NOT_REPORTED
            return LookUp(None, not_ranked(indicator, self.span), absence=state)
        if indicator.nature is MetricType.STREAK:
            return LookUp(len(counted), rows=len(counted))
        return LookUp(counted[0]["rank"], note=_("among {}").format(counted[0]["comparison_set"]))

    def _furnished(self, indicator: Indicator, division: str, chain: str) -> LookUp:
        rows = [
            row
            for row in self.furnished
            if row["item"] == indicator.item
            and (row["division"], row["chain"]) == (division, chain)
            and meets(row, indicator.where)
        ]
        if not rows:
            return LookUp(None, not_furnished(self.span))
        confirmed = [row for row in rows if is_confirmed(row)]
        if not confirmed:
            return LookUp(None, not_confirmed(rows[0]))
        found = in_unit(indicator, confirmed[0])
        if confirmed[0]["publishable"]:
            return found
        office = confirmed[0]["office"] or "—"
        reason = _("{} furnished it, but not for publication").format(office)
        return replace(found, not_public=reason)


def statements(
    engine: Engine, snapshot: Snapshot, span: Span, entries: Iterable[Indicator]
) -> Statements:
    """Read what `entries` look up in this span. Statements are few: one per series and unit."""
    wanted, ranks = list(entries), (MetricType.RANK, MetricType.STREAK)
    series = [each.series for each in wanted if each.nature is MetricType.OFFICIAL]
    items = [each.item for each in wanted if each.item]
    ranked = [each.series for each in wanted if each.nature in ranks]
    of_span = f"span_from = '{span.start}' AND span_to = '{span.end}' AND "
    of_month = f"month = '{span.end}' AND "
    dialect = engine.dialect

    def read(table: str, when: str, column: str, values: list[str]) -> list[Row]:
        if not values:
            return []
        where = when + among(column, values, dialect)
        rows = rows_read(engine, snapshot, table, where=where)
        return sorted(rows, key=lambda row: str(row["row_uid"]))

    return Statements(
        span,
        read(OFFICIAL, of_span, "series", series),
        read(FURNISHED, of_month, "item", items),
        read(RANKING, "", "series", ranked),
    )


def ranked_rows(indicator: Indicator, span: Span, rows: Iterable[Row]) -> list[Row]:
    """The rows of `ranking` that an entry takes of one unit, the newest first.

    A rank: of the notice as at the end of the span, or, of a `yearly` list, of the edition of the
    span's year. A streak: the newest edition up to that year and those before it without a gap.
    """
    known = [
        row
        for row in rows
        if row["series"] == indicator.series
        and row["edition"] <= span.end.year
        and row["span_to"] <= str(span.end)
        and meets(row, indicator.where)
    ]
    newest = sorted(known, key=lambda row: (row["edition"], row["span_to"]), reverse=True)
    if indicator.nature is MetricType.STREAK:
        return _without_gap(newest)
    if indicator.yearly:
        return [row for row in newest if row["edition"] == span.end.year][:1]
    return [row for row in newest if row["span_to"] == str(span.end)][:1]


def _without_gap(newest: Sequence[Row]) -> list[Row]:
    """One row per edition, as far back as each year has one."""
    by_edition = {row["edition"]: row for row in reversed(newest)}
    edition = max(by_edition, default=0)
    found = []
    while edition in by_edition:
        found.append(by_edition[edition])
        edition -= 1
    return found


def official_order(row: Row) -> tuple[bool, int, str]:
    """核定 before 快报, then the latest release, then a fixed order."""
    return row["standing"] != "final", -row["released_on"].toordinal(), row["row_uid"]


def meets(row: Row, conditions: Iterable[Condition]) -> bool:
    """The conditions on a statement's own columns."""
    return all((row[c.column] in c.values) is not c.negated for c in conditions)


def is_confirmed(row: Row) -> bool:
    return bool(row["confirmed_by"]) and row["confirmed_on"] is not None


def in_unit(indicator: Indicator, row: Row, note: str = "") -> LookUp:
    """The row's steps, unless its unit measures something else than the indicator's."""
    unit = UNITS.get(row["unit"])
    if (
        unit is None
        or unit.dimension is not indicator.unit.dimension
        or _counts_other(unit, indicator)
    ):
        reason = _("{} is in {}, which cannot be told in {}").format(
            row["entity_name"] or row["entity_code"], row["unit"], indicator.unit
        )
        return LookUp(None, reason, absence=State.NOT_APPLICABLE)
    return LookUp(row["quantity"], note=note)


def _counts_other(unit: Any, indicator: Indicator) -> bool:
    return indicator.unit.dimension is Dimension.COUNT and unit.base != indicator.unit.base


def not_released(indicator: Indicator, span: Span) -> str:
    return _("{} for {} has not been released yet").format(indicator.name, span.label)


def not_ranked(indicator: Indicator, span: Span) -> str:
    return _("no list or notice up to {} names the unit").format(span.end.label)


def not_furnished(span: Span) -> str:
    return _("nothing was furnished as at {}").format(span.end.label)


def not_confirmed(row: Row) -> str:
    return _("{} furnished it, but nobody has confirmed it").format(row["office"] or "—")


def record_value(engine: Engine, snapshot: Snapshot, indicator: Indicator, record: str) -> LookUp:
    """The attribute of the record with the code `record`."""
    named = f"entity_code = {engine.dialect.text(record)}"
    rows = rows_read(engine, snapshot, indicator.source, (indicator.attribute,), where=named)
    if not rows:
        kind = register_of(source_of(indicator.source).entity_kind).name
        reason = _("there is no {} {!r}").format(kind, record)
        return LookUp(None, reason, absence=State.NOT_APPLICABLE)
    amounts = [row[indicator.attribute] for row in rows if row[indicator.attribute] is not None]
    if not amounts:
        return LookUp(None, _("{} does not state it").format(record))
    return LookUp(sum(amounts))
