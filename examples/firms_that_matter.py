"""Which firms matter? A town of four hundred firms, one question after the other.

    python examples/firms_that_matter.py

The usual answer is "the largest". A firm matters when much stops after it has stopped: because its
buyers find no other supplier, or because its suppliers find no other buyer. The script makes a town
from a seed (put your own arrays in its place), ranks its firms by what their stop would cost, and
looks at the one whose rank by cost is furthest above its rank by size.
"""

import numpy as np

from chainchief.network import (
    EssentialClasses,
    Network,
    cascade,
    cascade_all,
    ensemble,
    explain,
    what_if_supplier,
)

INDUSTRIES = ["castings", "bearings", "chips", "machines", "cars", "transport", "retail"]
# What each industry buys; transport and retail serve everybody, and nobody stops for want of them.
RECIPES = {
    "machines": ["castings", "bearings", "chips"],
    "cars": ["castings", "chips", "machines"],
    "retail": ["cars"],
    "castings": ["machines"],
    "bearings": ["castings"],
}
SERVICES = ["transport"]


def town(firms: int = 400, seed: int = 7) -> Network:
    """Firms with sizes of a heavy tail, each buying every input of its recipe from a few others."""
    rng = np.random.default_rng(seed)
    industry = rng.choice(INDUSTRIES, firms, p=[0.2, 0.15, 0.03, 0.15, 0.1, 0.17, 0.2])
    size = 1 + rng.pareto(1.2, firms)
    links = []
    for buyer in range(firms):
        for input_ in RECIPES.get(industry[buyer], []) + SERVICES:
            sellers = np.flatnonzero((industry == input_) & (np.arange(firms) != buyer))
            chance = size[sellers] / size[sellers].sum()
            chosen = rng.choice(sellers, min(2, len(sellers)), replace=False, p=chance)
            links += [(int(s), buyer, size[buyer] * rng.lognormal(0, 0.5)) for s in chosen]
    supplier, buyers, amount = (np.array(column) for column in zip(*links, strict=True))
    sold, bought = (np.bincount(end, amount, firms) for end in (supplier, buyers))
    return Network.from_arrays(
        supplier=supplier,
        buyer=buyers,
        amount=amount,
        industry=industry,
        firm_ids=[f"{name}-{at}" for at, name in enumerate(industry)],
        # A third of what a firm sells leaves town; wages and outside inputs are a third of costs.
        revenue=np.maximum(sold, bought) * 1.5,
        costs=bought * 1.5,
        confidence=rng.choice([1.0, 0.8], len(amount)),
    )


def main() -> None:
    network = town()
    needed = EssentialClasses(
        default=1, pairs={(i, buyer): 2 for buyer, inputs in RECIPES.items() for i in inputs}
    )
    weights = network.revenue
    ranking = cascade_all(network, classes=needed, weights=weights)
    names = network.firm_ids

    print(f"{network.n_firms} firms, {network.n_links} links; stopped at eps = {ranking.eps:g}")
    print("\nThe ten that matter most (share of the town's revenue lost)")
    print("  firm             all   for want of inputs   for want of orders   its own")
    own = weights / weights.sum()
    for firm in np.argsort(-ranking.esri)[:10]:
        print(
            f"  {names[firm]:<13}{ranking.esri[firm]:7.1%}{ranking.downstream[firm]:15.1%}"
            f"{ranking.upstream[firm]:21.1%}{own[firm]:15.2%}"
        )

    by_cost, by_size = (np.argsort(np.argsort(-values)) for values in (ranking.esri, own))
    hidden = int(np.argmax(np.where(by_cost < 20, by_size - by_cost, -1)))
    name = names[hidden]
    print(f"\n{name}: {by_size[hidden] + 1} by size, {by_cost[hidden] + 1} by what its stop costs")

    stop = cascade(network, [name], classes=needed, weights=weights)
    told = explain(stop, depth=3, most=8)
    print("Where its cost falls, and by which way it came (of all revenue):")
    for path in told.paths:
        print(f"  {path.loss:7.2%}  " + " ← ".join(names[firm] for firm in path.firms))
    print(f"  {told.residual:7.2%}  by all other ways")

    first = next(path.firms[-2] for path in told.paths if len(path.firms) > 1)
    change = what_if_supplier(
        network,
        [name],
        buyer=names[first],
        supplier="newcomer",
        industry=network.industry_names[network.industry[hidden]],
        share=0.5,
        classes=needed,
        weights=weights,
    )
    print(f"\nIf {names[first]} bought half of that input from a newcomer:")
    print(f"  {change.before.esri:.2%} → {change.after.esri:.2%}, {change.saved:.2%} saved")

    sure = ensemble(network, firms=[hidden], draws=60, classes=needed, weights=weights)
    low, middle, high = sure.quantiles()[:, 0]
    print("\nHalf of the links are only four-fifths sure. Over sixty towns that might be:")
    print(f"  {low:.1%} to {high:.1%} in nine of ten, {middle:.1%} in the middle")


if __name__ == "__main__":
    main()
