"""DuckDB as an engine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from chainchief.lake import store
from chainchief.lake.dialects import DUCKDB
from chainchief.lake.engines import of_schema, of_stated_types, overflow
from chainchief.lake.relations import Relations


class DuckEngine(Relations):
    """A connection in memory. It reads the lake's files and nothing else on the machine."""

    name = "duckdb"
    dialect = DUCKDB

    def __init__(self) -> None:
        super().__init__()
        self._ibis: Any = ibis.duckdb.connect(threads=os.cpu_count() or 1)
        self._kept = 0
        folder = store.objects()
        folder.mkdir(parents=True, exist_ok=True)
        raw = self._ibis.con
        raw.execute("SET allowed_directories=[$1]", [str(folder)])
        for setting in ("enable_external_access=false", "lock_configuration=true"):
            raw.execute(f"SET {setting}")

    def _file(self, path: Path) -> str:
        return f"read_parquet({DUCKDB.text(str(path))})"

    def _make_view(self, name: str, query: str) -> None:
        self._ibis.con.execute(f"CREATE VIEW {name} AS {query}")

    def query(self, sql: str, schema: pa.Schema) -> pa.Table:
        with _overflows_told():
            found = self._ibis.con.execute(sql).to_arrow_table()
        return of_schema(found, schema)

    @contextmanager
    def kept(self, sql: str) -> Iterator[str]:
        self._kept += 1
        name = f"kept_{self._kept}"
        with _overflows_told():
            self._ibis.con.execute(f"CREATE TEMP TABLE {name} AS {sql}")
        try:
            yield name
        finally:
            self._ibis.con.execute(f"DROP TABLE {name}")

    def execute(self, expression: "ibis.Expr") -> pa.Table:
        with _overflows_told():
            found = self._ibis.to_pyarrow(expression.as_table())
        return of_stated_types(found, expression)


@contextmanager
def _overflows_told() -> Iterator[None]:
    try:
        yield
    except (duckdb.OutOfRangeException, duckdb.ConversionException, pa.ArrowInvalid) as cause:
        raise overflow(cause) from cause
