"""Numbers of a text that no figure stands behind: what a person has to check by hand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chainchief.briefing.resolve.origins import is_about_counts
from chainchief.briefing.text.numerals import NUMBER
from chainchief.briefing.text.other_numbers import without_names
from chainchief.briefing.text.paragraphs import ReadDocument, ReadParagraph
from chainchief.briefing.text.widths import narrowed
from chainchief.briefing.text.wording_rules import rules

#: A page number, with what stands around it: — 1 —, 第1页共9页.
_PAGE_NUMBER = re.compile(r"[\W\d_第页共/]*")
#: Characters that are looked through at once, and where they may be divided.
_LONGEST, _SENTENCE_ENDS = 1000, "。；;\n"
#: Narrowed, it would join two numbers that a list holds: 30，200个.
_WIDE_COMMA = "\uff0c"


@dataclass(frozen=True)
class UnboundNumber:
    """A number in a text without a figure: with its unit, and where it stands."""

    text: str
    part: str
    paragraph: int
    start: int
    around: str


def unbound_numbers(document: ReadDocument) -> list[UnboundNumber]:
    """Numbers without a receipt, in the order of the text; page numbers at the foot are none."""
    names = rules().names
    return [
        number
        for paragraph in document.paragraphs
        if not _is_furniture(paragraph) and not is_about_counts(paragraph.text)
        for number in _in_paragraph(paragraph, names)
    ]


def _is_furniture(paragraph: ReadParagraph) -> bool:
    return paragraph.part == "the footer" and bool(_PAGE_NUMBER.fullmatch(paragraph.text))


def _in_paragraph(paragraph: ReadParagraph, names: Sequence[str]) -> Iterator[UnboundNumber]:
    for begins, sentences in _in_pieces(_without_figures(paragraph)):
        for match in NUMBER.finditer(without_names(sentences, names)):
            start, end = begins + match.start(), begins + match.end()
            yield UnboundNumber(
                text=paragraph.text[start:end].strip(),
                part=paragraph.part,
                paragraph=paragraph.number,
                start=start,
                around=paragraph.text[max(0, start - 10) : end + 10],
            )


def _in_pieces(text: str) -> Iterator[tuple[int, str]]:
    """A long text in pieces that end with a sentence, each with its place: the patterns of numbers
    take the square of a length."""
    begins = 0
    while len(text) - begins > _LONGEST:
        last = max(text.rfind(sign, begins, begins + _LONGEST) for sign in _SENTENCE_ENDS)
        end = begins + _LONGEST if last < 0 else last + 1
        yield begins, text[begins:end]
        begins = end
    yield begins, text[begins:]


def _without_figures(paragraph: ReadParagraph) -> str:
    pieces = paragraph.text.split(_WIDE_COMMA)
    return paragraph.without_figures(_WIDE_COMMA.join(map(narrowed, pieces)))
