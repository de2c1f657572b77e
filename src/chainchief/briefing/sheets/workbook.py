"""A sheet as a workbook that prints well: rows as high as their text, a head on every page."""

import io
import math
from collections.abc import Sequence

import xlsxwriter

from chainchief.briefing.render.demo_mark import is_demo
from chainchief.core.i18n import _

_LINE = 15  # points
_MM = 2.0  # of a column, for each of its units of width
_FITS = 0.43  # Chinese characters on a line, for each unit of width
_NARROW = 0.55  # of the width of a Chinese character


def workbook(
    title: str,
    heads: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    about: str,
) -> bytes:
    """All cells are texts; `widths` in mm. `about` stands at the head of each printed page."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    sheet = book.add_worksheet(title)
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEBF7", "text_wrap": True})
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    for column, (text, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width / _MM)
        sheet.write_string(0, column, text, head)
    for number, row in enumerate(rows, start=1):
        sheet.set_row(number, _height(row, widths))
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, plain)
    sheet.freeze_panes(1, 0)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    demo = f" · {_('DEMO DATA: not about any real place')}" if is_demo() else ""
    sheet.set_header(f"&L{title}{demo}&R{about}")
    sheet.set_footer("&C&P / &N")
    book.close()
    return stream.getvalue()


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    """Excel and LibreOffice do not raise rows for wrapped text by themselves when they open."""
    lines = (
        sum(math.ceil(max(_width(part), 1) / (width / _MM * _FITS)) for part in text.split("\n"))
        for text, width in zip(row, widths, strict=True)
    )
    return _LINE * max(lines)


def _width(text: str) -> float:
    """In Chinese characters: those of the Latin alphabet and digits are about half as wide."""
    return sum(_NARROW if ord(sign) < 0x2E80 else 1 for sign in text)
