"""The rows of a CSV text with their lines, and the text as an Arrow table.

Arrow reads ahead in threads of its own, which may let go of what they were given only while the
interpreter ends. An object of Python's, let go of then, aborts the process: so Arrow is given
memory of its own and no function to call back.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.csv as arrow_csv

#: A line that may be a row of blanks: nothing but spaces (also U+00A0, U+3000), commas, quotes.
_MAY_BE_BLANK = re.compile(rb'^(?:[ \t,"]|\xc2\xa0|\xe3\x80\x80)+\r?$', re.MULTILINE)
#: A longer row is no row of a network.
BLOCK = 1 << 24


@dataclass(frozen=True)
class CsvRow:
    """One record: its cells, and the first and last of its lines."""

    first: int
    last: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


def rows_of(text: bytes) -> Iterator[CsvRow]:
    """The records that are not an empty line, the head included."""
    reader = csv.reader(io.StringIO(text.decode("utf-8"), newline=""))
    line = 1
    for cells in reader:
        if cells:
            yield CsvRow(line, reader.line_num, tuple(cells))
        line = reader.line_num + 1


def head_of(text: bytes) -> list[str]:
    """The cells of the first record; none where there is no record."""
    first = next(rows_of(text), None)
    return [] if first is None else [cell.strip() for cell in first.cells]


def blank_rows(text: bytes) -> list[CsvRow]:
    """Records whose cells hold nothing but spaces."""
    if not _MAY_BE_BLANK.search(text):
        return []
    return [row for row in rows_of(text) if row.is_blank]


def ragged_rows(text: bytes, width: int) -> list[CsvRow]:
    return [row for row in rows_of(text) if len(row.cells) != width]


def without(text: bytes, rows: Sequence[CsvRow]) -> bytes:
    """The text with empty lines in the place of these rows, so that all others keep their lines."""
    lines = list(io.StringIO(text.decode("utf-8"), newline=""))
    for row in rows:
        lines[row.first - 1 : row.last] = ["\n"] * (row.last - row.first + 1)
    return "".join(lines).encode()


def parsed(text: bytes, head: Sequence[str]) -> pa.Table:
    """All rows below the head as text; raises ArrowInvalid where one has another width."""
    names = [cell or f"\0{at}" for at, cell in enumerate(head)]
    table = arrow_csv.read_csv(
        pa.BufferReader(_own_memory(text)),
        read_options=arrow_csv.ReadOptions(column_names=names, block_size=BLOCK),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=b'"' in text),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    return table.slice(1)


def _own_memory(text: bytes) -> pa.Buffer:
    """A copy that no object of Python's stands behind."""
    memory = pa.allocate_buffer(len(text))
    memoryview(memory).cast("B")[:] = text
    return memory
