"""Feeds as fact tables of a snapshot: the last word on each key, joined to the firms it is about.

Rows about a firm that was withdrawn from the ledger are left out, as rows of the ledger are.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from chainchief.lake.feeds.batches import batches, rows_of
from chainchief.lake.feeds.declared import Feed
from chainchief.lake.models import FeedBatch
from chainchief.lake.rows import ColumnPath, fetch
from chainchief.lake.schema import schema_of
from chainchief.ledger.facts import FactType
from chainchief.ledger.kinds.enterprise.models import Enterprise

_FIRM = {
    "uid": ColumnPath("uid", FactType.CODE, is_uid=True),
    "version": ColumnPath("version", FactType.WHOLE),
    "code": ColumnPath("code", FactType.CODE),
    "name": ColumnPath("name", FactType.TEXT),
    "division": ColumnPath("division_id", FactType.CODE),
    "chain": ColumnPath("chain_id", FactType.CODE),
}


def feed_reads(feed: Feed) -> frozenset[str]:
    """The reads that a table is made from: batches, their rows under their hash, and firms."""
    return frozenset({batches_of(feed.name), Enterprise._meta.db_table})


def batches_of(feed: str) -> str:
    """A name for the rows of one feed in the table of all batches."""
    return f"{FeedBatch._meta.db_table}/{feed}"


def feed_table(feed: Feed) -> pa.Table:
    """The fact table of a feed as the ledger is now, rows in the order of their uid."""
    rows = _rows(feed)
    if rows is None:
        return schema_of(feed.fact).empty_table()
    firms = fetch(Enterprise.objects.filter(withdrawn_on=None).order_by("uid"), _FIRM)
    with at_the_workbench(arrived=rows, firms=firms) as workbench:
        joined = workbench.execute(_query(feed)).to_arrow_table()
    return joined.select(schema_of(feed.fact).names).cast(schema_of(feed.fact)).combine_chunks()


#: Each thread's own, for opening one takes longer than most queries.
_workbenches = threading.local()


@contextmanager
def at_the_workbench(**tables: pa.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in memory that knows these tables for the length of the block."""
    if not hasattr(_workbenches, "connection"):
        _workbenches.connection = duckdb.connect()
    connection: duckdb.DuckDBPyConnection = _workbenches.connection
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield connection
    finally:
        for name in tables:
            connection.unregister(name)


def _rows(feed: Feed) -> pa.Table | None:
    """The rows of all batches together, each with the number of its batch; None without any."""
    parts = [
        rows_of(batch).append_column("batch", pa.array([batch.number] * batch.rows, pa.int64()))
        for batch in batches(feed)
    ]
    return pa.concat_tables(parts) if any(part.num_rows for part in parts) else None


def _query(feed: Feed) -> str:
    """The last word on each key, with its firm.

    Every name in it is one that the feed declares; nothing of a file gets into the text.
    """
    keys = ", ".join(feed.key)
    about = [name for name in feed.entity if feed.columns[name].instead]
    local_columns = [f", {name} IN (SELECT code FROM firms) AS {name}_local" for name in about]  # noqa: S608
    codes = [f"CASE WHEN {name}_local THEN {name} END" for name in about] or [feed.entity[0]]
    return f"""
        WITH rows AS (
            SELECT * FROM arrived
            QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY batch DESC) = 1
        ),
        local_rows AS (SELECT *{"".join(local_columns)} FROM rows)
        SELECT '{feed.table}' AS row_kind, {_uid(feed)} AS row_uid, batch AS row_version,
               'enterprise' AS entity_kind, firms.uid AS entity_uid,
               firms.version AS entity_version, firms.code AS entity_code,
               firms.name AS entity_name, firms.division, firms.chain, 0 AS revision,
               local_rows.*
        FROM local_rows JOIN firms ON firms.code = coalesce({", ".join(codes)})
        ORDER BY row_uid
    """  # noqa: S608


def _uid(feed: Feed) -> str:
    """An identifier in the usual form, made of the row's key: the same in every batch."""
    key = " || '/' || ".join(f"CAST({name} AS VARCHAR)" for name in feed.key)
    digest = f"md5('{feed.name}/' || {key})"
    cuts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    return " || '-' || ".join(f"substr({digest}, {start}, {length})" for start, length in cuts)
