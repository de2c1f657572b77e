"""A CSV or Parquet file as columns, with the line in which each row stands."""

import csv
import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from chainchief.core.faults import Place
from chainchief.netio.faults import NO_ROWS, RAGGED, SEPARATOR, TWICE_COLUMN, UNREADABLE
from chainchief.netio.findings import Findings

PARQUET = b"PAR1"
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
        return [line for line, _cells in _records(text)][1 : self.rows + 1]


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


def _records(text: bytes) -> Any:
    """(first line, cells) of each record that is not an empty line."""
    stream = io.StringIO(text.decode("utf-8"), newline="")
    reader = csv.reader(stream)
    line = 1
    for cells in reader:
        if cells:
            yield line, cells
        line = reader.line_num + 1


def _csv(name: str, text: bytes, findings: Findings) -> Source | None:
    head = [cell.strip() for cell in next(_records(text), (1, []))[1]]
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
    ragged: list[int] = []
    table = _parse(text, head, ragged)
    if ragged:
        _report_ragged(name, text, len(head), findings)
        text = _without_ragged(text, len(head))
    source = Source(name, table, text)
    return source if ragged else _with_rows(source, findings)


def _parse(text: bytes, head: list[str], ragged: list[int]) -> pa.Table:
    names = [cell or f"\0{at}" for at, cell in enumerate(head)]

    def skip(row: Any) -> str:
        ragged.append(row.actual_columns)
        return "skip"

    table = arrow_csv.read_csv(
        io.BytesIO(text),
        read_options=arrow_csv.ReadOptions(column_names=names, block_size=1 << 24),
        parse_options=arrow_csv.ParseOptions(
            newlines_in_values=b'"' in text, invalid_row_handler=skip
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    return table.slice(1)


def _report_ragged(name: str, text: bytes, width: int, findings: Findings) -> None:
    for line, cells in _records(text):
        if len(cells) != width:
            place = Place(file=name, line=line)
            findings.add(RAGGED, place, cells=len(cells), columns=width)


def _without_ragged(text: bytes, width: int) -> bytes:
    """Ragged rows are left out of the table, so they must not count when rows find their lines.

    They are replaced by as many empty lines as they span, which the table leaves out too.
    """
    lines = text.decode("utf-8").splitlines(keepends=True)
    for line, cells in _records(text):
        if len(cells) != width:
            span = 1 + sum(cell.count("\n") for cell in cells)
            lines[line - 1 : line - 1 + span] = ["\n"] * span
    return "".join(lines).encode()


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
        whole = pc.equal(pc.floor(array), array)
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
