"""Errors that calamine does not know: the whole workbook would be damaged to it."""

import io
import re
import zipfile
from pathlib import Path
from typing import IO

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
