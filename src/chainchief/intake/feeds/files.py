"""A feed's file as columns, part by part, with the line in which each row stands."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from chainchief.core.faults import Fault, Place
from chainchief.intake.feeds.distinct_texts import as_meant
from chainchief.intake.feeds.plain_csv import is_plain, plain_parts
from chainchief.intake.files import faults, limits
from chainchief.intake.files.container import too_large
from chainchief.intake.files.csv_cells import decoded, delimiter_of
from chainchief.intake.files.faults import RefusedError
from chainchief.intake.table.faults import NO_HEAD

_PARQUET = b"PAR1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
#: Rows that are read at a time.
_ROWS = 1_000_000


@dataclass(frozen=True)
class Part:
    """Some rows, as columns under their heads; `lines` are the rows' lines in the file."""

    columns: Mapping[str, pa.Array]
    lines: Sequence[int] | np.ndarray


@dataclass(frozen=True)
class Sheet:
    """The heads of a file and its rows. `twice` are heads that two columns have, `faults` what is
    wrong with rows as such."""

    heads: tuple[str, ...]
    parts: Iterable[Part] = ()
    twice: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = field(default=())


def read_sheet(path: Path, *, row_by_row: bool = False) -> Sheet:
    """The rows of a CSV (UTF-8, UTF-16 or GB18030) or Parquet file, read as they are asked for.

    Its parts raise `NotPlainError` where a CSV has to be read `row_by_row` after all; then what was
    found so far counts for nothing. Raises `RefusedError` where the file is neither, is cut, or is
    larger than allowed.
    """
    size = path.stat().st_size
    if size > limits.MOST_FEED_BYTES:
        raise too_large(size)
    with path.open("rb") as stream:
        begin = stream.read(4)
    if begin == _PARQUET:
        return _parquet(path)
    if not row_by_row and is_plain(path):
        heads, parts = plain_parts(path)
        return Sheet(heads, (Part(columns, lines) for columns, lines in parts), _twice(heads))
    if size > limits.MOST_BYTES:
        raise too_large(size)
    content = path.read_bytes()
    if b"\0" in content and content[:2] not in _UTF_16:
        raise RefusedError(faults.NOT_CSV)
    return _csv(decoded(content))


def _csv(text: str) -> Sheet:
    """Row by row: cells in quotation marks, rows of unlike length, blank lines."""
    csv.field_size_limit(limits.MOST_CHARACTERS * 2)
    source = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    begins = 1
    try:
        for record in source:
            if any(cell.strip() for cell in record):
                rows.append([as_meant(cell.strip()) for cell in record])
                lines.append(begins)
            begins = source.line_num + 1
    except csv.Error as wrong:
        raise RefusedError(faults.BAD_CSV, line=source.line_num + 1) from wrong
    if not rows:
        return Sheet(())
    head, *body = rows
    length_faults = tuple(_lengths(head, body, lines[1:], open_end=not text.endswith(("\n", "\r"))))
    padded = [row + [""] * (len(head) - len(row)) for row in body]
    columns = {
        name: pa.array([row[at] for row in padded], pa.string()) for at, name in enumerate(head)
    }
    return Sheet(tuple(head), [Part(columns, lines[1:])], _twice(head), length_faults)


def _twice(heads: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(name for at, name in enumerate(heads) if name and name in heads[:at])
    )


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


def _parquet(path: Path) -> Sheet:
    try:
        source = pq.ParquetFile(path)
        groups = range(source.metadata.num_row_groups)
        size = sum(source.metadata.row_group(group).total_byte_size for group in groups)
        heads = tuple(source.schema_arrow.names)
    except (pa.ArrowException, OSError) as wrong:
        raise RefusedError(faults.BAD_PARQUET) from wrong
    if size > limits.MOST_FEED_BYTES:
        raise too_large(size)
    return Sheet(heads, _parts_of_parquet(source), _twice(heads))


def _parts_of_parquet(source: pq.ParquetFile) -> Iterator[Part]:
    begin = 1
    try:
        for batch in source.iter_batches(batch_size=_ROWS):
            columns = dict(zip(batch.schema.names, batch.columns, strict=True))
            yield Part(columns, range(begin, begin + batch.num_rows))
            begin += batch.num_rows
    except (pa.ArrowException, OSError) as wrong:
        raise RefusedError(faults.BAD_PARQUET) from wrong
