"""The cells of a CSV as tagged text. Runs in the reading process only."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from chainchief.core.workbook.addresses import letters
from chainchief.core.workbook.formula_guard import unguarded
from chainchief.intake.files import faults, limits
from chainchief.intake.files.container import refuse_unless_text
from chainchief.intake.files.faults import RefusedError
from chainchief.intake.files.sheet_scan import too_many_cells
from chainchief.intake.files.tagged_cells import Tag

_DELIMITERS = ",;\t"
_LINES_SAMPLED = 20
#: How other programs keep a spreadsheet from making a number of a text.
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
_FORMULA = re.compile(r"""=\s*(?:[-+(]?\d|[("'{]|\$?[A-Z]{1,3}\$?\d|[A-Z_][A-Z0-9._]*\()""", re.I)
_CUT = ("unexpected end of data", "incomplete multibyte sequence", "truncated data")
#: So many three-byte characters in a row do not come about by accident.
_CHINESE = 8


def read_csv(path: Path) -> Iterator[object]:
    """A line for the one sheet there is, then a line per record that is not blank.

    Records are numbered as Excel numbers them when it opens the file, so that F17 is F17 there.
    Each has as many cells as its record, blank ones at its end included.
    """
    text = decoded(refuse_unless_text(path))
    nothing: dict[str, object] = {"hidden_rows": [], "hidden_columns": [], "merged": []}
    open_end = not text.endswith(("\n", "\r"))
    yield {"sheet": "", "epoch_1904": False, "exported_at": 0, "open_end": open_end, **nothing}
    for number, record in enumerate(records(text), 1):
        if number > limits.MOST_ROWS or len(record) > limits.MOST_COLUMNS:
            raise _too_far(number, len(record))
        cells = [tagged(cell) if cell else "" for cell in record]
        if any(cells):
            yield [number, *cells]


def records(text: str) -> Iterator[list[str]]:
    """The records of a CSV; `RefusedError` where its quotation marks do not fit together."""
    csv.field_size_limit(limits.MOST_CHARACTERS * 2)
    source = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    cells = 0
    try:
        for record in source:
            cells += len(record)
            if cells > limits.MOST_CELLS:
                raise too_many_cells()
            yield record
    except csv.Error as wrong:
        raise RefusedError(faults.BAD_CSV, line=source.line_num + 1) from wrong


def tagged(cell: str) -> str:
    """A cell as a spreadsheet would show it: `="0012"` is 0012, other formulas have no result."""
    text = _TEXT_FORMULA.fullmatch(cell.strip()) if cell[0] == "=" else None
    if text is not None:
        meant = text[1].replace('""', '"')
        return Tag.TEXT + meant if meant else ""
    return (Tag.UNSAVED_FORMULA if is_formula(cell) else Tag.TEXT) + unguarded(cell)


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would compute it: =1+1, =SUM(A1:A9); not a name like =乙."""
    return bool(_FORMULA.match(cell))


def decoded(content: bytes) -> str:
    """UTF-16 and UTF-8 by their marks, strict UTF-8, then GB18030; else the line that fails.

    Not gbk: it lacks 䶮 and its kind. UTF-8 comes first because its bytes often pass as GB18030;
    what is UTF-8 for a while and then is not is damaged, and no GB18030.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        tried: tuple[str, ...] = ("utf-16",)
    else:
        tried = ("utf-8-sig", "gb18030")
    furthest: UnicodeDecodeError | None = None
    for encoding in tried:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as wrong:
            if furthest is None or wrong.start > furthest.start:
                furthest = wrong
            if content.startswith(codecs.BOM_UTF8) or _is_utf_8(content[: wrong.start]):
                break
    assert furthest is not None  # noqa: S101 - else the text was returned
    cut = furthest.end == len(content) and furthest.reason in _CUT
    line = content[: furthest.start].count(b"\n") + 1
    raise RefusedError(faults.CUT_IN_CHARACTER if cut else faults.NOT_DECODED, line=line)


def _is_utf_8(start: bytes) -> bool:
    """Whether what came before the first fault holds so much Chinese that it was no accident."""
    text = start.decode("utf-8", "ignore")
    return sum(ord(character) > 0x2E7F for character in text) >= _CHINESE


def delimiter_of(text: str) -> str:
    """Comma, semicolon or tab: the one that the first lines hold most often outside quotes."""
    head = "\n".join(text[: 1 << 16].splitlines()[:_LINES_SAMPLED])
    outside = Counter("".join(head.split('"')[::2]))
    return max(_DELIMITERS, key=lambda sign: (outside[sign], -_DELIMITERS.index(sign)))


def _too_far(row: int, width: int) -> RefusedError:
    last = letters(limits.MOST_COLUMNS - 1)
    cell = f"{letters(width - 1)}{row}"
    return RefusedError(faults.TOO_FAR, cell=cell, rows=f"{limits.MOST_ROWS:,}", columns=last)
