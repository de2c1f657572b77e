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
#: Counters of releases that stand for those that figures are told in.
_COUNTERS = {
    "批次": "次",
    "场次": "场",
    "户次": "家",
    "家次": "家",
    "例": "件",
    "份": "项",
}
_DIGITS = re.compile(r"-?\d[\d,]*(?:\.\d+)?\s*[余多]?\s*")
#: 10亿元以上: a limit wherever it stands.
_SIDE = re.compile(
    rf"(?:{_POWER}|[一十百千]?\s*(?:亿|千万|万)元?)(?=\s*(?:[(\uff08]含[)\uff09])?\s*及?以[上下])"
)
#: 近12个月: how long, and no figure.
_PERIOD = re.compile(r"近\s*(?:\d+|[一二两三五十]+)\s*(?:个月|年)")
#: 超百亿元的产业链, 其中超千亿元1条: a limit, not a figure.
_LIMIT = re.compile(
    r"(?:[超过达满]|突破|超过|达到|高于|低于|不低于|不足)\s*"
    r"(?:\d+(?:\.\d+)?)?\s*[一十百千]?\s*[万亿]元?"
    r"(?=的?[^\W\d_]{0,4}(?:产业链|链条|企业|项目|园区|集群|协议|线索)|\s*\d+\s*[个家条项户])"
)
#: 18个产品市场占有率居全国第一: which products are counted, and no rank that is told.
_STANDING = re.compile(
    r"(?<=产品)[^,\uff0c。;；\d]{0,12}?(?:(?:[位排]?居|位?列|排名?)(?:全国|全球|世界|全省|国内|省内|行业)+"
    r"(?:第[一二三1-3]位?|首位|前(?:[三五十]|3|5|10)位?)|(?:超过|高于|突破|达到?)\s*\d+(?:\.\d+)?%)"
)


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
    taken |= {(each.paragraph, at) for each in found for at in range(each.start, each.end)}
    for at, line in enumerate(paragraphs, 1):
        found += [each for each in _in_own_units(line, at) if (at, each.start) not in taken]
    return sorted(found, key=lambda each: (each.paragraph, each.start))


def _in_own_units(line: str, paragraph: int) -> Iterator[FoundNumber]:
    """Numbers in units that the city added, also where they look like a year: 2005标箱."""
    own = [code for code in UNITS if not re.fullmatch(f"{UNIT}|%", code)]
    if not own:
        return
    codes = "|".join(map(re.escape, sorted(own, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\d.A-Za-z])\d[\d,]*(?:\.\d+)?\s*(?:{codes})", line):
        yield _found(line, paragraph, match.start(), match[0])


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
    if re.search(r"\d\s*[个项种款家](?:企业的?)?产品", line):
        for match in _STANDING.finditer(line):
            yield from range(match.start(), match.end())
    for shape in (_BAND, _SIDE, _LIMIT, _PERIOD):
        for match in shape.finditer(line):
            yield from range(match.start(), match.end())


def _found(line: str, paragraph: int, start: int, text: str) -> FoundNumber:
    text = _with_counter(line, start, text)
    end = start + len(text)
    begins, ends = _sentence(line, start, end)
    value, unit = value_of(text)
    return FoundNumber(text, paragraph, start, end, line[begins:start], line[end:ends], value, unit)


def _with_counter(line: str, start: int, text: str) -> str:
    """48 with the counter behind it, where that is no word for a unit elsewhere (批次, 亿美元)."""
    digits = _DIGITS.match(line, start)
    if digits is None:
        return text
    known = sorted({*UNITS, *_COUNTERS, *_OF_UNITS}, key=len, reverse=True)
    counter = next((each for each in known if line.startswith(each, digits.end())), "")
    end = digits.end() + len(counter)
    return line[start:end] if end > start + len(text) else text


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
    plain = narrowed(text).strip()
    if plain in ("首位", "榜首"):
        return Fraction(1), UNITS["位"]
    match = re.fullmatch(r"第\s*(\d+|[一二三四五六七八九十])\s*[位名]?", plain)
    if match is None:
        return None, None
    number = "零一二三四五六七八九十".find(match[1]) if not match[1].isdecimal() else match[1]
    return Fraction(number), UNITS["位"]


def _unit(text: str) -> Unit | None:
    code = _OF_UNITS.get(text) or _COUNTERS.get(text, text)
    return unit_of_code(code) if code in UNITS else None
