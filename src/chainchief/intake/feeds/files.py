"""A feed's file as columns of text, with the line in which each row stands."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from chainchief.core.faults import Fault, Place
from chainchief.intake.files import faults, limits
from chainchief.intake.files.container import too_large
from chainchief.intake.files.csv_cells import decoded, delimiter_of, tagged
from chainchief.intake.files.faults import RefusedError
from chainchief.intake.files.tagged_cells import text_of
from chainchief.intake.table.faults import NO_HEAD

_PARQUET = b"PAR1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Sheet:
    """Columns of text under their heads; `lines` are the rows' lines in the file.

    `twice` are heads that two columns have, `faults` what is wrong with rows as such.
    """

    columns: Mapping[str, list[str]]
    lines: list[int]
    twice: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_sheet(path: Path) -> Sheet:
    """The rows of a CSV (UTF-8, UTF-16 or GB18030) or Parquet file.

    Raises `RefusedError` where the file is neither, is cut, or is larger than allowed.
    """
    if path.stat().st_size > limits.MOST_BYTES:
        raise too_large(path.stat().st_size)
    content = path.read_bytes()
    if content[:4] == _PARQUET:
        return _parquet(content)
    if b"\0" in content and content[:2] not in _UTF_16:
        raise RefusedError(faults.NOT_CSV)
    return _csv(decoded(content))


def _csv(text: str) -> Sheet:
    csv.field_size_limit(limits.MOST_CHARACTERS * 2)
    source = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    begins = 1
    try:
        for record in source:
            if any(cell.strip() for cell in record):
                rows.append([_as_meant(cell.strip()) for cell in record])
                lines.append(begins)
            begins = source.line_num + 1
    except csv.Error as wrong:
        raise RefusedError(faults.BAD_CSV, line=source.line_num + 1) from wrong
    if not rows:
        return Sheet({}, [])
    head, *body = rows
    length_faults = tuple(_lengths(head, body, lines[1:], open_end=not text.endswith(("\n", "\r"))))
    padded = [row + [""] * (len(head) - len(row)) for row in body]
    twice = tuple(dict.fromkeys(n for at, n in enumerate(head) if n and n in head[:at]))
    columns = {name: [row[at] for row in padded] for at, name in enumerate(head)}
    return Sheet(columns, lines[1:], twice, length_faults)


def _as_meant(cell: str) -> str:
    """`="0012"` as 0012; other formulas stay what they are, and no column takes them."""
    return text_of(tagged(cell)) if cell.startswith("=") else cell


def _lengths(
    head: list[str], body: list[list[str]], lines: list[int], *, open_end: bool
) -> Iterator[Fault]:
    """Values under no head, and a file that ends in the middle of its last row."""
    for row, line in zip(body, lines, strict=True):
        beyond = next((cell for cell in row[len(head) :] if cell), "")
        blank = next((cell for name, cell in zip(head, row, strict=False) if cell and not name), "")
        if value := beyond or blank:
            yield Fault(NO_HEAD, Place(line=line), value)
    if body and open_end and len(body[-1]) < len(head):
        facts = {"row": lines[-1], "found": len(body[-1]), "heads": len(head)}
        yield Fault(faults.CUT_OFF, Place(line=lines[-1]), body[-1][-1], facts)


def _parquet(content: bytes) -> Sheet:
    try:
        source = pq.ParquetFile(io.BytesIO(content))
        groups = range(source.metadata.num_row_groups)
        size = sum(source.metadata.row_group(group).total_byte_size for group in groups)
        if size > limits.MOST_BYTES * 4:
            raise too_large(size)
        table = source.read()
    except (pa.ArrowException, OSError) as wrong:
        raise RefusedError(faults.BAD_PARQUET) from wrong
    columns = {
        name: [_text(value) for value in _values(column)]
        for name, column in zip(table.schema.names, table.columns, strict=True)
    }
    names = table.schema.names
    twice = tuple(dict.fromkeys(n for at, n in enumerate(names) if n in names[:at]))
    return Sheet(columns, list(range(1, table.num_rows + 1)), twice)


def _values(column: pa.ChunkedArray) -> list[object]:
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
    return str(value).strip()
