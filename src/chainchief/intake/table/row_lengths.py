"""Rows of a CSV that are shorter or longer than its heads: cut off, or with a comma in a value."""

from collections import Counter
from collections.abc import Collection, Iterator

from chainchief.core.faults import Fault, Place
from chainchief.core.workbook.addresses import address
from chainchief.intake.files import faults
from chainchief.intake.files.sheets import Sheet
from chainchief.intake.files.tagged_cells import text_of


def row_length_faults(sheet: Sheet, head: int, passed: Collection[int]) -> Iterator[Fault]:
    """The rows below row `head` that do not fit it; `passed` are those that are no records.

    A row that ends early clears what it does not reach, which staging tells where it does.
    """
    if sheet.open_end is None:
        return
    heads = next(len(cells) for number, cells in sheet.rows if number == head)
    rows = [(n, cells) for n, cells in sheet.rows if n > head and n not in passed]
    yield from _too_long(sheet.name, heads, rows)
    last = sheet.rows[-1][0]
    if sheet.open_end and rows and rows[-1][0] == last and len(rows[-1][1]) < heads:
        number, cells = rows[-1]
        facts = {"row": number, "found": len(cells), "heads": heads}
        where = Place(sheet=sheet.name, cell=address(number, len(cells) - 1))
        yield Fault(faults.CUT_OFF, where, text_of(cells[-1]), facts)


def _too_long(name: str, heads: int, rows: list[tuple[int, list[str]]]) -> Iterator[Fault]:
    """Not where every row has the same surplus: some programs end each row with a comma."""
    lengths = Counter(len(cells) for _number, cells in rows)
    if len(lengths) < 2 and len(rows) > 1:
        return
    for number, cells in rows:
        if len(cells) > heads and not any(cells[heads:]):
            facts = {"row": number, "found": len(cells), "heads": heads}
            where = Place(sheet=name, cell=address(number, heads))
            yield Fault(faults.ROW_TOO_LONG, where, facts=facts)
