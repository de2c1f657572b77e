"""All-firms runs: threads here or tasks on Spark, resumed where they were interrupted."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.netio.runs.progress import Progress
from chainchief.netio.runs.resume import RunFile, fingerprint
from chainchief.network import Plan, Ranking, cascade_chunks, joined

LOCAL, SPARK = "local", "spark"


@dataclass(frozen=True)
class Engine:
    """Where a run is computed: threads of this process, or Spark on a master."""

    name: str = LOCAL
    master: str | None = None
    threads: int | None = None

    @classmethod
    def parse(cls, text: str, threads: int | None = None) -> "Engine":
        """`local`, `spark`, or `spark=MASTER` such as `spark=spark://host:7077`."""
        name, equals, master = text.partition("=")
        if name not in (LOCAL, SPARK) or (equals and (name == LOCAL or not master)):
            raise WrongUseError(
                _("--engine is local, spark or spark=MASTER; found “{text}”").format(text=text)
            )
        return cls(name, master or None, threads)

    def chunks(self, plan: Plan, firms: np.ndarray) -> Iterator[Ranking]:
        """Rankings of stretches of `firms`, in order."""
        if self.name == LOCAL:
            return cascade_chunks(plan, firms.tolist(), threads=self.threads)
        from chainchief.netio.runs.spark import spark_chunks

        return spark_chunks(plan, firms, self.master)


def rank_all(plan: Plan, engine: Engine, progress: Progress, resume: Path | None) -> Ranking:
    """Every firm closed alone, in the order of the network's firms.

    With `resume`, finished stretches are kept in that file and not computed again; the result is
    the same, bit for bit, however often it was interrupted and wherever it ran.
    """
    n = plan.network.n_firms
    parts: list[Ranking] = []
    kept = None
    if resume is not None:
        kept = RunFile(resume, fingerprint(plan.network, plan))
        parts = kept.finished(plan.eps)
    left = np.ones(n, dtype=bool)
    for part in parts:
        left[part.firms] = False
    fresh = engine.chunks(plan, np.flatnonzero(left).astype(np.int32))
    done = n - int(left.sum())
    progress(done, n)
    for part in fresh if kept is None else kept.keeping(fresh):
        parts.append(part)
        done += len(part.firms)
        progress(done, n)
    return _in_order(joined(parts, plan.eps))


def _in_order(ranking: Ranking) -> Ranking:
    order = np.argsort(ranking.firms, kind="stable")
    return Ranking(
        ranking.firms[order],
        ranking.esri[order],
        ranking.downstream[order],
        ranking.upstream[order],
        ranking.steps[order],
        ranking.eps,
    )
