"""Where a workbook keeps its sheets, and which of its cell formats show percent."""

import posixpath
import zipfile
from dataclasses import dataclass

from chainchief.core.workbook_marks import EXPORTED_AT
from chainchief.intake.xml_parts import stream

_WORKBOOK = "xl/workbook.xml"
_PROPERTIES = "docProps/custom.xml"
_BUILT_IN_PERCENT = {9, 10}


@dataclass(frozen=True)
class SheetPart:
    """A worksheet: its name, the part that holds it, whether a person sees it."""

    name: str
    part: str
    visible: bool


def sheet_parts(archive: zipfile.ZipFile) -> list[SheetPart]:
    """The worksheets in their order; charts and macro sheets are none."""
    targets = _worksheet_targets(archive)
    found: list[SheetPart] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name != "sheet":
            return
        relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        if relation in targets:
            visible = attributes.get("state", "visible") == "visible"
            found.append(SheetPart(attributes.get("name", ""), targets[relation], visible))

    stream(archive, _WORKBOOK, start)
    return found


def exported_at(archive: zipfile.ZipFile) -> int:
    """The position of the change log when the program wrote this workbook; 0 if it did not."""
    texts: dict[str, str] = {}
    names = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "property":
            names.append(attributes.get("name", ""))

    def characters(text: str) -> None:
        texts[names[-1]] = texts.get(names[-1], "") + text

    if _PROPERTIES in archive.namelist():
        stream(archive, _PROPERTIES, start, None, characters)
    found = texts.get(EXPORTED_AT, "").strip()
    return int(found) if found.isascii() and found.isdigit() and len(found) < 19 else 0


def _worksheet_targets(archive: zipfile.ZipFile) -> dict[str, str]:
    targets: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            rooted = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[attributes.get("Id", "")] = posixpath.normpath(rooted)

    stream(archive, "xl/_rels/workbook.xml.rels", start)
    return targets


def percent_formats(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the cell formats (attribute `s`) that show a value times 100 with a sign."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    percent = set(_BUILT_IN_PERCENT)
    formats: list[int] = []
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if name == "cellXfs":
            inside = True
        elif name == "numFmt" and _shows_percent(attributes.get("formatCode", "")):
            percent.add(int(attributes.get("numFmtId", "-1")))
        elif name == "xf" and inside:
            formats.append(int(attributes.get("numFmtId", "0")))

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name != "cellXfs"

    stream(archive, "xl/styles.xml", start, end)
    return frozenset(str(i) for i, number in enumerate(formats) if number in percent)


def _shows_percent(code: str) -> bool:
    """A percent sign outside quotation marks and not escaped."""
    outside = "".join(code.replace("\\%", "").split('"')[::2])
    return "%" in outside
