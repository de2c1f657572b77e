"""Templates: DOCX files of the office. This module finds their tags, wherever Word put them.

Word splits a text into runs as it likes (a spelling mark is enough), so a tag is looked for in
the text of the whole paragraph and not in runs.
"""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

import docx
from docx.document import Document

from chainchief.briefing.docx.drawings import drawn_paragraphs
from chainchief.briefing.docx.ooxml import Element, TextPart, parts_with_text, qn, text_of
from chainchief.briefing.faults import NOT_FILLED_HERE, TAG_TOO_LONG, UNCLOSED
from chainchief.core.faults import Fault, Place
from chainchief.core.i18n import ENGLISH, _, language

#: Not in a template: with these characters a rendered figure is marked until its control is made.
MARK_OPEN, MARK_CLOSE = "\ue0c0", "\ue0c1"
_OPENING = re.compile(r"\{\{|\{%|\{#")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
#: Characters of a tag; what is longer was left open, or is none of ours.
_LONGEST_TAG = 1000
#: Faults of one kind that are told of one paragraph.
_MOST = 20
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PlaceOf = Callable[[int, int], "ParagraphPlace"]


@dataclass(frozen=True)
class ParagraphPlace(Place):
    """A place in a document: file, paragraph number (of the body, or with the part's name)."""

    part: str = ""

    def __str__(self) -> str:
        english = language() == ENGLISH
        words = [self.file] if self.file else []
        if self.part:
            words.append(_(self.part))
        if self.line is not None:
            words.append(f"paragraph {self.line}" if english else f"第{self.line}段")
        if self.column:
            words.append(f"“{self.column}”" if english else f"「{self.column}」")
        return " ".join(words) if english else "".join(words)


@dataclass(frozen=True)
class TagUse:
    """One tag of a template: its inner text, as typed, and where it is.

    `paragraph` is the element that holds it, None for a tag that stands in no document.
    """

    source: str
    inner: str
    is_statement: bool
    place: ParagraphPlace
    paragraph: Element | None = field(default=None, compare=False, repr=False)
    start: int = field(default=0, compare=False, repr=False)

    @property
    def end(self) -> int:
        """The position after the tag in the text of its paragraph."""
        return self.start + len(self.source)

    @property
    def is_alone(self) -> bool:
        """Whether its paragraph holds nothing else."""
        return self.paragraph is not None and text_of(self.paragraph).strip() == self.source


@dataclass(frozen=True)
class Template:
    """A template's file and its name for people."""

    name: str
    content: bytes

    def document(self) -> Document:
        return docx.Document(io.BytesIO(self.content))


def tags_of(template: Template) -> tuple[list[TagUse], list[Fault]]:
    """Every tag in the order of the text, and a fault for each that is not closed."""
    uses: list[TagUse] = []
    faults: list[Fault] = []
    document = template.document()
    for part in parts_with_text(document):
        tags, wrong = tags_below(part.root, template.name, part.label)
        uses += tags if part.is_filled else []
        faults += wrong if part.is_filled else _not_filled(tags, part.label)
        faults += _in_no_text(part, template.name)
    drawn, _unread = drawn_paragraphs(document)
    for one in drawn:
        tags, _wrong = _tags_in(one.text, template.name, one.part, one.number)
        faults += _not_filled(tags, one.part)
    return uses, faults


def _in_no_text(part: TextPart, file: str) -> Iterator[Fault]:
    """Tags where nothing is written in their place: field codes and formulas."""
    for number, paragraph in enumerate(part.root.iter(qn("w:p")), start=1):
        codes = {qn("w:instrText"): "a field code", _FORMULA: "a formula"}
        for piece in paragraph.iter(*codes):
            if "{" in (piece.text or ""):
                label = codes[piece.tag]
                tags, _wrong = _tags_in(piece.text, file, part.label, number)
                yield from _not_filled(tags, label)


def tags_below(root: Element, file: str = "", part: str = "") -> tuple[list[TagUse], list[Fault]]:
    """Every tag in the paragraphs below `root`, in the order of the text."""
    uses: list[TagUse] = []
    faults: list[Fault] = []
    for number, paragraph in enumerate(root.iter(qn("w:p")), start=1):
        tags, wrong = _tags_in(text_of(paragraph), file, part, number)
        uses += [replace(use, paragraph=paragraph) for use in tags]
        faults += wrong
    return uses, faults


def _not_filled(tags: list[TagUse], label: str) -> list[Fault]:
    return [Fault(NOT_FILLED_HERE, use.place, use.source, {"part": _(label)}) for use in tags]


def comments_below(root: Element) -> Iterator[tuple[Element, int, int]]:
    """Every `{# … #}` below `root`: its paragraph, and where in its text it begins and ends."""
    for paragraph in root.iter(qn("w:p")):
        for start, end, _again in enclosed(text_of(paragraph)):
            if text_of(paragraph).startswith("{#", start):
                yield paragraph, start, end


def _tags_in(text: str, file: str, part: str, number: int) -> tuple[list[TagUse], list[Fault]]:
    if "{" not in text:
        return [], []

    def place(start: int, end: int) -> ParagraphPlace:
        return ParagraphPlace(file, line=number, column=_around(text, start, end), part=part)

    uses: list[TagUse] = []
    faults: list[Fault] = []
    rest, at = [], 0
    for first, end, again in enclosed(text):
        # A second opening inside means that the first was left open: `{{ fig("A" … {{ fig("B") }}`.
        if again is not None:
            faults.append(_unclosed(text, first, again, place))
        rest += [text[at:first], " " * (end - first)]
        at, start = end, first if again is None else again
        if end - start > _LONGEST_TAG:
            facts = {"length": end - start, "limit": _LONGEST_TAG}
            faults.append(Fault(TAG_TOO_LONG, place(start, start + 2), text[start:][:24], facts))
        elif not text.startswith("{#", start):
            uses.append(_use(text[start:end], place(start, end), start))
    openings = _OPENING.finditer("".join([*rest, text[at:]]))
    faults += (_unclosed(text, one.start(), len(text), place) for one in islice(openings, _MOST))
    return uses, faults


def enclosed(text: str) -> Iterator[tuple[int, int, int | None]]:
    """The stretches from each opening of a tag to its end, and where another one opens in between.

    In one pass: a text of a million openings that nothing closes is no work to speak of.
    """
    closing: dict[str, int] = {}
    at = 0
    for opening in _OPENING.finditer(text):
        start, kind = opening.start(), opening[0]
        if start < at:
            continue
        close = closing.get(kind, 0)
        if 0 <= close < start + 2:
            close = closing[kind] = text.find(_CLOSE[kind], start + 2)
        if close >= 0:
            at = close + 2
            again = None if kind == "{#" else _OPENING.search(text, start + 2, at)
            yield start, at, again.start() if again else None


def _use(source: str, place: ParagraphPlace, start: int) -> TagUse:
    return TagUse(source, source[2:-2].strip(), source.startswith("{%"), place, start=start)


def _unclosed(text: str, start: int, end: int, place: _PlaceOf) -> Fault:
    shown = text[start : min(end, start + 24)]
    close = _CLOSE[text[start : start + 2]]
    return Fault(UNCLOSED, place(start, start + 2), shown, {"close": close})


def _around(text: str, start: int, end: int, width: int = 8) -> str:
    """A few characters before and after, so that the place is found by reading."""
    before, after = text[max(0, start - width) : start], text[end : end + width]
    lead = "…" if start > width else ""
    trail = "…" if end + width < len(text) else ""
    return f"{lead}{before}▸◂{after}{trail}" if before or after else ""
