"""DuckDB as an engine."""

import os
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from chainchief.lake import store
from chainchief.lake.dialects import DUCKDB
from chainchief.lake.engines import (
    declared_columns,
    of_schema,
    of_stated_types,
    overflow,
    with_todays_columns,
)
from chainchief.lake.manifest import Snapshot


class DuckEngine:
    """A connection in memory. It reads the lake's files and nothing else on the machine."""

    name = "duckdb"
    dialect = DUCKDB

    def __init__(self) -> None:
        self._ibis: Any = ibis.duckdb.connect(threads=os.cpu_count() or 1)
        self._views: set[str] = set()
        self._relations: set[str] = set()
        folder = store.objects()
        folder.mkdir(parents=True, exist_ok=True)
        raw = self._ibis.con
        raw.execute("SET allowed_directories=[$1]", [str(folder)])
        for setting in ("enable_external_access=false", "lock_configuration=true"):
            raw.execute(f"SET {setting}")

    def table(self, snapshot: Snapshot, name: str) -> "ibis.Table":
        return with_todays_columns(
            name, lambda: self._read(snapshot, name), name in snapshot.tables
        )

    def _read(self, snapshot: Snapshot, name: str) -> "ibis.Table":
        path = snapshot.path(name)
        view = f"{name}_{path.stem[:16]}"
        if view not in self._views:
            self._ibis.read_parquet(path, table_name=view)
            self._views.add(view)
        return self._ibis.table(view)

    def relation(self, snapshot: Snapshot, name: str) -> str:
        path = snapshot.path(name) if name in snapshot.tables else None
        relation = f"{name}_{path.stem[:16]}_today" if path else f"{name}_missing"
        if relation not in self._relations:
            self._ibis.con.execute(
                f"CREATE VIEW {relation} AS {_reading(path, declared_columns(name))}"
            )
            self._relations.add(relation)
        return relation

    def query(self, sql: str, schema: pa.Schema) -> pa.Table:
        try:
            found = self._ibis.con.execute(sql).to_arrow_table()
        except (duckdb.OutOfRangeException, duckdb.ConversionException) as cause:
            raise overflow(cause) from cause
        return of_schema(found, schema)

    def execute(self, expression: "ibis.Expr") -> pa.Table:
        try:
            found = self._ibis.to_pyarrow(expression.as_table())
        except (duckdb.OutOfRangeException, duckdb.ConversionException, pa.ArrowInvalid) as cause:
            raise overflow(cause) from cause
        return of_stated_types(found, expression)


def _reading(path: Path | None, declared: pa.Schema) -> str:
    if path is None:
        return DUCKDB.without_rows(declared)
    file = f"read_parquet({DUCKDB.text(str(path))})"
    return DUCKDB.with_columns(file, pq.read_schema(path).names, declared)
