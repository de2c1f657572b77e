"""A document laid open: its text, and the figures behind it for whoever points at one.

A desk keeps what was computed for a document, so that a click on a figure waits for its receipt
alone. Everybody who reads the same document in the same language shares one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from threading import Lock
from urllib.parse import urlencode

from docx.document import Document

from chainchief.briefing.readback.confined import opened
from chainchief.briefing.readback.reader import read_back
from chainchief.briefing.readback.unbound_numbers import UnboundNumber, unbound_numbers
from chainchief.briefing.render.paper import Margin, Paper, paper_of
from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.briefing.template.tags import Template
from chainchief.briefing.text.paragraphs import FoundFigure, ReadDocument
from chainchief.core.faults import Fault
from chainchief.core.i18n import CHINESE, language, speaking
from chainchief.core.spans import Month
from chainchief.web.figures.numbers import Numbers, numbers_for

#: What of a tag every one begins with; addresses leave it out.
_PREFIX = "cc:"
#: The address of a page on which the receipt of the figure with this tag is open.
Address = Callable[[str], str]


def name_of(tag: str) -> str:
    """Name that an address has for the figure with this tag."""
    return tag.removeprefix(_PREFIX)


def with_figure(here: str, tag: str) -> str:
    """The page at `here` with the receipt of this figure open; `here` may ask for more already."""
    parameter = urlencode({"figure": name_of(tag)}, safe="@/~")
    return f"{here}{'&' if '?' in here else '?'}{parameter}"


def tag_named(name: str) -> str:
    """The tag of the figure that an address names; "" where it names none."""
    return f"{_PREFIX}{name}" if name else ""


@dataclass
class Desk:
    """One document with its sources: `written` in Chinese as it is, `spoken` for its reader."""

    document: Document
    read: ReadDocument
    written: LedgerSource
    spoken: LedgerSource
    #: Warnings of the draft, and places where a number is still to come.
    warnings: Sequence[Fault] = ()
    lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def month(self) -> Month:
        return self.written.month

    def first(self, tag: str) -> FoundFigure | None:
        """The first place where the document has the figure."""
        return next((one for one in self.read.figures if one.tag == tag), None)

    @cached_property
    def unbound(self) -> list[UnboundNumber]:
        """Numbers of the text that no figure stands behind."""
        return unbound_numbers(self.read)

    def paper(self, address: Address, margin: Margin = lambda _paragraph: "") -> Paper:
        """The text, in which each figure is a link to where its receipt is open."""

        def draw(number: int, figure: FoundFigure, text: str) -> str:
            there, name = escape(address(figure.tag)), escape(name_of(figure.tag))
            return (
                f'<a class="fig" id="f{number}" href="{there}" hx-get="{there}"'
                f' data-figure="{name}">{escape(text)}</a>'
            )

        return paper_of(self.document, self.read, draw, margin)


def opened_desk(content: bytes, name: str, written: LedgerSource, spoken: LedgerSource) -> Desk:
    """A document in a file laid open; `FaultsError` where it cannot be opened."""
    document = Template(name, opened(content, name)).document()
    return Desk(document, read_back(document, name), written, spoken)


def in_chinese(spoken: Numbers, snapshot: str) -> Numbers:
    """The same figures in the words that documents print, whatever the reader's language."""
    if language() == CHINESE:
        return spoken
    with speaking(CHINESE):
        return numbers_for(spoken.month, snapshot or None)


def sources_of(written: Numbers, spoken: Numbers) -> tuple[LedgerSource, LedgerSource]:
    """The figures of a document as it prints them, and as its reader's language has them."""
    of_document = source_over(written)
    return of_document, of_document if spoken is written else source_over(spoken)


def source_over(numbers: Numbers) -> LedgerSource:
    """A document's source of figures, over those that the pages have computed already."""
    return LedgerSource(numbers.month, numbers.snapshot, numbers.catalogue, numbers.figures)
