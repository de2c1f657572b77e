"""A CSV or Parquet file as columns, with the line in which each row stands."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from chainchief.core.faults import Place
from chainchief.netio.faults import (
    BLANK_ROWS,
    NO_ROWS,
    RAGGED,
    SEPARATOR,
    TWICE_COLUMN,
    UNREADABLE,
)
from chainchief.netio.files import csv_text
from chainchief.netio.files.findings import Findings

PARQUET = b"PAR1"
#: From here on floats stand for more than one whole number.
WHOLE_BELOW = 2.0**53
BOM = b"\xef\xbb\xbf"
#: What people use between cells instead of a comma.
OTHER_SIGNS = {";": ";", "\t": "Tab", "，": "，", "；": "；", "|": "|"}


@dataclass(frozen=True)
class Source:
    """What a file holds. CSV columns are text, Parquet columns keep their types."""

    name: str
    table: pa.Table
    text: bytes | None

    @property
    def columns(self) -> list[str]:
        return list(self.table.column_names)

    @property
    def rows(self) -> int:
        return int(self.table.num_rows)

    def is_text(self, column: str) -> bool:
        """Whether each cell of a column can be read as one text."""
        cells = self.table.column(column)
        # Whether a type can be read at all is seen without a cell; bytes must be text as well.
        bytes_ = pa.types.is_binary(cells.type) or pa.types.is_large_binary(cells.type)
        try:
            text_of(cells if bytes_ else cells.slice(0, 0))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            return False
        return True

    def line(self, row: int) -> int:
        """The line of the file in which `row` begins; of a Parquet file, its row from 1."""
        return row + 1 if self.text is None else self._lines[row]

    @cached_property
    def _lines(self) -> Any:
        # Rows stand one below the other unless a cell holds a line break or a line is empty.
        text = self.text or b""
        if b'"' not in text and b"\n\n" not in text and b"\n\r\n" not in text and not _odd(text):
            return range(2, self.rows + 2)
        return [row.first for row in csv_text.rows_of(text)][1 : self.rows + 1]


def _odd(text: bytes) -> bool:
    """Whether lines end in a lone carriage return, or the file begins with an empty line."""
    return text[:1] in (b"\n", b"\r") or (
        b"\r" in text and text.count(b"\r") != text.count(b"\r\n")
    )


def read_source(path: Path, findings: Findings) -> Source | None:
    """The file's contents; None (and a fault in `findings`) where nothing can be read from it."""
    data = path.read_bytes()
    if data[:4] == PARQUET:
        return _parquet(path, findings)
    text = _utf8(data)
    if text is None or b"\0" in text[:4096]:
        findings.add(UNREADABLE, Place(file=path.name))
        return None
    return _csv(path.name, text, findings)


def _utf8(data: bytes) -> bytes | None:
    """The same text in UTF-8 without a mark; GB18030 is what Chinese spreadsheets save."""
    if data.startswith(BOM):
        data = data[len(BOM) :]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode("gb18030").encode()
        except UnicodeDecodeError:
            return None
    return data


def _parquet(path: Path, findings: Findings) -> Source | None:
    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError):
        findings.add(UNREADABLE, Place(file=path.name))
        return None
    return _with_rows(Source(path.name, table, None), findings)


def _csv(name: str, text: bytes, findings: Findings) -> Source | None:
    text = _without_blank_rows(name, text, findings)
    head = csv_text.head_of(text)
    twice = [cell for at, cell in enumerate(head) if cell and cell in head[:at]]
    for column in dict.fromkeys(twice):
        findings.add(TWICE_COLUMN, Place(file=name, line=1), column=column)
    if twice:
        return None
    if not head:
        findings.add(NO_ROWS, Place(file=name))
        return None
    signs = [name for sign, name in OTHER_SIGNS.items() if sign in head[0]]
    if len(head) == 1 and signs:
        findings.add(SEPARATOR, Place(file=name, line=1), sign=signs[0])
        return None
    return _rows_below(name, text, head, findings)


def _without_blank_rows(name: str, text: bytes, findings: Findings) -> bytes:
    """Rows of nothing but spaces say nothing; that they stand there is told."""
    blank = csv_text.blank_rows(text)
    if not blank:
        return text
    place = Place(file=name, line=blank[0].first)
    findings.add(BLANK_ROWS, place, count=len(blank))
    return csv_text.without(text, blank)


def _rows_below(name: str, text: bytes, head: list[str], findings: Findings) -> Source | None:
    try:
        return _with_rows(Source(name, csv_text.parsed(text, head), text), findings)
    except pa.ArrowInvalid:
        # Arrow names one row and stops; the slow reading finds all of them, with their lines.
        ragged = csv_text.ragged_rows(text, len(head))
    for row in ragged:
        place = Place(file=name, line=row.first)
        findings.add(RAGGED, place, cells=len(row.cells), columns=len(head))
    try:
        whole = csv_text.without(text, ragged)
        return Source(name, csv_text.parsed(whole, head), whole)
    except pa.ArrowInvalid:
        findings.add(UNREADABLE, Place(file=name))
        return None


def _with_rows(source: Source, findings: Findings) -> Source | None:
    if source.rows:
        return source
    findings.add(NO_ROWS, Place(file=source.name))
    return None


def text_of(column: Any) -> pa.Array:
    """A column as trimmed text; what is missing becomes empty."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_floating(array.type):
        # An id that went through a table of floats comes back as 12.0; whole ones lose the .0.
        # Beyond 2^53 (and at infinity) a float is no whole number of its own.
        whole = pc.and_(pc.equal(pc.floor(array), array), pc.less(pc.abs(array), WHOLE_BELOW))
        array = pc.if_else(
            whole,
            pc.cast(pc.cast(array, pa.int64(), safe=False), pa.string()),
            pc.cast(array, pa.string()),
        )
    text = pc.cast(array, pa.string())
    # A constant in a call makes Arrow import pandas (.7 s): only where there is a null.
    return pc.utf8_trim_whitespace(pc.fill_null(text, "") if text.null_count else text)


def is_blank(text: pa.Array) -> NDArray[np.bool_]:
    """Which cells are empty."""
    return np.asarray(values_of(pc.binary_length(text), np.int32) == 0)


def values_of(array: pa.Array, kind: type[np.generic]) -> NDArray[Any]:
    """Numbers without nulls as NumPy sees them. Arrow's own way would import pandas."""
    if not len(array):
        return np.zeros(0, dtype=kind)
    size = np.dtype(kind).itemsize
    return np.frombuffer(
        array.buffers()[1], dtype=kind, count=len(array), offset=array.offset * size
    )


def truth_of(array: pa.Array) -> NDArray[np.bool_]:
    """Truth values as NumPy sees them."""
    return values_of(pc.cast(array, pa.uint8()), np.uint8).astype(bool)
