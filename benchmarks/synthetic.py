"""Supply networks with heavy tails from a seed, for benchmarks and tests of scale."""

import numpy as np

from chainchief.network import EssentialClasses, Network


def heavy_tailed(firms, links, industries, seed, *, accounts):
    """A network whose firm sizes, degrees and amounts have heavy tails.

    Sizes are Pareto (1.1, as firm sizes are); both ends of a link are drawn by the size to the
    power .75, amounts are lognormal around the smaller end. With `accounts`, revenue exceeds
    recorded sales by a tenth up to as much again, and costs exceed purchases likewise. With hubs at
    both ends, most cascades reach a good part of the network: a hard case, not a typical one.
    """
    rng = np.random.default_rng(seed)
    size = (1 + rng.pareto(1.1, firms)) ** 0.75
    reach = np.cumsum(size)
    ends = np.searchsorted(reach, rng.random((2, links)) * reach[-1]).clip(0, firms - 1)
    amount = np.minimum(size[ends[0]], size[ends[1]]) * rng.lognormal(0, 1.5, links)
    known = {}
    if accounts:
        sold = np.bincount(ends[0], amount, firms)
        bought = np.bincount(ends[1], amount, firms)
        known = {
            "revenue": sold * rng.uniform(1.1, 2, firms),
            "costs": bought * rng.uniform(1.1, 2, firms),
        }
    industry = (industries * rng.random(firms) ** 1.5).astype(int)
    return Network.from_arrays(
        supplier=ends[0],
        buyer=ends[1],
        amount=amount,
        industry=industry,
        industry_names=range(industries),
        **known,
    )


def half_essential(industries, seed):
    """Half of all pairs of industries essential (2), the others not (1)."""
    coin = np.random.default_rng(seed).random((industries, industries)) < 0.5
    source, target = np.nonzero(coin)
    return EssentialClasses.from_arrays(source, target, np.full(len(source), 2), default=1), coin
