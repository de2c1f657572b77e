"""Texts with raised or lowered runs, 53¹⁾ as it is set in Excel, where calamine tells 531)."""

import zipfile

from chainchief.intake.files.xml_parts import stream

_STRINGS = "xl/sharedStrings.xml"
_PLAIN = "0123456789+-=()abcdefghijklmnoprstuvwxyz"
_RAISED = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_TABLES = {"superscript": _RAISED, "subscript": _LOWERED}

#: A text with its raised and lowered characters as such, and without them.
Runs = tuple[str, str]


class RunReader:
    """Puts the runs of one text together, event by event."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """A new text begins."""
        self.kind, self.within, self.raised = "", False, False
        self.texts: list[str] = []
        self.plain: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "r":
            self.kind = ""
        elif name == "vertAlign" and attributes.get("val") in _TABLES:
            self.kind = attributes["val"]
        elif name == "t":
            self.within = True

    def end(self, name: str) -> None:
        if name == "t":
            self.within = False
        elif name == "r":
            self.kind = ""

    def characters(self, text: str) -> None:
        if not self.within:
            return
        if self.kind and text.strip():
            self.raised = True
            self.texts.append(text.translate(_TABLES[self.kind]))
        else:
            self.texts.append(text)
            self.plain.append(text)

    def runs(self) -> Runs | None:
        """The text as it stands, and without its raised runs; None where it has none."""
        return ("".join(self.texts), "".join(self.plain).strip()) if self.raised else None


def shared_texts_with_runs(archive: zipfile.ZipFile) -> dict[int, Runs]:
    """The workbook's shared texts that have raised or lowered runs, by their number."""
    if _STRINGS not in archive.namelist():
        return {}
    runs_by_number: dict[int, Runs] = {}
    reader, number = RunReader(), -1

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal number
        if name == "si":
            number += 1
            reader.begin()
        else:
            reader.start(name, attributes)

    def end(name: str) -> None:
        if name == "si" and (runs := reader.runs()):
            runs_by_number[number] = runs
        reader.end(name)

    stream(archive, _STRINGS, start, end, reader.characters)
    return runs_by_number
