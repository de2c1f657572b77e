"""What is read back of a document: its paragraphs with their figures, and what was not read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chainchief.briefing.citations import Citation
from chainchief.briefing.text.other_numbers import BLANK


@dataclass(frozen=True)
class FoundFigure:
    """A figure of a document: its tag, the text in its place, and where that is.

    `part` is "" for the body; `paragraph` counts from 1 within the part, `start` and `end` are the
    characters in that paragraph. `citation` is None where the tag cannot be read.
    """

    tag: str
    text: str
    part: str
    paragraph: int
    start: int
    end: int
    citation: Citation | None = None


@dataclass(frozen=True)
class ReadParagraph:
    """A paragraph's text with the figures in it."""

    part: str
    number: int
    text: str
    figures: tuple[FoundFigure, ...] = ()

    def without_figures(self, text: str) -> str:
        """`text`, which is this paragraph's in some form, with the characters of figures blank."""
        pieces, at = [], 0
        for figure in self.figures:
            pieces += [text[at : figure.start], BLANK * (figure.end - max(figure.start, at))]
            at = max(at, figure.end)
        return "".join([*pieces, text[at:]])


@dataclass(frozen=True)
class UnreadablePlace:
    """A place with something in it whose numbers cannot be read: what it is, and where."""

    what: str
    part: str
    paragraph: int | None


@dataclass(frozen=True)
class ReadDocument:
    """All that is read back: paragraphs, figures, and what the draft said of itself."""

    name: str
    paragraphs: tuple[ReadParagraph, ...]
    snapshot: str = ""
    month: str = ""
    template: str = ""
    definitions: Mapping[str, str] = field(default_factory=dict)
    #: The citations of all figures that the draft had, whether or not they are still there.
    drafted: tuple[Citation, ...] = ()
    #: Controls whose figure was taken out of them.
    emptied: tuple[FoundFigure, ...] = ()
    unread: tuple[UnreadablePlace, ...] = ()

    @property
    def figures(self) -> tuple[FoundFigure, ...]:
        return tuple(figure for one in self.paragraphs for figure in one.figures)
