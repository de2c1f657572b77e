"""What a final file says, before any figure is computed: its text, and what is wrong with it."""

from dataclasses import dataclass

from chainchief.briefing.readback.reader import read_back
from chainchief.briefing.readback.unbound_numbers import UnboundNumber, unbound_numbers
from chainchief.briefing.readback.undecided import undecided
from chainchief.briefing.template.tags import Template
from chainchief.briefing.text.paragraphs import ReadDocument
from chainchief.core.faults import Fault


@dataclass(frozen=True)
class FinalText:
    """The document as read, what of it is not decided, and its numbers without a figure."""

    document: ReadDocument
    undecided: tuple[Fault, ...]
    unbound: tuple[UnboundNumber, ...]


def look(content: bytes, name: str) -> FinalText:
    """Read a sound document (`container`)."""
    opened = Template(name, content).document()
    document = read_back(opened, name)
    return FinalText(document, tuple(undecided(opened, name)), tuple(unbound_numbers(document)))
