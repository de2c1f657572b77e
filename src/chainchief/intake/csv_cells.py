"""The cells of a CSV as tagged text. Runs in the reading process only."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from chainchief.core.formula_guard import unguarded
from chainchief.intake import file_faults as faults
from chainchief.intake import limits
from chainchief.intake.addresses import letters
from chainchief.intake.container import refuse_unless_text
from chainchief.intake.file_faults import RefusedError
from chainchief.intake.tagged import Tag

_DELIMITERS = ",;\t"
_LOOKED_AT = 20


def read_csv(path: Path) -> Iterator[object]:
    """A line for the one sheet there is, then a line per record that is not blank.

    Records are numbered as Excel numbers them when it opens the file, so that F17 is F17 there.
    """
    text = decoded(refuse_unless_text(path))
    nothing: dict[str, object] = {"hidden_rows": [], "hidden_columns": [], "merged": []}
    yield {"sheet": "", "epoch_1904": False, "exported_at": 0, **nothing}
    csv.field_size_limit(limits.MOST_CHARACTERS * 2)
    source = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        for number, record in enumerate(source, 1):
            if number > limits.MOST_ROWS or len(record) > limits.MOST_COLUMNS:
                raise _too_far(number, len(record))
            cells = [Tag.TEXT + unguarded(cell) if cell else "" for cell in record]
            if any(cells):
                yield [number, *cells]
    except csv.Error as wrong:
        raise RefusedError(faults.BAD_CSV, line=source.line_num + 1) from wrong


def decoded(content: bytes) -> str:
    """UTF-16 and UTF-8 by their marks, strict UTF-8, then GB18030; else the line that fails.

    Not gbk: it lacks 䶮 and its kind. UTF-8 comes first because its bytes often pass as GB18030.
    """
    tried = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    furthest = 0
    for encoding in tried:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as wrong:
            furthest = max(furthest, wrong.start)
    raise RefusedError(faults.NOT_DECODED, line=content[:furthest].count(b"\n") + 1)


def delimiter_of(text: str) -> str:
    """Comma, semicolon or tab: the one that the first lines hold most often outside quotes."""
    head = "\n".join(text[: 1 << 16].splitlines()[:_LOOKED_AT])
    outside = Counter("".join(head.split('"')[::2]))
    return max(_DELIMITERS, key=lambda sign: (outside[sign], -_DELIMITERS.index(sign)))


def _too_far(row: int, width: int) -> RefusedError:
    last = letters(limits.MOST_COLUMNS - 1)
    cell = f"{letters(width - 1)}{row}"
    return RefusedError(faults.TOO_FAR, cell=cell, rows=limits.MOST_ROWS, columns=last)
