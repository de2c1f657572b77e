"""A workbook of one sheet whose cells are texts: lists that people take along, print and sign."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from chainchief.core.characters import storable

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A name that begins like a formula stays a name, and an address opens nothing.
_AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_A4 = 9


@dataclass(frozen=True)
class TextSheet:
    """Name, heads and the widths of the columns, in characters.

    With a `title` it is a sheet to be printed and signed: the title stands above, cells are framed
    and the head repeats; without one it is to be filtered.
    """

    name: str
    heads: Sequence[str]
    widths: Sequence[int]
    title: str = ""

    def workbook(self, rows: Iterable[Sequence[str]]) -> bytes:
        """The file with these rows."""
        stream = BytesIO()
        with xlsxwriter.Workbook(stream, _AS_TEXT) as book:
            sheet = book.add_worksheet(self.name)
            top = 1 if self.title else 0
            self._write_head(book, sheet, top)
            wrapped = {"text_wrap": True, "border": 1, "valign": "top"}
            cell = book.add_format(wrapped if self.title else {})
            last = top
            for last, row in enumerate(rows, top + 1):
                for column, text in enumerate(row):
                    sheet.write_string(last, column, storable(text), cell)
            if self.title:
                _set_up_for_print(sheet)
            else:
                sheet.autofilter(0, 0, last, len(self.heads) - 1)
        return stream.getvalue()

    def _write_head(self, book: Any, sheet: Any, top: int) -> None:
        if self.title:
            sheet.write_string(0, 0, self.title, book.add_format({"bold": True, "font_size": 13}))
        head = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "border": 1,
                "valign": "vcenter",
                "bg_color": "#DDEBF7",
            }
        )
        for column, (text, width) in enumerate(zip(self.heads, self.widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(top, column, text, head)
        sheet.freeze_panes(top + 1, 1 if self.title else 0)


def _set_up_for_print(sheet: Any) -> None:
    """A4 landscape, one page wide, the head on each page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.set_footer("&C&P / &N")
