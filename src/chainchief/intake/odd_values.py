"""Values that calamine does not know and would call damage: newer errors, numbers that are none."""

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from chainchief.intake import file_faults as faults
from chainchief.intake.file_faults import RefusedError
from chainchief.intake.workbook_parts import SheetPart
from chainchief.intake.xml_parts import stream

#: The errors of every Excel; #SPILL!, #CALC!, #FIELD!, #BLOCKED!, #BUSY! and others came later.
OLD_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
_ERROR_CELL = re.compile(
    rb"""(<(?:\w+:)?c\b[^>]*?\bt\s*=\s*["']e["'][^>]*>)(.*?)(</(?:\w+:)?c\s*>)""", re.DOTALL
)
_VALUE = re.compile(rb"(<(?:\w+:)?v\b[^>]*>)[^<]*(</(?:\w+:)?v\s*>)")


def with_old_errors(path: Path, parts: set[str]) -> IO[bytes]:
    """The workbook open for reading; a copy in which every error in `parts` is #VALUE!.

    Which error a cell has is known from the scan; here it only must not stop the reader.
    """
    if not parts:
        return path.open("rb")
    copy = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as target:
        for name in archive.namelist():
            content = archive.read(name)
            target.writestr(name, _ERROR_CELL.sub(_as_old, content) if name in parts else content)
    copy.seek(0)
    return copy


def _as_old(cell: re.Match[bytes]) -> bytes:
    return cell[1] + _VALUE.sub(rb"\1#VALUE!\2", cell[2]) + cell[3]


def refuse_odd_number(path: Path, parts: Iterable[SheetPart]) -> None:
    """`RefusedError` with its cell where a number of one of the sheets is none: 1,5 or 12abc."""
    with zipfile.ZipFile(path) as archive:
        for part in parts:
            numbers = _Numbers(part.name)
            stream(archive, part.part, numbers.start, numbers.end, numbers.characters)


class _Numbers:
    """One pass over the numeric cells of a sheet."""

    def __init__(self, sheet: str) -> None:
        self.sheet, self.cell, self.numeric, self.within = sheet, "", False, False
        self.text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.cell = attributes.get("r", "")
            self.numeric = attributes.get("t", "n") == "n"
            self.text.clear()
        self.within = name == "v"

    def characters(self, text: str) -> None:
        if self.numeric and self.within:
            self.text.append(text)

    def end(self, name: str) -> None:
        if name == "v":
            self.within = False
        elif name == "c" and self.numeric and self.text:
            try:
                float("".join(self.text))
            except ValueError:
                found = "".join(self.text)[:40]
                raise RefusedError(
                    faults.ODD_NUMBER, sheet=self.sheet, cell=self.cell, found=found
                ) from None
