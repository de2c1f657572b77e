"""Finding the row of column heads, and which column of the sheet holds what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.i18n import _
from chainchief.core.workbook.addresses import address, corners, letters
from chainchief.intake.files import faults as file_faults
from chainchief.intake.files.sheets import Sheet
from chainchief.intake.files.tagged_cells import text_of
from chainchief.intake.table import faults
from chainchief.intake.table.ignored_rows import IgnoredRow, ignored_rows, one_line
from chainchief.intake.table.known_heads import KnownHeads, is_running_number
from chainchief.intake.table.no_table import head_rows, no_table
from chainchief.intake.table.normalising import AnyColumn, is_code_like, remarks
from chainchief.intake.table.row_lengths import row_length_faults
from chainchief.intake.table.two_line_heads import in_one_line
from chainchief.ledger.columns import Reference, Text


@dataclass(frozen=True)
class TableHead:
    """The row of heads, and the place of each column in the sheet (from 0), by machine name."""

    row: int
    places: Mapping[str, int]
    columns: Mapping[str, AnyColumn]
    passed: Mapping[int, IgnoredRow] = field(default_factory=dict)

    @property
    def letters(self) -> dict[str, str]:
        return {name: letters(place) for name, place in self.places.items()}


def read_head(sheet: Sheet, row: int, known: KnownHeads) -> tuple[TableHead, list[Fault]]:
    """The columns of the sheet by the heads in `row`, and everything wrong with them."""
    cells = dict(sheet.rows)[row]
    places: dict[str, int] = {}
    columns: dict[str, AnyColumn] = {}
    head_faults: list[Fault] = []
    for place, cell in enumerate(cells):
        text = " ".join(text_of(cell).split())
        if not text:
            continue
        fault = _placed(text, place, known, places, columns)
        if fault is not None:
            kind, facts = fault
            head_faults.append(_at(sheet, row, place, kind, text, facts))
    passed = ignored_rows(sheet, row, {places[name]: column for name, column in columns.items()})
    head = TableHead(row, places, columns, passed)
    head_faults += _without_head(sheet, head, cells)
    head_faults += _hidden(sheet, head)
    head_faults += _merged(sheet, head)
    head_faults += row_length_faults(sheet, row, passed)
    head_faults += _remarks(sheet, head, known)
    return head, head_faults


def _remarks(sheet: Sheet, head: TableHead, known: KnownHeads) -> list[Fault]:
    """What is said of texts that are taken, but not quite as they were written."""
    texts = [
        (head.places[name], column, is_code_like(known.register, column))
        for name, column in head.columns.items()
        if isinstance(column.type, Text | Reference)
    ]
    head_faults = []
    for number, cells in sheet.rows:
        if number <= head.row or number in head.passed:
            continue
        for place, column, code_like in texts:
            cell = cells[place] if place < len(cells) else ""
            if cell.isascii() and "???" not in cell:
                continue
            for kind, facts in remarks(cell, code_like):
                text = one_line(text_of(cell))
                head_faults.append(_at(sheet, number, place, kind, text, facts, column.label))
    return head_faults


def _placed(
    text: str,
    place: int,
    known: KnownHeads,
    places: dict[str, int],
    columns: dict[str, AnyColumn],
) -> tuple[FaultKind, dict[str, object]] | None:
    """Put the column that `text` means where it stands, or say why that cannot be."""
    meant = known.meant_by(text)
    if meant is None:
        if known.is_computed(text):
            return None
        if is_running_number(text):
            return faults.RUNNING_NUMBERS, {}
        near = known.near(text)
        hint = _(" (perhaps “{}”)").format(near) if near else ""
        return faults.UNKNOWN_COLUMN, {"kind": known.register.name, "hint": hint}
    name = meant.column.name
    if name in places:
        return faults.DUPLICATE_COLUMN, {"first": letters(places[name])}
    places[name], columns[name] = place, meant.column
    if meant.other_unit:
        unit = meant.column.type.unit or _("the unit of the row")
        return faults.OTHER_UNIT, {"found": meant.other_unit, "unit": unit}
    return None


def _without_head(sheet: Sheet, head: TableHead, heads: list[str]) -> list[Fault]:
    """Values under a blank head would be lost without a word."""
    blank: dict[int, tuple[int, str]] = {}
    headless = [place for place, text in enumerate(heads) if not text]
    for number, cells in sheet.rows:
        if number > head.row and number not in head.passed:
            beyond = range(len(heads), len(cells))
            for place in (*(place for place in headless if place < len(cells)), *beyond):
                if text_of(cells[place]).strip():
                    blank.setdefault(place, (number, text_of(cells[place])))
    return [
        _at(sheet, number, place, faults.NO_HEAD, text, {})
        for place, (number, text) in sorted(blank.items())
    ]


def _hidden(sheet: Sheet, head: TableHead) -> list[Fault]:
    hidden = [
        _at(sheet, head.row, place, faults.HIDDEN_COLUMN, None, {}, head.columns[name].label)
        for name, place in head.places.items()
        if place in sheet.hidden_columns
    ]
    below = {number for number, _cells in sheet.rows if number > head.row}
    rows = sorted(below.intersection(sheet.hidden_rows))
    if rows:
        rows_in_words = listed(map(str, rows[:10])) + ("…" if len(rows) > 10 else "")
        facts: dict[str, object] = {"count": len(rows), "rows": rows_in_words}
        hidden.append(Fault(faults.HIDDEN_ROWS, Place(sheet=sheet.name), facts=facts))
    return hidden


def _merged(sheet: Sheet, head: TableHead) -> list[Fault]:
    """Merged cells that reach into the rows and columns of the table."""
    head_faults = []
    last = sheet.rows[-1][0] if sheet.rows else 0
    for merged in sheet.merged:
        try:
            top, left, bottom, right = corners(merged)
        except ValueError:
            continue
        if all(number in head.passed for number in range(top, bottom + 1)):
            continue
        within = any(left <= place <= right for place in head.places.values())
        if within and (top, left) != (bottom, right) and head.row < bottom and top <= last:
            place = Place(sheet=sheet.name, cell=address(top, left))
            head_faults.append(Fault(faults.MERGED, place, facts={"range": merged}))
    return head_faults


def _at(
    sheet: Sheet,
    row: int,
    place: int,
    kind: FaultKind,
    text: str | None,
    facts: Mapping[str, object],
    label: str = "",
) -> Fault:
    where = Place(sheet=sheet.name, cell=address(row, place), column=label)
    return Fault(kind, where, text, facts)


def choose_sheet(
    sheets: tuple[Sheet, ...], known: KnownHeads
) -> tuple[Sheet | None, int, list[Fault]]:
    """The one sheet with a row of heads and that row's number, or what is wrong.

    Sheets without such a row are left out with a warning: someone may have meant them.
    """
    lined = [in_one_line(sheet, known) for sheet in sheets]
    tables = [(sheet, head_rows(sheet, known)) for sheet in lined]
    holding = [(sheet, rows) for sheet, rows in tables if rows]
    if not holding:
        return None, 0, [no_table(sheets, known)]
    if len(holding) > 1:
        names = listed(sheet.name for sheet, _rows in holding)
        return None, 0, [Fault(file_faults.SEVERAL_TABLES, facts={"sheets": names})]
    sheet, rows = holding[0]
    texts = dict(sheet.rows)
    if any(texts[row] != texts[rows[0]] for row in rows):
        facts = {"first": rows[0], "second": rows[1]}
        return None, 0, [Fault(file_faults.TWO_HEADS, Place(sheet=sheet.name), facts=facts)]
    others = [other.name for other, rows in tables if not rows and other.rows]
    left_out = (
        [Fault(file_faults.SHEETS_LEFT_OUT, facts={"sheets": listed(others)})] if others else []
    )
    return sheet, rows[0], left_out
