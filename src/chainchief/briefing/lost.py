"""Figures of the draft whose control is gone while their words still stand in the text.

The draft's properties name every figure it had. A sentence that was taken out is no loss; a number
that stayed without its control has lost its receipt.
"""

from collections import Counter
from collections.abc import Iterator

from chainchief.briefing.citations import Citation
from chainchief.briefing.kinds import LOST_CONTROL
from chainchief.briefing.printing import printed_or_adopted
from chainchief.briefing.reader import ReadDocument, ReadParagraph
from chainchief.briefing.sources import FigureSource, NoFigure, is_absent
from chainchief.briefing.template import ParagraphPlace
from chainchief.core.faults import Fault


def lost_controls(document: ReadDocument, source: FigureSource) -> Iterator[Fault]:
    """A warning for each place where such words stand; a claim's words are the office's own."""
    there = Counter(figure.tag for figure in document.figures)
    had = Counter(citation.tag for citation in document.drafted)
    by_tag = {citation.tag: citation for citation in document.drafted}
    for tag, times in (had - there).items():
        yield from _places(by_tag[tag], times, document, source)


def _places(
    citation: Citation, most: int, document: ReadDocument, source: FigureSource
) -> Iterator[Fault]:
    words, name = _words(citation, source)
    found = [one for one in document.paragraphs if words and words in _plain(one)]
    for paragraph in found[:most]:
        place = ParagraphPlace(document.name, line=paragraph.number, part=paragraph.part)
        yield Fault(LOST_CONTROL, place, words, {"name": name})


def _words(citation: Citation, source: FigureSource) -> tuple[str, str]:
    """What the figure prints, and its name; "" where there is nothing to look for."""
    if citation.is_claim or citation.month != source.month:
        return "", ""
    try:
        figure = source.figure(citation)
        shown = "" if is_absent(figure) else printed_or_adopted(figure, citation, source)[0]
    except (NoFigure, KeyError):
        return "", ""
    return shown, figure.name


def _plain(paragraph: ReadParagraph) -> str:
    """The text of a paragraph without what stands in controls."""
    text = paragraph.text
    for figure in paragraph.figures:
        text = text[: figure.start] + "\0" * (figure.end - figure.start) + text[figure.end :]
    return text
