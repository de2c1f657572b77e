"""How fast the cascade is, beside the same equations written plainly with SciPy.

    python -m benchmarks.network            10,000 and 100,000 firms, some minutes
    python -m benchmarks.network --quick    10,000 firms only
    python -m benchmarks.network --big      1,000,000 firms as well

Times are those of the thread (the machine may be shared), but for runs on several threads. Every
network comes from a seed; the milder and the harder one are described in `benchmarks/synthetic.py`.
The milder one with revenue is timed with .5, .3 and .7 of sales going outside.
Both versions run in the same process, and must agree to 1e-9 and in the number of steps.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.plain_cascade import plain_cascade
from benchmarks.synthetic import half_essential, heavy_tailed, recipe_economy
from chainchief.network import cascade_chunks, cascade_of, joined, prepare
from chainchief.network.cascade.spread import close_each
from chainchief.network.cascade.work import workspace

AGREE = 1e-9


@dataclass(frozen=True)
class Setting:
    """A size of network, what is known of it, and how many firms are timed."""

    name: str
    firms: int
    links: int
    industries: int
    accounts: bool
    eps: float
    ours: int
    plain: int
    harder: bool = False
    outside: float = 0.5

    def network(self, seed):
        if self.harder:
            made = heavy_tailed(self.firms, self.links, self.industries, seed, accounts=True)
        else:
            made = recipe_economy(
                self.firms, self.links, self.industries, seed, outside=self.outside
            )
        return made, *half_essential(self.industries, seed + 1)

    def plan(self, network, classes):
        mode = "accounts" if self.accounts else "paper"
        return prepare(network, classes=classes, mode=mode, eps=self.eps)

    def selling_outside(self, share):
        return replace(self, name=f"{self.name}, {share:.0%} sold outside", outside=share)

    def hardened(self):
        return replace(self, name=f"{self.name}, harder network", harder=True)


SMALL = Setting("10k, no revenue", 10_000, 60_000, 200, False, 1e-2, 2000, 12)
LARGE = Setting("100k, no revenue", 100_000, 600_000, 600, False, 1e-2, 400, 3)
KNOWN = Setting("100k, revenue and costs", 100_000, 600_000, 600, True, 1e-2, 3000, 3)
FINE = Setting("100k, revenue and costs", 100_000, 600_000, 600, True, 1e-6, 200, 2)
HUGE = Setting("1M, revenue and costs", 1_000_000, 6_000_000, 1_400, True, 1e-2, 600, 1)


def one_thread(plan, firms):
    """(scores, steps, seconds, links pushed) of closing each firm, without compilation."""
    work = workspace(plan.push)
    scores, steps = np.zeros((len(firms), 3)), np.zeros(len(firms), np.int32)
    at = plan.position[firms]
    run = (plan.push, work)
    close_each(*run, at[:1], plan.substitution, plan.eps, scores, steps)
    work.pushed[0] = 0
    start = time.thread_time()
    close_each(*run, at, plan.substitution, plan.eps, scores, steps)
    return scores, steps, time.thread_time() - start, int(work.pushed[0])


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
    """(scores and steps, seconds) of the plain version."""
    plain = plain_of(network, coin, setting.accounts)
    rows = []
    start = time.thread_time()
    for firm in firms:
        psi = np.zeros(network.n_firms)
        psi[firm] = 1.0
        rows.append(plain.index(psi, setting.eps))
    return np.array(rows), time.thread_time() - start


def sample(scores, count):
    """The hardest firms first, then others: those that matter most are always compared."""
    order = np.argsort(-scores[:, 0])
    return np.concatenate([order[: count // 2], order[count // 2 :: max(1, len(order) // count)]])[
        :count
    ]


def compare(setting, seed):
    network, classes, coin = setting.network(seed)
    start = time.perf_counter()
    plan = setting.plan(network, classes)
    ready = time.perf_counter() - start
    firms = np.random.default_rng(seed).choice(setting.firms, setting.ours, replace=False)
    scores, steps, seconds, pushed = one_thread(plan, firms)
    some = sample(scores, setting.plain)
    wanted, slow = plainly(network, coin, setting, firms[some])
    # The hardest firms are in the sample: compared like with like, on these very firms.
    _scores, _steps, same, _pushed = one_thread(plan, firms[some])
    apart = np.abs(scores[some] - wanted[:, :3]).max()
    ours, theirs = seconds / setting.ours, slow / setting.plain
    print(
        f"{setting.name}: {network.n_links:,} links, half of the pairs essential, eps {plan.eps:g}"
    )
    print(f"  prepared in {ready:.2f} s; {ours * 1e3:.3f} ms per firm on one thread")
    print(
        f"  {pushed / setting.ours:,.0f} links pushed per firm, {seconds / pushed * 1e9:.2f} ns "
        f"each; {steps.mean():.1f} steps"
    )
    print(
        f"  plain SciPy: {theirs * 1e3:.1f} ms per firm, {theirs / ours:.0f} times as long; "
        f"{slow / same:.0f} times on the firms compared, the hardest among them"
    )
    print(f"  largest difference: {apart:.1e}; same number of steps: ", end="")
    print("yes" if (steps[some] == wanted[:, 3]).all() else "NO")
    if apart > AGREE or (steps[some] != wanted[:, 3]).any():
        raise SystemExit(f"They differ by more than {AGREE:g}, or in steps.")
    return network, plan


def hub(network, plan):
    """One what-if: the firm with most links stops."""
    busiest = int(np.argmax(np.diff(network.out_start) + np.diff(network.in_start)))
    psi = np.zeros(network.n_firms)
    psi[busiest] = 1.0
    took = []
    for _again in range(5):
        start = time.thread_time()
        result = cascade_of(plan, psi)
        took.append(time.thread_time() - start)
    print(f"  its busiest firm stops: {min(took) * 1e3:.0f} ms, {result.steps} steps")


def everyone(network, plan, threads, limit):
    """All firms (or as many as `limit` seconds allow), on several threads."""
    # In any order a part stands for the whole.
    firms = np.random.default_rng(0).permutation(network.n_firms)
    start, busy, parts, done = time.perf_counter(), time.process_time(), [], 0
    for part in cascade_chunks(plan, firms, threads=threads):
        parts.append(part)
        done += len(part.firms)
        if time.perf_counter() - start > limit:
            break
    took, busy = time.perf_counter() - start, time.process_time() - busy
    whole = joined(parts, plan.eps)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    rest = ""
    if done < network.n_firms:
        share = network.n_firms / done
        rest = f" (stopped there; all: {took * share:.0f} s, processor {busy * share:.0f} s)"
    print(
        f"  {done:,} firms on {threads} threads in {took:.1f} s, processor time {busy:.1f} s{rest};"
        f" at most {memory:.1f} GB so far"
    )
    print(f"  mean index {whole.esri.mean():.2e}, highest {whole.esri.max():.3f}")


def first_answer():
    """A fresh process, without and with the compiled code on disk: from its start to its answer."""
    code = (
        "from benchmarks.synthetic import recipe_economy\n"
        "from chainchief.network import cascade_all\n"
        "cascade_all(recipe_economy(1000, 6000, 20, 1), firms=[1])\n"
    )
    took = []
    with tempfile.TemporaryDirectory() as folder:
        for _again in range(2):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", code],
                check=True,
                env={**os.environ, "NUMBA_CACHE_DIR": folder},
            )
            took.append(time.perf_counter() - start)
    print(f"first answer of a fresh process: {took[1]:.1f} s; compiling, once: {took[0]:.1f} s")


def load():
    one, five, _fifteen = os.getloadavg()
    return f"load of the machine {one:.1f} (last minute), {five:.1f} (last five)"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="10,000 firms only")
    options.add_argument("--big", action="store_true", help="1,000,000 firms as well")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--limit", type=float, default=60, help="seconds for an all-firms run")
    given = options.parse_args()
    print(load())
    first_answer()
    network, plan = compare(SMALL, given.seed)
    hub(network, plan)
    everyone(network, plan, 2, given.limit)
    if given.quick:
        return
    for setting in (LARGE, KNOWN, FINE):
        for each in (setting, setting.hardened()):
            network, plan = compare(each, given.seed)
            hub(network, plan)
            if setting.accounts:
                everyone(network, plan, 2, given.limit)
    for share in (0.3, 0.7):
        network, plan = compare(KNOWN.selling_outside(share), given.seed)
        everyone(network, plan, 2, given.limit)
    for each in (HUGE, HUGE.selling_outside(0.7)) if given.big else ():
        network, plan = compare(each, given.seed)
        hub(network, plan)
        everyone(network, plan, 2, given.limit)
    print(load())


if __name__ == "__main__":
    main()
