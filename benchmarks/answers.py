"""How long answers take: `python -m benchmarks.answers [--rows 5000] [--pasted 1000]`.

A grid of so many firms is made as its page; a pasted block of ten columns is read, kept as a
draft and checked whole, which is what sending the grid does. Each is done three times, and the
quickest is printed with its CPU, as others may use the machine.
"""

import argparse
import datetime as dt
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.clerk import clerk
from benchmarks.intake import cpu_seconds, new_ledger
from benchmarks.wide_table import HEADS, found
from benchmarks.wide_table import rows as wide_rows
from chainchief.core.i18n import speaking

if TYPE_CHECKING:
    from chainchief.dispatch.models import Request

UNIT, MONTH = "371402", "2023-11"
#: Ten columns of a firm that people type.
COLUMNS = (
    "credit_code", "industry", "chain", "size_class", "employees", "revenue",
    "above_scale_from", "above_scale_to", "assets", "valid_from",
)  # fmt: skip


def quickest(what: str, rows: int, run: Callable[[], object], times: int = 3) -> None:
    found = []
    for _time in range(times):
        begun, busy = time.perf_counter(), cpu_seconds()
        run()
        found.append((time.perf_counter() - begun, cpu_seconds() - busy))
    seconds, cpu = min(found)
    print(f"{what}: {rows} rows, {seconds:.2f} s ({cpu:.2f} s of CPU)", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--pasted", type=int, default=1000)
    given = parser.parse_args()
    with new_ledger(), speaking("zh-hans"):
        measure(given.rows, given.pasted)


def measure(rows: int, pasted: int) -> None:
    held = requested(rows)
    from django.template.loader import render_to_string

    from chainchief.core.looked_up import lookups_kept
    from chainchief.web.dispatch.grid_page import grid_page

    def opened() -> None:
        with lookups_kept():
            page = grid_page(held, clerk())
            render_to_string("web/dispatch/grid.html", {"page": page})

    quickest("open a grid", rows, opened)
    quickest(f"paste {pasted} × {len(COLUMNS)}", pasted, partial(paste, held, pasted))


def requested(rows: int) -> "Request":
    """An open request to one unit about `rows` firms of which the ledger holds the name alone."""
    found()
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
            Enterprise(code=f"E{n:06d}", name=f"第{n}号公司", division_id=UNIT) for n in range(rows)
        )
    wish = Wish(
        name="企业月报",
        month=Month.parse(MONTH),
        due_on=dt.date(2099, 1, 5),
        tables=(QuestionnaireTable("enterprise", COLUMNS, RowsOf.RECORDS),),
        respondents=(Respondent(Dimension.DIVISION, UNIT),),
    )
    return open_to_all(make(wish, viewer=clerk()), viewer=clerk()).requests.get()


def paste(held: "Request", count: int) -> None:
    """What sending the grid does with a pasted block, without keeping it for the next time."""
    from django.db import transaction

    from chainchief.core.looked_up import lookups_kept
    from chainchief.dispatch.answers import acts
    from chainchief.dispatch.models import Request
    from chainchief.web.dispatch.grid_page import field_name, grid_page, read_grid

    request = Request.objects.select_related("collection").get(pk=held.pk)
    sent = [
        (field_name(0, f"E{n:06d}", column), "" if value is None else str(value))
        for n, row in enumerate(wide_rows(count))
        for column in COLUMNS
        if (value := row[HEADS.index(column)]) is not None
    ]
    with transaction.atomic():
        with lookups_kept():
            given, base, unread = read_grid(request, sent, clerk())
        assert not unread, next(iter(unread.values()))
        saved = acts.save(request, given, base, viewer=clerk())
        with lookups_kept():
            grid_page(saved, clerk())
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
