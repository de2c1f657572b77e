"""The numbers of a text, and the blanks that stand for one, each with the words around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from chainchief.briefing.readback.unbound_numbers import unbound_numbers
from chainchief.briefing.text.numerals import UNIT
from chainchief.briefing.text.paragraphs import ReadDocument, ReadParagraph
from chainchief.briefing.text.widths import narrowed
from chainchief.core.units import UNITS, Unit
from chainchief.core.units import unit as unit_of_code

#: What stands for a number that is to come: ___个, ××亿元.
_BLANK = re.compile(rf"(?:_{{2,}}|\uff3f{{2,}}|[xX×]{{2,}})\s*((?:{UNIT}|%)?)")
_POWER = r"\d+(?:\.\d+)?\s*(?:亿|万|千万)?元?"
_BAND = re.compile(
    rf"{_POWER}\s*[-—–~至到]\s*{_POWER}(?=[^\W\d_]{{0,6}}(?:项目|企业|产业链|协议|线索|需求))"
)
_NUMBER = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)\s*(余|多)?\s*([万亿]?)\s*(.*)", re.DOTALL)
_SENTENCE = "。；;!?\uff01\uff1f\n"
_OF_UNITS = {"个百分点": "百分点", "成": "%"}


@dataclass(frozen=True)
class FoundNumber:
    """A number or blank: as it stands, where, and the words of its sentence before it."""

    text: str
    paragraph: int
    start: int
    end: int
    before: str
    after: str
    value: Fraction | None = None
    unit: Unit | None = None

    @property
    def is_blank(self) -> bool:
        return self.value is None and self.text[:1] in "_\uff3fxX×"


def numbers_of(text: str) -> list[FoundNumber]:
    """All numbers of a text that a figure could stand for, and its blanks, in order."""
    paragraphs = text.replace("\r", "").split("\n")
    read = tuple(ReadParagraph("", at, line) for at, line in enumerate(paragraphs, 1))
    found = list(_blanks(paragraphs))
    taken = {(each.paragraph, at) for each in found for at in range(each.start, each.end)}
    taken |= {(at, sign) for at, line in enumerate(paragraphs, 1) for sign in _in_bands(line)}
    for number in unbound_numbers(ReadDocument("", read)):
        if (number.paragraph, number.start) not in taken:
            line = paragraphs[number.paragraph - 1]
            found.append(_found(line, number.paragraph, number.start, number.text))
    return sorted(found, key=lambda each: (each.paragraph, each.start))


def _blanks(paragraphs: list[str]) -> Iterator[FoundNumber]:
    for at, line in enumerate(paragraphs, 1):
        for match in _BLANK.finditer(line):
            begins, ends = _sentence(line, match.start(), match.end())
            yield FoundNumber(
                text=match[0],
                paragraph=at,
                start=match.start(),
                end=match.end(),
                before=line[begins : match.start()],
                after=line[match.end() : ends],
                unit=_unit(match[1]),
            )


def _in_bands(line: str) -> Iterator[int]:
    """Where the limits of a kind stand (5亿至10亿元项目), which are no figures."""
    for match in _BAND.finditer(line):
        yield from range(match.start(), match.end())


def _found(line: str, paragraph: int, start: int, text: str) -> FoundNumber:
    end = start + len(text)
    begins, ends = _sentence(line, start, end)
    value, unit = value_of(text)
    return FoundNumber(text, paragraph, start, end, line[begins:start], line[end:ends], value, unit)


def _sentence(line: str, start: int, end: int) -> tuple[int, int]:
    begins = max(line.rfind(sign, 0, start) for sign in _SENTENCE) + 1
    ends = min((at for sign in _SENTENCE if (at := line.find(sign, end)) >= 0), default=len(line))
    return begins, ends


def value_of(text: str) -> tuple[Fraction | None, Unit | None]:
    """A number as written and its unit; None where it is written in Chinese numerals or as rank."""
    match = _NUMBER.fullmatch(narrowed(text).strip())
    if match is None:
        return _rank(text)
    number = Fraction(match[1].replace(",", ""))
    power, rest = match[3], match[4].strip()
    unit = _unit(power + rest) or _unit(rest)
    if unit is not None and power and unit.code == rest:
        number *= {"万": 10_000, "亿": 100_000_000}[power]
    return number, unit


def _rank(text: str) -> "tuple[Fraction | None, Unit | None]":
    match = re.fullmatch(r"第\s*(\d+)\s*[位名]", narrowed(text).strip())
    return (Fraction(match[1]), UNITS["位"]) if match else (None, None)


def _unit(text: str) -> Unit | None:
    code = _OF_UNITS.get(text, text)
    return unit_of_code(code) if code in UNITS else None
