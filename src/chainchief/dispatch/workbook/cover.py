"""The first sheet of a request's workbook: who answers what until when, and a place to sign."""

from collections.abc import Iterable
from typing import Any

from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.collections.examination import FORM
from chainchief.dispatch.collections.respondents import respondent_of
from chainchief.dispatch.models import Request
from chainchief.dispatch.steps import last_return

_A4 = 9
_LABEL, _TEXT = 22, 62
_LINE = 20


def write_cover(
    book: Any,
    sheet: Any,
    request: Request,
    mark: str,
    code: str,
    counts: Iterable[tuple[str, int, int]],
) -> None:
    """Write the cover; `counts` are the tables with their rows and the cells to fill in."""
    title = book.add_format({"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"})
    label = book.add_format({"font_color": "#5F6B7A", "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "font_size": 12})
    line = book.add_format({"bottom": 1, "valign": "bottom"})
    sheet.set_column(0, 0, _LABEL)
    sheet.set_column(1, 1, _TEXT)
    sheet.set_column(2, 2, 4, None, {"hidden": True})
    sheet.merge_range(0, 0, 0, 1, request.collection.name, title)
    sheet.set_row(0, 40)
    at = 2
    for name, value in _facts(request, code, counts):
        sheet.write_string(at, 0, name, label)
        is_main = at < 5
        sheet.write_string(at, 1, value, strong if is_main else text)
        sheet.set_row(at, _LINE * max(1, -(-_width(value) // _TEXT), value.count("\n") + 1))
        at += 1
    at += 1
    sheet.write_string(at, 0, _("How to fill it in"), label)
    for step in _steps():
        sheet.write_string(at, 1, step, text)
        sheet.set_row(at, _LINE * max(1, -(-_width(step) // _TEXT)))
        at += 1
    at += 2
    for name in (_("Filled in by"), _("Checked by"), _("Seal of the unit, and day")):
        sheet.write_string(at, 0, name, label)
        sheet.write_blank(at, 1, None, line)
        sheet.set_row(at, 34)
        at += 1
    sheet.write_string(0, 2, mark)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.hide_gridlines(2)
    sheet.set_paper(_A4)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)
    sheet.set_footer(f"&L{_('check code {}').format(code)}&R&P/&N")


def _facts(
    request: Request, code: str, counts: Iterable[tuple[str, int, int]]
) -> list[tuple[str, str]]:
    collection = request.collection
    facts = [
        (_("Who answers"), respondent_of(request).name),
        (_("Month"), Month.parse(collection.month).label),
        (_("Answers are due on"), str(collection.due_on)),
        (
            _("To fill in"),
            listed(
                _("{table}: rows {rows}, cells {cells}").format(table=name, rows=rows, cells=cells)
                for name, rows, cells in counts
            ),
        ),
        (_("Check code"), code),
    ]
    if collection.note:
        facts.append((_("Note"), collection.note))
    facts += [(_(FORM[key]), str(value)) for key, value in collection.survey.items() if key in FORM]
    back = last_return(request)
    if back is not None and back.reason:
        facts.append((_("Returned because"), back.reason))
    return facts


def _steps() -> list[str]:
    return [
        _("1. Fill in the light cells; grey ones are known already, and are not asked again."),
        _("2. Rows may be sorted, sheets renamed; do not copy rows from another unit's file."),
        _("3. Upload the file, or hand it to the chain office; faults come back at their cells."),
        _("4. A second person of the unit checks the answer and submits it."),
        _("Do not enter classified information."),
    ]


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
