"""Search everything at scale: milliseconds p50 and p95 beside LIKE '%…%' over the same records.

    python -m benchmarks.search [--records N] [--turns N] [--only sqlite|postgresql]

A city of N records (a third firms, the rest projects, difficulties, people, monthly reports) is put
into a fresh ledger, the index is made, and questions of every form are asked by the chain office,
who sees all, and by one county of ten. PostgreSQL is a throwaway cluster. Told too: what the index
takes, and what a bulk import costs, which the index must not slow: it follows afterwards.
"""

import argparse
import datetime as dt
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import records as made

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")

_COUNTIES = [f"3717{number:02d}" for number in range(1, 11)]
_PLACES = ("牡丹", "曹县", "单县", "成武", "巨野", "郓城", "鄄城", "定陶", "东明", "高新")
_QUESTIONS = (
    "华信",
    "有限公司",
    "公",
    "生物科技",
    "恒泰 医药",
    "QY-01234",
    "QY-0",
    "hx",
    "hengtai",
    "rfsw",
    "华信瑞丰生物科技有限公司",
    "XM-00777",
    "没有这个",
    "单县 项目",
)


@contextmanager
def ledger(url: str = "") -> Iterator[None]:
    """A fresh migrated ledger that the default connection points at."""
    from django.core.management import call_command
    from tests.fixtures.ledgers import _postgres, _sqlite, pointed_at

    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHAINCHIEF_HOME"] = folder
        database = _postgres(url) if url else _sqlite(Path(folder))
        with pointed_at(database):
            call_command("migrate", verbosity=0)
            yield


def fill_ledger(records: int) -> None:
    """A city of so many records, from a seed."""
    draw = random.Random(7)
    firms, projects, difficulties, people = (
        records // 3, records // 15, records // 15, records // 60,
    )  # fmt: skip
    reports = records - firms - projects - difficulties - people

    def place(number: int) -> str:
        return _COUNTIES[number % 10]

    def called(number: int) -> str:
        return _PLACES[number % 10] + made.called(draw, number)

    day = dt.date(2023, 11, 1)
    put = made.put
    put("division", 1, lambda _n: {"code": "371700", "name": "菏泽市", "level": "city"})
    put("division", len(_COUNTIES), lambda n: {
        "code": _COUNTIES[n], "name": f"{_PLACES[n]}区", "level": "county", "parent_id": "371700",
    })  # fmt: skip
    put("organisation", 1, lambda _n: {
        "code": "ORG-1", "name": "市工业和信息化局", "category": "department",
    })  # fmt: skip
    put("enterprise", firms, lambda n: {
        "code": f"QY-{n:06d}", "name": f"{called(n)}有限公司", "division_id": place(n),
    })  # fmt: skip
    put("project", projects, lambda n: {
        "code": f"XM-{n:05d}", "name": f"{called(n)}项目", "division_id": place(n),
    })  # fmt: skip
    put("difficulty", difficulties, lambda n: {
        "code": f"KN-{n:05d}", "name": f"{called(n)}反映用地难", "division_id": place(n),
        "enterprise_id": f"QY-{n:06d}", "category": "land", "source": "visit",
        "host_id": "ORG-1", "received_on": day, "due_on": day,
    })  # fmt: skip
    put("person", people, lambda n: {
        "code": f"RY-{n:05d}", "name": "".join(draw.sample(made.NAMES, 3)),
        "organisation_id": "ORG-1",
    })  # fmt: skip
    put("project_report", reports, lambda n: made.report(n, projects, "XM"))


def milliseconds(work: Callable[[], object], turns: int) -> tuple[float, float]:
    """p50 and p95 of so many turns, after one that is not counted."""
    work()
    taken = []
    for _turn in range(turns):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def like(text: str, viewer: object, groups: dict[str, list[str]]) -> int:
    """The same question as LIKE over each kind's own table: no pinyin, no rank."""
    from django.db.models import Q

    from chainchief.ledger.queries.reach import in_reach
    from chainchief.ledger.registers import register_of

    count = 0
    for kinds in groups.values():
        for kind in kinds:
            register = register_of(kind)
            rows = in_reach(viewer, register)  # type: ignore[arg-type]
            for word in text.split():
                holds = Q(code__icontains=word)
                if "name" in register.columns_in_order:
                    holds |= Q(name__icontains=word)
                rows = rows.filter(holds)
            count += len(rows.values_list("uid", "code")[:201])
    return count


def measure(name: str, records: int, turns: int) -> None:
    from chainchief.access.viewers import HeldRole, Viewer
    from chainchief.core.looked_up import lookups_kept
    from chainchief.search.finding import find, kind_groups
    from chainchief.search.index import filling, following

    start = time.perf_counter()
    fill_ledger(records)
    print(f"{name}: {records:,} records written in {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    held = filling.fill()
    print(f"  index of {held:,} entries made in {time.perf_counter() - start:.1f} s")
    following.catch_up()
    office = Viewer("市链办", (HeldRole("chain-office"),))
    county = Viewer("牡丹区", (HeldRole("county", division=_COUNTIES[0]),))
    print(f"  {'question':<24}{'sees':<8}{'p50':>8}{'p95':>8}   LIKE p50     p95")
    for text in _QUESTIONS:
        for who, viewer in (("all", office), ("county", county)):
            with lookups_kept():
                found = milliseconds(lambda: find(text, viewer), turns)  # noqa: B023
                old = milliseconds(lambda: like(text, viewer, kind_groups()), max(3, turns // 5))  # noqa: B023
            print(
                f"  {text:<24}{who:<8}{found[0]:8.1f}{found[1]:8.1f}   {old[0]:8.1f}{old[1]:8.1f}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=300_000)
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    asked = parser.parse_args()
    import django

    django.setup()
    if asked.only != "postgresql":
        with ledger():
            measure("SQLite", asked.records, asked.turns)
    if asked.only != "sqlite":
        from tools.run.postgres import cluster

        with cluster() as url, ledger(url):
            measure("PostgreSQL", asked.records, asked.turns)


if __name__ == "__main__":
    main()
