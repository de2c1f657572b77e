"""A stored value for the eye: numbers parted and at the right, codes as names, choices as words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from chainchief.core.units import plain
from chainchief.ledger.columns import BLANKS, CellValue, PlacedColumn, as_text
from chainchief.ledger.exchange.exporting import cells_of
from chainchief.ledger.exchange.layout import columns_of
from chainchief.ledger.facts import FactType
from chainchief.ledger.registers import AnyColumn, Column, Register
from chainchief.web.figures.amounts import parted
from chainchief.web.registers.derived import Derived
from chainchief.web.registers.names import Names, Row, referred

#: Texts of at most so many characters stay on one line.
_SHORT = 14
#: From here on whole numbers are parted: years and places are read as they are.
_LARGE = 10_000


@dataclass(frozen=True)
class Cell:
    """One value; `address` leads to the record that it names, `code` is that record's."""

    column: str
    title: str
    text: str
    address: str = ""
    code: str = ""
    is_number: bool = False

    @property
    def is_short(self) -> bool:
        return len(self.text) <= _SHORT


def is_number(column: AnyColumn) -> bool:
    return column.type.is_number


def text_of(column: PlacedColumn, value: CellValue) -> str:
    """Text of a value as a workbook shows it, with thousands parted."""
    if not isinstance(value, int | Fraction):
        return as_text(value)
    exact = Fraction(value)
    bare = column.type.fact_type is FactType.WHOLE and abs(exact) < _LARGE
    return plain(exact) if bare else parted(plain(exact))


def words_of(column: Column | Derived, values: Iterable[object], names: Names) -> dict[str, str]:
    """Stored values that are not blank, by their text, in words: references by their name."""
    held, kind = [value for value in values if value not in BLANKS], column.type.target
    if kind:
        names.learn(kind, map(str, held))
        return {str(code): names.door(kind, str(code)).name for code in held}
    return {str(value): text_of(column, column.shown(value, {})) for value in held}


def cells_for(
    register: Register,
    row: Row,
    extra: Mapping[str, object] | None,
    names: Names,
    columns: Sequence[AnyColumn] | None = None,
) -> list[Cell]:
    """The cells of one record: all in the order of its workbook, or those of `columns`."""
    columns = columns or columns_of(register)
    values = cells_of(columns, row, extra)
    return [_cell(column, value, names) for column, value in zip(columns, values, strict=True)]


def _cell(column: AnyColumn, value: CellValue, names: Names) -> Cell:
    kind = referred(column, value)
    if kind:
        door = names.door(kind, str(value))
        return Cell(column.name, column.label, door.name, door.address, str(value))
    text = text_of(column, value)
    return Cell(column.name, column.label, text, is_number=is_number(column))


def title_of(register: Register, row: Row, names: Names, without: Iterable[str] = ()) -> str:
    """The name of a record; of one without, what its code is made of, in words.

    `without` leaves columns out that are said already: those of a stage on its project's page.
    """
    if row.get("name"):
        return str(row["name"])
    left_out = set(without)
    parts = [name for name in register.model.composed_of if name not in left_out]
    cells = {cell.column: cell for cell in cells_for(register, row, None, names)}
    said = (_said(cells[name]) for name in parts if cells[name].text)
    return " · ".join(said) or str(row["code"])


def _said(cell: Cell) -> str:
    """A bare number says nothing without its column: 修订号 0."""
    return f"{cell.title} {cell.text}" if cell.is_number else cell.text
