"""Text in a query is what was written, whatever it holds; older snapshots have today's columns."""

import datetime as dt

import duckdb
import pyarrow as pa
import pytest

from chainchief.lake.engines.dialects import DUCKDB, SPARK
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.lake.snapshots.manifest import Snapshot, TableFile
from chainchief.lake.store import encoded, keep

NASTY = ["'", "\\", "\\'", "' OR 1=1 --", "“双招双引”", "a\nb", "it''s", ""]


@pytest.mark.parametrize("text", NASTY)
def test_a_text_comes_back_as_it_was_from_duckdb(text):
    assert duckdb.sql("SELECT " + DUCKDB.text(text)).fetchall() == [(text,)]


@pytest.mark.spark
def test_a_text_comes_back_as_it_was_from_spark(spark):
    columns = ", ".join(f"{SPARK.text(text)} AS t{i}" for i, text in enumerate(NASTY))
    (row,) = spark.sql(f"SELECT {columns}").collect()
    assert list(row) == NASTY


@pytest.mark.parametrize(
    ("value", "written"),
    [(True, "TRUE"), (False, "FALSE"), (7, "7"), (dt.date(2023, 1, 31), "DATE '2023-01-31'")],
)
def test_literals_are_written_alike(value, written):
    assert DUCKDB.literal(value) == SPARK.literal(value) == written


SCHEMA = pa.schema([("entity_code", pa.string()), ("position", pa.int64())])


def test_a_snapshot_from_before_a_column_gives_it_as_missing(ledger):
    older = pa.table({"entity_code": ["FOOD"], "chain": ["FOOD"]})
    file = TableFile(keep(encoded(older)), 1, {})
    snapshot = Snapshot("s", "", 0, 0, "", {"chain": file})
    engine = duckdb_engine()
    query = f"SELECT entity_code, position FROM {engine.relation(snapshot, 'chain')}"
    assert engine.query(query, SCHEMA).to_pylist() == [{"entity_code": "FOOD", "position": None}]


def test_a_snapshot_from_before_a_table_gives_it_without_rows(ledger):
    engine = duckdb_engine()
    relation = engine.relation(Snapshot("s", "", 0, 0, "", {}), "chain")
    found = engine.query(f"SELECT entity_code, position FROM {relation}", SCHEMA)
    assert (found.num_rows, found.schema) == (0, SCHEMA)
