"""The cells of a workbook as tagged text, row by row. Runs in the reading process only."""

import datetime as dt
import math
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from chainchief.core.choices import listed
from chainchief.core.workbook.addresses import address
from chainchief.core.workbook.numbers import plain_number, plain_percent
from chainchief.intake.files import faults, limits
from chainchief.intake.files.faults import RefusedError
from chainchief.intake.files.newer_errors import OLD_ERRORS, with_old_errors
from chainchief.intake.files.number_formats import misleading_scale, shown, shown_text
from chainchief.intake.files.raised_runs import shared_texts_with_runs
from chainchief.intake.files.sheet_scan import Scan, format_key, scanned
from chainchief.intake.files.tagged_cells import Tag, raised, shown_otherwise, tag_of, text_of
from chainchief.intake.files.workbook_parts import SheetPart, cell_formats, exported_at, sheet_parts

_TEXT, _NUMBER, _PERCENT = Tag.TEXT.value, Tag.NUMBER.value, Tag.PERCENT.value
_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true)["']""")


def read_workbook(path: Path, wanted: str, skipped: list[str]) -> Iterator[object]:
    """A line per sheet (a dict of its findings), then a line per row that is not blank (a list).

    `wanted` is the name of one sheet, "" for all that are visible and not among `skipped`.
    """
    with zipfile.ZipFile(path) as archive:
        parts = _chosen(sheet_parts(archive), wanted, skipped)
        formats, runs = cell_formats(archive), shared_texts_with_runs(archive)
        scans = [(part, scanned(archive, part.part, part.name, formats, runs)) for part in parts]
        exported = exported_at(archive)
        epoch_1904 = bool(_1904.search(archive.read("xl/workbook.xml")))
    odd = {part.part for part, scan in scans if set(scan.errors.values()) - OLD_ERRORS}
    try:
        # Not by its path: calamine would believe the name's ending.
        with with_old_errors(path, odd) as content:
            book = CalamineWorkbook.from_filelike(content)
            for part, scan in scans:
                yield _sheet_message(part, scan, epoch_1904, exported)
                yield from _rows(book.get_sheet_by_name(part.name), scan, part.name)
    except CalamineError as damage:
        raise RefusedError(faults.DAMAGED) from damage


def _chosen(parts: list[SheetPart], wanted: str, skipped: list[str]) -> list[SheetPart]:
    if not wanted:
        return [part for part in parts if part.visible and part.name not in skipped]
    chosen = [part for part in parts if part.name == wanted]
    if not chosen:
        raise RefusedError(faults.NO_SUCH_SHEET, sheets=listed(part.name for part in parts))
    return chosen


def _sheet_message(
    part: SheetPart, scan: Scan, epoch_1904: bool, exported: int
) -> dict[str, object]:
    return {
        "sheet": part.name,
        "epoch_1904": epoch_1904,
        "hidden_rows": scan.hidden_rows,
        "hidden_columns": scan.hidden_columns,
        "merged": scan.merged,
        "exported_at": exported,
    }


def _values(sheet: CalamineSheet, scan: Scan, name: str) -> Iterator[list[object]]:
    """The values row by row; `RefusedError` at the number that calamine makes no day of."""
    rows = iter(sheet.iter_rows())
    while True:
        try:
            values = next(rows)
        except StopIteration:
            return
        except BaseException as panic:
            # A panic of Rust is no Exception.
            if type(panic).__name__ != "PanicException" or not scan.beyond_days:
                raise
            (row, column), text = next(iter(scan.beyond_days.items()))
            where = address(row, column)
            raise RefusedError(faults.BEYOND_DAYS, sheet=name, cell=where, found=text) from None
        yield values


def _rows(sheet: CalamineSheet, scan: Scan, name: str) -> Iterator[list[object]]:
    """Rows that are not blank, from the top, each as [number, cells from column A]."""
    marked: dict[int, dict[int, str]] = {}
    for (row, column), text in scan.errors.items():
        marked.setdefault(row, {})[column] = Tag.ERROR + text
    for row, column in scan.unsaved:
        marked.setdefault(row, {})[column] = str(Tag.UNSAVED_FORMULA)
    left = sheet.start[1] if sheet.start else 0
    number = 0
    for number, values in enumerate(_values(sheet, scan, name), 1):
        cells = [""] * left
        if scan.percent:
            cells += [_tagged(v, (number, left + i) in scan.percent) for i, v in enumerate(values)]
        else:
            cells += ["" if value == "" else _tagged(value, False) for value in values]
        if scan.formats or scan.runs:
            _apply_looks(number, cells, scan)
        yield from _line(number, cells, marked.pop(number, {}))
    for number in sorted(marked):
        yield from _line(number, [], marked[number])


def _apply_looks(number: int, cells: list[str], scan: Scan) -> None:
    """What formats show and which runs are raised, where that is not the plain value."""
    key = format_key(number, 0)
    for column, cell in enumerate(cells):
        runs = scan.runs.get((number, column)) if scan.runs else None
        if cell and runs:
            cells[column] = raised(*runs) if cell[0] == Tag.TEXT else cell
        elif cell and (code := scan.formats.get(key + column)):
            cells[column] = _under_format(cell, code)


def _under_format(cell: str, code: str) -> str:
    value = text_of(cell)
    if tag_of(cell) is Tag.NUMBER:
        seen = shown(value, code)
    elif tag_of(cell) is Tag.TEXT:
        seen = shown_text(value, code)
    else:
        return cell
    plainly = seen == value and not misleading_scale(code, "")
    return cell if plainly else shown_otherwise(value, seen, code)


def _line(number: int, cells: list[str], marked: dict[int, str]) -> Iterator[list[object]]:
    for column, cell in marked.items():
        cells += [""] * (column + 1 - len(cells))
        cells[column] = cell
    while cells and not cells[-1]:
        cells.pop()
    if cells:
        yield [number, *cells]


def _tagged(value: object, percent: bool) -> str:
    if isinstance(value, str):
        return _TEXT + value[: limits.MOST_CHARACTERS + 1] if value else ""
    if isinstance(value, bool):
        return Tag.TRUTH + ("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        number = float(value)
        if not math.isfinite(number):
            return f"{Tag.ERROR}{number}"
        return _PERCENT + plain_percent(number) if percent else _NUMBER + plain_number(number)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return Tag.DATE + (value.date().isoformat() if midnight else value.isoformat(" "))
    if isinstance(value, dt.date):
        return Tag.DATE + value.isoformat()
    return Tag.TEXT + str(value)
