"""What each entity contributes: the whole query of it, kept or read."""

from typing import Any

import pyarrow as pa

from chainchief.indicators.compute import query_cache
from chainchief.indicators.compute.contribution_steps import contributions
from chainchief.indicators.compute.query_text import query_of, select
from chainchief.indicators.compute.source_query import SourceQuery


def contributions_query(one: SourceQuery) -> str:
    """All contributions of a pass, to be kept."""
    return query_cache.written(one, "contributions", _all_contributions)


def _all_contributions(one: SourceQuery) -> str:
    return query_of(contributions(one), select(["*"], "settled"), one.engine.dialect)


def contributions_of(one: SourceQuery) -> list[dict[str, Any]]:
    """What each entity contributes to the first entry in each unit and chain, as `c0`."""
    texts = ["entity_uid", "division", "chain"]
    last = select([*texts, "c0"], "settled", where="c0 IS NOT NULL")
    schema = pa.schema([*(pa.field(name, pa.string()) for name in texts), ("c0", pa.int64())])
    query = query_of(contributions(one), last, one.engine.dialect)
    rows: list[dict[str, Any]] = one.engine.query(query, schema).to_pylist()
    return rows
