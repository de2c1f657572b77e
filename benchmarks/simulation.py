"""Day by day and pull-through at 100,000 firms, beside plain whole-array versions in the same run.

    python -m benchmarks.simulation [--firms 100000] [--links 600000] [--days 100]

Prints processor seconds (which a busy machine disturbs less than the clock), the ratio, and the
largest relative difference of a day's totals (at most 1e-9).
"""

import argparse
import time

import numpy as np

from benchmarks.plain_days import PlainEconomy
from benchmarks.synthetic import heavy_tailed
from chainchief.network import Shock, simulate
from chainchief.network.pull.diagonal import diagonal
from chainchief.network.pull.input_output import table_of
from chainchief.network.pull.series import multipliers
from chainchief.network.pull.through import pull_through

AGREED = 1e-9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=600_000)
    parser.add_argument("--industries", type=int, default=600)
    parser.add_argument("--days", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    network = heavy_tailed(
        options.firms, options.links, options.industries, options.seed, accounts=True
    )
    print(f"{network.n_firms:,} firms, {network.n_links:,} links, {options.days} days")
    days(network, options.days, options.seed)
    pull(network)


def days(network, count, seed):
    rng = np.random.default_rng(seed)
    final = np.maximum(network.revenue - network.sales, 0.05 * network.purchases) + 0.01
    struck = rng.choice(network.n_firms, network.n_firms // 100, replace=False)
    delta = np.zeros(network.n_firms)
    delta[struck] = 0.5
    shock = Shock.from_rows((int(firm), 0, 0.5) for firm in struck)
    simulate(network, final, shock, 1)  # compiles
    plain = PlainEconomy(network, final)
    for rule in ("R0", "R1", "R2", "R3"):
        ours, spent = timed(lambda rule=rule: simulate(network, final, shock, count, rule), 2)
        line = f"{rule}: {spent:.2f} s"
        if rule in ("R0", "R2"):
            theirs, slow = timed(lambda rule=rule: plain.run(delta, count, rule))
            found = np.column_stack([ours.output, ours.final_consumption, ours.value_added])
            apart = float((np.abs(found - theirs) / np.abs(theirs)).max())
            line += f"   plain {slow:.1f} s   {slow / spent:.0f} times   differ by {apart:.1e}"
            if not apart <= AGREED:
                raise SystemExit(f"{line}: more than {AGREED:g}")
        print(line)
    eight, spent = timed(lambda: simulate(network, final, [shock] * 8, count, "R0", threads=2))
    print(f"R0, 8 scenarios on 2 threads: {spent / 8:.2f} s each")
    assert (eight.output[:, 0] == eight.output[:, 7]).all()


def pull(network):
    table = table_of(network)
    multipliers(table)  # compiles
    m, spent = timed(lambda: multipliers(table_of(network)), 3)
    a = network.matrix() / np.where(network.revenue > 0, network.revenue, 1.0)
    plain, slow = timed(lambda: power_series(a.T.tocsr(), network.n_firms))
    some = network.revenue > 0
    apart = float(np.abs(m[some] / plain[some] - 1.0).max())
    print(
        f"multipliers: {1000 * spent:.0f} ms   plain {1000 * slow:.0f} ms   differ by {apart:.1e}"
    )
    if not apart <= AGREED:
        raise SystemExit("the multipliers differ")
    _found, spent = timed(lambda: diagonal(table, m, threads=2))
    print(f"diagonal of L for all firms, 2 threads: {spent:.1f} s")
    _found, spent = timed(lambda: pull_through(network, threads=2))
    print(f"all parts of pull-through, 2 threads: {spent:.1f} s")


def power_series(transposed, n):
    """Σ (Aᵀ)^r 1, one power after the other."""
    total = term = np.ones(n)
    while term.max() > 1e-14:
        term = transposed @ term
        total = total + term
    return total


def timed(call, repeat=1):
    best, result = np.inf, None
    for _n in range(repeat):
        start = time.process_time()
        result = call()
        best = min(best, time.process_time() - start)
    return result, best


if __name__ == "__main__":
    main()
