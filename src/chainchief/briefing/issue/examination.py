"""Examining a final file: what is in it is read back, and each figure computed again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chainchief.briefing.faults import (
    DIFFERS,
    EMPTIED,
    NOT_CLOSED,
    NOT_UNDERSTOOD,
    OTHER_MONTH,
    UNBOUND,
    UNREAD,
)
from chainchief.briefing.readback.approximation_words import check_word_before
from chainchief.briefing.readback.confined import final_text_in_file
from chainchief.briefing.readback.final_text import FinalText
from chainchief.briefing.readback.lost_controls import lost_controls
from chainchief.briefing.readback.unbound_numbers import UnboundNumber
from chainchief.briefing.resolve.gaps import gaps_left
from chainchief.briefing.resolve.not_public import refused_in_public
from chainchief.briefing.resolve.printing import printed_or_adopted
from chainchief.briefing.sources import Definition, FigureSource, NoFigure, is_absent
from chainchief.briefing.template.tags import ParagraphPlace
from chainchief.briefing.text.paragraphs import FoundFigure, ReadDocument
from chainchief.briefing.text.widths import narrowed
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.indicators.figures import Figure

WORKING = "working"
_SPACES = re.compile(r"[\s\u200b\u00a0\u2060]+")


@dataclass(frozen=True)
class Bound:
    """A figure of the file beside the figure computed."""

    stated: FoundFigure
    figure: Figure
    definition: Definition
    expected: str

    @property
    def differs(self) -> bool:
        return normal(self.stated.text) != normal(self.expected)


@dataclass(frozen=True)
class Examined:
    """What reading a final file back gave, before anything is registered."""

    document: ReadDocument
    bound: tuple[Bound, ...]
    unbound: tuple[UnboundNumber, ...]
    faults: tuple[Fault, ...]
    #: Where a number, a name or a claim of the draft stands that has lost its control.
    lost: tuple[Fault, ...] = ()
    #: Words typed before a figure that are not true of it.
    untrue: tuple[Fault, ...] = ()

    @property
    def differing(self) -> tuple[Bound, ...]:
        return tuple(one for one in self.bound if one.differs)

    def differences(self, snapshot: str) -> list[Fault]:
        return [_difference(one, self.document.name, snapshot) for one in self.differing]

    def not_public(self) -> list[Fault]:
        """Faults that forbid publishing the document: figures that must not leave the bureau."""
        name = self.document.name
        return [
            fault for one in self.bound for fault in refused_in_public(name, one.stated, one.figure)
        ]

    def warnings(self) -> list[Fault]:
        lost = {(fault.place.line, fault.value) for fault in self.lost}
        return [
            *self.lost,
            *self.untrue,
            *(
                Fault(
                    UNREAD,
                    _place(self.document.name, one.part, one.paragraph or 0, ""),
                    facts={"what": _(one.what)},
                )
                for one in self.document.unread
            ),
            *(
                Fault(
                    UNBOUND,
                    _place(self.document.name, one.part, one.paragraph, one.around),
                    one.text,
                )
                for one in self.unbound
                if (one.paragraph, one.text) not in lost
            ),
        ]


def normal(text: str) -> str:
    """A printed figure without what editors change unasked: spaces, full-width digits."""
    return _SPACES.sub("", narrowed(text))


def examine(content: bytes, name: str, source: FigureSource) -> Examined:
    """Read the file back and compute each of its figures again; nothing is written.

    `FaultsError` where it is no document.
    """
    return compared(final_text_in_file(content, name), source)


def compared(final: FinalText, source: FigureSource) -> Examined:
    """Compute each figure of a document again."""
    document = final.document
    bound, unbindable = _bind_all(document, source)
    return Examined(
        document=document,
        bound=bound,
        unbound=final.unbound,
        faults=(
            *final.undecided,
            *gaps_left(document),
            *_not_closed(document, source),
            *unbindable,
        ),
        lost=(*lost_controls(document, source), *_emptied(document, source)),
        untrue=tuple(_untrue_words(document, bound)),
    )


def _not_closed(document: ReadDocument, source: FigureSource) -> Iterator[Fault]:
    if source.snapshot == WORKING:
        facts = {"month": str(source.month)}
        yield Fault(NOT_CLOSED, ParagraphPlace(document.name), facts=facts)


def _bind_all(
    document: ReadDocument, source: FigureSource
) -> tuple[tuple[Bound, ...], tuple[Fault, ...]]:
    """Bind every figure to the ledger's; a fault for each that cannot be."""
    bound, faults = [], []
    source.expect(stated.citation.code for stated in document.figures if stated.citation)
    for stated in document.figures:
        try:
            bound.append(_bind(stated, source))
        except NoFigure as no:
            place = _place(document.name, stated.part, stated.paragraph, "")
            faults.append(Fault(no.kind, place, stated.text, no.facts))
    return tuple(bound), tuple(faults)


def _emptied(document: ReadDocument, source: FigureSource) -> Iterator[Fault]:
    """Figures that were taken out of their control, whatever now stands around it."""
    names = source.indicators() if document.emptied else {}
    for one in document.emptied:
        name = names.get(one.citation.code, one.citation.code) if one.citation else one.tag
        place = _place(document.name, one.part, one.paragraph, "")
        yield Fault(EMPTIED, place, facts={"name": name})


def _untrue_words(document: ReadDocument, bound: Sequence[Bound]) -> Iterator[Fault]:
    texts = {(one.part, one.number): one.text for one in document.paragraphs}
    for one in bound:
        stated = one.stated
        before = texts[stated.part, stated.paragraph][: stated.start]
        try:
            check_word_before(before, stated.text, one.figure)
        except NoFigure as no:
            place = _place(document.name, stated.part, stated.paragraph, "")
            yield Fault(no.kind, place, stated.text, no.facts)


def _bind(stated: FoundFigure, source: FigureSource) -> Bound:
    citation = stated.citation
    if citation is None:
        raise NoFigure(NOT_UNDERSTOOD, reason=stated.tag)
    if citation.month != source.month:
        raise NoFigure(OTHER_MONTH, found=str(citation.month), month=str(source.month))
    figure = source.figure(citation)
    if is_absent(figure):
        raise NoFigure(NOT_UNDERSTOOD, reason=figure.absent)
    return Bound(stated, figure, source.definition(citation), _expected(stated, figure, source))


def _expected(stated: FoundFigure, figure: Figure, source: FigureSource) -> str:
    """What the document should print; the display where the word beside it became a lie."""
    assert stated.citation is not None  # noqa: S101 - asked before
    if stated.citation.is_claim:
        return stated.text  # what a claim says is the office's to word; that it holds was asked
    try:
        return printed_or_adopted(figure, stated.citation, source)[0]
    except NoFigure:
        return figure.display


def _difference(one: Bound, name: str, snapshot: str) -> Fault:
    facts = {"name": one.figure.name, "display": one.expected, "snapshot": snapshot}
    place = _place(name, one.stated.part, one.stated.paragraph, "")
    return Fault(DIFFERS, place, one.stated.text, facts)


def _place(file: str, part: str, paragraph: int, around: str) -> ParagraphPlace:
    return ParagraphPlace(file, line=paragraph or None, column=around, part=part)
