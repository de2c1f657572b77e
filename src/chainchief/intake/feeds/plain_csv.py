"""A feed's CSV as programs write it: UTF-8, quotation marks in the heads at most, no blank lines,
rows of one length.

Such a file is split into columns many rows at a time; of any other the rows are read one by one.
"""

import csv
import mmap
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from chainchief.intake.feeds.distinct_texts import as_meant
from chainchief.intake.files.csv_cells import delimiter_of

_BOM = b"\xef\xbb\xbf"
_BLOCK = 32 << 20
_SAMPLE = 1 << 16
#: None of them is below the heads of a plain file: quotation marks, bytes of no text, blank lines.
_ODD = (b'"', b"\0", b"\n\n", b"\n\r\n")

_LONE_RETURN = re.compile(rb"\r(?!\n)")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

Columns = Mapping[str, pa.Array]


class NotPlainError(Exception):
    """Further down the file is none such: rows of another length, bytes that are no UTF-8."""


def is_plain(path: Path) -> bool:
    """Whether it looks like one: only its reading shows whether all rows are of one length."""
    if not path.stat().st_size:
        return False
    with (
        path.open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        if content[:1] in (b"\n", b"\r") or content[:2] in _UTF_16:
            return False
        begin = content.find(b"\n") + 1 or len(content)
        if any(content.find(odd, begin - 1) >= 0 for odd in _ODD):
            return False
        if _LONE_RETURN.search(content):
            return False
    try:
        return any(_heads(path))
    except (UnicodeDecodeError, csv.Error):
        return False


def plain_parts(path: Path) -> tuple[tuple[str, ...], Iterator[tuple[Columns, np.ndarray]]]:
    """The heads, and the rows as columns of texts with their lines; `NotPlainError` on the way."""
    return _heads(path), _parts(path)


def _heads(path: Path) -> tuple[str, ...]:
    with path.open("rb") as stream:
        first = stream.readline().removeprefix(_BOM).decode()
    rows = csv.reader([first.rstrip("\r\n")], delimiter=_delimiter(path), strict=True)
    return tuple(as_meant(head.strip()) for head in next(rows, []))


def _delimiter(path: Path) -> str:
    with path.open("rb") as stream:
        return delimiter_of(stream.read(_SAMPLE).removeprefix(_BOM).decode("utf-8", "replace"))


def _opened(path: Path) -> pa_csv.CSVStreamingReader:
    names = [str(at) for at in range(len(_heads(path)))]
    return pa_csv.open_csv(
        path,
        read_options=pa_csv.ReadOptions(column_names=names, skip_rows=1, block_size=_BLOCK),
        parse_options=pa_csv.ParseOptions(
            delimiter=_delimiter(path), quote_char=False, ignore_empty_lines=False
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )


def _parts(path: Path) -> Iterator[tuple[Columns, np.ndarray]]:
    heads, begin = _heads(path), 2
    try:
        with _opened(path) as rows:
            for batch in rows:
                lines = np.arange(begin, begin + batch.num_rows)
                begin += batch.num_rows
                filled = ~_blank(batch)
                if not filled.all():
                    batch, lines = batch.filter(pa.array(filled)), lines[filled]
                yield dict(zip(heads, batch.columns, strict=True)), lines
    except (pa.ArrowException, UnicodeDecodeError) as odd:
        raise NotPlainError from odd


def _blank(batch: pa.RecordBatch) -> np.ndarray:
    """Rows without a word: of those whose first cell is blank all cells are looked at."""
    blank = np.array(pc.equal(pc.utf8_trim_whitespace(batch.column(0)), ""))
    for cells in batch.columns[1:] if blank.any() else ():
        blank &= np.array(pc.equal(pc.utf8_trim_whitespace(cells), ""))
    return blank
