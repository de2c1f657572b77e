"""What calamine does not tell of a sheet: errors, formulas unsaved, formats, runs, hidden, merged.

It also holds the sheet to the limits on rows and columns *before* any reader that fills an array
may see it: one value at XFD1048576 makes a file of 1.4 KB that aborts such a reader. Cells that
have a format and no value do not count; whole columns are often formatted.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from chainchief.core.workbook.addresses import column_of, letters, parsed
from chainchief.intake.files import faults, limits
from chainchief.intake.files.faults import RefusedError
from chainchief.intake.files.raised_runs import RunReader, Runs
from chainchief.intake.files.workbook_parts import CellFormats
from chainchief.intake.files.xml_parts import End, Start, stream

Position = tuple[int, int]
#: The last day of a spreadsheet's calendar, 9999-12-31, is number 2958465.
_MOST_DAYS = 10**8
_NUMERIC, _TEXTS = {"", "n"}, {"s", "inlineStr", "str"}
#: A row as nearly all are: values and formats within the limits, no formula, error, run, entity.
_PLAIN_ROW = re.compile(
    rb"""\s*+<row\ r="([1-9]\d{0,5})"(?![^<>]*hidden(?!="(?:0|false)"))[^<>]*+>(?>
    <c\ r="[A-R]?[A-Z]\1"(?:\ s="\d{1,5}")?+(?>/>
    |(?:\ t="(?:s|n|b|str)")?+><v>[^<&]++</v></c>
    |\ t="inlineStr"><is><t(?:\ xml:space="preserve")?+>[^<&]++</t></is></c>
    ))*+</row>""",
    re.VERBOSE,
)
_PLAIN_CELL = rb'<c r="([A-Z]+)\d+" s="(%s)"(?: t="(\w+)")?><(?:v|is><t[^<>]*)>([^<]*)<'
_ROW_END = b"</row>"
#: What is not in UTF-8 is read element by element, and so is all that comes after a comment.
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^<>]*?encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
#: No row of cells is as long as this; one that is is read as it comes.
_LONGEST_ROW = 1 << 20


def format_key(row: int, column: int) -> int:
    """A position as one number: there may be millions with a format."""
    return row * limits.MOST_COLUMNS + column


@dataclass
class Scan:
    """Findings on one sheet; positions are (row from 1, column from 0)."""

    errors: dict[Position, str] = field(default_factory=dict)
    unsaved: set[Position] = field(default_factory=set)
    percent: set[Position] = field(default_factory=set)
    formats: dict[int, str] = field(default_factory=dict)
    runs: dict[Position, Runs] = field(default_factory=dict)
    #: Numbers beyond every calendar that have a format: as days they stop calamine.
    beyond_days: dict[Position, str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


class _Cells:
    """The state of one pass over a sheet's XML."""

    def __init__(self, sheet: str, formats: CellFormats, shared: Mapping[int, Runs]) -> None:
        self.sheet, self.formats, self.shared = sheet, formats, shared
        self.scan = Scan()
        self.cells = 0
        self.inline = RunReader()
        self.row, self.column = 0, -1
        #: Letters of columns, and the digits of the last row, that were read as addresses.
        self.columns: dict[str, int] = {}
        self.digits = ""
        self.type = self.format = ""
        self.formula = self.in_value = self.has_value = False
        self.text: list[str] = []
        looks = b"|".join(each.encode() for each in {*formats.percent, *formats.of_numbers})
        self.with_look = re.compile(_PLAIN_CELL % looks) if looks else None

    def pieces(self, chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
        """The bytes of a sheet with whether each element of them has to be heard.

        Nearly all rows are plain: what there is to find in them is found without hearing of each
        cell four times. Raised runs are found by the number of a shared text, so then all is heard.
        """
        held, odd, first = b"", bool(self.shared), True
        for chunk in chunks:
            odd = odd or (first and bool(_HEAD.match(chunk))) or b"<!" in chunk
            first = False
            held, at = held + chunk, 0
            while not odd and at < len(held):
                begun, rows = at, []
                while (row := _PLAIN_ROW.match(held, at)) and int(row[1]) <= limits.MOST_ROWS:
                    rows.append(row)
                    at = row.end()
                if rows:
                    yield held[begun:at], False
                    for row in rows:
                        self._plain_row(int(row[1]), row[0])
                end = held.find(_ROW_END, at)
                if end < 0:
                    break
                begun, at = at, end + len(_ROW_END)
                yield held[begun:at], True
            held = held[at:]
            if odd or len(held) > _LONGEST_ROW:
                yield held, True
                held = b""
        yield held, True

    def _plain_row(self, number: int, row: bytes) -> None:
        """Count the cells of a plain row, and find what the formats of some show."""
        self.row = number
        self._count(row.count(b"</v>") + row.count(b"</is>"))
        for cell in self.with_look.finditer(row) if self.with_look else ():
            name, self.format, self.type, text = ((part or b"").decode() for part in cell.groups())
            self.text[:] = [text]
            self.inline.begin()
            if self.type in _TEXTS:
                self._end_text((number, column_of(name)))
            elif self.type in _NUMERIC:
                self._end_number((number, column_of(name)))

    @property
    def starts(self) -> Mapping[str, Start]:
        """The functions for the starts of elements of a sheet, by their names."""
        return {
            "c": self._start_cell,
            "v": self._start_value,
            "t": self._start_text,
            "r": self.inline.start_run,
            "vertAlign": self.inline.raise_run,
            "f": self._start_formula,
            "row": self._start_row,
            "col": self._columns,
            "mergeCell": self._merge,
        }

    @property
    def ends(self) -> Mapping[str, End]:
        return {
            "c": self._end_cell,
            "v": self._end_value,
            "t": self._end_inline_text,
            "r": self.inline.end_run,
        }

    def _start_value(self, _attributes: dict[str, str]) -> None:
        self.in_value = True

    def _end_value(self) -> None:
        self.in_value = False

    def _start_text(self, attributes: dict[str, str]) -> None:
        self.in_value = True
        self.inline.start_text(attributes)

    def _end_inline_text(self) -> None:
        self.in_value = False
        self.inline.end_text()

    def _start_formula(self, _attributes: dict[str, str]) -> None:
        self.formula = True

    def _columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes["min"]), int(attributes["max"])
            self.scan.hidden_columns += range(first - 1, min(last, limits.MOST_COLUMNS))

    def characters(self, text: str) -> None:
        if self.in_value:
            self.has_value = True
            if self.type == "e" or (self.shared and self.type == "s"):
                self.text.append(text)
            elif self.type == "inlineStr":
                self.inline.characters(text)
            elif self.format in self.formats.of_numbers and self.type in _NUMERIC:
                self.text.append(text)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes.get("r", self.row + 1))
        self.column, self.digits = -1, ""
        if attributes.get("hidden") in {"1", "true"} and self.row <= limits.MOST_ROWS:
            self.scan.hidden_rows.append(self.row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        where = attributes.get("r")
        if where is None:
            self.column += 1
        else:
            self._go_to(where)
        self.type = attributes.get("t", "")
        if self.type == "inlineStr":
            self.inline.begin()
        self.format = attributes.get("s", "")
        self.formula = self.in_value = self.has_value = False
        self.text.clear()

    def _go_to(self, where: str) -> None:
        name = where.rstrip("0123456789")
        column, digits = self.columns.get(name), where[len(name) :]
        if column is not None and digits == self.digits:
            self.column = column
            return
        self.row, self.column = parsed(where)
        self.columns[name], self.digits = self.column, digits

    def _end_cell(self) -> None:
        if not (self.has_value or self.formula):
            return
        if self.row > limits.MOST_ROWS or self.column >= limits.MOST_COLUMNS:
            raise _too_far(self.sheet, self.row, self.column)
        self._count(1)
        where = (self.row, self.column)
        if self.type in _TEXTS:
            self._end_text(where)
        if self.type == "e":
            self.scan.errors[where] = "".join(self.text) or "#?"
        elif self.formula and not self.has_value and self.type != "str":
            self.scan.unsaved.add(where)
        elif self.type in _NUMERIC:
            self._end_number(where)

    def _count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > limits.MOST_CELLS:
            raise too_many_cells(self.sheet)

    def _end_number(self, where: Position) -> None:
        if self.format in self.formats.percent:
            self.scan.percent.add(where)
        elif self.format in self.formats.of_numbers:
            self.scan.formats[format_key(*where)] = self.formats.of_numbers[self.format]
            text = "".join(self.text)
            if _is_beyond_days(text):
                self.scan.beyond_days[where] = text

    def _end_text(self, where: Position) -> None:
        if self.format in self.formats.of_texts:
            self.scan.formats[format_key(*where)] = self.formats.of_texts[self.format]
        if self.type == "inlineStr":
            runs = self.inline.runs()
        elif self.type == "s" and self.shared:
            runs = self.shared.get(int("".join(self.text)))
        else:
            runs = None
        if runs:
            self.scan.runs[where] = runs

    def _merge(self, attributes: dict[str, str]) -> None:
        self.scan.merged.append(attributes.get("ref", ""))
        if len(self.scan.merged) > limits.MOST_MERGED:
            raise RefusedError(
                faults.TOO_LARGE,
                sheet=self.sheet,
                found=f"> {limits.MOST_MERGED:,} merged ranges",
                limit=f"{limits.MOST_MERGED:,}",
            )


def _too_far(sheet: str, row: int, column: int) -> RefusedError:
    return RefusedError(
        faults.TOO_FAR,
        sheet=sheet,
        cell=f"{letters(column)}{row}",
        rows=f"{limits.MOST_ROWS:,}",
        columns=letters(limits.MOST_COLUMNS - 1),
    )


def _is_beyond_days(text: str) -> bool:
    try:
        return abs(float(text)) > _MOST_DAYS
    except ValueError:
        return False


def too_many_cells(sheet: str = "") -> RefusedError:
    return RefusedError(
        faults.TOO_LARGE,
        sheet=sheet,
        found=f"> {limits.MOST_CELLS:,} cells",
        limit=f"{limits.MOST_CELLS:,} cells",
    )


def scanned(
    archive: zipfile.ZipFile,
    part: str,
    sheet: str,
    formats: CellFormats,
    shared: Mapping[int, Runs],
) -> Scan:
    """One streaming pass over a sheet; `RefusedError` where it goes beyond the limits.

    `shared` are the shared texts with raised runs, by their number.
    """
    cells = _Cells(sheet, formats, shared)
    try:
        stream(archive, part, cells.starts, cells.ends, cells.characters, cells.pieces)
    except (ValueError, KeyError) as wrong:
        raise RefusedError(faults.DAMAGED, sheet=sheet) from wrong
    return cells.scan
