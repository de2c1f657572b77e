"""The cells of a column as the texts that differ, and which of them stands where."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa

from chainchief.intake.files.csv_cells import tagged
from chainchief.intake.files.tagged_cells import text_of


@dataclass(frozen=True)
class Distinct:
    """`which[i]` is the number of the text of cell i; `at[i]` is where that cell stands."""

    texts: list[str]
    which: np.ndarray
    at: np.ndarray | None = None

    def positions_of(self, numbers: Container[int]) -> Iterator[tuple[int, int]]:
        """Position and number of the cells whose text's number is among `numbers`."""
        wanted = np.array([number in numbers for number in range(len(self.texts))], bool)
        for cell in np.nonzero(wanted[self.which])[0] if wanted.any() else ():
            yield int(cell if self.at is None else self.at[cell]), int(self.which[cell])


def distinct(cells: pa.Array, at: np.ndarray | None = None) -> Distinct:
    """The cells of a text column, or of one of another type, as a person would write them."""
    if pa.types.is_nested(cells.type):
        cells = pa.array([str(value) for value in cells.to_pylist()], pa.string())
    coded = cells.dictionary_encode(null_encoding="encode")
    if pa.types.is_dictionary(cells.type):
        cells = cells.cast(cells.type.value_type)
        coded = cells.dictionary_encode(null_encoding="encode")
    return Distinct([_text(value) for value in _values(coded.dictionary)], _indices(coded), at)


def _indices(coded: pa.DictionaryArray) -> np.ndarray:
    return np.asarray(coded.indices.to_numpy(zero_copy_only=False))


def _values(column: pa.Array) -> list[object]:
    """The values of a column; a day or time beyond the year 9999 as Arrow writes it."""
    try:
        values: list[object] = column.to_pylist()
    except (ValueError, OverflowError):
        values = column.cast(pa.string()).to_pylist()
    return values


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return as_meant(str(value).strip()) if isinstance(value, str) else str(value).strip()


def as_meant(cell: str) -> str:
    """`="0012"` as 0012; other formulas stay what they are, and no column takes them."""
    return text_of(tagged(cell)) if cell.startswith("=") else cell
