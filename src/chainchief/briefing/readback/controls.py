"""Where figures stand in a paragraph: by their controls, however an editor left those.

A control stands in the text; WPS and Word may also put one around whole paragraphs or cells. One
that lost its tag (LibreOffice) is asked for our bookmarks inside it. What stands in a control
within another is the inner one's; digits typed right beside a control are part of the number.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chainchief.briefing.citations import Citation, is_tag
from chainchief.briefing.docx import properties
from chainchief.briefing.docx.ooxml import BOOKMARK, Element, pieces_of, qn, text_of
from chainchief.briefing.errors import BadCitationError

Positions = Mapping[Element, tuple[int, int]]
_NARROW_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF0D: "-"}
_SIGN = "(?<![A-Za-z0-9])[-\u2212]"
#: What of the text before belongs to the number: digits, a sign that joins no two words.
_BEFORE = re.compile(f"(?:{_SIGN})?(?:\\d[\\d.,]*)?\\d$|{_SIGN}$")
#: Thousands, before a number that begins with three digits; 第1,5个 is a list.
_THOUSANDS = re.compile(rf"(?:{_SIGN})?(?<![\d.])\d{{1,3}}(?:,\d{{3}})*,$")
_THREE = re.compile(r"\d{3}(?!\d)")
_AFTER = re.compile(r"(?:[.,]?\d)+")
#: Characters before a figure among which its first digits are looked for.
_FAR = 64


@dataclass(frozen=True)
class FigureSpan:
    """The characters of a paragraph that a control, or a bookmark in one, encloses."""

    tag: str
    start: int
    end: int


def figure_spans(
    paragraph: Element, kept: Mapping[str, str], around: Sequence[Element] = ()
) -> tuple[str, list[FigureSpan]]:
    """The text of a paragraph, and the stretches of it that are figures, in their order.

    `kept` are the properties of the document, which know the tag that a bookmark belongs to;
    `around` are the controls of `first_in_controls` that begin with this paragraph.
    """
    text, positions = _with_positions(paragraph)
    spans = [*_around(paragraph, positions, around), *_within(paragraph, positions, kept)]
    if not spans:
        return text, []
    return text, _with_adjoining_digits(sorted(spans, key=lambda one: one.start), text)


def first_in_controls(root: Element) -> dict[Element, list[Element]]:
    """The controls of figures that stand around whole paragraphs, by their first one with text."""
    controls: dict[Element, list[Element]] = {}
    for _tag, control in _ours(root.iter(qn("w:sdt"))):
        first = next((one for one in control.iter(qn("w:p")) if text_of(one).strip()), None)
        if first is not None:
            controls.setdefault(first, []).append(control)
    return controls


def empty_controls(root: Element, kept: Mapping[str, str]) -> dict[Element, list[str]]:
    """The tags of figures whose control is empty, by the paragraph that it stands in or holds.

    Word shows a text of its own in a control that somebody emptied.
    """
    emptied: dict[Element, list[str]] = {}
    for control in root.iter(qn("w:sdt")):
        if _is_empty(control):
            paragraph = next(control.iterancestors(qn("w:p")), None)
            paragraph = paragraph if paragraph is not None else next(control.iter(qn("w:p")), None)
            tags = _tags_of(control, kept)
            if paragraph is not None and tags:
                emptied.setdefault(paragraph, []).extend(tags)
    return emptied


def _is_empty(control: Element) -> bool:
    if _shows_placeholder(control):
        return True
    return not any((piece.text or "").strip() for piece in control.iter(qn("w:t")))


def _shows_placeholder(control: Element) -> bool:
    return control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None


def _tags_of(control: Element, kept: Mapping[str, str]) -> list[str]:
    """The tag of a control of ours; of one that lost it, those of our bookmarks in it."""
    tag = _tag_of(control)
    if tag is not None:
        return [tag] if is_tag(tag) else []
    names = (_property_of(one.get(qn("w:name"), "")) for one in control.iter(qn("w:bookmarkStart")))
    return [short(kept[name]) for name in names if name in kept]


def _with_positions(paragraph: Element) -> tuple[str, dict[Element, tuple[int, int]]]:
    """The text of a paragraph, and for each piece of text where it begins and ends in it."""
    positions, text = {}, ""
    for piece, words in pieces_of(paragraph):
        positions[piece] = (len(text), len(text) + len(words))
        text += words
    return text, positions


def _around(
    paragraph: Element, positions: Positions, around: Iterable[Element]
) -> Iterator[FigureSpan]:
    """The figures of the controls around this paragraph."""
    own = {tag for tag, _control in _ours(paragraph.iter(qn("w:sdt")))}
    for tag, _control in _ours(around):
        if tag not in own:
            yield from _enclosed(tag, paragraph.iter(), positions)


def _within(
    paragraph: Element, positions: Positions, kept: Mapping[str, str]
) -> Iterator[FigureSpan]:
    for control in paragraph.iter(qn("w:sdt")):
        if _shows_placeholder(control):
            continue
        tag = _tag_of(control)
        if is_tag(tag):
            own = (one for one in control.iter() if _innermost(one) is control)
            yield from _enclosed(str(tag), own, positions)
        elif tag is None and not _is_inside_another(control, paragraph):
            yield from _by_bookmarks(control, positions, kept)


def _ours(controls: Iterable[Element]) -> Iterator[tuple[str, Element]]:
    for control in controls:
        tag = _tag_of(control)
        if is_tag(tag):
            yield str(tag), control


def _tag_of(control: Element) -> str | None:
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return None if tag is None else tag.get(qn("w:val"))


def _innermost(element: Element) -> Element | None:
    """The nearest control of ours around an element."""
    return next((one for _tag, one in _ours(element.iterancestors(qn("w:sdt")))), None)


def _is_inside_another(control: Element, paragraph: Element) -> bool:
    """LibreOffice nests the controls of neighbours: the outermost one is asked for bookmarks."""
    above = control.getparent()
    while above is not paragraph and above is not None:
        if above.tag == qn("w:sdt"):
            return True
        above = above.getparent()
    return False


def _enclosed(tag: str, elements: Iterable[Element], positions: Positions) -> list[FigureSpan]:
    inside = [positions[one] for one in elements if one in positions]
    return [FigureSpan(tag, inside[0][0], inside[-1][1])] if inside else []


def _by_bookmarks(
    control: Element, positions: Positions, kept: Mapping[str, str]
) -> list[FigureSpan]:
    """The figures of a control that lost its tag; alone in it, a figure is all of its text."""
    names = {
        mark: _property_of(mark.get(qn("w:name"), ""))
        for mark in control.iter(qn("w:bookmarkStart"))
    }
    marks = [(mark, kept[name]) for mark, name in names.items() if name in kept]
    if len(marks) == 1:
        return _enclosed(short(marks[0][1]), control.iter(), positions)
    return [
        stretch
        for mark, full in marks
        for stretch in _enclosed(short(full), _between(mark, control), positions)
    ]


def _property_of(bookmark: str) -> str:
    """The document property that belongs to a bookmark of ours, "" for another's bookmark."""
    number = bookmark.removeprefix(BOOKMARK)
    return f"{properties.FIGURE}{number}" if number != bookmark else ""


def _between(start: Element, control: Element) -> Iterator[Element]:
    """The elements of a control from a bookmark's start to its end."""
    inside = False
    for element in control.iter():
        if element is start:
            inside = True
        elif element.tag == qn("w:bookmarkEnd") and element.get(qn("w:id")) == start.get(
            qn("w:id")
        ):
            return
        elif inside:
            yield element


def short(full: str) -> str:
    """The tag that a full citation had on its control."""
    try:
        return Citation.parse(full).tag
    except BadCitationError:
        return full


def _with_adjoining_digits(spans: list[FigureSpan], text: str) -> list[FigureSpan]:
    """3 typed before the control of 01个 makes 301个, a sign before 8.6% another number."""
    # Sentence signs stay wide: 12，247个 are two numbers.
    text = text.translate(_NARROW_DIGITS)
    starts, ends = [one.start for one in spans], sorted(one.end for one in spans)
    made = []
    for one in spans:
        before = bisect_right(ends, one.start)
        after = bisect_left(starts, one.end)
        last = ends[before - 1] if before else 0
        following = starts[after] if after < len(starts) else len(text)
        made.append(_extended(one, text, max(last, one.start - _FAR), following))
    return made


def _extended(one: FigureSpan, text: str, last: int, following: int) -> FigureSpan:
    """`one` with what of the text between `last` and `following` belongs to its number."""
    shown, lead = text[one.start : one.end], text[last : one.start]
    before = _BEFORE.search(lead) if shown[:1].isdigit() else None
    if before is None and _THREE.match(shown):
        before = _THOUSANDS.search(lead)
    after = _AFTER.match(text, one.end, following) if shown[-1:].isdigit() else None
    return replace(
        one,
        start=one.start - len(before[0]) if before else one.start,
        end=after.end() if after else one.end,
    )
