"""Which rows look like the heads of a kind's table, and what to say where none does."""

from collections.abc import Iterable, Iterator

from chainchief.core.choices import listed
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.intake.files import faults
from chainchief.intake.files.sheets import Sheet
from chainchief.intake.files.tagged_cells import text_of
from chainchief.intake.table.known_heads import KnownHeads
from chainchief.ledger.registers import all_registers

ROWS_SEARCHED = 20
_HEADS_SHOWN = 6
#: What some programs put between the columns of a CSV.
_OTHER_SIGNS = "|，；、 "


def head_rows(sheet: Sheet, known: KnownHeads) -> list[int]:
    """Numbers of the rows that look like heads: at least half of their cells, and two, are known.

    Only where there is none such may a head be a single cell; above a wider table that is a title.
    """
    rows, single = [], []
    for number, cells in sheet.rows:
        if number > ROWS_SEARCHED:
            break
        texts = [text_of(cell) for cell in cells if cell]
        hits = sum(known.meant_by(text) is not None for text in texts)
        if hits >= 2 and 2 * hits >= len(texts):
            rows.append(number)
        elif hits == len(texts) == 1:
            single.append(number)
    return rows or single


def no_table(sheets: Iterable[Sheet], known: KnownHeads) -> Fault:
    """Say that no row fits: the one that comes nearest, or the kind whose table this is instead."""
    register = known.register
    rows = [(sheet, *row) for sheet in sheets for row in _first_rows(sheet)]
    nearest = max(rows, key=lambda row: _hits(row[2], known), default=None)
    hint = ""
    other = _table_of(nearest[0], known) if nearest else ""
    if nearest and (sign := _other_sign(nearest[2], known)):
        hint = _("; the columns are set apart by “{}”, a CSV takes commas or tabs").format(sign)
    elif other:
        hint = _("; it looks like a table of {}").format(other)
    elif nearest and _hits(nearest[2], known):
        sheet, number, texts = nearest
        unknown = [text for text in texts if known.meant_by(text) is None]
        hint = _("; row {row} of “{sheet}” comes nearest, in it these are not known: {heads}")
        heads_in_words = listed(_with_near(text, known) for text in unknown[:_HEADS_SHOWN])
        hint = hint.format(row=number, sheet=sheet.name, heads=heads_in_words)
    facts = {"kind": register.name, "machine": register.kind, "rows": ROWS_SEARCHED, "hint": hint}
    return Fault(faults.NO_TABLE, facts=facts)


def _first_rows(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    for number, cells in sheet.rows:
        if number <= ROWS_SEARCHED:
            yield number, [" ".join(text_of(cell).split()) for cell in cells if cell]


def _hits(texts: list[str], known: KnownHeads) -> int:
    return sum(known.meant_by(text) is not None for text in texts)


def _other_sign(texts: list[str], known: KnownHeads) -> str:
    """The sign that sets apart several known heads in the one cell of a row, or ""."""
    for sign in _OTHER_SIGNS if len(texts) == 1 else "":
        if _hits(texts[0].split(sign), known) > 1:
            return sign
    return ""


def _with_near(text: str, known: KnownHeads) -> str:
    near = known.near(text)
    return _("{} (perhaps “{}”)").format(text, near) if near else text


def _table_of(sheet: Sheet, known: KnownHeads) -> str:
    """The kind that knows every head of a row of the sheet, with its machine name, or ""."""
    for _number, texts in _first_rows(sheet):
        for register in all_registers().values():
            other = register.kind != known.register.kind and len(texts) > 2
            if other and _hits(texts, KnownHeads(register)) == len(texts):
                return f"{register.name} ({register.kind})"
    return ""
