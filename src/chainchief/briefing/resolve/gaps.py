"""Gaps: places of a draft for figures that do not exist yet, marked so that nobody overlooks them.

A draft may be wanted before the last number has come, or while a number is still too small for the
word that the template puts beside it (0余次). Its gap is plain text without a control, and a
document in which one is left cannot be issued.
"""

from collections.abc import Iterator

from chainchief.briefing.faults import ABSENT, ADOPTED_NOT_TRUE, GAP_LEFT, WOULD_LIE
from chainchief.briefing.template.tags import ParagraphPlace
from chainchief.briefing.text.paragraphs import ReadDocument
from chainchief.core.faults import Fault

_OPEN, _CLOSE = "【待补：", "】"


_WAITING = (ABSENT, WOULD_LIE, ADOPTED_NOT_TRUE)


def may_wait(fault: Fault) -> bool:
    """Whether the ledger does not give the figure yet: no mistake of the template."""
    return fault.kind in _WAITING


def gap(fault: Fault) -> str:
    """The text in the place of a figure: its name, and why where something else is to be done
    than to wait for the number."""
    why = "" if fault.kind is ABSENT else f"\uff08{fault.why}\uff09"
    return f"{_OPEN}{fault.facts['name']}{why}{_CLOSE}"


def gaps_left(document: ReadDocument) -> Iterator[Fault]:
    """Every gap that a document still has."""
    for paragraph in document.paragraphs:
        for left in paragraph.text.split(_OPEN)[1:]:
            name = left.partition(_CLOSE)[0]
            place = ParagraphPlace(document.name, line=paragraph.number, part=paragraph.part)
            yield Fault(GAP_LEFT, place, f"{_OPEN}{name}{_CLOSE}")
