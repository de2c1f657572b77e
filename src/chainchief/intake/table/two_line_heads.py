"""Heads of two lines: merged downwards where a column stands alone, above others a group's name.

编号 over two rows means the column below it; 到位资金 over 自报, 核实 and 认定 belongs to each
of them. Only what comes to a known head is moved: a title over several rows stays where it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chainchief.core.workbook.addresses import corners
from chainchief.intake.files.sheets import Sheet
from chainchief.intake.files.tagged_cells import Tag, text_of
from chainchief.intake.table.known_heads import KnownHeads
from chainchief.intake.table.no_table import ROWS_SEARCHED


@dataclass(frozen=True)
class _Merged:
    top: int
    left: int
    bottom: int
    right: int


def in_one_line(sheet: Sheet, known: KnownHeads) -> Sheet:
    """The sheet with such heads put together in their lower line."""
    ranges = list(_merged(sheet))
    if not ranges:
        return sheet
    rows = {number: list(cells) for number, cells in sheet.rows if number <= ROWS_SEARCHED}
    for merged in ranges:
        if merged.left == merged.right and merged.top < merged.bottom:
            _move_down(rows, merged, known)
    for merged in ranges:
        if merged.top == merged.bottom and merged.left < merged.right:
            _name_by_group(rows, merged, known)
    below = [(number, cells) for number, cells in sheet.rows if number > ROWS_SEARCHED]
    filled = [(number, cells) for number, cells in sorted(rows.items()) if any(cells)]
    return replace(sheet, rows=[*filled, *below])


def _merged(sheet: Sheet) -> Iterator[_Merged]:
    for text in sheet.merged:
        try:
            merged = _Merged(*corners(text))
        except ValueError:
            continue
        if merged.bottom <= ROWS_SEARCHED:
            yield merged


def _text(rows: dict[int, list[str]], number: int, place: int) -> str:
    cells = rows.get(number, [])
    return " ".join(text_of(cells[place]).split()) if place < len(cells) else ""


def _put(rows: dict[int, list[str]], number: int, place: int, text: str) -> None:
    cells = rows.setdefault(number, [])
    cells += [""] * (place + 1 - len(cells))
    cells[place] = Tag.TEXT + text if text else ""


def _move_down(rows: dict[int, list[str]], merged: _Merged, known: KnownHeads) -> None:
    text = _text(rows, merged.top, merged.left)
    if text and known.meant_by(text) is not None:
        _put(rows, merged.top, merged.left, "")
        _put(rows, merged.bottom, merged.left, text)


def _name_by_group(rows: dict[int, list[str]], merged: _Merged, known: KnownHeads) -> None:
    group = _text(rows, merged.top, merged.left)
    for place in range(merged.left, merged.right + 1):
        own = _text(rows, merged.bottom + 1, place)
        together = f"{group}({own})"
        if own and known.meant_by(own) is None and known.meant_by(together) is not None:
            _put(rows, merged.bottom + 1, place, together)
