"""The marking process: a copy of the user's workbook with the faulty cells marked.

`python -m chainchief.intake.report.marking_process` takes a request as JSON on its input. It works
within the limits of the reading process; a workbook that openpyxl cannot copy costs only itself.
"""

import json
import sys
from typing import Any

from chainchief.core.characters import storable

_AUTHOR = "ChainChief"
_FAULT, _WARNING, _HEAD = "FFC7CE", "FFEB9C", "DDEBF7"
_WIDTHS = (6, 24, 22, 28, 52, 52, 8, 10, 8)


def mark(request: dict[str, Any]) -> None:
    """Write `request["out"]`: the workbook at `path` with marks, comments and a first sheet."""
    from openpyxl import load_workbook

    book = load_workbook(request["path"])
    for name in request["own_sheets"]:
        if name in book.sheetnames and name != request["kept_sheet"]:
            del book[name]
    _forget_earlier_marks(book)
    texts: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for mark_request in request["summary"]["marks"]:
        texts.setdefault((mark_request["sheet"], mark_request["cell"]), []).append(mark_request)
    for (sheet, cell), lines in texts.items():
        _mark_cell(book[sheet][cell], lines)
    _write_summary(book.create_sheet(request["summary"]["name"], 0), request["summary"])
    book.active = 0
    for sheet in book.worksheets[1:]:
        sheet.sheet_view.tabSelected = False
    book.calculation.fullCalcOnLoad = True
    book.save(request["out"])


def _forget_earlier_marks(book: Any) -> None:
    """What an earlier check marked may be right by now."""
    from openpyxl.styles import PatternFill

    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == _AUTHOR:
                    cell.comment = None
                    cell.fill = PatternFill()


def _mark_cell(cell: Any, lines: list[dict[str, Any]]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    grave = any(not line["warning"] for line in lines)
    cell.fill = PatternFill("solid", start_color=_FAULT if grave else _WARNING)
    text = "\n\n".join(line["text"] for line in lines)
    if cell.comment is not None:
        text = f"{cell.comment.text}\n\n{text}"
    comment = Comment(storable(text), _AUTHOR)
    comment.width, comment.height = 320, 40 + 22 * (len(text) // 24 + 1)
    cell.comment = comment


def _write_summary(sheet: Any, summary: dict[str, Any]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    _text(sheet, 1, 1, summary["title"]).font = Font(bold=True, size=14)
    for number, text in enumerate(summary["counts"], 2):
        _text(sheet, number, 1, text)
    head = len(summary["counts"]) + 3
    for column, text in enumerate(summary["head"], 1):
        cell = _text(sheet, head, column, text)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color=_HEAD)
    for number, line in enumerate(summary["lines"], head + 1):
        for column, value in enumerate(line["values"], 1):
            cell = _text(sheet, number, column, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        _link(sheet.cell(number, 2), line)
        colour = _WARNING if line["warning"] else _FAULT
        sheet.cell(number, 7).fill = PatternFill("solid", start_color=colour)
    for column, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(65 + column)].width = width
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    _print_well(sheet, head)


def _print_well(sheet: Any, head: int) -> None:
    """On paper: A4 lying, all columns on one page, the heads on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = f"{head}:{head}"


def _text(sheet: Any, row: int, column: int, value: str) -> Any:
    """A cell that is text whatever it says: openpyxl would take "=…" for a formula."""
    cell = sheet.cell(row, column)
    cell.value = storable(value)
    cell.data_type = "s"
    return cell


def _link(cell: Any, line: dict[str, Any]) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    if line["cell"]:
        sheet = line["sheet"].replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!{line['cell']}")
        cell.font = Font(color="0563C1", underline="single")


def main() -> None:
    from chainchief.intake.files.reading_process import confine

    request = json.load(sys.stdin)
    confine()
    mark(request)
    sys.stdout.write('{"done":true}\n')


if __name__ == "__main__":
    main()
