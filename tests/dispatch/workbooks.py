"""Workbooks of requests as people send them back: opened, changed, saved."""

from openpyxl import load_workbook

from chainchief.dispatch.workbook.writing import write_for


def handed_out(request, folder, viewer, name="out.xlsx"):
    path = folder / name
    write_for(request, path, viewer=viewer)
    return path


def change(path, edit, to=None):
    """Open the workbook, let `edit` change it, save it."""
    book = load_workbook(path)
    edit(book)
    target = to or path.with_name(f"sent-{path.name}")
    book.save(target)
    return target


def table(book):
    """The first sheet with a table: neither the cover nor the lists."""
    return next(
        sheet for sheet in book.worksheets if sheet.max_row > 1 and sheet["A1"].value == "行标识"
    )


def column_of(sheet, head):
    return next(cell.column for cell in sheet[1] if str(cell.value or "").startswith(head))


def fill(book, number=1100):
    """Every asked cell, without a mistake."""
    sheet = table(book)
    invested, funds = column_of(sheet, "本年完成投资"), column_of(sheet, "到位资金")
    for row in range(2, sheet.max_row + 1):
        nth = int(str(sheet.cell(row, 2).value)[4]) + 1
        sheet.cell(row, invested).value = nth * number
        sheet.cell(row, funds).value = nth * 900
