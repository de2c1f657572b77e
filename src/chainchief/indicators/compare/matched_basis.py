"""The matched basis (同口径): the records alone that stand in both spans, and how many they are.

Firms enter and leave the reporting; a growth over whoever reported this year against whoever
reported last year tells of the reporting, not of the firms. Of each firm the months count that both
years report: eleven months of one year are never set against twelve of the other.
"""

from dataclasses import replace

import pyarrow as pa

from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.compute.contribution_steps import contributions
from chainchief.indicators.compute.query_text import Step, query_of, select
from chainchief.indicators.compute.source_query import SourceQuery
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.figures import Figure, MetricType
from chainchief.lake.engines.engine import Engine
from chainchief.lake.feeds.declared import FEEDS
from chainchief.lake.schema import CLOSURE
from chainchief.lake.snapshots.manifest import Snapshot

_SCHEMA = pa.schema([("now", pa.int64()), ("before", pa.int64()), ("matched", pa.int64())])


def about_firms(indicator: Indicator) -> bool:
    """Whether an indicator adds amounts that firms report."""
    reported = {feed.table for feed in FEEDS.values()}
    return indicator.source in reported and indicator.is_summed and not indicator.measure.counts


def in_both_spans(
    figures: Figures, figure: Figure, snapshot: Snapshot, engine: Engine
) -> tuple[int, int, int]:
    """(this span's sum, last year's, the number) over the records of the cell that have both."""
    steps: list[Step] = []
    template = SourceQuery(engine, snapshot, figures.catalogue, figure.span, figures.territory, ())
    before = replace(template, span=figure.span.same_last_year())
    reports = figures.catalogue[figure.code].nature is MetricType.CUMULATIVE_REPORT
    for name, one, years in (("this_year", template, -1), ("last_year", before, 1)):
        steps += _amounts(name, replace(one, paired=years if reports else 0), figure)
    last = select(
        [
            "CAST(COALESCE(SUM(this_year.amount), 0) AS BIGINT) AS now",
            "CAST(COALESCE(SUM(last_year.amount), 0) AS BIGINT) AS before",
            "COUNT(*) AS matched",
        ],
        "this_year JOIN last_year ON last_year.entity_uid = this_year.entity_uid",
    )
    (row,) = engine.query(query_of(steps, last, engine.dialect), _SCHEMA).to_pylist()
    return row["now"], row["before"], row["matched"]


def _amounts(name: str, template: SourceQuery, figure: Figure) -> list[Step]:
    """Steps that end in `name`: what each record of the figure's cell adds over the span."""
    one, engine = template.alone(template.catalogue[figure.code]), template.engine
    where = "c0 IS NOT NULL"
    if one.by_division:
        unit = f"ancestor = {engine.dialect.text(figure.scope.division)}"
        inside = select(["division"], one.relation(CLOSURE), where=unit)
        where += f" AND division IN ({inside})"
    if figure.scope.chain:
        where += f" AND chain = {engine.dialect.text(figure.scope.chain)}"
    amounts = ["entity_uid", "SUM(c0) AS amount"]
    settled = f"settled_{name}"
    each = select(amounts, settled, where=where, group=["entity_uid"])
    return [*contributions(one, f"_{name}"), Step(name, each)]
