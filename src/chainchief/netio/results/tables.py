"""Results as tables: into CSV or Parquet files, and onto a terminal."""

import json
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
from numpy.typing import ArrayLike

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.workbook.formula_guard import guarded

#: Office programs take CSV for UTF-8 only if it begins so.
BOM = b"\xef\xbb\xbf"
ENDINGS = (".csv", ".parquet")


def check_ending(path: Path, endings: Sequence[str]) -> None:
    """Refuse a file name whose ending names no known format, before any work is done."""
    if path.suffix.lower() not in endings:
        raise WrongUseError(
            _("{name}: the ending must be one of {endings}").format(
                name=path.name, endings=", ".join(endings)
            )
        )


def write_table(path: Path, columns: Mapping[str, ArrayLike]) -> None:
    """One column per entry; NaN becomes an empty cell. The ending chooses CSV or Parquet.

    In a CSV an apostrophe goes before a text that would be taken for a formula; reading it as a
    network's file takes the apostrophe away.
    """
    check_ending(path, ENDINGS)
    table = pa.table({name: _arrow(values) for name, values in columns.items()})
    if path.suffix.lower() == ".parquet":
        pq.write_table(table, path)
        return
    table = _inert(table)
    with path.open("wb") as stream:
        stream.write(BOM)
        arrow_csv.write_csv(table, stream)


def _inert(table: pa.Table) -> pa.Table:
    """The table with names, and heads, that no spreadsheet takes for a formula."""
    columns = [
        pa.array([None if text is None else guarded(text) for text in column.to_pylist()])
        if pa.types.is_string(column.type)
        else column
        for column in table.columns
    ]
    return pa.table(columns, names=[guarded(name) for name in table.column_names])


def _arrow(values: ArrayLike) -> pa.Array:
    array = np.asarray(values)
    if array.dtype.kind == "f":
        return pa.array(array, from_pandas=True)
    return pa.array(array.tolist())


def number(value: float) -> float | None:
    """A number as JSON has it: what is not defined is null."""
    return None if math.isnan(value) else float(value)


def numbers(values: ArrayLike) -> list[float | None]:
    return [number(value) for value in np.asarray(values, dtype=np.float64).tolist()]


def as_json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False)


def width(text: str) -> int:
    """Columns of a terminal that a text takes: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def plain_table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table for reading: text to the left, numbers to the right, two blanks between columns."""
    shown = [[_cell(value) for value in row] for row in rows]
    right = [all(not isinstance(value, str) for value in column) for column in _columns(rows, head)]
    widths = [max(map(width, column)) for column in zip(head, *shown, strict=True)]
    return "\n".join(_line(row, widths, right) for row in [list(head), *shown])


def _columns(rows: Iterable[Sequence[Any]], head: Sequence[str]) -> list[tuple[Any, ...]]:
    listed = list(rows)
    return list(zip(*listed, strict=True)) if listed else [("",)] * len(head)


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = [
        " " * (wide - width(cell)) + cell if to_right else cell + " " * (wide - width(cell))
        for cell, wide, to_right in zip(row, widths, right, strict=True)
    ]
    return "  ".join(cells).rstrip()


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "—"
    return f"{value:,.6g}" if isinstance(value, float) else str(value)


def percent(value: float) -> str:
    """A share for reading, four significant digits."""
    return "—" if math.isnan(value) else f"{100 * value:.4g} %"
