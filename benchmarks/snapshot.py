"""Seconds for a snapshot of a ledger of 300,000 rows, on SQLite and on PostgreSQL.

    python -m benchmarks.snapshot [--rows 300000] [--database sqlite|postgresql] [--repeat 3]

The first time counts: nothing of the snapshot is in the lake yet. The second finds the same
content there, as it is when only a few tables changed.
"""

import argparse
import datetime as dt
import os
import random
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import islice
from typing import NamedTuple

DIVISIONS = [f"3714{number:02d}" for number in range(2, 29)]
CHAINS = [f"CHAIN-{number:02d}" for number in range(1, 13)]
DAY = dt.date(2022, 1, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with ledger_on(options.database):
        spent = seconds(lambda: fill(options.rows))
        print(f"{options.database}: {options.rows:,} rows written in {spent}")
        measure(options.repeat)


@contextmanager
def ledger_on(database: str) -> Iterator[None]:
    """A migrated ledger in a folder of its own; PostgreSQL in a throwaway cluster."""
    from tools.run.postgres import cluster

    with (
        tempfile.TemporaryDirectory() as folder,
        cluster() if database == "postgresql" else nullcontext("") as url,
    ):
        os.environ |= {"CHAINCHIEF_HOME": folder, "CHAINCHIEF_DATABASE": url}
        os.environ["DJANGO_SETTINGS_MODULE"] = "chainchief.settings"
        from chainchief.cli.session import open_ledger

        open_ledger()
        yield
        from django.db import connection

        connection.close()


def seconds(work: Callable[[], object]) -> "Spent":
    start, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - start, time.process_time() - cpu)


class Spent(NamedTuple):
    """Seconds by the clock, and of processors: the first depend on what else the machine does."""

    clock: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} s (processor {self.cpu:.2f} s)"


def measure(repeat: int) -> None:
    from chainchief.core.home import home
    from chainchief.lake.snapshots import making

    for turn in range(repeat):
        shutil.rmtree(home().lake, ignore_errors=True)
        first = seconds(lambda: making.freeze(f"first-{turn}"))  # noqa: B023
        again = seconds(lambda: making.freeze(f"again-{turn}"))  # noqa: B023
        made = making.open_snapshot(f"first-{turn}")
        size = sum(file.stat().st_size for file in home().lake.rglob("*.parquet"))
        print(
            f"  {made.rows:,} rows in {len(made.tables)} tables, {size / 1e6:.1f} MB: "
            f"first {first}, again {again}"
        )


def fill(rows: int) -> None:
    """Records in the proportions of a real ledger: reports most, then stages, projects, lists."""
    from django.db import transaction

    chance = random.Random(20231130)
    with transaction.atomic(), acting():
        dimensions()
        codes = projects(rows * 15 // 100, chance)
        stages(codes, rows * 30 // 100, chance)
        reports(codes, rows * 48 // 100, chance)
        listings(codes, rows * 5 // 100)
        shares(codes, rows * 2 // 100)


def acting():
    """Who writes, where the ledger keeps a change log."""
    from importlib.util import find_spec

    if find_spec("chainchief.ledger.changelog") is None:
        return nullcontext()
    from chainchief.ledger import changelog

    return changelog.acting("benchmark", "measuring")


def dimensions() -> None:
    from chainchief.ledger.kinds.chain.models import Chain
    from chainchief.ledger.kinds.division.models import Division
    from chainchief.ledger.kinds.project.models import ProjectList

    Division.objects.create(code="371400", name="city", level="city")
    for code in DIVISIONS:
        Division.objects.create(code=code, name=code, level="county", parent_id="371400")
    Chain.objects.bulk_create(Chain(code=code, name=code) for code in CHAINS)
    ProjectList.objects.bulk_create(ProjectList(code=f"L{n}", name=f"L{n}") for n in range(4))


def projects(count: int, chance: random.Random) -> list[str]:
    from chainchief.ledger.kinds.project.models import Project

    codes = [f"P{number:06d}" for number in range(count)]
    bulk(
        Project,
        (
            {
                "code": code,
                "name": f"一期智能制造技术改造项目{code}",
                "division_id": chance.choice(DIVISIONS),
                "chain_id": chance.choice(CHAINS),
                "construction": chance.choice(["new", "renovation", "expansion"]),
                "total_investment": chance.randrange(10**9, 10**12),
            }
            for code in codes
        ),
    )
    return codes


def stages(codes: list[str], count: int, chance: random.Random) -> None:
    from chainchief.ledger.kinds.project.models import ProjectStage

    names = ["signed", "filed", "started", "completed", "producing"]
    pairs = ((code, name) for name in names for code in codes)
    bulk(ProjectStage, (stage_of(code, name, chance) for code, name in islice(pairs, count)))


def stage_of(code: str, name: str, chance: random.Random) -> dict[str, object]:
    day = DAY + dt.timedelta(days=chance.randrange(700))
    return {
        "code": f"{code}/{name}/371402",
        "project_id": code,
        "stage": name,
        "reported_by_id": "371402",
        "occurred_on": day,
        "reported_on": day,
        "recognised_on": day,
        "evidence": "accepted",
    }


def reports(codes: list[str], count: int, chance: random.Random) -> None:
    from chainchief.ledger.kinds.project.models import ProjectReport

    pairs = ((code, f"2023-{month:02d}") for month in range(1, 13) for code in codes)
    rows = (
        {
            "code": f"{code}/{month}/0",
            "project_id": code,
            "month": month,
            "reported_on": DAY,
            "invested": chance.randrange(10**10),
            "funds_recognised": chance.randrange(10**10),
        }
        for code, month in islice(pairs, count)
    )
    bulk(ProjectReport, rows)


def listings(codes: list[str], count: int) -> None:
    from chainchief.ledger.kinds.project.models import ProjectListing

    pairs = [(code, f"L{n}") for n in range(4) for code in codes][:count]
    bulk(
        ProjectListing,
        (
            {"code": f"{code}/{on}", "project_id": code, "listed_in_id": on, "valid_from": DAY}
            for code, on in pairs
        ),
    )


def shares(codes: list[str], count: int) -> None:
    from chainchief.ledger.kinds.project.models import ProjectShare

    halves = [(code, unit) for code in codes[: count // 2] for unit in DIVISIONS[:2]]
    bulk(
        ProjectShare,
        (
            {
                "code": f"{c}/{d}",
                "project_id": c,
                "division_id": d,
                "role": "partner",
                "share": 500_000,
            }
            for c, d in halves
        ),
    )


def bulk(model, rows) -> None:
    made = (model(uid=uuid.uuid4(), **row) for row in rows)
    model.objects.bulk_create(made, batch_size=2_000)


if __name__ == "__main__":
    main()
