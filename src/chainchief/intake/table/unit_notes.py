"""A note above the head, 单位：亿元, speaks of all columns whose own head names no unit."""

import re
from collections.abc import Iterator

from chainchief.core.characters import half_width
from chainchief.core.choices import listed
from chainchief.core.faults import Fault, Place
from chainchief.core.workbook.addresses import address
from chainchief.intake.files.sheets import Sheet
from chainchief.intake.files.tagged_cells import text_of
from chainchief.intake.table.faults import NOTE_OF_UNIT
from chainchief.intake.table.heads import TableHead

_NOTE = re.compile(r"单位[:(]*(亿元|百万元|千元|万元|元)")


def unit_faults(sheet: Sheet, head: TableHead) -> Iterator[Fault]:
    """Faults by a note of a unit that columns of money do not have."""
    heads = dict(sheet.rows)[head.row]
    for number, cells in sheet.rows:
        if number >= head.row:
            return
        for place, cell in enumerate(cells):
            text = "".join(half_width(text_of(cell)).split())
            note = _NOTE.search(text)
            if note is None:
                continue
            other = [
                column.title
                for name, column in head.columns.items()
                if column.type.unit == "万元" != note[1]
                and column.type.unit not in text_of(heads[head.places[name]])
            ]
            if other:
                where = Place(sheet=sheet.name, cell=address(number, place))
                facts = {"found": note[1], "columns": listed(other)}
                yield Fault(NOTE_OF_UNIT, where, text_of(cell), facts)
