"""What calamine does not tell of a sheet: errors, unsaved formulas, percent, hidden, merged.

It also holds the sheet to the limits on rows and columns *before* any reader that fills an array
may see it: one value at XFD1048576 makes a file of 1.4 KB that aborts such a reader. Cells that
have a format and no value do not count; whole columns are often formatted.
"""

import zipfile
from dataclasses import dataclass, field

from chainchief.core.cell_addresses import letters, parsed
from chainchief.intake import file_faults as faults
from chainchief.intake import limits
from chainchief.intake.file_faults import RefusedError
from chainchief.intake.xml_parts import stream

Position = tuple[int, int]


@dataclass
class Scan:
    """Findings on one sheet; positions are (row from 1, column from 0)."""

    errors: dict[Position, str] = field(default_factory=dict)
    unsaved: set[Position] = field(default_factory=set)
    percent: set[Position] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


class _Cells:
    """The state of one pass over a sheet's XML."""

    def __init__(self, sheet: str, percent_formats: frozenset[str]) -> None:
        self.sheet, self.percent_formats = sheet, percent_formats
        self.scan = Scan()
        self.row, self.column = 0, -1
        self.type = self.format = ""
        self.formula = self.in_value = self.has_value = False
        self.text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in {"v", "t"}:
            self.in_value = True
        elif name == "f":
            self.formula = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes["min"]), int(attributes["max"])
            self.scan.hidden_columns += range(first - 1, min(last, limits.MOST_COLUMNS))
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def characters(self, text: str) -> None:
        if self.in_value:
            self.has_value = True
            if self.type == "e":
                self.text.append(text)

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self.in_value = False
        elif name == "c":
            self._end_cell()

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes.get("r", self.row + 1))
        self.column = -1
        if attributes.get("hidden") in {"1", "true"} and self.row <= limits.MOST_ROWS:
            self.scan.hidden_rows.append(self.row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        where = attributes.get("r")
        if where is None:
            self.column += 1
        else:
            self.row, self.column = parsed(where)
        self.type = attributes.get("t", "")
        self.format = attributes.get("s", "")
        self.formula = self.in_value = self.has_value = False
        self.text.clear()

    def _end_cell(self) -> None:
        if not (self.has_value or self.formula):
            return
        if self.row > limits.MOST_ROWS or self.column >= limits.MOST_COLUMNS:
            raise _too_far(self.sheet, self.row, self.column)
        where = (self.row, self.column)
        if self.type == "e":
            self.scan.errors[where] = "".join(self.text) or "#?"
        elif self.formula and not self.has_value and self.type != "str":
            self.scan.unsaved.add(where)
        elif self.format in self.percent_formats and self.type in {"", "n"}:
            self.scan.percent.add(where)

    def _merge(self, range_: str) -> None:
        self.scan.merged.append(range_)
        if len(self.scan.merged) > limits.MOST_MERGED:
            raise RefusedError(
                faults.TOO_LARGE,
                sheet=self.sheet,
                found=f"> {limits.MOST_MERGED} merged ranges",
                limit=limits.MOST_MERGED,
            )


def _too_far(sheet: str, row: int, column: int) -> RefusedError:
    return RefusedError(
        faults.TOO_FAR,
        sheet=sheet,
        cell=f"{letters(column)}{row}",
        rows=limits.MOST_ROWS,
        columns=letters(limits.MOST_COLUMNS - 1),
    )


def scanned(
    archive: zipfile.ZipFile, part: str, sheet: str, percent_formats: frozenset[str]
) -> Scan:
    """One streaming pass over a sheet; `RefusedError` where it goes beyond the limits."""
    cells = _Cells(sheet, percent_formats)
    try:
        stream(archive, part, cells.start, cells.end, cells.characters)
    except (ValueError, KeyError) as wrong:
        raise RefusedError(faults.DAMAGED, sheet=sheet) from wrong
    return cells.scan
