"""The burden of a month as a workbook, to be printed for the yearly check."""

from pathlib import Path

import xlsxwriter

from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.dispatch.burden.counting import Cells, MonthBurden
from chainchief.dispatch.burden.preset import Limits

_A4 = 9
_WIDTHS = (14, 26, 10, 14, 16, 14, 16, 12, 14)


def heads() -> list[str]:
    """The heads of the table, on the page and in the workbook alike."""
    return [
        _("Code"),
        _("Who answers"),
        _("Times asked"),
        _("Cells typed"),
        _("Taken from elsewhere"),
        _("Filled in already"),
        _("Every sheet from nothing"),
        _("Share typed"),
        _("Hours until submitted"),
    ]


def write_burden(burden: MonthBurden, limits: Limits, path: Path) -> None:
    """One sheet, A4 across, with the limits of the preset below."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    sheet = book.add_worksheet(_("Burden"))
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    share, hours = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "0.0"})
    number, strong = book.add_format({"num_format": "#,##0"}), book.add_format({"bold": True})
    sheet.write_string(0, 0, _("Burden of asking, {}").format(burden.month.label), title)
    for at, (words, width) in enumerate(zip(heads(), _WIDTHS, strict=True)):
        sheet.write_string(2, at, words, head)
        sheet.set_column(at, at, width)
    lines = [
        (one.respondent.code, one.name, one.requests, one.cells, one.hours) for one in burden.units
    ]
    whole = ("", _("The city together"), burden.requests, burden.cells, burden.hours)
    for row, (code, name, requests, cells, took) in enumerate([*lines, whole], start=3):
        sheet.write_string(row, 0, code)
        sheet.write_string(row, 1, name, strong if not code else None)
        for at, value in enumerate((requests, *_numbers(cells)), start=2):
            sheet.write_number(row, at, value, number)
        sheet.write_number(row, 7, cells.share, share)
        if took is not None:
            sheet.write_number(row, 8, took, hours)
    at = len(lines) + 5
    for words, limit in (
        (_("Limit of the city: cells typed in a month"), limits.city_cells),
        (_("Limit of a unit: times asked in a month"), limits.unit_requests),
    ):
        sheet.write_string(at, 1, words)
        sheet.write_number(at, 3, limit, number)
        at += 1
    sheet.write_string(at + 1, 1, _("as at {}").format(clock.today()))
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    book.close()


def _numbers(cells: Cells) -> tuple[int, int, int, int]:
    return cells.typed, cells.elsewhere, cells.known, cells.from_nothing
