"""The engines that compute on snapshots: one query, two engines, one result.

Queries are written in the part of SQL that both engines share (docs/adr/0007-figures-in-sql.md).
"""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.lake.engines.dialects import Dialect
from chainchief.lake.snapshots.manifest import Snapshot


class Engine(Protocol):
    """What both engines can do."""

    #: `duckdb`, `spark`, `spark=local[2]` …: what `--engine` took.
    name: str
    dialect: Dialect

    def relation(self, snapshot: Snapshot, name: str) -> str:
        """The name of a snapshot's table in a query, after its file was verified.

        A snapshot made before a column or a whole table was declared gives it as missing values,
        or as a table without rows.
        """
        ...

    def file(self, path: Path) -> str:
        """A Parquet file of the lake where a query names a table."""
        ...

    def query(self, sql: str, schema: pa.Schema) -> pa.Table:
        """The result of a query, with these columns and types.

        Raises `LakeError` where an integer sum does not fit into 64 bits.
        """
        ...

    def kept(self, sql: str) -> AbstractContextManager[str]:
        """Computes a query once; inside the context its rows are read under the name given."""
        ...


def engine_named(name: str) -> Engine:
    """The engine for what `--engine` took: `duckdb`, `spark` or `spark=MASTER`."""
    kind, _equals, master = name.partition("=")
    if kind == "spark":
        return spark_engine(master or "local[*]")
    if name == "duckdb":
        return duckdb_engine()
    raise WrongUseError(
        _("There is no engine {!r}; the engines are duckdb, spark and spark=MASTER.").format(name)
    )


def duckdb_engine() -> Engine:
    """DuckDB in this process, on all cores, with no way to anything but the lake's files."""
    from chainchief.lake.engines.duck import DuckEngine

    return DuckEngine()


def spark_engine(master: str = "local[*]") -> Engine:
    """Spark on `master` (`local[2]`, `spark://host:port`); one session per process and master."""
    from chainchief.lake.engines.spark import SparkEngine

    return SparkEngine(master)
