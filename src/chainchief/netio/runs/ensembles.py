"""Uncertain links: the same question on many networks that might be, here or on Spark."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chainchief.netio.runs.all_firms import LOCAL, Engine
from chainchief.netio.runs.progress import Progress
from chainchief.network import Network, cascade_of, draw, ensemble, prepare

Floats = NDArray[np.float64]

#: Draws in one task on Spark.
STRETCH = 4
QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, eq=False)
class Uncertain:
    """A network whose links have a confidence, and the assumptions of `prepare`."""

    network: Network
    assumptions: dict[str, Any]
    seed: int


@dataclass(frozen=True, eq=False)
class _Closure:
    """One scenario, drawn again and again."""

    uncertain: Uncertain
    initial: Floats

    def rows(self, numbers: range) -> Iterator[Floats]:
        """(3,) esri, downstream, upstream of each draw; weights stay those of all links."""
        uncertain = self.uncertain
        whole = prepare(uncertain.network, **uncertain.assumptions)
        fixed = {**uncertain.assumptions, "weights": whole.push.weight[whole.position]}
        for number in numbers:
            plan = prepare(draw(uncertain.network, uncertain.seed, number), **fixed)
            result = cascade_of(plan, self.initial)
            yield np.array([result.esri, result.downstream, result.upstream])


@dataclass(frozen=True, eq=False)
class _EachFirm:
    """Every firm closed alone, drawn again and again."""

    uncertain: Uncertain

    def rows(self, numbers: range) -> Iterator[Floats]:
        """(n,) the index of every firm, one row per draw."""
        uncertain = self.uncertain
        for number in numbers:
            drawn = range(number, number + 1)
            yield ensemble(
                uncertain.network, draws=drawn, seed=uncertain.seed, **uncertain.assumptions
            ).esri[0]


def draw_closure(
    uncertain: Uncertain, initial: Floats, draws: int, engine: Engine, progress: Progress
) -> Floats:
    """(draws, 3): esri, downstream and upstream of one scenario in each draw."""
    return _drawn(_Closure(uncertain, initial), draws, engine, progress)


def draw_firms(uncertain: Uncertain, draws: int, engine: Engine, progress: Progress) -> Floats:
    """(draws, n): the index of every firm, closed alone, in each draw."""
    return _drawn(_EachFirm(uncertain), draws, engine, progress)


def _drawn(
    question: _Closure | _EachFirm, draws: int, engine: Engine, progress: Progress
) -> Floats:
    rows = []
    for row in _rows(question, draws, engine):
        rows.append(row)
        progress(len(rows), draws)
    return np.array(rows)


def _rows(question: _Closure | _EachFirm, draws: int, engine: Engine) -> Iterator[Floats]:
    if engine.name == LOCAL:
        yield from question.rows(range(draws))
        return
    from chainchief.netio.runs.spark import session_on, spark_map

    tasks = [range(at, min(at + STRETCH, draws)) for at in range(0, draws, STRETCH)]
    with session_on(engine.master) as session:
        for part in spark_map(session, question, tasks, _some):
            yield from part


def _some(question: _Closure | _EachFirm, numbers: range) -> list[Floats]:
    return list(question.rows(numbers))


def quantiles(values: Floats) -> dict[str, float]:
    """Mean and quantiles of one number over the draws."""
    low, middle, high = np.quantile(values, QUANTILES)
    return {
        "mean": float(values.mean()),
        "q05": float(low),
        "q50": float(middle),
        "q95": float(high),
    }
