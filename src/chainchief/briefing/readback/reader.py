"""Reading figures back out of a document that Word, WPS or LibreOffice has edited.

A figure is found by its content control: by the control's tag where the editor kept it; else, in a
control that lost its tag, by our bookmark inside it and the document's properties. A number whose
control was removed is an ordinary number, even where a bookmark was left behind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from docx.document import Document

from chainchief.briefing.citations import DIGEST, Citation
from chainchief.briefing.docx import properties
from chainchief.briefing.docx.drawings import drawn_paragraphs
from chainchief.briefing.docx.ooxml import Element, appendix_of, is_copy, parts_with_text, qn
from chainchief.briefing.errors import BadCitationError
from chainchief.briefing.readback.controls import (
    FigureSpan,
    empty_controls,
    figure_spans,
    first_in_controls,
    short,
)
from chainchief.briefing.template.tags import Template
from chainchief.briefing.text.paragraphs import FoundFigure, ReadDocument, ReadParagraph


def read_content(content: bytes, name: str, document: Document | None = None) -> ReadDocument:
    return read_back(document or Template(name, content).document(), name)


def read_back(document: Document, name: str) -> ReadDocument:
    """Read back everything that can be from an open document."""
    kept = properties.read_properties(document)
    citations = _Citations(kept)
    emptied: list[FoundFigure] = []
    paragraphs = list(_paragraphs(document, citations, emptied))
    drawn, unread = drawn_paragraphs(document)
    return ReadDocument(
        name=name,
        paragraphs=(*paragraphs, *drawn),
        emptied=tuple(emptied),
        unread=tuple(unread),
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


@dataclass(frozen=True)
class _Citations:
    """What the tags of controls mean, by the properties of the document."""

    kept: Mapping[str, str]

    @cached_property
    def full(self) -> dict[str, str]:
        """The whole citations, by the tags that were too long for a control."""
        return {
            short(full): full
            for name, full in self.kept.items()
            if name.startswith(properties.FIGURE)
        }

    def of(self, tag: str) -> Citation | None:
        try:
            citation = Citation.parse(tag)
            if not citation.record.startswith(DIGEST):
                return citation
            return Citation.parse(self.full.get(tag, tag))
        except BadCitationError:
            return None


def _paragraphs(
    document: Document, citations: _Citations, emptied: list[FoundFigure]
) -> Iterator[ReadParagraph]:
    """The paragraphs of the document; what was emptied in them goes to `emptied`."""
    for part in parts_with_text(document):
        if part.label == "the comments":
            continue
        appended = set() if part.label else _appended(part.root)
        around, empty = first_in_controls(part.root), empty_controls(part.root, citations.kept)
        for number, paragraph in enumerate(part.root.iter(qn("w:p")), start=1):
            if paragraph in appended or is_copy(paragraph):
                continue
            text, spans = figure_spans(paragraph, citations.kept, around.get(paragraph, ()))
            figures = tuple(_figures(text, spans, part.label, number, citations))
            yield ReadParagraph(part.label, number, text, figures)
            for tag in empty.get(paragraph, ()):
                emptied.append(FoundFigure(tag, "", part.label, number, 0, 0, citations.of(tag)))


def _appended(body: Element) -> set[Element]:
    """The paragraphs of the appendix, which says what is behind the text and is none of it."""
    return {paragraph for one in appendix_of(body) for paragraph in one.iter(qn("w:p"))}


def _figures(
    text: str, spans: list[FigureSpan], part: str, number: int, citations: _Citations
) -> Iterator[FoundFigure]:
    for stretch in spans:
        shown = text[stretch.start : stretch.end]
        if shown.strip():
            yield FoundFigure(
                tag=stretch.tag,
                text=shown,
                part=part,
                paragraph=number,
                start=stretch.start,
                end=stretch.end,
                citation=citations.of(stretch.tag),
            )
