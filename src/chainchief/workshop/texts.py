"""A text with numbers: for each number what the catalogue has for it, and what would have to be."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from chainchief.briefing.resolve.calls import ManyNoFigures, RenderContext, citation_of
from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.briefing.resolve.printing import printed
from chainchief.briefing.sources import NoFigure, is_absent
from chainchief.briefing.template.calls import Call
from chainchief.core.i18n import _
from chainchief.core.rounding import rounded
from chainchief.core.spans import Month
from chainchief.core.units import Dimension, Unit, from_steps
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.figures import Figure, MetricType
from chainchief.workshop.drafts.draft import Draft
from chainchief.workshop.sentences.numbers import FoundNumber, numbers_of
from chainchief.workshop.sentences.reading import Reading, readings, same_as

#: As many figures are proposed for one number.
MOST_OFFERS = 6
#: As much of its name must stand before a number that an indicator is proposed by its name.
_ALIKE = Fraction(1, 2)
_TAIL = 40
_FEW = 5
#: Of a growth so many of the indicators that are named are looked at.
_MOST_GROWTHS = 3
_WORDS_BEFORE = ("超过", "突破", "近", "约")
_UP = ("增长", "增幅", "增速", "同比增")
_NO_COMPARISON = (MetricType.RANK, MetricType.STREAK, MetricType.RECORD, MetricType.POSITION)
Wish = Mapping[str, str | int]


@dataclass(frozen=True)
class Offer:
    """A figure that could stand for a number: its tag, and what that would print in the month."""

    code: str
    name: str
    tag: str
    prints: str
    matches: bool
    nature: MetricType
    absent: str = ""
    #: Whether the words before the number name it; else its value alone is the same.
    by_words: bool = True


@dataclass(frozen=True)
class Numbered:
    """A number of the text with what is proposed for it.

    `draft` is a first definition where the catalogue counts nothing like it. `start` may lie before
    the number: a word such as 超过 belongs to the tag.
    """

    number: FoundNumber
    start: int
    offers: tuple[Offer, ...]
    draft: Draft | None = None

    @property
    def best(self) -> Offer | None:
        """Choice unless a person chooses otherwise: a value that matches, or the words'."""
        first = self.offers[0] if self.offers else None
        if first is None or not (first.by_words or self._is_telling):
            return None
        return first if first.matches or self.number.is_blank else None

    @property
    def _is_telling(self) -> bool:
        """Whether its value alone says which figure it is: 1.7个百分点, and one figure has it."""
        counted = self.number.unit is None or self.number.unit.dimension is Dimension.COUNT
        same = [offer for offer in self.offers if offer.matches]
        return not counted and len(same) == 1 and len(re.findall(r"\d", self.number.text)) > 1


@dataclass
class TextReader:
    """Reads a text against the figures of one month; what was computed is kept."""

    source: LedgerSource
    division: str
    chain: str = ""
    _printed: dict[str, Offer | None] = field(default_factory=dict)
    _figures: dict[str, Figure] = field(default_factory=dict)

    @property
    def month(self) -> Month:
        return self.source.month

    def read(self, text: str) -> list[Numbered]:
        """Every number of the text, in order."""
        found = numbers_of(text)
        pairs = zip(found, readings(found, self.source.catalogue), strict=True)
        return [self._numbered(number, reading) for number, reading in pairs]

    def _numbered(self, number: FoundNumber, reading: Reading) -> Numbered:
        same = same_as(reading.draft, self.source.catalogue) if reading.draft else None
        wishes = dict(self._by_words(number, reading, same))
        offers = [offer for wish in wishes.values() if (offer := self._offer(wish, number))]
        for key, wish in self._by_value(number, reading):
            offer = self._offer(wish, number) if key not in wishes else None
            offers += [replace(offer, by_words=False)] if offer else []
        ordered = sorted(offers, key=lambda each: not each.matches)
        start = number.start - len(_word_before(number))
        draft = reading.draft if same is None else None
        return Numbered(number, start, tuple(ordered[:MOST_OFFERS]), draft)

    def _by_words(
        self, number: FoundNumber, reading: Reading, same: Indicator | None
    ) -> "Iterator[tuple[str, Wish]]":
        """Calls of `fig` for what the words before the number mean, the likeliest first."""
        span = reading.span if reading.span not in ("", "year") else ""
        named = self._named(number)[: _MOST_GROWTHS if reading.is_growth else None]
        likely = [same] if same else []
        if reading.is_growth and reading.subject is not None:
            subject = same_as(reading.subject, self.source.catalogue)
            likely += [subject] if subject else []
        for indicator in [*likely, *named]:
            wish = self._wish(indicator, span, number, reading)
            if wish:
                yield _key(wish), wish

    def _by_value(self, number: FoundNumber, reading: Reading) -> "Iterator[tuple[str, Wish]]":
        """Calls for figures that print just this number in the month."""
        if reading.is_growth or number.value is None or number.unit is None:
            return
        for indicator in self.source.catalogue:
            if indicator.parameters or not _alike(number.unit, indicator.unit):
                continue
            if is_same(self._plain(indicator), number):
                wish = self._wish(indicator, "", number, reading)
                if wish:
                    yield _key(wish), wish

    def _wish(
        self, indicator: Indicator, span: str, number: FoundNumber, reading: Reading
    ) -> "dict[str, str | int] | None":
        """The call of one indicator; None where it measures something else than the number."""
        wish: dict[str, str | int] = {"code": indicator.code}
        if span and indicator.nature not in _NO_COMPARISON:
            wish["span"] = span
        if reading.is_growth and indicator.unit.code != "%":
            if indicator.nature in _NO_COMPARISON or indicator.unit.code == "百分点":
                return None
            wish["compare"] = "yoy"
            if any(word in number.before[-8:] for word in _UP):
                wish |= {"form": "number", "places": _decimals(number)}
            return wish
        if number.unit is not None and not _alike(number.unit, indicator.unit):
            return None
        approx = "余" if re.search("[余多]", number.text) else _word_before(number)
        if approx:
            wish["approx"] = approx
        elif not number.is_blank and _decimals(number) != indicator.places:
            wish["places"] = _decimals(number)
        return wish

    def _named(self, number: FoundNumber) -> list[Indicator]:
        """Indicators whose name stands before the number, the closest first."""
        tail = _clause(number.before)
        scored = [
            (max(_likeness(name, tail) for name in (each.names["zh"], *each.aliases)), each)
            for each in self.source.catalogue
            if not each.parameters
        ]
        alike = [(score, each) for score, each in scored if score >= _ALIKE]
        ordered = sorted(alike, key=lambda pair: -pair[0])
        return [each for _score, each in ordered[:MOST_OFFERS]]

    def _plain(self, indicator: Indicator) -> Figure:
        if indicator.code not in self._figures:
            call = Call("fig", {"code": indicator.code})
            self._figures[indicator.code] = self.source.figure(citation_of(call, self._context))
        return self._figures[indicator.code]

    @cached_property
    def _context(self) -> RenderContext:
        return RenderContext(self.source, self.division, self.chain)

    def _offer(self, wish: Wish, number: FoundNumber) -> Offer | None:
        key = _key(wish)
        if key not in self._printed:
            self._printed[key] = self._made(wish)
        made = self._printed[key]
        if made is None or number.value is None:
            return made
        written = number.before[-2:] if _word_before(number) else ""
        same = _plain_text(made.prints) in (
            _plain_text(number.text),
            _plain_text(written + number.text),
        )
        return replace(made, matches=same)

    def _made(self, wish: Wish) -> Offer | None:
        indicator = self.source.catalogue[str(wish["code"])]
        try:
            citation = citation_of(Call("fig", dict(wish)), self._context)
            figure = self.source.figure(citation)
            printed_value = (
                ""
                if is_absent(figure)
                else printed(figure, citation.approximation, citation.places)
            )
        except (NoFigure, ManyNoFigures):
            return None
        return Offer(
            code=indicator.code,
            name=_("{} (against last year)").format(indicator.name)
            if "compare" in wish
            else indicator.name,
            tag=tag_for(wish),
            prints=printed_value,
            matches=False,
            nature=indicator.nature,
            absent=figure.absent if not printed_value else "",
        )


def tag_of(code: str, span: str = "", compare: str = "") -> str:
    """The tag by which a template prints a figure; over the year unless told otherwise."""
    wish = {"code": code, "span": "" if span == "year" else span, "compare": compare}
    return tag_for({name: value for name, value in wish.items() if value})


def tag_for(wish: Wish) -> str:
    """`{{ fig("IND-…", span="first-10") }}`."""
    more = "".join(
        f", {name}={value}" if isinstance(value, int) else f', {name}="{value}"'
        for name, value in wish.items()
        if name != "code"
    )
    return f'{{{{ fig("{wish["code"]}"{more}) }}}}'


def with_tags(text: str, chosen: "Sequence[tuple[Numbered, str]]", month: Month) -> str:
    """The text with tags in the place of the numbers chosen, and of the month's own names."""
    lines = text.replace("\r", "").split("\n")
    from_the_end = sorted(chosen, key=lambda each: (each[0].number.paragraph, -each[0].start))
    for one, tag in from_the_end:
        at = one.number.paragraph - 1
        lines[at] = lines[at][: one.start] + tag + lines[at][one.number.end :]
    return "\n".join(_with_times(line, month) for line in lines)


def _with_times(line: str, month: Month) -> str:
    """1-11月 and 2023年11月 move with the month that the text is made for."""
    pieces = re.split(r"(\{\{.*?\}\})", line)
    year, last = month.year, month.month
    return "".join(
        piece if number % 2 else _times_of(piece, year, last) for number, piece in enumerate(pieces)
    )


def _times_of(text: str, year: int, last: int) -> str:
    text = re.sub(rf"(?<!\d){year}年\s*1\s*[-—–~至]\s*{last}月", "{{ year() }}年{{ span() }}", text)
    text = re.sub(rf"(?<![\d年])1\s*月?\s*[-—–~至]\s*{last}月", "{{ span() }}", text)
    text = re.sub(rf"(?<!\d){year}年{last}月(?!\d|\s*\d*日)", "{{ month() }}", text)
    return re.sub(rf"(?<!\d){year}年(?!\d)", "{{ year() }}年", text)


def is_same(figure: Figure, number: FoundNumber) -> bool:
    """Whether a figure is the number as written: equal at the decimals that it is written with."""
    if figure.value is None or number.value is None or number.unit is None:
        return False
    value = from_steps(figure.value, number.unit)
    return Fraction(rounded(value, _decimals(number))) == number.value and number.value != 0


def _decimals(number: FoundNumber) -> int:
    written = re.search(r"\.(\d+)", number.text)
    return len(written[1]) if written else 0


def _alike(one: Unit, other: Unit) -> bool:
    """Whether a number in one unit could be a figure in the other: 个 are no 家."""
    counted = one.dimension is Dimension.COUNT
    return one.base == other.base if counted else one.dimension is other.dimension


def _clause(before: str) -> str:
    """The words since the last pause; with those before it where they are few."""
    parts = re.split("([,\uff0c、;；:：])", before[-_TAIL:])
    tail = parts.pop()
    while parts and len(tail) < _FEW:
        tail = parts.pop() + tail
    return tail


def _word_before(number: FoundNumber) -> str:
    return next((word for word in _WORDS_BEFORE if number.before.endswith(word)), "")


def _likeness(name: str, text: str) -> Fraction:
    """How many of the pairs of characters of a name stand in a text."""
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return Fraction(sum(pair in text for pair in pairs), len(pairs)) if pairs else Fraction(0)


def _key(wish: Wish) -> str:
    return "|".join(f"{name}={value}" for name, value in wish.items())


def _plain_text(text: str) -> str:
    return re.sub(r"[\s,]", "", text)
