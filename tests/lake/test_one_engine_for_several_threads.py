"""Pages share the engine of a month: what one thread asks is not answered to another."""

from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest

from chainchief.lake.engines import engine as engines
from chainchief.lake.snapshots import making

NUMBER = pa.schema([("n", pa.int64())])


@pytest.fixture
def snapshot(written):
    for number in range(5):
        written.project(f"P{number}", "371402")
    return making.freeze("2023-11r1")


def asked(engine, snapshot, number):
    """A view made by whoever comes first, a kept table of one's own, and an answer of one's own."""
    project = engine.relation(snapshot, "project")
    mine = f"SELECT {number} AS n FROM {project}"
    with engine.kept(mine) as kept:
        rows = engine.query(f"SELECT n FROM {kept}", NUMBER).to_pylist()
    return [row["n"] for row in rows]


def test_each_thread_has_its_own_answer(snapshot):
    engine = engines.duckdb_engine()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda n: asked(engine, snapshot, n), range(200)))
    assert answers == [[number] * 5 for number in range(200)]
