"""Spark as an engine, for when one machine is outgrown."""

import os
import sys
from functools import cache
from typing import Any

import ibis
import pyarrow as pa

from chainchief.core.i18n import _
from chainchief.lake.engines import of_stated_types, overflow, with_todays_columns
from chainchief.lake.errors import LakeError
from chainchief.lake.manifest import Snapshot


class SparkEngine:
    """A Spark session on `master`; workers elsewhere must see the lake under the same path."""

    def __init__(self, master: str) -> None:
        self.name = f"spark={master}"
        self._ibis: Any = ibis.pyspark.connect(session_on(master))
        self._views: set[str] = set()

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

    def execute(self, expression: "ibis.Expr") -> pa.Table:
        try:
            found = self._ibis.to_pyarrow(expression.as_table())
        except Exception as cause:
            # Where several stages fail at once, Spark wraps the overflow in something else.
            if "ARITHMETIC_OVERFLOW" in str(cause):
                raise overflow(cause) from cause
            raise
        return of_stated_types(found, expression)


@cache
def session_on(master: str) -> Any:
    """The session of this process on `master`; `LakeError` says what is missing."""
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as cause:
        raise LakeError(
            _("Spark is not installed; install the extra “spark” (pip install chainchief[spark]).")
        ) from cause
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("chainchief")
    for key, value in _SETTINGS.items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except (PySparkRuntimeError, FileNotFoundError) as cause:
        raise LakeError(
            _(
                "Spark did not start: {}. It needs Java 17 (on Debian: openjdk-17-jre-headless)."
            ).format(str(cause).splitlines()[0])
        ) from cause


#: An overflow raises (ANSI); dates and instants mean the same everywhere; no page of its own.
_SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
}
