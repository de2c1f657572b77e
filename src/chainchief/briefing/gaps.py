"""Gaps: places of a draft for figures that do not exist yet, marked so that nobody overlooks them.

A draft may be wanted before the last number has come. Its gap is plain text without a control, and
a document in which one is left cannot be issued.
"""

from collections.abc import Iterator

from chainchief.briefing.kinds import GAP_LEFT
from chainchief.briefing.reader import ReadDocument
from chainchief.briefing.template import ParagraphPlace
from chainchief.core.faults import Fault

_OPEN, _CLOSE = "【待补：", "】"


def gap(name: str) -> str:
    """What stands in the place of the figure called `name`."""
    return f"{_OPEN}{name}{_CLOSE}"


def gaps_left(document: ReadDocument) -> Iterator[Fault]:
    """Every gap that a document still has."""
    for paragraph in document.paragraphs:
        rest = paragraph.text
        while _OPEN in rest:
            name, _close, rest = rest.partition(_OPEN)[2].partition(_CLOSE)
            place = ParagraphPlace(document.name, line=paragraph.number, part=paragraph.part)
            yield Fault(GAP_LEFT, place, gap(name))
