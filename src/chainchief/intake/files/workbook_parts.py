"""Where a workbook keeps its sheets, and what its cell formats show."""

import posixpath
import zipfile
from dataclasses import dataclass, field

from chainchief.core.workbook.marks import EXPORTED_AT
from chainchief.intake.files import faults, limits
from chainchief.intake.files.faults import RefusedError
from chainchief.intake.files.number_formats import BUILT_IN, BUILT_IN_DAYS, DAY, adds_to_text
from chainchief.intake.files.xml_parts import stream

_WORKBOOK = "xl/workbook.xml"
_PROPERTIES = "docProps/custom.xml"
_SHOWS_VALUES = {"", "@", "General", "general", "GENERAL", "0"}


@dataclass(frozen=True)
class SheetPart:
    """A worksheet: its name, the part that holds it, whether a person sees it."""

    name: str
    part: str
    visible: bool


def sheet_parts(archive: zipfile.ZipFile) -> list[SheetPart]:
    """The worksheets in their order; charts and macro sheets are none."""
    targets = _worksheet_targets(archive)
    parts: list[SheetPart] = []

    def start(attributes: dict[str, str]) -> None:
        relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        if relation in targets:
            visible = attributes.get("state", "visible") == "visible"
            parts.append(SheetPart(attributes.get("name", ""), targets[relation], visible))

    stream(archive, _WORKBOOK, {"sheet": start})
    _refuse_odd_list(parts)
    return parts


def _refuse_odd_list(parts: list[SheetPart]) -> None:
    """A list of sheets that no program writes: without end, or naming one thing twice."""
    if len(parts) > limits.MOST_SHEETS:
        raise RefusedError(
            faults.TOO_LARGE,
            found=f"{len(parts):,} sheets",
            limit=f"{limits.MOST_SHEETS:,} sheets",
        )
    for names in ({sheet.name.casefold() for sheet in parts}, {sheet.part for sheet in parts}):
        if len(names) < len(parts):
            raise RefusedError(faults.DAMAGED)


def exported_at(archive: zipfile.ZipFile) -> int:
    """The position of the change log when the program wrote this workbook; 0 if it did not."""
    texts: dict[str, str] = {}
    names = [""]

    def start(attributes: dict[str, str]) -> None:
        names.append(attributes.get("name", ""))

    def characters(text: str) -> None:
        texts[names[-1]] = texts.get(names[-1], "") + text

    if _PROPERTIES in archive.namelist():
        stream(archive, _PROPERTIES, {"property": start}, characters=characters)
    written = texts.get(EXPORTED_AT, "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0


def _worksheet_targets(archive: zipfile.ZipFile) -> dict[str, str]:
    targets: dict[str, str] = {}

    def start(attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            rooted = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[attributes.get("Id", "")] = posixpath.normpath(rooted)

    stream(archive, "xl/_rels/workbook.xml.rels", {"Relationship": start})
    return targets


@dataclass(frozen=True)
class CellFormats:
    """By the number of a cell format (attribute `s`): which show percent, which a number format.

    `of_numbers` holds those that may show a number otherwise than plainly, `of_texts` those that
    put something around a text.
    """

    percent: frozenset[str] = frozenset()
    of_numbers: dict[str, str] = field(default_factory=dict)
    of_texts: dict[str, str] = field(default_factory=dict)


def cell_formats(archive: zipfile.ZipFile) -> CellFormats:
    """The cell formats of the workbook's styles."""
    if "xl/styles.xml" not in archive.namelist():
        return CellFormats()
    codes: dict[int, str] = {**BUILT_IN, **dict.fromkeys(BUILT_IN_DAYS, DAY)}
    formats: list[int] = []
    inside = False

    def start(_attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = True

    def end() -> None:
        nonlocal inside
        inside = False

    def name_format(attributes: dict[str, str]) -> None:
        codes[int(attributes.get("numFmtId", "-1"))] = attributes.get("formatCode", "")

    def add_format(attributes: dict[str, str]) -> None:
        if inside:
            formats.append(int(attributes.get("numFmtId", "0")))

    starts = {"cellXfs": start, "numFmt": name_format, "xf": add_format}
    try:
        stream(archive, "xl/styles.xml", starts, {"cellXfs": end})
    except ValueError as wrong:
        raise RefusedError(faults.DAMAGED) from wrong
    shown = {str(i): codes.get(number, "") for i, number in enumerate(formats)}
    percent = frozenset(style for style, code in shown.items() if _shows_percent(code))
    others = {s: c for s, c in shown.items() if c not in _SHOWS_VALUES and s not in percent}
    return CellFormats(percent, others, {s: c for s, c in others.items() if adds_to_text(c)})


def _shows_percent(code: str) -> bool:
    """A percent sign outside quotation marks and not escaped."""
    outside = "".join(code.replace("\\%", "").split('"')[::2])
    return "%" in outside
