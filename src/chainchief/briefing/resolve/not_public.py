"""Figures that must not leave the bureau: pointed at in drafts, refused where all may read them."""

from collections.abc import Iterator

from chainchief.briefing.faults import FOR_THE_BUREAU, NOT_PUBLIC
from chainchief.briefing.template.tags import ParagraphPlace
from chainchief.briefing.text.paragraphs import FoundFigure, ReadDocument
from chainchief.core.faults import Fault, FaultKind
from chainchief.indicators.figures import Figure


def for_the_bureau(document: ReadDocument, figures: "dict[str, Figure]") -> Iterator[Fault]:
    """Warn of each such figure of a draft; `figures` are those of the document by tag."""
    for stated in document.figures:
        if stated.tag in figures:
            yield from _faults_of(FOR_THE_BUREAU, document.name, stated, figures[stated.tag])


def refused_in_public(name: str, stated: FoundFigure, figure: Figure) -> Iterator[Fault]:
    """Refuse such a figure in a document called `name` that is published."""
    yield from _faults_of(NOT_PUBLIC, name, stated, figure)


def _faults_of(kind: FaultKind, name: str, stated: FoundFigure, figure: Figure) -> Iterator[Fault]:
    if figure.not_public:
        place = ParagraphPlace(name, line=stated.paragraph or None, part=stated.part)
        yield Fault(kind, place, stated.text, {"name": figure.name, "reason": figure.not_public})
