"""Numbers of a text that no figure stands behind: what a person has to check by hand.

A simple finder of digits. Dates, ordinals (第5位), document numbers, numbering at the head of a
paragraph and digits inside a name (5G, GB2312, 2023-11r1) are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.briefing.counting import is_about_counts
from chainchief.briefing.reader import ReadDocument, ReadParagraph
from chainchief.briefing.widths import narrowed

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UNIT = re.compile(
    r"\s*余?(?:个?百分点|[万亿]?[个家次件条名项张户人所场台套元亩]|公顷|平方公里|[%‰])?"
)
_LEFT_OUT = re.compile(
    r"""
      \d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?      # 2023年11月30日
    | \d{1,2}\s*(?:[-—–至~]\s*\d{1,2}\s*)?月份?(?:\s*\d{1,2}\s*日)?   # 1-11月份
    | \d{1,2}\s*日(?!均)                                     # 30日
    | \d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?![\d.])            # 2023-11-30
    | \d{1,2}:\d{2}(?::\d{2})?                               # 09:30
    | 第\s*\d+                                               # 第5位
    | [〔\[]\d{4}[〕\]]\s*\d*\s*号?                           # 〔2023〕5号
    | ^\s*\(?\d{1,2}(?:[)、]|\.(?!\d))                        # 1. at the head of a paragraph
    | [A-Za-z][A-Za-z0-9_.-]*\d[A-Za-z0-9_.-]*               # GB2312
    | \d[\d.-]*[A-Za-z][A-Za-z0-9_.-]*                       # 5G, 2023-11r1
    """,
    re.VERBOSE,
)
_FURNITURE = {"the footer", "the comments"}


@dataclass(frozen=True)
class UnboundNumber:
    """A number in a text without a figure: with its unit, and where it stands."""

    text: str
    part: str
    paragraph: int
    start: int
    around: str


def unbound_numbers(document: ReadDocument) -> list[UnboundNumber]:
    """In the order of the text; page numbers are furniture and not looked at."""
    return [
        number
        for paragraph in document.paragraphs
        if paragraph.part not in _FURNITURE and not is_about_counts(paragraph.text)
        for number in _in_paragraph(paragraph)
    ]


def _in_paragraph(paragraph: ReadParagraph) -> Iterator[UnboundNumber]:
    text = _without_figures(paragraph)
    text = _LEFT_OUT.sub(lambda match: "\0" * len(match[0]), text)
    for match in _NUMBER.finditer(text):
        unit = _UNIT.match(text, match.end())
        end = unit.end() if unit else match.end()
        yield UnboundNumber(
            text=paragraph.text[match.start() : end].strip(),
            part=paragraph.part,
            paragraph=paragraph.number,
            start=match.start(),
            around=paragraph.text[max(0, match.start() - 10) : end + 10],
        )


def _without_figures(paragraph: ReadParagraph) -> str:
    text = narrowed(paragraph.text)
    for figure in paragraph.figures:
        text = text[: figure.start] + "\0" * (figure.end - figure.start) + text[figure.end :]
    return text
