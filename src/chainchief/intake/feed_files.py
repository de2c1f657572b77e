"""A feed's file as columns of text, with the line in which each row stands."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from chainchief.intake import file_faults as faults
from chainchief.intake.csv_cells import decoded, delimiter_of
from chainchief.intake.file_faults import RefusedError

_PARQUET = b"PAR1"


@dataclass(frozen=True)
class Sheet:
    """Columns of text under their heads; `lines` are the rows' lines in the file."""

    columns: Mapping[str, list[str]]
    lines: list[int]
    twice: tuple[str, ...] = ()


def read_sheet(path: Path) -> Sheet:
    """The rows of a CSV (UTF-8, UTF-16 or GB18030) or Parquet file.

    Raises `RefusedError` where the file is neither, or is cut.
    """
    content = path.read_bytes()
    if content[:4] == _PARQUET:
        return _parquet(content)
    return _csv(decoded(content))


def _csv(text: str) -> Sheet:
    source = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    begins = 1
    try:
        for record in source:
            if any(cell.strip() for cell in record):
                rows.append([cell.strip() for cell in record])
                lines.append(begins)
            begins = source.line_num + 1
    except csv.Error as wrong:
        raise RefusedError(faults.BAD_CSV, line=source.line_num + 1) from wrong
    if not rows:
        return Sheet({}, [])
    head, *body = rows
    width = max(len(head), *(len(row) for row in body)) if body else len(head)
    padded = [row + [""] * (width - len(row)) for row in body]
    names = head + [""] * (width - len(head))
    twice = tuple(dict.fromkeys(n for at, n in enumerate(head) if n and n in head[:at]))
    columns = {name: [row[at] for row in padded] for at, name in enumerate(names)}
    return Sheet(columns, lines[1:], twice)


def _parquet(content: bytes) -> Sheet:
    try:
        table = pq.read_table(io.BytesIO(content))
    except (pa.ArrowInvalid, OSError) as wrong:
        raise RefusedError(faults.BAD_CSV, line=1) from wrong
    columns = {
        name: [_text(value) for value in column.to_pylist()]
        for name, column in zip(table.schema.names, table.columns, strict=True)
    }
    return Sheet(columns, list(range(1, table.num_rows + 1)))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return str(value).strip()
