"""How long a large workbook takes, in and out: `python -m benchmarks.intake [--scale 1.0]`.

Prints one line per measure: what, rows, seconds on the wall and of CPU, peak memory of this process
in MB. The ledger is a new one on SQLite in a temporary folder, with its triggers, so the change log
is part of the time. `--rows` is the length of a sheet of twenty columns that is read, checked and
staged, whose writing is not measured and is in a process of its own; `--compared` of one that
others read and check too, in the same run (`intake_rivals`). `--feed` rows of a feed
(`benchmarks.feed`), a grid that is opened and pasted into (`benchmarks.answers`), and units that
submit at once (`benchmarks.submissions`; on PostgreSQL too with `--postgres ADDRESS`) come first.
"""

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.clerk import clerk
from benchmarks.intake_rivals import rivals
from benchmarks.wide_table import HEADS, found, put_own_columns, rows

PROJECTS, REPORTS = 10_000, 20_000


@contextmanager
def new_ledger() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHAINCHIEF_HOME"] = folder
        put_own_columns(Path(folder))
        from chainchief.cli.session import open_ledger

        open_ledger()
        yield Path(folder)


def cpu_seconds() -> float:
    """Of this process and of the reading processes that have ended."""
    return sum(os.times()[:4])


def measured(what: str, rows: int, run: Callable[[], object]) -> float:
    """Print the line of one measure; its seconds of CPU, as those on the wall are others' too."""
    started, before = time.perf_counter(), cpu_seconds()
    run()
    seconds, busy = time.perf_counter() - started, cpu_seconds() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what}: {rows} rows, {seconds:.1f} s ({busy:.1f} s of CPU), {peak} MB", flush=True)
    return busy


def write(path: Path, heads: list[str], rows: Iterator[list[object]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heads)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)


def city() -> None:
    from chainchief.ledger.actions import apply_change_set
    from chainchief.ledger.changesets import ChangeSet, Creation

    division = {"code": "371402", "name": "德城区", "level": "county", "of_which": False}
    chain = {"code": "NEW-IT", "name": "新一代信息技术", "position": 1}
    creations = (
        Creation("division", "371402", division),
        Creation("chain", "NEW-IT", chain),
    )
    apply_change_set(ChangeSet(creations), viewer=clerk(), reason="bench")


def projects(count: int) -> Iterator[list[object]]:
    for i in range(count):
        money, filing = round(1000 + i * 0.37, 2), f"2023-371402-{i:06d}"
        code, name = f"P{i:06d}", f"第{i}号年产新材料建设项目"
        yield [code, name, "NEW-IT", "371402", "新建", money, filing, "2022-03-01", None]


def reports(count: int, of: int) -> Iterator[list[object]]:
    for i in range(count):
        month = 1 + i // of
        amount = (i % of) * 3.5 + month
        day = f"2023-{month + 1:02d}-08"
        yield [f"P{i % of:06d}", f"2023-{month:02d}", day, amount, amount, amount, amount, "正常"]


PROJECT_HEADS = ["code", "name", "chain", "division", "construction", "total_investment"]
PROJECT_HEADS += ["filing_number", "valid_from", "valid_to"]
REPORT_HEADS = ["project", "month", "reported_on", "invested", "funds_reported"]
REPORT_HEADS += ["funds_verified", "funds_recognised", "progress"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--compared", type=int, default=20_000)
    parser.add_argument("--feed", type=int, default=10_000_000)
    parser.add_argument("--postgres", default="", help="address of an empty database")
    given = parser.parse_args()
    # In processes of their own, as each tells its own peak of memory.
    alone("benchmarks.answers")
    where = f"--postgres={given.postgres}" if given.postgres else "--only=sqlite"
    alone("benchmarks.submissions", where)
    if given.feed:
        alone("benchmarks.feed", f"--rows={given.feed}")
    wide(given.rows, given.compared)
    if given.scale:
        in_and_out(given.scale)


def alone(*command: str) -> None:
    subprocess.run([sys.executable, "-m", *command], check=True)


def apart(path: Path, count: int) -> None:
    """Write the sheet in another process: what that takes is none of this one's memory."""
    writing = multiprocessing.get_context("spawn").Process(target=write_wide, args=(path, count))
    writing.start()
    writing.join()
    assert writing.exitcode == 0


def write_wide(path: Path, count: int) -> None:
    write(path, list(HEADS), rows(count))


def wide(rows_alone: int, compared: int) -> None:
    """A sheet of twenty columns read, checked and staged; then another one, by others too."""
    with new_ledger() as folder:
        from chainchief.intake.checking import check_file

        found()
        for count, with_others in ((rows_alone, False), (compared, True)):
            if not count:
                continue
            path = folder / f"{count}.xlsx"
            apart(path, count)
            check = partial(check_file, "enterprise", path, viewer=clerk())
            own = measured("read, check and stage", count, lambda: taken(check().result))  # noqa: B023 - run at once
            for name, run in rivals(path).items() if with_others else ():
                theirs = measured(f"  {name}", count, run)
                print(f"  {name}: {theirs / own:.1f} times as long, in CPU", flush=True)


def in_and_out(scale: float) -> None:
    """Workbooks of projects and their reports: read, imported, exported, returned with faults."""
    of, months = int(PROJECTS * scale), int(REPORTS * scale)
    with new_ledger() as folder:
        from chainchief.intake.files.sheets import read
        from chainchief.intake.importing import import_file
        from chainchief.ledger.exchange.exporting import export_kind

        city()
        first, second, out = folder / "p.xlsx", folder / "r.xlsx", folder / "o.xlsx"
        write(first, PROJECT_HEADS, projects(of))
        write(second, REPORT_HEADS, reports(months, of))
        measured("read projects", of, lambda: read(first))
        measured(
            "import projects", of, lambda: taken(import_file("project", first, viewer=clerk()))
        )
        measured(
            "import reports",
            months,
            lambda: taken(import_file("project_report", second, viewer=clerk())),
        )
        measured(
            "export reports", months, lambda: export_kind("project_report", out, viewer=clerk())
        )
        measured(
            "import unchanged",
            months,
            lambda: taken(import_file("project_report", out, viewer=clerk())),
        )
        spoil(first, folder / "bad.xlsx", of)
        report = folder / "report.xlsx"
        measured(
            "report on faults",
            of,
            lambda: import_file("project", folder / "bad.xlsx", viewer=clerk(), report=report),
        )


def spoil(path: Path, out: Path, rows: int) -> None:
    """The same table with words for every tenth amount."""

    def spoilt() -> Iterator[list[object]]:
        for i, row in enumerate(projects(rows)):
            yield [*row[:5], "若干" if i % 10 == 0 else row[5], *row[6:]]

    write(out, PROJECT_HEADS, spoilt())


def taken(result: object) -> None:
    faults = getattr(result, "faults", ())
    if faults:
        raise SystemExit("\n".join(fault.text for fault in faults[:5]))


if __name__ == "__main__":
    main()
