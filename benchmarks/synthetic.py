"""Supply networks with heavy tails from a seed, for benchmarks and tests of scale."""

import numpy as np

from chainchief.network import EssentialClasses, Network

# Firm sizes follow a power law with this exponent (Axtell 2001: 1.06); the number of partners grows
# with size to the power REACH, which makes the tail of the degrees about 1.1 / .75 ≈ 1.5, as found
# in the networks of Japan and Belgium.
SIZE_TAIL, REACH = 1.1, 0.75


def industries_of(rng, firms, industries):
    """Industries of very different numbers of firms."""
    return (industries * rng.random(firms) ** 1.5).astype(int)


def recipe_economy(firms, links, industries, seed, *, inputs=12, outside=0.5):
    """The milder network: every industry has a recipe of a few inputs, and sells outside too.

    A buyer draws an input from its industry's recipe (a few general ones, such as energy and
    transport, are in all of them), then a supplier of that industry by the size to the power .75;
    buyers are drawn by size likewise, so that there are hubs at both ends.

    `outside` is the assumption that matters most for how far a loss travels: the mean share of a
    firm's sales that goes to final demand or to whoever is not recorded, more in some industries
    than in others (Beta(4·outside, 4·(1 − outside)) with noise). Revenue is recorded sales / (1 −
    that share): at .5 twice as much. Firms sell roughly half of what they make to other firms, and
    no record of links is complete, so .5 is on the cautious side and .7 is what a city may have. Of
    costs half are recorded purchases (Beta(3, 3)). So revenue ≥ recorded sales and costs ≥
    purchases, as books have it.
    """
    rng = np.random.default_rng(seed)
    industry = industries_of(rng, firms, industries)
    size = 1 + rng.pareto(SIZE_TAIL, firms)
    reach = size**REACH
    buyer = np.repeat(np.arange(firms), rng.multinomial(links, reach / reach.sum()))
    supplier, found = _suppliers(rng, industry[buyer], industry, reach, industries, inputs)
    supplier, buyer = supplier[found], buyer[found]
    amount = np.minimum(reach[supplier], reach[buyer]) * rng.lognormal(0, 1.5, len(buyer))
    sold, bought = np.bincount(supplier, amount, firms), np.bincount(buyer, amount, firms)
    mean = rng.beta(4 * outside, 4 * (1 - outside), industries)[industry]
    elsewhere = (mean + rng.normal(0, 0.15, firms)).clip(0.05, 0.95)
    recorded = rng.beta(3, 3, firms).clip(0.05, 0.95)
    revenue = np.where(sold > 0, sold / (1 - elsewhere), reach)
    return Network.from_arrays(
        supplier=supplier,
        buyer=buyer,
        amount=amount,
        industry=industry,
        industry_names=range(industries),
        revenue=revenue,
        costs=np.maximum(bought / recorded, 0.3 * revenue),
    )


def _suppliers(rng, wanting, industry, reach, industries, inputs):
    """A supplier for each link, of an industry in the recipe of the buyer's industry."""
    general = rng.choice(industries, max(1, industries // 30), replace=False)
    recipe = rng.integers(0, industries, (industries, inputs))
    recipe[:, :3] = rng.choice(general, (industries, 3))
    parts = rng.dirichlet(np.full(inputs, 0.7), industries).cumsum(axis=1)
    drawn = (parts[wanting] < rng.random(len(wanting))[:, None]).sum(axis=1).clip(0, inputs - 1)
    source = recipe[wanting, drawn]
    order = np.argsort(industry, kind="stable")
    first = np.searchsorted(industry[order], np.arange(industries + 1))
    along = np.concatenate([[0.0], np.cumsum(reach[order])])
    low, high = along[first[source]], along[first[source + 1]]
    at = np.searchsorted(along, low + rng.random(len(wanting)) * (high - low), side="right") - 1
    return order[at.clip(0, len(order) - 1)], high > low


def heavy_tailed(firms, links, industries, seed, *, accounts):
    """The harder network: whoever is large deals with everybody, of whatever industry.

    Both ends of a link are drawn by the size to the power .75, amounts are lognormal around the
    smaller end. A hub buys from nearly every industry, and half of them are essential to it. With
    `accounts`, revenue exceeds recorded sales by a tenth up to as much again, and costs exceed
    purchases likewise. Most cascades reach a good part of the network: a hard case, not a typical
    one.
    """
    rng = np.random.default_rng(seed)
    size = (1 + rng.pareto(SIZE_TAIL, firms)) ** REACH
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
    return Network.from_arrays(
        supplier=ends[0],
        buyer=ends[1],
        amount=amount,
        industry=industries_of(rng, firms, industries),
        industry_names=range(industries),
        **known,
    )


def half_essential(industries, seed):
    """Half of all pairs of industries essential (2), the others not (1)."""
    coin = np.random.default_rng(seed).random((industries, industries)) < 0.5
    source, target = np.nonzero(coin)
    return EssentialClasses.from_arrays(source, target, np.full(len(source), 2), default=1), coin
