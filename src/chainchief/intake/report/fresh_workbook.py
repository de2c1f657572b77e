"""A returned workbook written afresh, for CSVs and for tables too large to copy."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter

from chainchief.core.characters import storable
from chainchief.core.units import number
from chainchief.core.workbook.addresses import parsed
from chainchief.core.workbook.numbers import as_double
from chainchief.intake.files.tagged_cells import Tag, tag_of, text_of, value_of
from chainchief.intake.report.summary_sheet import Mark, Summary
from chainchief.intake.table.table import Table
from chainchief.ledger.exchange.printing import print_well

_FAULT, _WARNING, _HEAD = "#FFC7CE", "#FFEB9C", "#DDEBF7"
_WIDTHS = (6, 24, 22, 28, 52, 52, 8, 10, 8)
_MOST_SHEET_NAME = 31
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


def write_fresh(out: Path, summary: Summary, table: Table | None) -> None:
    """Write `summary` and, where there is a table, its sheet with every value at its address."""
    as_text = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(out), {**as_text, "constant_memory": True})
    names = {table.sheet.name: _sheet_name(table, summary.name)} if table else {}
    _write_summary(book, summary, names)
    if table is not None:
        _write_table(book, names[table.sheet.name], table, summary)
    book.close()


def _sheet_name(table: Table, taken: str) -> str:
    """A CSV has no sheet name and gets that of its kind; other programs allow what Excel refuses.

    `taken` is the name of the first sheet.
    """
    name = _NO_SHEET_NAME.sub("_", storable(table.sheet.name or table.register.name))
    name = name[:_MOST_SHEET_NAME].strip("'").strip() or table.register.name[:_MOST_SHEET_NAME]
    if name.casefold() in (taken.casefold(), "history"):
        name = f"{name[: _MOST_SHEET_NAME - 2]}_2"
    return name


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
    sheet.write_string(0, 0, storable(summary.title), bold)
    for row, text in enumerate(summary.counts, 1):
        sheet.write_string(row, 0, storable(text))
    top = len(summary.counts) + 2
    for column, text in enumerate(summary.head):
        sheet.write_string(top, column, text, head)
    for row, line in enumerate(summary.lines, top + 1):
        for column, value in enumerate(line.values):
            form = levels[line.warning] if column == 6 else wrapped
            sheet.write_string(row, column, storable(value), form)
        if line.cell and line.sheet in names:
            target = names[line.sheet].replace("'", "''")
            shown = storable(line.values[1] or line.cell)
            sheet.write_url(row, 1, f"internal:'{target}'!{line.cell}", link, shown)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(top + 1, 0)
    print_well(sheet, top)


def _write_table(book: Any, name: str, table: Table, summary: Summary) -> None:
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": "@"})
    sheet.set_column(0, max(table.head.places.values()), 18)
    marks = _marks(summary.marks, table)
    formats = {
        (grave, plain): book.add_format(
            {"bg_color": _FAULT if grave else _WARNING, "num_format": "General" if plain else "@"}
        )
        for grave in (True, False)
        for plain in (True, False)
    }
    amounts = _number_places(table)
    # In the order of their rows: what was written is not kept.
    rows = dict(table.sheet.rows)
    for number_ in sorted({*rows, *marks}):
        cells, marked = rows.get(number_, []), marks.get(number_, {})
        for place in range(max(len(cells), *(place + 1 for place in marked), 0)):
            cell = cells[place] if place < len(cells) else ""
            lines = marked.get(place)
            _write_cell(sheet, number_ - 1, place, cell, place in amounts, lines, formats, text)


def _marks(summary_marks: Iterable[Mark], table: Table) -> dict[int, dict[int, list[Mark]]]:
    """The marks of the table by row and place."""
    marks: dict[int, dict[int, list[Mark]]] = {}
    for mark in summary_marks:
        if mark.sheet == table.sheet.name:
            row, place = parsed(mark.cell)
            marks.setdefault(row, {}).setdefault(place, []).append(mark)
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
    lines: list[Mark] | None,
    formats: dict[tuple[bool, bool], Any],
    text: Any,
) -> None:
    """The value as it was: a number where it is one and is meant as one, else text."""
    double = _as_number(cell) if numeric else None
    format_ = text if double is None else None
    if lines:
        grave = any(not line.warning for line in lines)
        format_ = formats[grave, double is not None]
        comment = storable("\n\n".join(line.text for line in lines))
        sheet.write_comment(
            row, place, comment, {"author": "ChainChief", "x_scale": 2.5, "y_scale": 2}
        )
    if double is not None:
        sheet.write_number(row, place, double, format_)
    elif cell:
        sheet.write_string(row, place, storable(text_of(cell)), format_)
    elif lines:
        sheet.write_blank(row, place, None, format_)


def _as_number(cell: str) -> float | None:
    if not cell or tag_of(cell) not in {Tag.TEXT, Tag.NUMBER, Tag.SHOWN_OTHERWISE}:
        return None
    try:
        return as_double(number(value_of(cell)))
    except ValueError:
        return None
