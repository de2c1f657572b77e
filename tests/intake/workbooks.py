"""Writing tables for the tests: workbooks as clerks make them, and CSVs."""

import csv

import openpyxl
from openpyxl.utils import get_column_letter

from chainchief.ledger.registers import register_of


def write_xlsx(path, heads, rows, *, sheet="表", above=()):
    """A workbook with `above` (title rows), `heads` and `rows`; values go in as they are."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for line in (*above, heads, *rows):
        page.append(list(line))
        for cell in page[page.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book.save(path)
    return path


def write_csv(path, heads, rows, *, encoding="utf-8-sig", delimiter=","):
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows([heads, *rows])
    return path


def table_of(path, rows, *, form="xlsx", names=None):
    """Rows (dicts of texts by machine name) as a table under machine names; blank where absent."""
    names = names or list(dict.fromkeys(name for row in rows for name in row))
    lines = [[row.get(name) for name in names] for row in rows]
    writer = write_xlsx if form == "xlsx" else write_csv
    return writer(path, names, lines)


def letter_of(names, name):
    return get_column_letter(list(names).index(name) + 1)


def names_of(kind):
    return [column.name for column in register_of(kind).columns]


def marked_cells(path, sheet):
    """Addresses of the cells of a returned workbook that carry a comment of the program."""
    page = openpyxl.load_workbook(path)[sheet]
    return {
        cell.coordinate: cell
        for line in page.iter_rows()
        for cell in line
        if cell.comment is not None and cell.comment.author == "ChainChief"
    }
