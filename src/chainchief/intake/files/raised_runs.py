"""Texts with raised or lowered runs, 53¹⁾ as it is set in Excel, where calamine tells 531)."""

import zipfile

from chainchief.intake.files.xml_parts import names_an, none_heard, stream

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

    def start_run(self, _attributes: dict[str, str]) -> None:
        self.kind = ""

    def raise_run(self, attributes: dict[str, str]) -> None:
        if attributes.get("val") in _TABLES:
            self.kind = attributes["val"]

    def start_text(self, _attributes: dict[str, str]) -> None:
        self.within = True

    def end_text(self) -> None:
        self.within = False

    def end_run(self) -> None:
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
    if not names_an("vertAlign", archive, _STRINGS):
        stream(archive, _STRINGS, {}, pieces=none_heard)
        return {}
    runs_by_number: dict[int, Runs] = {}
    reader, number = RunReader(), -1

    def start(_attributes: dict[str, str]) -> None:
        nonlocal number
        number += 1
        reader.begin()

    def end() -> None:
        if runs := reader.runs():
            runs_by_number[number] = runs

    starts = {"r": reader.start_run, "vertAlign": reader.raise_run, "t": reader.start_text}
    ends = {"r": reader.end_run, "t": reader.end_text}
    stream(archive, _STRINGS, {**starts, "si": start}, {**ends, "si": end}, reader.characters)
    return runs_by_number
