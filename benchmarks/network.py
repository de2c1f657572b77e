"""How fast the cascade is, beside the same equations written plainly with SciPy.

    python -m benchmarks.network            10,000 and 100,000 firms, a few minutes
    python -m benchmarks.network --quick    10,000 firms only
    python -m benchmarks.network --big      1,000,000 firms as well

Times are those of the thread (the machine may be shared), but for runs on several threads. Every
network comes from a seed. Both versions run in the same process, and must agree to 1e-9.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

import numpy as np

from benchmarks.plain_cascade import plain_cascade
from benchmarks.synthetic import half_essential, heavy_tailed
from chainchief.network import cascade_chunks, cascade_of, joined, prepare
from chainchief.network.abreast import lanes_for
from chainchief.network.spread import close_each, spread
from chainchief.network.work import EDGES, clear, workspace

AGREE = 1e-9


@dataclass(frozen=True)
class Setting:
    name: str
    firms: int
    links: int
    industries: int
    accounts: bool
    eps: float
    ours: int
    plain: int

    def network(self, seed):
        network = heavy_tailed(
            self.firms, self.links, self.industries, seed, accounts=self.accounts
        )
        classes, coin = half_essential(self.industries, seed + 1)
        return network, classes, coin

    def plan(self, network, classes):
        mode = "accounts" if self.accounts else "paper"
        return prepare(network, classes=classes, mode=mode, eps=self.eps)


SMALL = Setting("10k, no revenue", 10_000, 60_000, 200, False, 1e-2, 2000, 12)
LARGE = Setting("100k, no revenue", 100_000, 600_000, 600, False, 1e-2, 400, 3)
KNOWN = Setting("100k, revenue and costs", 100_000, 600_000, 600, True, 1e-2, 400, 3)
FINE = Setting("100k, revenue and costs, eps 1e-6", 100_000, 600_000, 600, True, 1e-6, 100, 2)
HUGE = Setting("1M, revenue and costs", 1_000_000, 6_000_000, 1_400, True, 1e-2, 200, 1)


def one_thread(plan, firms):
    """(scores, seconds) of closing each firm, without compilation."""
    work, lanes = workspace(plan.push), lanes_for(plan.push)
    scores, steps = np.zeros((len(firms), 3)), np.zeros(len(firms), np.int32)
    at = plan.position[firms]
    run = (plan.push, plan.rows, work, lanes)
    close_each(*run, at[:1], plan.substitution, plan.eps, scores, steps)
    start = time.thread_time()
    close_each(*run, at, plan.substitution, plan.eps, scores, steps)
    return scores, time.thread_time() - start


def edges_pushed(plan, firms):
    """Links per firm that were pushed or swept over, for a part of the firms."""
    work, some, total = workspace(plan.push), firms[:100], 0
    for firm in some:
        one = plan.position[firm : firm + 1]
        spread(plan.push, plan.rows, work, one, np.ones(1), plan.substitution, plan.eps)
        total += int(work.tally[EDGES])
        clear(plan.push, work)
    return total / len(some)


def plain_of(network, coin, accounts):
    return plain_cascade(
        network.n_firms,
        network.out_supplier,
        network.out_buyer,
        network.out_amount,
        network.industry,
        lambda source, target: np.where(coin[source, target], 2, 1),
        revenue=network.revenue if accounts else None,
        costs=network.costs if accounts else None,
        weights=None,
        substitution=True,
    )


def plainly(network, coin, setting, firms):
    """(scores, seconds) of the plain version."""
    plain = plain_of(network, coin, setting.accounts)
    rows = []
    start = time.thread_time()
    for firm in firms:
        psi = np.zeros(network.n_firms)
        psi[firm] = 1.0
        rows.append(plain.index(psi, setting.eps)[:3])
    return np.array(rows), time.thread_time() - start


def compare(setting, seed):
    network, classes, coin = setting.network(seed)
    start = time.perf_counter()
    plan = setting.plan(network, classes)
    ready = time.perf_counter() - start
    firms = np.random.default_rng(seed).choice(setting.firms, setting.ours, replace=False)
    scores, seconds = one_thread(plan, firms)
    edges = edges_pushed(plan, firms)
    wanted, slow = plainly(network, coin, setting, firms[: setting.plain])
    apart = np.abs(scores[: setting.plain] - wanted).max()
    ours, theirs = seconds / setting.ours, slow / setting.plain
    print(
        f"{setting.name}: {network.n_links:,} links, half of the pairs essential, eps {plan.eps:g}"
    )
    print(f"  prepared in {ready:.2f} s; {ours * 1e3:.3f} ms per firm on one thread")
    print(f"  {edges:,.0f} links pushed per firm, {ours / edges * 1e9:.2f} ns each")
    print(f"  plain SciPy: {theirs * 1e3:.1f} ms per firm: {theirs / ours:.0f} times as long")
    print(f"  largest difference: {apart:.1e}")
    if apart > AGREE:
        raise SystemExit(f"They differ by more than {AGREE:g}.")
    return network, plan


def hub(network, plan):
    """One what-if: the firm with most links stops."""
    busiest = int(np.argmax(np.diff(network.out_start) + np.diff(network.in_start)))
    psi = np.zeros(network.n_firms)
    psi[busiest] = 1.0
    took = []
    for _again in range(3):
        start = time.thread_time()
        result = cascade_of(plan, psi)
        took.append(time.thread_time() - start)
    print(f"  its busiest firm stops: {min(took) * 1e3:.0f} ms, {result.steps} steps")


def everyone(network, plan, threads, limit):
    """All firms (or as many as `limit` seconds allow), on several threads."""
    start, done, parts = time.perf_counter(), 0, []
    for part in cascade_chunks(plan, threads=threads):
        parts.append(part)
        done += len(part.firms)
        if time.perf_counter() - start > limit:
            break
    took = time.perf_counter() - start
    whole = joined(parts, plan.eps)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    rest = (
        ""
        if done == network.n_firms
        else f" (stopped there; all: {took * network.n_firms / done:.0f} s)"
    )
    print(f"  {done:,} firms on {threads} threads in {took:.1f} s{rest}; at most {memory:.1f} GB")
    print(f"  mean index {whole.esri.mean():.2e}, highest {whole.esri.max():.3f}")


def first_answer():
    """A fresh process with the compiled code on disk: from its start to its answer."""
    code = (
        "from benchmarks.synthetic import heavy_tailed\n"
        "from chainchief.network import cascade_all\n"
        "n = heavy_tailed(1000, 6000, 20, 1, accounts=True)\n"
        "cascade_all(n, firms=[1])\n"
    )
    with tempfile.TemporaryFile() as quiet:
        for _again in range(2):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, stdout=quiet)
            took = time.perf_counter() - start
    print(f"first answer of a fresh process: {took:.1f} s")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="10,000 firms only")
    options.add_argument("--big", action="store_true", help="1,000,000 firms as well")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--limit", type=float, default=60, help="seconds for an all-firms run")
    given = options.parse_args()
    first_answer()
    network, plan = compare(SMALL, given.seed)
    hub(network, plan)
    everyone(network, plan, 2, given.limit)
    if given.quick:
        return
    for setting in (LARGE, KNOWN, FINE):
        network, plan = compare(setting, given.seed)
        hub(network, plan)
        if setting.accounts:
            everyone(network, plan, 2, given.limit)
    if given.big:
        network, plan = compare(HUGE, given.seed)
        everyone(network, plan, 2, given.limit)


if __name__ == "__main__":
    main()
