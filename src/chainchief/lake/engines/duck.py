"""DuckDB as an engine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from chainchief.lake import store
from chainchief.lake.engines.dialects import DUCKDB
from chainchief.lake.engines.relations import Relations
from chainchief.lake.engines.results import of_schema, overflow


class DuckEngine(Relations):
    """A connection in memory. It reads the lake's files and nothing else on the machine.

    A connection has one result at a time: a query and the taking of its result are one turn.
    """

    name = "duckdb"
    dialect = DUCKDB

    def __init__(self) -> None:
        super().__init__()
        self.connection = duckdb.connect(config={"threads": os.cpu_count() or 1})
        _lock(self.connection)

    def file(self, path: Path) -> str:
        return f"read_parquet({DUCKDB.text(str(path))})"

    def _make_view(self, name: str, query: str) -> None:
        self.connection.execute(f"CREATE VIEW {name} AS {query}")

    def query(self, sql: str, schema: pa.Schema) -> pa.Table:
        with self.turn, _overflows_refused():
            result = self.connection.execute(sql).to_arrow_table()
        return of_schema(result, schema)

    @contextmanager
    def kept(self, sql: str) -> Iterator[str]:
        with self._free_name() as name:
            with self.turn, _overflows_refused():
                self.connection.execute(f"CREATE TEMP TABLE {name} AS {sql}")
            try:
                yield name
            finally:
                with self.turn:
                    self.connection.execute(f"DROP TABLE {name}")


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    """Nothing but the lake's files can be read from now on, and nobody can change that."""
    folder = store.objects()
    folder.mkdir(parents=True, exist_ok=True)
    # As a literal: to bind a parameter DuckDB would load pandas first.
    connection.execute(f"SET allowed_directories=[{DUCKDB.text(str(folder))}]")
    for setting in ("enable_external_access=false", "lock_configuration=true"):
        connection.execute(f"SET {setting}")


@contextmanager
def _overflows_refused() -> Iterator[None]:
    try:
        yield
    except (duckdb.OutOfRangeException, duckdb.ConversionException, pa.ArrowInvalid) as cause:
        raise overflow(cause) from cause
