"""Figures of the draft whose control is gone while their words still stand in the text.

The draft's properties name every figure it had. A sentence that was taken out is no loss; a number
that stayed without its control has lost its receipt.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from chainchief.briefing.citations import Citation
from chainchief.briefing.faults import LOST_CONTROL
from chainchief.briefing.resolve.printing import printed_or_adopted
from chainchief.briefing.sources import FigureSource, NoFigure, is_absent
from chainchief.briefing.template.tags import ParagraphPlace
from chainchief.briefing.text.paragraphs import ReadDocument
from chainchief.core.faults import Fault


def lost_controls(document: ReadDocument, source: FigureSource) -> Iterator[Fault]:
    """A warning for each place where such words stand; a claim's words are the office's own."""
    there = Counter(figure.tag for figure in document.figures)
    had = Counter(citation.tag for citation in document.drafted)
    by_tag = {citation.tag: citation for citation in document.drafted}
    gone = had - there
    plain = [(one, one.without_figures(one.text)) for one in document.paragraphs] if gone else []
    for tag, times in gone.items():
        words, name = _words(by_tag[tag], source)
        places = (one for one, text in plain if words and words in text)
        for paragraph in islice(places, times):
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
