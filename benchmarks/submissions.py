"""Units that submit at once: `python -m benchmarks.submissions [--units 12] [--rows 100]`.

Each unit is two people in a process of its own, as the server has several: one types ten columns of
so many firms and hands the answer over, the other checks and submits it. All begin at the same
moment. Told are the seconds from then until the last is done, p95 of one step, and the CPU; that an
answer is lost, a cell of it too, or that a step fails ends the run with status 1. On SQLite, whose
writer is one, and on PostgreSQL, a throwaway cluster without `--postgres ADDRESS`.
"""

import argparse
import multiprocessing
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")

from benchmarks.answers import COLUMNS, MONTH
from benchmarks.clerk import clerk
from benchmarks.search import ledger
from benchmarks.wide_table import DIVISIONS, HEADS, found
from benchmarks.wide_table import rows as wide_rows

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer

#: The steps of a unit, in their order.
STEPS = ("save", "hand over", "submit")


@dataclass(frozen=True)
class Done:
    """What one unit did: seconds of each step, those of its processor, the fault that ended it."""

    unit: str
    seconds: tuple[float, ...]
    busy: float
    fault: str = ""


def person(unit: str, name: str) -> "Viewer":
    from chainchief.access.viewers import HeldRole, Viewer

    return Viewer(f"{unit} {name}", (HeldRole("county", division=unit),))


def asked(units: tuple[str, ...], rows: int) -> None:
    """An open collection that asks each unit about its firms, of which the names are known."""
    found()
    import datetime as dt

    from chainchief.access.scopes import Dimension
    from chainchief.core.spans import Month
    from chainchief.dispatch.answers.opening import open_to_all
    from chainchief.dispatch.collections.making import Wish, make
    from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
    from chainchief.dispatch.collections.respondents import Respondent
    from chainchief.ledger import changelog
    from chainchief.ledger.kinds.enterprise.models import Enterprise

    with changelog.acting("bench", "firms"):
        Enterprise.objects.bulk_create(
            Enterprise(code=code_of(unit, n), name=f"第{unit}{n}号公司", division_id=unit)
            for unit in units
            for n in range(rows)
        )
    wish = Wish(
        name="企业月报",
        month=Month.parse(MONTH),
        due_on=dt.date(2099, 1, 5),
        tables=(QuestionnaireTable("enterprise", COLUMNS, RowsOf.RECORDS),),
        respondents=tuple(Respondent(Dimension.DIVISION, unit) for unit in units),
    )
    open_to_all(make(wish, viewer=clerk()), viewer=clerk())


def code_of(unit: str, number: int) -> str:
    return f"E{unit}{number:05d}"


def typed(units: tuple[str, ...], rows: int) -> dict[str, list[tuple[str, str]]]:
    """What each unit types, by the names of the grid's fields; no two firms have one number."""
    from chainchief.web.dispatch.grid_page import field_name

    drawn = wide_rows(len(units) * rows)
    return {
        unit: [
            (field_name(0, code_of(unit, n), column), str(value))
            for n in range(rows)
            for row in (next(drawn),)
            for column in COLUMNS
            if (value := row[HEADS.index(column)]) is not None
        ]
        for unit in units
    }


def answered(unit: str, sent: list[tuple[str, str]], together: Barrier) -> Done:
    """The three steps of one unit, each in a transaction of its own as its page does it."""
    from django.db import connection

    from chainchief.core.looked_up import lookups_kept
    from chainchief.dispatch.answers import acts
    from chainchief.dispatch.models import Request
    from chainchief.web.dispatch.grid_page import read_grid

    connection.close()
    one, other = person(unit, "a"), person(unit, "b")

    def now() -> Request:
        return Request.objects.select_related("collection").get(code=unit)

    def save() -> None:
        request = now()
        with lookups_kept():
            given, base, unread = read_grid(request, sent, one)
        assert not unread, next(iter(unread.values()))
        acts.save(request, given, base, viewer=one)

    steps: tuple[Callable[[], object], ...] = (
        save,
        lambda: acts.hand_over(now(), viewer=one),
        lambda: acts.submit(now(), viewer=other),
    )
    seconds: list[float] = []
    together.wait()
    begun_busy = time.process_time()
    try:
        for step in steps:
            begun = time.perf_counter()
            step()
            seconds.append(time.perf_counter() - begun)
    except Exception as fault:
        return Done(unit, tuple(seconds), 0.0, f"{type(fault).__name__}: {fault}")
    return Done(unit, tuple(seconds), time.process_time() - begun_busy)


def kept(unit: str) -> tuple[str, int]:
    """The state of a unit's answer, and how many of its cells are kept."""
    from chainchief.dispatch.answers.cells import answer_of, plain
    from chainchief.dispatch.collections.rows import questionnaire_of
    from chainchief.dispatch.models import Request

    request = Request.objects.select_related("collection").get(code=unit)
    cells = answer_of(request, questionnaire_of(request)).cells()
    return request.state, sum(plain(value) is not None for *_where, value in cells)


def measure(database: str, units: tuple[str, ...], rows: int) -> None:
    from django.db import connections

    from chainchief.dispatch.models import RequestState
    from chainchief.ledger import changelog

    asked(units, rows)
    sent = typed(units, rows)
    connections.close_all()
    forked = multiprocessing.get_context("fork")
    together, told = forked.Barrier(len(units) + 1), forked.SimpleQueue()

    def work(unit: str) -> None:
        told.put(answered(unit, sent[unit], together))

    processes = [forked.Process(target=work, args=(unit,)) for unit in units]
    for process in processes:
        process.start()
    together.wait()
    begun = time.perf_counter()
    all_done = [told.get() for _unit in units]
    wall = time.perf_counter() - begun
    for process in processes:
        process.join()
    faults = [f"{done.unit}: {done.fault}" for done in all_done if done.fault]
    for unit in units:
        state, cells = kept(unit)
        if (state, cells) != (RequestState.SUBMITTED, len(sent[unit])):
            faults.append(f"{unit}: {state}, {cells} of {len(sent[unit])} cells")
    faults += [str(fault) for fault in changelog.verify()]
    if faults:
        raise SystemExit("\n".join(faults))
    busy = sum(done.busy for done in all_done)
    print(
        f"{database}: {len(units)} units × {rows} rows, all submitted, no cell lost, "
        f"{wall:.1f} s ({busy:.1f} s of CPU)",
        flush=True,
    )
    every = sorted(second for done in all_done for second in done.seconds)
    slowest = ", ".join(
        f"{name} {max(took):.2f}"
        for name, *took in zip(STEPS, *(done.seconds for done in all_done), strict=True)
    )
    p95 = every[-(len(every) // 20) - 1]
    print(f"  p95 of a step {p95:.2f} s; slowest: {slowest} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=12, choices=range(1, len(DIVISIONS) + 1))
    parser.add_argument("--rows", type=int, default=100)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--postgres", default="", help="address of an empty database")
    given = parser.parse_args()
    import django

    django.setup()
    units = DIVISIONS[: given.units]
    if given.only != "postgresql":
        with ledger():
            measure("SQLite", units, given.rows)
    if given.only == "sqlite":
        return
    if given.postgres:
        with ledger(given.postgres):
            measure("PostgreSQL", units, given.rows)
        return
    from tools.run.postgres import cluster

    with cluster() as url, ledger(url):
        measure("PostgreSQL", units, given.rows)


if __name__ == "__main__":
    main()
