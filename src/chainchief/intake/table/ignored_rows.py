"""Rows below the head that are no records and plainly so: totals, signatures, the heads once more.

They are passed over, and that is told. A row of totals that also says something is refused: it may
be a record.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chainchief.core.characters import half_width
from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.workbook.addresses import address
from chainchief.intake.files.sheets import Sheet
from chainchief.intake.files.tagged_cells import Tag, tag_of, text_of, text_without_raised
from chainchief.intake.table import faults
from chainchief.intake.table.normalising import AnyColumn, is_footer, is_nothing, is_total

#: 13,000.5, 3个项目, 共 12 家: what a row of totals may say.
_COUNTED = re.compile(r"共?计?[\d.,]+[^\d]{0,4}")


@dataclass(frozen=True)
class IgnoredRow:
    """A row that is no record: why, and at which cell that shows."""

    kind: FaultKind
    number: int
    place: int
    cells: list[str]
    words: str = ""

    def fault(self, sheet: str) -> Fault:
        where = Place(sheet=sheet, cell=address(self.number, self.place))
        facts = {"found": self.words} if self.words else {}
        return Fault(self.kind, where, one_line(text_of(self.cells[self.place])), facts)


def ignored_rows(
    sheet: Sheet, head: int, columns: Mapping[int, AnyColumn]
) -> Mapping[int, IgnoredRow]:
    """The rows below row `head` that are no records, by number; `columns` are those by place."""
    heads = next((_texts(cells) for number, cells in sheet.rows if number == head), [])
    ignored = {}
    for number, cells in sheet.rows:
        if number <= head:
            continue
        place = next((place for place, cell in enumerate(cells) if text_of(cell).strip()), None)
        if place is None:
            continue
        first = text_without_raised(cells[place]) or text_of(cells[place])
        if is_total(first):
            said = _said(cells, place, columns)
            kind = faults.TOTAL_OR_RECORD if said else faults.TOTAL_ROW
            ignored[number] = IgnoredRow(kind, number, place, cells, one_line(said))
        elif is_footer(first):
            ignored[number] = IgnoredRow(faults.FOOTER_ROW, number, place, cells)
        elif first.strip() == (heads[place] if place < len(heads) else "") and (
            _texts(cells) == heads
        ):
            ignored[number] = IgnoredRow(faults.REPEATED_HEAD, number, place, cells)
    return ignored


def _texts(cells: list[str]) -> list[str]:
    texts = [" ".join(text_of(cell).split()) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _said(cells: list[str], label: int, columns: Mapping[int, AnyColumn]) -> str:
    """What a row says in a column of the table beside its label, numbers and signs left out."""
    for place, cell in enumerate(cells):
        if place != label and place in columns and cell and tag_of(cell) in (Tag.TEXT, Tag.RAISED):
            text = "".join(half_width(text_of(cell)).split())
            if text and not is_nothing(text) and not _COUNTED.fullmatch(text):
                return text_of(cell)
    return ""


def one_line(text: str, most: int = 60) -> str:
    """A value as a fault tells it: on one line, and not the whole of a long text."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
