"""Runs spread over Spark by firm. Each firm's cascade is the same arithmetic wherever it runs."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import _
from chainchief.network import Plan, Ranking, cascade_chunks

#: Firms in one task. Small enough to even out hubs, large enough to be worth a task.
STRETCH = 2048
LOCAL = "local[*]"


class SparkMissingError(ChainChiefError):
    """The extra "spark" is not installed."""


@contextmanager
def session_on(master: str | None) -> Iterator[Any]:
    """A Spark session: the one that is open, else one of our own on `master`, closed afterwards."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise SparkMissingError(
            _("Spark is not installed; install chainchief with the extra “spark”, and Java 17")
        ) from missing
    active = SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    if _is_local(master):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        # Else its workers run whichever Python the shell would, where nothing may be installed.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master or LOCAL).appName("chainchief network")
    session = (
        builder.config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.driver.memory", "4g")
        .config("spark.driver.maxResultSize", "0")
        .getOrCreate()
    )
    try:
        yield session
    finally:
        session.stop()


def _is_local(master: str | None) -> bool:
    return master is None or master.startswith("local")


def share_program(context: Any) -> None:
    """Let local workers import this very program, wherever it was started from."""
    root = str(Path(__file__).resolve().parents[3])
    known = context.environment.get("PYTHONPATH", "")
    if root not in known.split(os.pathsep):
        context.environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, known]))


def spark_map(
    session: Any, shared: object, tasks: list[Any], work: Callable[..., Any]
) -> Iterator[Any]:
    """`work(shared, task)` for each task, on the workers; results in the order of the tasks."""
    context = session.sparkContext
    share_program(context)
    handed = context.broadcast(shared)
    try:
        spread = context.parallelize(tasks, max(1, len(tasks)))
        yield from spread.map(lambda task: work(handed.value, task)).toLocalIterator(True)
    finally:
        handed.unpersist()


def spark_chunks(plan: Plan, firms: np.ndarray, master: str | None = None) -> Iterator[Ranking]:
    """Like `cascade_chunks`, computed by Spark: one task per stretch of firms."""
    stretches = [firms[at : at + STRETCH] for at in range(0, len(firms), STRETCH)]
    with session_on(master) as session:
        yield from spark_map(session, plan, stretches, _rank)


def _rank(plan: Plan, firms: np.ndarray) -> Ranking:
    from chainchief.network.cascade.index import joined

    return joined(cascade_chunks(plan, firms, threads=1), plan.eps)
