"""`run.py lint`: form, types, layers and the rules of the house, side by side."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

from tools.run import house
from tools.run.paths import ROOT, SOURCE, in_venv
from tools.run.prepare import prepare
from tools.run.process import say

CHECKS = {
    "form": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy",),
    "layers": ("lint-imports", "--no-logo"),
}


def lint() -> int:
    """Run every check to its end; say what each found; 1 where one found faults."""
    prepare("test")
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(_run_check, CHECKS.items()))
    faults = house.faults()
    if faults:
        said.append("house: " + "\n       ".join(faults))
    found = [report for report in said if report]
    for report in found:
        print(report, flush=True)
    say("lint: faults found" if found else "lint: form, types, layers and house rules hold")
    return 1 if found else 0


def _run_check(check: tuple[str, tuple[str, ...]]) -> str:
    """What the check complains of; empty where it holds."""
    name, (program, *arguments) = check
    done = subprocess.run(
        [in_venv(program), *arguments],
        cwd=ROOT,
        env={**_environment(), "PYTHONPATH": str(SOURCE)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return f"{name}: {done.stdout.strip()}" if done.returncode else ""


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_COLOR": "1", "CHAINCHIEF_HOME": str(ROOT / ".cache" / "lint-home")}
