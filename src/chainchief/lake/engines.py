"""The engines that compute on snapshots, through Ibis: one expression, two engines, one result."""

from collections.abc import Callable
from typing import Any, Protocol

import ibis
import pyarrow as pa

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.lake.errors import LakeError
from chainchief.lake.manifest import Snapshot
from chainchief.lake.schema import schema_of
from chainchief.lake.tables import all_facts


class Engine(Protocol):
    """What both engines can do."""

    #: `duckdb`, `spark`, `spark=local[2]` …: what `--engine` took.
    name: str

    def table(self, snapshot: Snapshot, name: str) -> "ibis.Table":
        """A table of a snapshot, after its file was verified.

        A snapshot made before a column or a whole table was declared gives it as missing values,
        or as a table without rows.
        """
        ...

    def execute(self, expression: "ibis.Expr") -> pa.Table:
        """The result of a table expression, with the types that Ibis states for it.

        Raises `LakeError` where an integer sum does not fit into 64 bits.
        """
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
    from chainchief.lake.duck import DuckEngine

    return DuckEngine()


def spark_engine(master: str = "local[*]") -> Engine:
    """Spark on `master` (`local[2]`, `spark://host:port`); one session per process and master."""
    from chainchief.lake.spark import SparkEngine

    return SparkEngine(master)


def with_todays_columns(name: str, read: Callable[[], Any], present: bool) -> Any:
    """The table as declared today: what an older snapshot lacks is added as missing values."""
    fact = all_facts().get(name)
    if fact is None:
        return read()
    declared = ibis.Schema.from_pyarrow(schema_of(fact))
    if not present:
        return ibis.memtable(schema_of(fact).empty_table())
    table = read()
    lacking = {c: ibis.null().cast(t) for c, t in declared.items() if c not in table.columns}
    return table.mutate(**lacking) if lacking else table


def of_stated_types(found: pa.Table, expression: "ibis.Expr") -> pa.Table:
    """Both engines' results in the types that Ibis states; a lossy cast is refused."""
    schema = expression.as_table().schema().to_pyarrow()
    try:
        return found.select(schema.names).cast(schema)
    except pa.ArrowInvalid as cause:
        raise overflow(cause) from cause


def overflow(cause: Exception) -> LakeError:
    reason = str(cause).splitlines()[0].rstrip(".")
    return LakeError(_("A sum does not fit into 64 bits, so it is refused: {}.").format(reason))
