"""The list as a file: CSV or a workbook, all of what is asked for."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

import xlsxwriter

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.workbook.formula_guard import guarded
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
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(_("Log of events"))
        head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
        for column, (name, width) in enumerate(zip(_heads(), _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(_WIDTHS) - 1)
    return stream.getvalue()


#: Ending → how it is written, and what a browser is told that it is.
FORMS: Mapping[str, tuple[Callable[[list[tuple[str, ...]]], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        as_workbook,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
