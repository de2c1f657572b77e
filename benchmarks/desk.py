"""The work queue at scale: milliseconds and queries of its pages over many open cases.

    python -m benchmarks.desk [--cases N] [--turns N]

A city of 60 offices, 2,000 firms and N open difficulties in all states is put into a fresh SQLite
ledger; the queue is asked by the chain office (all, its turn, overdue), a county, a task force, a
chief, a bank, one office of sixty and one firm. Milliseconds of the processor stand beside those of
the clock: the machine may be busy.
"""

import argparse
import datetime as dt
import os
import random
import statistics
import time

from benchmarks.search import ledger

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")
_OFFICES, _FIRMS = 60, 2_000
_DAY = dt.date(2026, 11, 11)


def fill_city(cases: int) -> None:
    """Rows as the desk would have left them; written in bulk, for the queue only reads."""
    from chainchief.ledger import changelog
    from chainchief.ledger.kinds.difficulty.models import Difficulty
    from chainchief.ledger.kinds.division.models import Division
    from chainchief.ledger.kinds.enterprise.models import Enterprise
    from chainchief.ledger.kinds.organisation.models import Organisation

    chance = random.Random(7)
    with changelog.acting("benchmark", "benchmark"):
        Division.objects.create(code="990100", name="演示市", level="city")
        Organisation.objects.bulk_create(
            Organisation(code=f"ORG-{n:02d}", name=f"第{n}局", category="department")
            for n in range(_OFFICES)
        )
        Enterprise.objects.bulk_create(
            Enterprise(code=f"QY-{n:04d}", name=f"企业{n}", division_id="990100")
            for n in range(_FIRMS)
        )
        Difficulty.objects.bulk_create(
            (Difficulty(code=f"KN-{n:06d}", **_case(n, chance)) for n in range(cases)), 500
        )


def _case(number: int, chance: random.Random) -> dict[str, object]:
    received = _DAY - dt.timedelta(days=chance.randrange(60))
    values: dict[str, object] = {
        "name": f"第{number}件困难",
        "enterprise_id": f"QY-{chance.randrange(_FIRMS):04d}",
        "division_id": "990100",
        "host_id": f"ORG-{chance.randrange(_OFFICES):02d}",
        "category": "energy",
        "source": "visit",
        "process": "quanzhou",
        "received_on": received,
        "due_on": received + dt.timedelta(days=chance.randrange(5, 80)),
        "turn_due_on": received + dt.timedelta(days=chance.randrange(5, 80)),
    }
    reached = chance.randrange(7)
    for name in ("accepted_on", "assigned_on", "signed_on", "begun_on", "answered_on")[:reached]:
        values[name] = received
    if reached > 5:
        values |= {"sent_back_on": received}
    return values


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--cases", type=int, default=50_000)
    given.add_argument("--turns", type=int, default=9)
    wish = given.parse_args()
    import django

    django.setup()
    with ledger():
        begin = time.perf_counter()
        fill_city(wish.cases)
        print(f"{wish.cases:,} cases, written in {time.perf_counter() - begin:.0f} s")
        _measure(wish.turns)


def _measure(turns: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from tests.fixtures.viewers import holding

    from chainchief.desk.queue.building import queue_of
    from chainchief.desk.queue.items import Question, View, Whose

    office = holding("chain-office", "链办")
    asked = {
        "chain office, all": (office, Whose.UNIT, View.ALL, 0),
        "chain office, its turn": (office, Whose.MINE, View.ALL, 0),
        "chain office, overdue": (office, Whose.UNIT, View.LATE, 0),
        "chain office, all, page 20": (office, Whose.UNIT, View.ALL, 950),
        "county, its turn": (
            holding("county", "县", division="990100"),
            Whose.MINE,
            View.ALL,
            0,
        ),
        "task force, its turn": (
            holding("task-force", "专班", chain="C-1"),
            Whose.MINE,
            View.ALL,
            0,
        ),
        "chief, its turn": (holding("chief", "链长", chain="C-1"), Whose.MINE, View.ALL, 0),
        "one bank": (holding("bank", "行", organisation="ORG-07"), Whose.MINE, View.ALL, 0),
        "one office": (holding("department", "局", organisation="ORG-07"), Whose.MINE, View.ALL, 0),
        "one firm": (holding("firm", "厂", enterprise="QY-0007"), Whose.MINE, View.ALL, 0),
    }
    print(f"{'':28} {'median ms':>10} {'processor ms':>12} {'queries':>8} {'lines':>8}")
    for name, (viewer, whose, view, first) in asked.items():
        question = Question(viewer, viewer.name, _DAY, _DAY + dt.timedelta(days=5), whose, view)
        took, worked = [], []
        with CaptureQueriesContext(connection) as queries:
            total = queue_of(question, first=first).total
        for _turn in range(turns):
            begin, busy = time.perf_counter(), time.process_time()
            queue_of(question, first=first)
            took.append((time.perf_counter() - begin) * 1000)
            worked.append((time.process_time() - busy) * 1000)
        median, processor = statistics.median(took), statistics.median(worked)
        print(f"{name:28} {median:10.0f} {processor:12.0f} {len(queries):8} {total:8,}")


if __name__ == "__main__":
    main()
