"""The list as a file: CSV or a workbook, all of what is asked for."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.workbook.formula_guard import guarded
from chainchief.core.workbook.text_sheet import TYPE, TextSheet
from chainchief.web.audit.log import MOST, AuditLine, lines
from chainchief.web.audit.query import AuditQuery

_HEADS = (
    "Time",
    "Number of the event",
    "Event",
    "Who",
    "Address",
    "Outcome",
    "What it was done to",
    "Facts",
)
_WIDTHS = (20, 10, 18, 24, 16, 14, 46, 60)


def rows_of(query: AuditQuery) -> list[tuple[str, ...]]:
    """The cells of every line; `WrongUseError` where they are more than a file should hold."""
    found = [_cells(line) for line in islice(lines(query), MOST + 1)]
    if len(found) > MOST:
        raise WrongUseError(
            _("These are more than {:,} lines; narrow the days, and take them in parts.").format(
                MOST
            )
        )
    return found


def _cells(line: AuditLine) -> tuple[str, ...]:
    return (
        line.time,
        line.number,
        line.what,
        line.who,
        line.address,
        line.outcome,
        line.subject,
        line.facts,
    )


def _heads() -> Iterator[str]:
    return (_(head) for head in _HEADS)


def as_csv(rows: list[tuple[str, ...]]) -> bytes:
    """UTF-8 with a mark; nothing in it is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_heads())
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(rows: list[tuple[str, ...]]) -> bytes:
    """One sheet; text is written as text."""
    return TextSheet(_("Log of events"), list(_heads()), _WIDTHS).workbook(rows)


#: Ending → how it is written, and what a browser is told that it is.
FORMS: Mapping[str, tuple[Callable[[list[tuple[str, ...]]], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_workbook, TYPE),
}
