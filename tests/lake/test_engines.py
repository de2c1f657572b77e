"""DuckDB and Spark read the same files and give the same values in the same types."""

import pyarrow as pa
import pytest

from chainchief.core.errors import WrongUseError
from chainchief.lake import store
from chainchief.lake.engines import engine as engines
from chainchief.lake.engines.results import declared_columns
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


COUNTIES = pa.schema(
    [
        ("ancestor", pa.string()),
        ("invested", pa.int64()),
        ("projects", pa.int64()),
        ("last_day", pa.date32()),
        ("last", pa.string()),
    ]
)
TOTAL = pa.schema([("total", pa.int64())])


def of_counties(engine, snapshot):
    """Investment and number of projects, with all types that an indicator meets."""
    report = engine.relation(snapshot, "project_report")
    closure = engine.relation(snapshot, "division_closure")
    return engine.query(
        "SELECT ancestor, CAST(SUM(invested) AS BIGINT) AS invested,"
        " COUNT(DISTINCT entity_uid) AS projects, MAX(reported_on) AS last_day,"
        f" MAX(month) AS last FROM {report} AS r JOIN {closure} AS c ON r.division = c.division"
        " GROUP BY ancestor ORDER BY ancestor",
        COUNTIES,
    )


def whole(engine, snapshot, name):
    """All rows of a table in all its columns, in one order."""
    declared = declared_columns(name)
    found = engine.query(f"SELECT * FROM {engine.relation(snapshot, name)}", declared)
    return found.sort_by([(column, "ascending") for column in declared.names])


def overflowing(engine):
    amounts = pa.array([2**62, 2**62, 2**62], pa.int64())
    sha256 = store.keep(store.encoded(pa.table({"total_investment": amounts})))
    snapshot = Snapshot("big", "", 0, 0, "", {"project": TableFile(sha256, 3, {})})
    big = engine.relation(snapshot, "project")
    with pytest.raises(LakeError, match="64"):
        engine.query(f"SELECT CAST(SUM(total_investment) AS BIGINT) AS total FROM {big}", TOTAL)


def lacks_columns(engine):
    """A snapshot from before a column and a table were declared."""
    old = pa.table({"row_uid": ["a"], "entity_code": ["P"]})
    sha256 = store.keep(store.encoded(old))
    made = Snapshot("old", "", 0, 0, "", {"project": TableFile(sha256, 1, {})})
    project = whole(engine, made, "project")
    assert project["total_investment"].to_pylist() == [None]
    assert project.schema.field("total_investment").type == pa.int64()
    stage = whole(engine, made, "project_stage")
    assert stage.num_rows == 0
    assert stage.schema.field("occurred_on").type == pa.date32()


def test_duckdb_sums_exactly(snapshot):
    found = of_counties(engines.duckdb_engine(), snapshot)
    city = found.filter(pa.compute.equal(found["ancestor"], "371400")).to_pylist()[0]
    assert city["invested"] == 5 * 10**15 + 10
    assert city["projects"] == 5
    assert found.schema.field("invested").type == pa.int64()


def test_duckdb_refuses_a_sum_beyond_64_bits(snapshot):
    overflowing(engines.duckdb_engine())


def test_duckdb_reads_a_snapshot_from_before_a_column_was_declared(snapshot):
    lacks_columns(engines.duckdb_engine())


def test_duckdb_reaches_no_other_file(snapshot, tmp_path):
    engine = engines.duckdb_engine()
    whole(engine, snapshot, "project")
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
    assert [whole(engine, each, "project").num_rows for each in (snapshot, later)] == [5, 6]


def test_an_unknown_table_is_named_with_those_there_are(snapshot):
    with pytest.raises(LakeError, match=r"projct.*project"):
        engines.duckdb_engine().relation(snapshot, "projct")


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
        engines.duckdb_engine().relation(snapshot, "project")


@pytest.mark.spark
def test_spark_gives_what_duckdb_gives(snapshot, spark):
    duck, lightning = engines.duckdb_engine(), engines.spark_engine("local[2]")
    one, other = of_counties(duck, snapshot), of_counties(lightning, snapshot)
    assert one.schema == other.schema
    assert one.to_pylist() == other.to_pylist()
    for name in snapshot.tables:
        assert whole(duck, snapshot, name) == whole(lightning, snapshot, name)
    overflowing(lightning)
    lacks_columns(lightning)
