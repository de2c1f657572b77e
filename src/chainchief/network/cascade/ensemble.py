"""How sure the index is where links are not: the same closures on many networks that might be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from chainchief.core.i18n import _
from chainchief.network.cascade.index import Progress, cascade_chunks, joined, prepare
from chainchief.network.columns import Floats, Indices
from chainchief.network.errors import ArrayError
from chainchief.network.graph import Network

QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, eq=False)
class Ensemble:
    """The index of each closed firm in each draw."""

    firms: Indices
    """(r,) positions of the closed firms."""
    esri: Floats
    """(d, r) one row per draw."""
    eps: float

    def quantiles(self, at: Sequence[float] = QUANTILES) -> Floats:
        """(q, r) quantiles of the index over the draws, linear between neighbours."""
        return np.asarray(np.quantile(self.esri, at, axis=0), dtype=np.float64)


def draw(network: Network, seed: int, number: int) -> Network:
    """The network as it might be: each link is there with the probability of its confidence.

    Draw `number` of `seed` is the same whoever draws it, so that draws can be divided.
    Revenue and costs that were given stay; where they were not, they follow the links that exist.
    """
    if network.confidence is None:
        raise ArrayError(_("No link has a confidence, so there is nothing to draw"))
    luck = np.random.default_rng([seed, number]).random(network.n_links)
    there = luck < network.confidence
    return network.with_amounts(np.where(there, network.out_amount, 0.0))


def ensemble(
    network: Network,
    *,
    firms: Iterable[int] | None = None,
    draws: int | range = 100,
    seed: int = 0,
    threads: int | None = None,
    progress: Progress | None = None,
    **assumptions: Any,
) -> Ensemble:
    """Close each of `firms` (positions; default: all) alone in every draw.

    `draws` is a number, or a range of draws for a part of the work. Weights are those of the
    network with all its links, in every draw. `assumptions` are those of `prepare`.
    """
    whole = prepare(network, **assumptions)
    weights = whole.push.weight[whole.position]
    numbers = draws if isinstance(draws, range) else range(draws)
    closed = np.arange(network.n_firms) if firms is None else np.array(list(firms), np.int64)
    rows = np.zeros((len(numbers), len(closed)))
    for row, number in enumerate(numbers):
        plan = prepare(draw(network, seed, number), **{**assumptions, "weights": weights})
        rows[row] = joined(cascade_chunks(plan, closed, threads=threads), plan.eps).esri
        if progress is not None:
            progress(row + 1, len(numbers))
    return Ensemble(closed.astype(np.int32), rows, whole.eps)
