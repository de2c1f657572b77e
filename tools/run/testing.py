"""`run.py test`: the checks of `lint`, then every test, with what the tests need."""

from tools.run import machine
from tools.run.lint import lint
from tools.run.paths import SOURCE, in_venv
from tools.run.postgres import ADDRESS, cluster
from tools.run.process import Command, in_ci, say, show


def run_tests(chosen: str, long: bool, rest: tuple[str, ...]) -> int:
    """Run the tests that match `chosen` (all where empty); the campaigns only with `long`.

    The checks come first and stop the run in CI; on a desk they are told and the tests go on.
    """
    left_out = machine.equip()
    checks = lint()
    if checks and in_ci():
        return checks
    command = _pytest(chosen, long, left_out, rest)
    if "postgres" in left_out:
        return show(command, _environment()) or checks
    with cluster() as address:
        say("PostgreSQL for the tests: running on loopback")
        return show(command, {**_environment(), ADDRESS: address}) or checks


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": str(SOURCE), "CHAINCHIEF_LANG": "zh-hans"}


def _pytest(chosen: str, long: bool, left_out: list[str], rest: tuple[str, ...]) -> Command:
    """Three workers: one of them always waits for a database or a browser.

    Tests of one file, and all that share a costly engine, stay on one worker.
    """
    excluded = [*left_out, *([] if long else ["long"])]
    marks = " and ".join(f"not {marker}" for marker in excluded)
    command = [str(in_venv("python")), "-m", "pytest", "-n", "3", "--dist", "loadgroup"]
    command += ["--no-loadscope-reorder", "--durations=10"]
    command += ["-m", marks]
    command += ["-k", chosen] if chosen else []
    return [*command, *rest]
