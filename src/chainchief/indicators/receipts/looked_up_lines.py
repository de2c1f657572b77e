"""Receipts of numbers that are looked up: the statement or record itself is the one line."""

import pyarrow as pa

from chainchief.core.spans import Span
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.compute.looked_up_rows import official_order, ranked_rows
from chainchief.indicators.compute.query_text import rows_read, select
from chainchief.indicators.compute.row_conditions import SqlRows
from chainchief.indicators.figures import Contribution, MetricType, Scope
from chainchief.indicators.receipts.lines import contribution_of
from chainchief.lake.engines.engine import Engine
from chainchief.lake.engines.results import declared_columns
from chainchief.lake.snapshots.manifest import Snapshot

#: What a receipt shows of a statement besides what its entry asks for.
_OFFICIAL = ("source", "standing", "basis", "released_on")
_RANKING = ("publisher", "edition", "comparison_set", "tie_rule", "notice", "released_on")
_FURNISHED = ("office", "confirmed_by", "confirmed_on", "publishable")


def statement_lines(
    engine: Engine, snapshot: Snapshot, indicator: Indicator, scope: Scope, span: Span, part: str
) -> list[Contribution]:
    """The statement that was looked up for one cell."""
    if indicator.nature in (MetricType.RANK, MetricType.STREAK):
        return _ranked(engine, snapshot, indicator, scope, span, part)
    rows = SqlRows(source_of(indicator.source), engine.dialect, span.last)
    own = rows.conditions(indicator, rows.day_of(indicator), joined=False)
    unit = f"r.division = {engine.dialect.text(scope.division)}"
    furnished = indicator.nature is MetricType.FURNISHED
    stated = (
        _furnished(indicator, scope, span, engine)
        if furnished
        else _official(indicator, span, engine)
    )
    found = rows_read(engine, snapshot, indicator.source, where=" AND ".join([*own, unit, *stated]))
    order = (lambda row: str(row["row_uid"])) if furnished else official_order
    shown = (*(_FURNISHED if furnished else _OFFICIAL), *indicator.receipt)
    return [
        contribution_of(row, part, row["quantity"], {name: row[name] for name in shown})
        for row in sorted(found, key=order)[:1]
    ]


def _ranked(
    engine: Engine, snapshot: Snapshot, indicator: Indicator, scope: Scope, span: Span, part: str
) -> list[Contribution]:
    """The list or notice that states the rank; of a streak every edition, each one year."""
    text = engine.dialect.text
    of_series = f"series = {text(indicator.series)} AND division = {text(scope.division)}"
    found = rows_read(engine, snapshot, indicator.source, where=of_series)
    rows = sorted(found, key=lambda row: str(row["row_uid"]))
    streak = indicator.nature is MetricType.STREAK
    return [
        contribution_of(
            row,
            part,
            1 if streak else row["rank"],
            {name: row[name] for name in (*_RANKING, *indicator.receipt)},
        )
        for row in ranked_rows(indicator, span, rows)
    ]


def _official(indicator: Indicator, span: Span, engine: Engine) -> list[str]:
    series = f"r.series = {engine.dialect.text(indicator.series)}"
    return [series, f"r.span_from = '{span.start}'", f"r.span_to = '{span.end}'"]


def _furnished(indicator: Indicator, scope: Scope, span: Span, engine: Engine) -> list[str]:
    text = engine.dialect.text
    return [
        f"r.item = {text(indicator.item)}",
        f"r.month = '{span.end}'",
        f"r.chain = {text(scope.chain)}",
        "r.confirmed_by <> ''",
        "r.confirmed_on IS NOT NULL",
    ]


def record_lines(
    engine: Engine, snapshot: Snapshot, indicator: Indicator, record: str, span: Span, part: str
) -> list[Contribution]:
    """The one record that a figure is about, in one line however many rows state its attribute."""
    rows = SqlRows(source_of(indicator.source), engine.dialect, span.last)
    declared = declared_columns(indicator.source)
    columns = {name: (f"r.{name}", declared.field(name).type) for name in declared.names}
    for i, name in enumerate(indicator.receipt):
        value = rows.value(name, engine.dialect.literal(span.last))
        columns[f"shown_{i}"] = (value, rows.type_of(name))

    def relation(table: str) -> str:
        return engine.relation(snapshot, table)

    named = f"r.entity_code = {engine.dialect.text(record)} AND r.{indicator.attribute} IS NOT NULL"
    query = select(
        [f"{text} AS {name}" for name, (text, _kind) in columns.items()],
        f"{relation(indicator.source)} AS r" + rows.joins([indicator], relation, receipt=True),
        where=named,
    )
    schema = pa.schema([pa.field(name, kind) for name, (_text, kind) in columns.items()])
    found = engine.query(query, schema).to_pylist()
    if not found:
        return []
    first = min(found, key=lambda row: str(row["row_uid"]))
    attributes = {name: first[f"shown_{i}"] for i, name in enumerate(indicator.receipt)}
    return [
        contribution_of(first, part, sum(row[indicator.attribute] for row in found), attributes)
    ]
