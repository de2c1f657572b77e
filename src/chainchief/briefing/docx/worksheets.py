"""The cells of a workbook that is embedded in a document, row by row; nothing is computed.

Word keeps one behind every chart, and a table pasted from Excel is one.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from chainchief.briefing.docx.charts import number_text
from chainchief.briefing.docx.ooxml import Element, local_name

_MOST_BYTES = 60 * 2**20
_MOST_ROWS = 5000
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError)


class NotReadError(ValueError):
    """A file that is no workbook of Excel 2007 or later, or too large to be looked through."""


def rows_of(content: bytes) -> Iterator[list[str]]:
    """The texts of the cells of every row that has any, worksheet after worksheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = sorted(one for one in archive.namelist() if one.startswith("xl/worksheets/"))
            if not names or sum(one.file_size for one in archive.infolist()) > _MOST_BYTES:
                raise NotReadError
            shared = _shared(archive)
            sheets = [_parsed(archive.read(one)) for one in names if one.endswith(".xml")]
    except _DAMAGE as damage:
        raise NotReadError from damage
    rows = [row for sheet in sheets for row in sheet.iter() if local_name(row) == "row"]
    if len(rows) > _MOST_ROWS:
        raise NotReadError
    for row in rows:
        texts = [text for cell in row if (text := _text(cell, shared).strip())]
        if texts:
            yield texts


def _parsed(content: bytes) -> Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = _parsed(archive.read("xl/sharedStrings.xml"))
    return [_words(element) for element in root if local_name(element) == "si"]


def _words(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter() if local_name(one) == "t")


def _text(cell: Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _words(cell)
    value = next((one.text or "" for one in cell if local_name(one) == "v"), "")
    if cell.get("t") == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    return value if cell.get("t") in ("str", "b", "e", "d") else number_text(value)
