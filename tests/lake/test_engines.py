"""DuckDB and Spark read the same files and give the same values in the same types."""

import ibis
import pyarrow as pa
import pytest

from chainchief.core.errors import WrongUseError
from chainchief.lake import store
from chainchief.lake.engines import engine as engines
from chainchief.lake.errors import AlteredFileError, LakeError
from chainchief.lake.snapshots import making
from chainchief.lake.snapshots.manifest import Snapshot, TableFile


@pytest.fixture
def snapshot(written):
    for number in range(5):
        written.project(f"P{number}", "371402" if number % 2 else "371403")
        written.report(f"P{number}", invested=10**15 + number)
    written.share("P0", "371402", 50)
    return making.freeze("2023-11r1")


def of_counties(engine, snapshot):
    """Investment and number of projects, with all types that an indicator meets."""
    report = engine.table(snapshot, "project_report")
    closure = engine.table(snapshot, "division_closure")
    joined = report.join(closure, "division")
    grouped = joined.group_by("ancestor").agg(
        invested=joined.invested.sum(),
        projects=joined.entity_uid.nunique(),
        last_day=joined.reported_on.max(),
        last=joined.month.max(),
    )
    return engine.execute(grouped.order_by("ancestor"))


def overflowing(engine, tmp_path):
    table = pa.table({"n": pa.array([2**62, 2**62, 2**62], pa.int64())})
    sha256 = store.keep(store.encoded(table))
    snapshot = Snapshot("big", "", 0, 0, "", {"big": TableFile(sha256, 3, {"n": "int64"})})
    big = engine.table(snapshot, "big")
    with pytest.raises(LakeError, match="64"):
        engine.execute(big.agg(total=big.n.sum()))


def lacks_columns(engine, snapshot):
    """A snapshot from before a column and a table were declared."""
    old = pa.table({"row_uid": ["a"], "entity_code": ["P"]})
    sha256 = store.keep(store.encoded(old))
    made = Snapshot("old", "", 0, 0, "", {"project": TableFile(sha256, 1, {})})
    project = engine.execute(engine.table(made, "project"))
    assert project["total_investment"].to_pylist() == [None]
    assert project.schema.field("total_investment").type == pa.int64()
    stage = engine.execute(engine.table(made, "project_stage"))
    assert stage.num_rows == 0
    assert stage.schema.field("occurred_on").type == pa.date32()


def test_duckdb_sums_exactly(snapshot):
    found = of_counties(engines.duckdb_engine(), snapshot)
    city = found.filter(pa.compute.equal(found["ancestor"], "371400")).to_pylist()[0]
    assert city["invested"] == 5 * 10**15 + 10
    assert city["projects"] == 5
    assert found.schema.field("invested").type == pa.int64()


def test_duckdb_refuses_a_sum_beyond_64_bits(snapshot, tmp_path):
    overflowing(engines.duckdb_engine(), tmp_path)


def test_duckdb_reads_a_snapshot_from_before_a_column_was_declared(snapshot):
    lacks_columns(engines.duckdb_engine(), snapshot)


def test_duckdb_reaches_no_other_file(snapshot, tmp_path):
    engine = engines.duckdb_engine()
    engine.execute(engine.table(snapshot, "project"))
    foreign = tmp_path / "foreign.csv"
    foreign.write_text("a\n1\n")
    with pytest.raises(Exception, match="disabled by configuration"):
        engine.connection.execute(f"SELECT * FROM '{foreign}'")
    with pytest.raises(Exception, match="locked"):
        engine.connection.execute("SET enable_external_access=true")


def test_two_snapshots_in_one_engine_are_kept_apart(snapshot, written):
    engine = engines.duckdb_engine()
    written.project("P9")
    later = making.freeze("2023-11r2")
    counts = [engine.execute(engine.table(s, "project").count()) for s in (snapshot, later)]
    assert [count.column(0).to_pylist() for count in counts] == [[5], [6]]


def test_an_unknown_table_is_named_with_those_there_are(snapshot):
    with pytest.raises(LakeError, match=r"projct.*project"):
        engines.duckdb_engine().table(snapshot, "projct")


def test_an_unknown_engine_is_named_with_those_there_are():
    with pytest.raises(WrongUseError, match=r"polars.*duckdb"):
        engines.engine_named("polars")


@pytest.mark.parametrize(
    ("name", "master"),
    [("spark", "local[*]"), ("spark=local[2]", "local[2]"), ("spark=spark://h:7", "spark://h:7")],
)
def test_an_engine_name_says_where_spark_runs(name, master, monkeypatch):
    monkeypatch.setattr(engines, "spark_engine", lambda master: master)
    assert engines.engine_named(name) == master


def test_without_pyspark_the_message_says_what_to_install(monkeypatch):
    import sys

    from chainchief.lake.engines.spark import session_on

    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(LakeError, match=r"chainchief\[spark\]"):
        session_on("local[9]")


def test_without_java_the_message_says_what_to_install(monkeypatch):
    import pyspark.sql
    from pyspark.errors import PySparkRuntimeError

    from chainchief.lake.engines.spark import session_on

    def no_java(self):
        raise PySparkRuntimeError(errorClass="JAVA_GATEWAY_EXITED", messageParameters={})

    monkeypatch.setattr(pyspark.sql.SparkSession.Builder, "getOrCreate", no_java)
    with pytest.raises(LakeError, match="Java 17"):
        session_on("local[8]")


def test_an_altered_file_is_not_computed_with(snapshot):
    path = store.path_of(snapshot.tables["project"].sha256)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(AlteredFileError, match="project"):
        engines.duckdb_engine().table(snapshot, "project")


@pytest.mark.spark
def test_spark_gives_what_duckdb_gives(snapshot, spark, tmp_path):
    duck, lightning = engines.duckdb_engine(), engines.spark_engine("local[2]")
    one, other = of_counties(duck, snapshot), of_counties(lightning, snapshot)
    assert one.schema == other.schema
    assert one.to_pylist() == other.to_pylist()
    for name in snapshot.tables:
        rows = [engine.execute(engine.table(snapshot, name)) for engine in (duck, lightning)]
        key = ibis.util.promote_list(rows[0].column_names)
        first, second = (r.sort_by([(k, "ascending") for k in key]) for r in rows)
        assert first == second
    overflowing(lightning, tmp_path)
    lacks_columns(lightning, snapshot)
