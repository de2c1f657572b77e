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
from chainchief.briefing.citations import DIGEST, Citation
from chainchief.briefing.errors import BadCitationError
from chainchief.briefing.ooxml import Element, appendix_of, is_copy, parts_with_text, qn
from chainchief.briefing.stretches import Stretch, short, stretches
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
            if paragraph in beside or is_copy(paragraph):
                continue
            text, found = stretches(paragraph, kept)
            figures = tuple(_figures(text, found, part.label, number, kept))
            yield ReadParagraph(part.label, number, text, figures)


def _appended(body: Element) -> set[Element]:
    """The paragraphs of the appendix, which says what is behind the text and is none of it."""
    return {paragraph for one in appendix_of(body) for paragraph in one.iter(qn("w:p"))}


def _figures(
    text: str, found: list[Stretch], part: str, number: int, kept: Mapping[str, str]
) -> Iterator[FoundFigure]:
    for stretch in found:
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


def _citation(tag: str, kept: Mapping[str, str]) -> Citation | None:
    try:
        citation = Citation.parse(tag)
    except BadCitationError:
        return None
    if not citation.record.startswith(DIGEST):
        return citation
    for name, full in kept.items():
        if name.startswith(properties.FIGURE) and short(full) == tag:
            return Citation.parse(full)
    return citation
