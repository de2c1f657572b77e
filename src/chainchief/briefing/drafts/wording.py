"""A paragraph as a person edits it: words, and figures as tokens that cannot be retyped.

`开工⟦1|301个⟧，同比…`: the token names the figure of the paragraph by its place and shows what it
prints. Words may change, tokens may move or go; a token that says another number is refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chainchief.briefing.docx.ooxml import NO_WIDTH
from chainchief.briefing.faults import NO_SUCH_TOKEN, RETYPED
from chainchief.briefing.text.paragraphs import ReadParagraph
from chainchief.core.faults import Fault, Place

_TOKEN = re.compile("⟦([^⟦⟧|]*)\\|?([^⟦⟧]*)⟧")
_BRACKETS = str.maketrans("", "", "⟦⟧")
_LONGEST = 5_000


@dataclass(frozen=True)
class Words:
    """Some text of a paragraph."""

    text: str


@dataclass(frozen=True)
class Token:
    """The figure of this place, counted from 0 in the paragraph as it was."""

    place: int


Part = Words | Token


def wording_of(paragraph: ReadParagraph) -> str:
    """The paragraph with its figures as tokens."""
    pieces, at = [], 0
    for place, figure in enumerate(paragraph.figures, start=1):
        pieces.append(_plain(paragraph.text[at : figure.start]))
        pieces.append(f"⟦{place}|{_plain(figure.text)}⟧")
        at = figure.end
    return "".join([*pieces, _plain(paragraph.text[at:])])


def _plain(text: str) -> str:
    return text.replace(NO_WIDTH, "").translate(_BRACKETS)


def split_wording(wording: str, paragraph: ReadParagraph) -> tuple[list[Part], list[Fault]]:
    """Take an edited paragraph apart: its parts, and what is wrong with its tokens."""
    parts: list[Part] = []
    faults: list[Fault] = []
    seen: set[int] = set()
    shown = {str(n): _plain(one.text) for n, one in enumerate(paragraph.figures, start=1)}
    for token, text in _split(wording.replace("\r\n", "\n")[:_LONGEST]):
        if token is None:
            parts.append(Words(text.translate(_BRACKETS)))
            continue
        number = token.strip()
        if number not in shown or int(number) in seen:
            faults.append(Fault(NO_SUCH_TOKEN, Place(), facts={"token": text or token}))
        elif text != shown[number]:
            faults.append(Fault(RETYPED, Place(), text, {"figure": shown[number]}))
        else:
            seen.add(int(number))
            parts.append(Token(int(number) - 1))
    return parts, faults


def _split(wording: str) -> Iterator[tuple[str | None, str]]:
    at = 0
    for match in _TOKEN.finditer(wording):
        if match.start() > at:
            yield None, wording[at : match.start()]
        yield match[1], match[2]
        at = match.end()
    if at < len(wording):
        yield None, wording[at:]


def with_bound(parts: list[Part], bound: Mapping[str, str]) -> list[Part | str]:
    """Parts in which each number of `bound` is the tag of the figure that it is; the first place
    where it stands counts."""
    made: list[Part | str] = list(parts)
    for number, tag in bound.items():
        for index, part in enumerate(made):
            if isinstance(part, Words) and number in part.text:
                before, _number, after = part.text.partition(number)
                made[index : index + 1] = [Words(before), tag, Words(after)]
                break
    return [one for one in made if not (isinstance(one, Words) and not one.text)]
