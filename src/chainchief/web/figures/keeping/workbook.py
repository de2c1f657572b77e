"""Figures as a workbook: a head in words, a table that prints, the source and cut-off beneath."""

import io
from collections.abc import Sequence

import xlsxwriter

from chainchief.core.i18n import _
from chainchief.core.workbook.formula_guard import guarded

#: Width of a column in characters, at most; wider texts are wrapped.
_WIDEST = 48
_PAPER_A4 = 9


def table_workbook(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str | float]], beneath: Sequence[str]
) -> bytes:
    """Numbers stay numbers; texts that would be taken for a formula are guarded."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    sheet = book.add_worksheet(_("Figures"))
    name = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDE6F0", "text_wrap": True})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    small = book.add_format({"font_color": "#586475", "font_size": 9})
    sheet.write_string(0, 0, guarded(title), name)
    for column, text in enumerate(heads):
        widths = [len(str(row[column])) for row in rows]
        wide = min(max([len(text), *widths]) * 2 + 2, _WIDEST)
        sheet.set_column(column, column, wide)
        sheet.write_string(2, column, guarded(text), head)
    for number, row in enumerate(rows, start=3):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, guarded(value), cell)
            else:
                sheet.write_number(number, column, value, cell)
    for number, text in enumerate(beneath, start=4 + len(rows)):
        sheet.write_string(number, 0, guarded(text), small)
    sheet.freeze_panes(3, 1)
    sheet.set_paper(_PAPER_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&C&P / &N")
    book.close()
    return stream.getvalue()
