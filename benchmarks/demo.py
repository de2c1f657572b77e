"""How long the demo city takes to build, by scale: drawing its records, writing them, snapshots.

    python -m benchmarks.demo [--scales 0.1 1 3 10] [--seed N]

Each scale is built in a process and a home folder of its own. `tables` is the making of an empty
ledger; `drawing` invents everything; `writing` takes the records and the feeds in, with the change
log; `closing` seals, freezes and compares the snapshots. Seconds are of the clock; `cpu` is
what the process used of the processors, which is the truer number where others use them too.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from types import ModuleType

SCALES = (0.1, 1, 3, 10)
COLUMNS = (
    *("scale", "records", "tables", "drawing", "writing", "closing", "all", "cpu"),
    *("per s", "MB"),
)


def _timed(spent: "Counter[str]", phase: str, module: ModuleType, name: str) -> None:
    """From now on, calls of `module.name` add their seconds to `phase`."""
    work: Callable[..., object] = getattr(module, name)

    @wraps(work)
    def told(*given: object, **named: object) -> object:
        start = time.perf_counter()
        try:
            return work(*given, **named)
        finally:
            spent[phase] += time.perf_counter() - start

    setattr(module, name, told)


def measure(scale: float, seed: int | None) -> dict[str, float]:
    """Build the city in the home folder of this process."""
    from chainchief.cli.session import open_ledger

    spent: Counter[str] = Counter()
    start = time.perf_counter()
    open_ledger()
    spent["tables"] = time.perf_counter() - start
    from chainchief.demo import build
    from chainchief.demo.firm_data import months, sales

    _timed(spent, "writing", build, "_enter")
    _timed(spent, "writing", months, "keep_months")
    _timed(spent, "writing", sales, "keep_sales")
    _timed(spent, "closing", build, "_close")
    made = build.build(build.DEFAULT_SEED if seed is None else seed, scale)
    spent["all"] = time.perf_counter() - start
    spent["drawing"] = spent["all"] - spent["tables"] - spent["writing"] - spent["closing"]
    used = resource.getrusage(resource.RUSAGE_SELF)
    records = sum(made.records.values())
    return {
        **spent,
        "scale": scale,
        "records": records,
        "cpu": used.ru_utime + used.ru_stime,
        "per s": records / spent["writing"],
        "MB": used.ru_maxrss / 1024,
    }


def _apart(scale: float, seed: int | None) -> dict[str, float]:
    """The measures of one scale, taken in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.demo", "--only", str(scale)]
    command += [] if seed is None else ["--seed", str(seed)]
    with tempfile.TemporaryDirectory() as folder:
        given = os.environ | {"CHAINCHIEF_HOME": folder}
        done = subprocess.run(command, env=given, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _row(told: dict[str, float]) -> str:
    shown = [f"{told['scale']:g}", f"{told['records']:,.0f}"]
    shown += [f"{told[name]:.1f}" for name in COLUMNS[2:-2]]
    shown += [f"{told['per s']:,.0f}", f"{told['MB']:.0f}"]
    return "  ".join(f"{text:>8}" for text in shown)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scales", type=float, nargs="+", default=SCALES)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--only", type=float, help="measure one scale, as JSON")
    given = parser.parse_args()
    if given.only is not None:
        print(json.dumps(measure(given.only, given.seed)))
        return
    print("  ".join(f"{name:>8}" for name in COLUMNS), flush=True)
    for scale in given.scales:
        print(_row(_apart(scale, given.seed)), flush=True)


if __name__ == "__main__":
    main()
