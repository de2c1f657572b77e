"""The heads of a sheet whatever they are called: which row they stand in, and what each says."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from chainchief.core.workbook.addresses import corners
from chainchief.intake.files.sheets import Sheet
from chainchief.intake.files.tagged_cells import Tag, tag_of, text_of
from chainchief.intake.table.ignored_rows import one_line
from chainchief.intake.table.known_heads import folded
from chainchief.intake.table.no_table import ROWS_SEARCHED

_LONGEST_HEAD = 60
_SAMPLES = 3


@dataclass(frozen=True)
class ForeignHead:
    """The row of heads, and the words of each column's head by its place."""

    row: int
    heads: Mapping[int, str]

    @property
    def layout(self) -> str:
        """The same for the same heads in the same order, in whatever width, case and spacing."""
        words = "\n".join(f"{place}\t{folded(text)}" for place, text in sorted(self.heads.items()))
        return hashlib.sha256(words.encode()).hexdigest()


def foreign_head(sheet: Sheet) -> ForeignHead | None:
    """The heads of a sheet: of its first rows the first with the most cells, all of them words."""
    best: ForeignHead | None = None
    for number, _cells in sheet.rows:
        if number > ROWS_SEARCHED:
            break
        found = head_at(sheet, number)
        if found is not None and len(found.heads) > (len(best.heads) if best else 1):
            best = found
    return best


def head_at(sheet: Sheet, number: int) -> ForeignHead | None:
    """Row `number` as heads, with the names of groups over them; None where it is no such row."""
    rows = dict(takewhile(lambda row: row[0] <= ROWS_SEARCHED, sheet.rows))
    heads = {place: _words(cell) for place, cell in enumerate(rows.get(number, [])) if cell}
    if not all(heads.values()):
        return None
    ranges = [_corners(merged) for merged in sheet.merged]
    for top, left, bottom, right in filter(None, ranges):
        above = rows.get(top, [])
        text = _words(above[left]) if left < len(above) and above[left] else ""
        if left == right and top < number <= bottom and text:
            heads.setdefault(left, text)
    width = len(heads)
    for top, left, bottom, right in filter(None, ranges):
        above = rows.get(top, [])
        text = _words(above[left]) if left < len(above) and above[left] else ""
        under = [place for place in range(left, right + 1) if place in heads]
        if top < number == bottom + 1 and left < right and text and 1 < len(under) < width:
            heads |= {place: f"{text}({heads[place]})" for place in under}
    return ForeignHead(number, dict(sorted(heads.items()))) if heads else None


def _words(cell: str) -> str:
    """The words of a cell that may be a head, else ""."""
    text = " ".join(text_of(cell).split())
    is_words = tag_of(cell) in (Tag.TEXT, Tag.RAISED) and any(c.isalpha() for c in text)
    return text if is_words and len(text) <= _LONGEST_HEAD else ""


def _corners(merged: str) -> tuple[int, int, int, int] | None:
    try:
        return corners(merged)
    except ValueError:
        return None


def samples(sheet: Sheet, head: ForeignHead) -> dict[int, list[str]]:
    """The first values below each head, for people to recognise a column by."""
    found: dict[int, list[str]] = {place: [] for place in head.heads}
    for number, cells in sheet.rows:
        if number > head.row + 50:
            break
        for place, values in found.items() if number > head.row else ():
            text = text_of(cells[place]).strip() if place < len(cells) else ""
            if text and len(values) < _SAMPLES and one_line(text, 24) not in values:
                values.append(one_line(text, 24))
    return found
