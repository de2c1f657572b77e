"""What a final file says, before any figure is computed: its text, and what is wrong with it."""

from dataclasses import dataclass

from chainchief.briefing.paragraphs import ReadDocument
from chainchief.briefing.reader import read_back
from chainchief.briefing.template import Template
from chainchief.briefing.unbound import UnboundNumber, unbound_numbers
from chainchief.briefing.undecided import undecided
from chainchief.core.faults import Fault


@dataclass(frozen=True)
class Looked:
    """The document as read, what of it is not decided, and its numbers without a figure."""

    document: ReadDocument
    undecided: tuple[Fault, ...]
    unbound: tuple[UnboundNumber, ...]


def look(content: bytes, name: str) -> Looked:
    """Read a sound document (`container`)."""
    opened = Template(name, content).document()
    document = read_back(opened, name)
    return Looked(document, tuple(undecided(opened, name)), tuple(unbound_numbers(document)))
