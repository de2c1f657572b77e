"""A returned workbook written afresh, for CSVs and for tables too large to copy."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter

from chainchief.core.cell_addresses import parsed
from chainchief.core.units import number
from chainchief.core.workbook_numbers import as_double
from chainchief.intake.sheets import Sheet
from chainchief.intake.summary import Line, Summary
from chainchief.intake.table import Table
from chainchief.intake.tagged import Tag, tag_of, text_of
from chainchief.ledger.exchange.printing import print_well

_FAULT, _WARNING, _HEAD = "#FFC7CE", "#FFEB9C", "#DDEBF7"
_WIDTHS = (6, 24, 22, 28, 52, 52, 8, 10)
_MOST_SHEET_NAME = 31


def write_fresh(out: Path, summary: Summary, sheets: Iterable[Sheet], table: Table | None) -> None:
    """Write `summary` and, where there is a table, its sheet with every value at its address."""
    book = xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "strings_to_urls": False})
    names = {sheet.name: _sheet_name(sheet, table) for sheet in sheets}
    _write_summary(book, summary, names)
    if table is not None:
        _write_table(book, names[table.sheet.name], table, summary)
    book.close()


def _sheet_name(sheet: Sheet, table: Table | None) -> str:
    """A CSV has no sheet name; it gets that of its kind."""
    name = sheet.name or (table.register.name if table else "CSV")
    return name[:_MOST_SHEET_NAME]


def _write_summary(book: Any, summary: Summary, names: dict[str, str]) -> None:
    sheet = book.add_worksheet(summary.name)
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bg_color": _HEAD})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})
    levels = {
        warning: book.add_format({"bg_color": _WARNING if warning else _FAULT, "valign": "top"})
        for warning in (True, False)
    }
    sheet.write_string(0, 0, summary.title, bold)
    for row, told in enumerate(summary.counts, 1):
        sheet.write_string(row, 0, told)
    top = len(summary.counts) + 2
    for column, told in enumerate(summary.head):
        sheet.write_string(top, column, told, head)
    for row, line in enumerate(summary.lines, top + 1):
        for column, value in enumerate(line.values):
            sheet.write_string(row, column, value, levels[line.warning] if column == 6 else wrapped)
        if line.cell and line.sheet in names:
            target = names[line.sheet].replace("'", "''")
            shown = line.values[1] or line.cell
            sheet.write_url(row, 1, f"internal:'{target}'!{line.cell}", link, shown)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(top + 1, 0)
    print_well(sheet, top)


def _write_table(book: Any, name: str, table: Table, summary: Summary) -> None:
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": "@"})
    sheet.set_column(0, max(table.head.places.values()), 18)
    marks = _marks(summary.lines, table)
    formats = {
        (grave, plain): book.add_format(
            {"bg_color": _FAULT if grave else _WARNING, "num_format": "General" if plain else "@"}
        )
        for grave in (True, False)
        for plain in (True, False)
    }
    amounts = _number_places(table)
    for number_, cells in table.sheet.rows:
        for place, cell in enumerate(cells):
            marked = marks.pop((number_, place), None)
            _write_cell(sheet, number_ - 1, place, cell, place in amounts, marked, formats, text)
    for (number_, place), lines in marks.items():
        _write_cell(sheet, number_ - 1, place, "", False, lines, formats, text)


def _marks(lines: Iterable[Line], table: Table) -> dict[tuple[int, int], list[Line]]:
    marks: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        if line.cell and line.sheet == table.sheet.name:
            marks.setdefault(parsed(line.cell), []).append(line)
    return marks


def _number_places(table: Table) -> set[int]:
    return {
        table.head.places[name]
        for name, column in table.head.columns.items()
        if column.type.is_number
    }


def _write_cell(
    sheet: Any,
    row: int,
    place: int,
    cell: str,
    numeric: bool,
    lines: list[Line] | None,
    formats: dict[tuple[bool, bool], Any],
    text: Any,
) -> None:
    """The value as it was: a number where it is one and is meant as one, else text."""
    double = _as_number(cell) if numeric else None
    format_ = text if double is None else None
    if lines:
        grave = any(not line.warning for line in lines)
        format_ = formats[grave, double is not None]
        told = "\n\n".join(line.text for line in lines)
        sheet.write_comment(
            row, place, told, {"author": "ChainChief", "x_scale": 2.5, "y_scale": 2}
        )
    if double is not None:
        sheet.write_number(row, place, double, format_)
    elif cell:
        sheet.write_string(row, place, text_of(cell), format_)
    elif lines:
        sheet.write_blank(row, place, None, format_)


def _as_number(cell: str) -> float | None:
    if not cell or tag_of(cell) not in {Tag.TEXT, Tag.NUMBER}:
        return None
    try:
        return as_double(number(text_of(cell)))
    except ValueError:
        return None
