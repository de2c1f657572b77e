"""Reading figures back out of a document that Word, WPS or LibreOffice has edited.

A figure is found by its content control: by the control's tag where the editor kept it; else, in a
control that lost its tag, by our bookmark inside it and the document's properties. A number whose
control was removed is an ordinary number, even where a bookmark was left behind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docx.document import Document

from chainchief.briefing import properties
from chainchief.briefing.citations import DIGEST, Citation, is_tag
from chainchief.briefing.errors import BadCitationError
from chainchief.briefing.ooxml import (
    BOOKMARK,
    Element,
    appendix_of,
    parts_with_text,
    pieces_of,
    qn,
    text_of,
)
from chainchief.briefing.template import Template


@dataclass(frozen=True)
class FoundFigure:
    """A figure of a document: its tag, the text in its place, and where that is.

    `part` is "" for the body; `paragraph` counts from 1 within the part, `start` and `end` are the
    characters in that paragraph. `citation` is None where the tag cannot be read.
    """

    tag: str
    text: str
    part: str
    paragraph: int
    start: int
    end: int
    citation: Citation | None = None


@dataclass(frozen=True)
class ReadParagraph:
    """A paragraph's text with the figures in it."""

    part: str
    number: int
    text: str
    figures: tuple[FoundFigure, ...]


@dataclass(frozen=True)
class ReadDocument:
    """All that is read back: paragraphs, figures, and what the draft said of itself."""

    name: str
    paragraphs: tuple[ReadParagraph, ...]
    snapshot: str = ""
    month: str = ""
    template: str = ""
    definitions: Mapping[str, str] = field(default_factory=dict)
    #: The citations of all figures that the draft had, whether or not they are still there.
    drafted: tuple[Citation, ...] = ()

    @property
    def figures(self) -> tuple[FoundFigure, ...]:
        return tuple(figure for one in self.paragraphs for figure in one.figures)


def read_figures(path: Path) -> list[FoundFigure]:
    """The figures of a document in the order of its text."""
    return list(read_document(path).figures)


def read_document(path: Path) -> ReadDocument:
    """Everything that can be read back from the file at `path`."""
    return read_content(path.read_bytes(), path.name, Template.read(path).document())


def read_content(content: bytes, name: str, document: Document | None = None) -> ReadDocument:
    return read_back(document or Template(name, content).document(), name)


def read_back(document: Document, name: str) -> ReadDocument:
    """Everything that can be read back from an open document."""
    kept = properties.read_properties(document)
    return ReadDocument(
        name=name,
        paragraphs=tuple(_paragraphs(document, kept)),
        snapshot=kept.get(properties.SNAPSHOT, ""),
        month=kept.get(properties.MONTH, ""),
        template=kept.get(properties.TEMPLATE, ""),
        definitions={
            key.removeprefix(properties.DEFINITION): value
            for key, value in kept.items()
            if key.startswith(properties.DEFINITION)
        },
        drafted=tuple(_drafted(kept)),
    )


def _drafted(kept: Mapping[str, str]) -> Iterator[Citation]:
    for name, full in kept.items():
        if name.startswith(properties.FIGURE):
            try:
                yield Citation.parse(full)
            except BadCitationError:
                continue  # its control, if there is one, is told as one that says nothing


def _paragraphs(document: Document, kept: Mapping[str, str]) -> Iterator[ReadParagraph]:
    for part in parts_with_text(document):
        if part.label == "the comments":
            continue
        beside = set() if part.label else _appended(part.root)
        for number, paragraph in enumerate(part.root.iter(qn("w:p")), start=1):
            if paragraph in beside:
                continue
            figures = tuple(_figures(paragraph, part.label, number, kept))
            yield ReadParagraph(part.label, number, text_of(paragraph), figures)


def _appended(body: Element) -> set[Element]:
    """The paragraphs of the appendix, which says what is behind the text and is none of it."""
    return {paragraph for one in appendix_of(body) for paragraph in one.iter(qn("w:p"))}


@dataclass(frozen=True)
class _Stretch:
    """The characters of a paragraph that a control, or a bookmark in one, encloses."""

    tag: str
    start: int
    end: int


def _figures(
    paragraph: Element, part: str, number: int, kept: Mapping[str, str]
) -> Iterator[FoundFigure]:
    text, positions = _with_positions(paragraph)
    for stretch in _stretches(paragraph, positions, kept):
        shown = text[stretch.start : stretch.end]
        if shown.strip():
            yield FoundFigure(
                tag=stretch.tag,
                text=shown,
                part=part,
                paragraph=number,
                start=stretch.start,
                end=stretch.end,
                citation=_citation(stretch.tag, kept),
            )


def _with_positions(paragraph: Element) -> tuple[str, dict[Element, tuple[int, int]]]:
    """The text of a paragraph, and for each piece of text where it begins and ends in it."""
    positions, text = {}, ""
    for piece, words in pieces_of(paragraph):
        positions[piece] = (len(text), len(text) + len(words))
        text += words
    return text, positions


def _stretches(
    paragraph: Element, positions: dict[Element, tuple[int, int]], kept: Mapping[str, str]
) -> list[_Stretch]:
    found = []
    for control in paragraph.iter(qn("w:sdt")):
        tag = _tag_of(control)
        if is_tag(tag):
            found += _enclosed(str(tag), control.iter(), positions)
        elif tag is None and not _inside_another(control):
            found += _by_bookmarks(control, positions, kept)
    return sorted(found, key=lambda one: one.start)


def _tag_of(control: Element) -> str | None:
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return None if tag is None else tag.get(qn("w:val"))


def _inside_another(control: Element) -> bool:
    """LibreOffice nests the controls of neighbours: the outermost one is asked for bookmarks."""
    return any(above.tag == qn("w:sdt") for above in control.iterancestors())


def _enclosed(
    tag: str, elements: Iterator[Element], positions: dict[Element, tuple[int, int]]
) -> list[_Stretch]:
    inside = [positions[one] for one in elements if one in positions]
    return [_Stretch(tag, inside[0][0], inside[-1][1])] if inside else []


def _by_bookmarks(
    control: Element, positions: dict[Element, tuple[int, int]], kept: Mapping[str, str]
) -> list[_Stretch]:
    """The figures of a control that lost its tag; alone in it, a figure is all of its text."""
    names = {
        mark: _property_of(mark.get(qn("w:name"), ""))
        for mark in control.iter(qn("w:bookmarkStart"))
    }
    marks = [(mark, kept[name]) for mark, name in names.items() if name in kept]
    if len(marks) == 1:
        return _enclosed(_short(marks[0][1]), control.iter(), positions)
    return [
        stretch
        for mark, full in marks
        for stretch in _enclosed(_short(full), _between(mark, control), positions)
    ]


def _property_of(bookmark: str) -> str:
    """The document property that belongs to a bookmark of ours, "" for another's bookmark."""
    number = bookmark.removeprefix(BOOKMARK)
    return f"{properties.FIGURE}{number}" if number != bookmark else ""


def _between(start: Element, control: Element) -> Iterator[Element]:
    """The elements of a control from a bookmark's start to its end."""
    inside = False
    for element in control.iter():
        if element is start:
            inside = True
        elif element.tag == qn("w:bookmarkEnd") and element.get(qn("w:id")) == start.get(
            qn("w:id")
        ):
            return
        elif inside:
            yield element


def _short(full: str) -> str:
    """The tag that a full citation had on its control."""
    try:
        return Citation.parse(full).tag
    except BadCitationError:
        return full


def _citation(tag: str, kept: Mapping[str, str]) -> Citation | None:
    try:
        citation = Citation.parse(tag)
    except BadCitationError:
        return None
    if not citation.record.startswith(DIGEST):
        return citation
    for name, full in kept.items():
        if name.startswith(properties.FIGURE) and _short(full) == tag:
            return Citation.parse(full)
    return citation
