"""A document beside the last issue of the same template: what is worded and what counts otherwise.

Figures are compared as what they cite, whatever their month; words character by character.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from chainchief.briefing.citations import Citation
from chainchief.briefing.docx.ooxml import NO_WIDTH
from chainchief.briefing.issue.examination import normal
from chainchief.briefing.issue.issuing import path_of
from chainchief.briefing.models import IssuedDocument
from chainchief.briefing.readback.confined import read_document
from chainchief.briefing.text.paragraphs import ReadDocument, ReadParagraph
from chainchief.core.spans import Month
from chainchief.web.documents.desk import Address, name_of
from chainchief.web.figures.cache import Memory

#: Two paragraphs with less in common than this are no versions of each other.
_ALIKE = 0.5
_NO_MONTH = Month(2000, 1)
#: What stands for a figure or a longer word, by the order in which they were met.
_FIRST_SIGN = 0xF0000
_WORD = re.compile(r"[A-Za-z0-9.]+|.", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """Some text of a paragraph: `mark` is "", `words` (worded otherwise) or `figure`."""

    text: str
    mark: str = ""
    tag: str = ""
    #: The figure counts otherwise than on the other side.
    has_moved: bool = False
    #: Where its receipt is open, and what addresses call it.
    address: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Pair:
    """A paragraph of the last issue and what became of it; either side may be missing."""

    then: tuple[Piece, ...]
    now: tuple[Piece, ...]
    is_same: bool


def last_issue(template: str, month: Month, division: str, chain: str) -> IssuedDocument | None:
    """The newest document issued from this template for an earlier month, about the same cell."""
    issued = IssuedDocument.objects.filter(template=template, month__lt=str(month))
    if chain:
        issued = issued.filter(figures__chain=chain)
    if division:
        issued = issued.filter(figures__division=division)
    return issued.distinct().order_by("-month", "-issued_at").first()


def text_of_issue(document: IssuedDocument) -> ReadDocument:
    """Text of the issued file; it never changes, so it is read once."""
    return _memory.get(document.sha256, lambda: read_document(path_of(document.sha256)))


_memory: Memory[ReadDocument] = Memory(16)


def compared(then: ReadDocument, now: ReadDocument, address: Address) -> list[Pair]:
    """The paragraphs of both side by side, the figures of `now` as doors."""
    signs: dict[str, str] = {}
    old = [_Line(one, signs) for one in _said(then)]
    new = [_Line(one, signs) for one in _said(now)]
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], False)
    pairs: list[Pair] = []
    for _kind, a, b, c, d in matcher.get_opcodes():
        pairs += [_pair(*both) for both in _aligned(old[a:b], new[c:d])]
    return [replace(one, now=tuple(_door(piece, address) for piece in one.now)) for one in pairs]


def _door(piece: Piece, address: Address) -> Piece:
    if not piece.tag:
        return piece
    return replace(piece, address=address(piece.tag), figure=name_of(piece.tag))


def _said(read: ReadDocument) -> Iterator[ReadParagraph]:
    return (
        one for one in read.paragraphs if not one.part and one.text.replace(NO_WIDTH, "").strip()
    )


class _Line:
    """A paragraph as a row of signs: one for each word and each figure it cites.

    A number is one word: 10 beside 11 is another number, not another last digit.
    """

    def __init__(self, paragraph: ReadParagraph, signs: dict[str, str]) -> None:
        self.pieces: list[Piece] = []
        self.key = ""
        at, self._signs = 0, signs
        for figure in paragraph.figures:
            self._add_words(paragraph.text[at : figure.start])
            cited = _cited(figure.citation, figure.tag)
            self._add(Piece(figure.text, "figure", figure.tag), cited)
            at = figure.end
        self._add_words(paragraph.text[at:])

    def _add_words(self, text: str) -> None:
        for match in _WORD.finditer(text.replace(NO_WIDTH, "")):
            self._add(Piece(match[0]), match[0])

    def _add(self, piece: Piece, means: str) -> None:
        self.pieces.append(piece)
        sign = self._signs.setdefault(means, chr(_FIRST_SIGN + len(self._signs)))
        self.key += means if len(means) == 1 else sign


def _cited(citation: Citation | None, tag: str) -> str:
    """What is cited, whatever the month."""
    if citation is None:
        return tag
    span = citation.span
    if span is None:
        return replace(citation, month=_NO_MONTH).full
    ago = (citation.month.ordinal - month.ordinal for month in (span.start, span.end))
    return " ".join((replace(citation, month=_NO_MONTH, span=None).full, *map(str, ago)))


def _aligned(
    old: Sequence[_Line], new: Sequence[_Line]
) -> Iterator[tuple[_Line | None, _Line | None]]:
    """Each new paragraph with the first of the old ones left that is like it."""
    rest = list(old)
    for line in new:
        like = next((n for n, one in enumerate(rest) if _are_alike(one, line)), None)
        if like is None:
            yield None, line
            continue
        yield from ((one, None) for one in rest[:like])
        yield rest[like], line
        del rest[: like + 1]
    yield from ((one, None) for one in rest)


def _are_alike(one: _Line, other: _Line) -> bool:
    matcher = SequenceMatcher(None, one.key, other.key, False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _pair(old: _Line | None, new: _Line | None) -> Pair:
    if old is None or new is None:
        return Pair(_alone(old), _alone(new), is_same=False)
    then, now = list(old.pieces), list(new.pieces)
    matcher = SequenceMatcher(None, old.key, new.key, False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            for i, j in zip(range(a, b), range(c, d), strict=True):
                if normal(then[i].text) != normal(now[j].text):
                    then[i], now[j] = (replace(one, has_moved=True) for one in (then[i], now[j]))
            continue
        then[a:b] = [_marked(one) for one in then[a:b]]
        now[c:d] = [_marked(one) for one in now[c:d]]
    is_same = not any(one.has_moved or one.mark == "words" for one in (*then, *now))
    return Pair(_joined(then), _joined(now), is_same)


def _alone(line: _Line | None) -> tuple[Piece, ...]:
    """A paragraph without one on the other side."""
    return _joined([_marked(one) for one in line.pieces]) if line else ()


def _marked(piece: Piece) -> Piece:
    """What stands on one side alone; a figure that the other side does not cite has moved."""
    return replace(piece, has_moved=True) if piece.mark else replace(piece, mark="words")


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Characters beside each other with one mark become one piece."""
    made: list[Piece] = []
    for piece in pieces:
        last = made[-1] if made else None
        if last is not None and piece.mark != "figure" and last.mark == piece.mark:
            made[-1] = replace(last, text=last.text + piece.text)
        else:
            made.append(piece)
    return tuple(made)
