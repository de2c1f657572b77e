"""Spark as an engine, for when one machine is outgrown."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from chainchief.core.i18n import _
from chainchief.lake.engines.dialects import SPARK
from chainchief.lake.engines.relations import Relations
from chainchief.lake.engines.results import of_schema, overflow
from chainchief.lake.errors import LakeError


class SparkEngine(Relations):
    """A Spark session on `master`; workers elsewhere must see the lake under the same path."""

    dialect = SPARK

    def __init__(self, master: str) -> None:
        super().__init__()
        self.name = f"spark={master}"
        self._session = session_on(master)

    def file(self, path: Path) -> str:
        return f"parquet.`{path}`"

    def _make_view(self, name: str, query: str) -> None:
        self._session.sql(query).createOrReplaceTempView(name)

    def query(self, sql: str, schema: pa.Schema) -> pa.Table:
        with _overflows_refused():
            result = self._session.sql(sql).toArrow()
        return of_schema(result, schema)

    @contextmanager
    def kept(self, sql: str) -> Iterator[str]:
        with self._free_name() as name:
            rows = self._session.sql(sql).persist()
            rows.createOrReplaceTempView(name)
            try:
                yield name
            finally:
                self._session.catalog.dropTempView(name)
                rows.unpersist()


@contextmanager
def _overflows_refused() -> Iterator[None]:
    """Where several stages fail at once, Spark wraps the overflow in something else."""
    try:
        yield
    except Exception as cause:
        if "ARITHMETIC_OVERFLOW" in str(cause):
            raise overflow(cause) from cause
        raise


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
