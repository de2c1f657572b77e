"""A text with numbers: for each number what the catalogue has for it, and what would have to be."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.core.looked_up import lookups_kept
from chainchief.core.spans import Month
from chainchief.core.units import UNITS, Dimension
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.figures import MetricType
from chainchief.workshop.drafts.draft import Draft
from chainchief.workshop.offers import (
    Offer,
    OfferMaker,
    Wish,
    decimals,
    is_same,
    is_unit_alike,
    key_of,
    tag_for,
    tag_of,
    word_before,
)
from chainchief.workshop.sentences.amounts import Reading
from chainchief.workshop.sentences.composed import (
    composed_draft,
    difference_of,
    kinds_of,
    place_of,
    share_of,
)
from chainchief.workshop.sentences.naming import ALIKE, WHOLE, named_with_likeness
from chainchief.workshop.sentences.numbers import FoundNumber, numbers_of
from chainchief.workshop.sentences.phrases import phrases
from chainchief.workshop.sentences.reading import readings
from chainchief.workshop.sentences.relations import Relation
from chainchief.workshop.sentences.same import same_as
from chainchief.workshop.sentences.scopes import NamedScope, Scopes
from chainchief.workshop.sentences.stated import stated_draft

__all__ = ["Numbered", "Offer", "TextReader", "is_same", "tag_for", "tag_of", "with_tags"]

#: As many figures are proposed for one number.
MOST_OFFERS = 6
#: Of a growth so many of the indicators that are named are looked at.
_MOST_GROWTHS = 3
#: A count below this is the value of too many figures to say which is meant.
_TELLING_COUNT = 100
#: What compares another number with a year before, or with a plan.
_COMPARED = (Relation.MORE, Relation.RISE, Relation.PLAN)
#: What says something of another number alone, and is none of its own.
_OF_ANOTHER = (
    Relation.OVER,
    Relation.SHARE,
    Relation.PLACE,
    Relation.MORE,
    Relation.RISE,
    Relation.STEP,
)
#: What a statistic of another authority can be in the catalogue.
_QUOTED = (
    MetricType.OFFICIAL,
    MetricType.FURNISHED,
    MetricType.RANK,
    MetricType.DIFFERENCE,
)
_UP = re.compile("增长|增幅|增速|增加|提高|上升|提升|升|分别")
_NO_COMPARISON = (MetricType.RANK, MetricType.STREAK, MetricType.RECORD, MetricType.POSITION)


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
    #: A unit or chain that the words name and whoever reads cannot see: nothing is proposed.
    unknown: str = ""

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
    """Reads a text against the figures of one month; what was computed is kept.

    `is_open` says of a unit and a chain whether their figures may be shown to whoever reads.
    """

    source: LedgerSource
    division: str
    chain: str = ""
    is_open: Callable[[str, str], bool] = lambda _division, _chain: True
    #: By the place of a number in the text: the indicator that is first proposed for it.
    _meant: dict[int, Indicator] = field(default_factory=dict)
    _meant_last: Indicator | None = None
    #: What the last share in the text was of.
    _shared: Indicator | None = None

    @property
    def month(self) -> Month:
        return self.source.month

    @cached_property
    def _maker(self) -> OfferMaker:
        return OfferMaker(self.source, self.division, self.chain)

    def read(self, text: str) -> list[Numbered]:
        """Every number of the text, in order."""
        found = numbers_of(text)
        self._meant, self._meant_last, self._shared = {}, None, None
        with lookups_kept():
            read = readings(found, self.source.catalogue, self.month)
            pairs = enumerate(zip(found, read, strict=True))
            return [self._numbered(at, number, reading) for at, (number, reading) in pairs]

    def _numbered(self, at: int, number: FoundNumber, reading: Reading) -> Numbered:
        scope = self._scope(number)
        if scope.unknown:
            start = number.start - len(word_before(number))
            return Numbered(number, start, (), unknown=scope.unknown)
        of = self._of(reading)
        same = self._same(reading)
        likely = {each.code: each for each in self._likely(number, reading, of, same)}.values()
        wishes: dict[str, Wish] = {}
        whole = self._meant_last if "其中" in reading.clause else None
        for indicator in likely:
            if indicator is whole and reading.relation is Relation.NONE:
                # 绿色工厂63家，其中国家级15家: a part is not told by the figure of its whole.
                continue
            wish = self._wish(indicator, number, reading, scope, is_sure=indicator is same)
            if wish:
                self._meant.setdefault(at, indicator)
                wishes[key_of(wish)] = wish
        if at in self._meant and reading.relation is Relation.NONE:
            self._meant_last = self._meant[at]
        offers = [offer for call in wishes.values() if (offer := self._maker.offer(call, number))]
        for key, call in self._by_value(number, reading, scope):
            offer = self._maker.offer(call, number) if key not in wishes else None
            offers += [replace(offer, by_words=False)] if offer else []
        ordered = sorted(offers, key=lambda each: (not each.by_words, not each.matches))
        start = number.start - len(word_before(number))
        draft = self._draft(number, reading, of, is_known=any(each.by_words for each in offers))
        return Numbered(number, start, tuple(ordered[:MOST_OFFERS]), draft)

    def _same(self, reading: Reading) -> Indicator | None:
        """The indicator that counts what the words were read as."""
        drafted = reading.draft
        return same_as(drafted, self.source.catalogue, reading.clause) if drafted else None

    def _of(self, reading: Reading) -> Indicator | None:
        """What a growth, share or place is of: what its own words name, else the number before."""
        own = reading.relation in (Relation.SHARE, Relation.PLACE)
        if own and reading.draft is not None:
            self._shared = same_as(reading.draft, self.source.catalogue)
            return self._shared
        if reading.about is None and reading.relation is Relation.PLACE:
            return self._shared
        return self._meant.get(reading.about) if reading.about is not None else None

    def _scope(self, number: FoundNumber) -> NamedScope:
        scope = self._scopes.named(number.before, re.split("[,\uff0c、]", number.after)[0])
        division = scope.division or self.division
        chain = scope.chain or self.chain
        if self.is_open(division, chain):
            return scope
        names = self._scopes.divisions.get(division), self._scopes.chains.get(chain)
        return NamedScope(unknown="、".join(name for name in names if name))

    @cached_property
    def _scopes(self) -> Scopes:
        territory = self.source.territory
        inside = {
            code: name
            for code, name in territory.names.items()
            if self.division in territory.containing.get(code, ())
        }
        return Scopes(inside, dict(territory.chains), phrases().industries)

    def _draft(
        self, number: FoundNumber, reading: Reading, of: Indicator | None, *, is_known: bool
    ) -> Draft | None:
        """What would have to be defined, entered or asked for; None where an indicator has it."""
        if reading.relation is not Relation.NONE and of is not None:
            composed = composed_draft(reading, of, self.source.catalogue)
            return None if is_known else composed or self._stated(number, reading)
        if reading.draft is not None:
            known = is_known or same_as(reading.draft, self.source.catalogue) is not None
            return None if known else _in_unit(reading.draft, number)
        return None if is_known else self._stated(number, reading)

    def _stated(self, number: FoundNumber, reading: Reading) -> Draft | None:
        """A number of other authorities or offices, by its own words or those before it."""
        own = stated_draft(number, reading.words)
        return own or stated_draft(number, reading.context + reading.clause)

    def _likely(
        self, number: FoundNumber, reading: Reading, of: Indicator | None, same: Indicator | None
    ) -> "Iterator[Indicator]":
        """The indicators that the words mean, the likeliest first; `same` counts what they say."""
        catalogue = self.source.catalogue
        relation = reading.relation
        if relation is Relation.OVER and of is not None:
            yield from difference_of(of, number.before[-20:], catalogue)
        elif relation is Relation.SHARE and of is not None:
            yield from share_of(of, reading.whole, catalogue)
        elif relation is Relation.PLACE and of is not None:
            yield from place_of(of, reading.whole, catalogue)
        elif relation in _COMPARED and of is not None and "年初" not in reading.clause:
            yield of
        if relation in _OF_ANOTHER and not reading.is_official:
            return
        first = self._named(reading, is_drafted=True)[:1] if same else []
        if same and not (first and self._tells_more(first[0], same, reading)):
            yield same
        last = self._meant_last if "，" in number.before or "、" in number.before else None
        yield from self._named(reading, last, is_drafted=reading.draft is not None and same is None)
        if relation is Relation.GROWTH and same is None and of is not None:
            yield of
        if same:
            yield same

    def _tells_more(self, one: Indicator, other: Indicator, reading: Reading) -> bool:
        """净增规上企业: whether a name has a telling word right before the number, another not."""
        words = [word for group in phrases().telling for word in group if word in reading.clause]
        names = [" ".join((each.names["zh"], *each.aliases)) for each in (one, other)]
        return any(word in names[0] and word not in names[1] for word in words)

    def _of_the_same_kind(
        self, before: Indicator, reading: Reading
    ) -> "list[tuple[Fraction, Indicator]]":
        """办结率 behind 督办事项 is that of tasks, not of difficulties."""
        words = f"{before.names['zh']}{reading.context}{reading.clause}"
        found = named_with_likeness(words, self.source.catalogue, phrases().telling, reading.clause)
        kinds = kinds_of(before, self.source.catalogue)
        return [
            (score, each)
            for score, each in found
            if each is not before and kinds & kinds_of(each, self.source.catalogue)
        ]

    def _named(
        self, reading: Reading, before: Indicator | None = None, *, is_drafted: bool
    ) -> list[Indicator]:
        """Those that the words name; where the records are clear, wholly named ones alone."""
        least = WHOLE if is_drafted and not reading.is_growth else ALIKE
        found = named_with_likeness(
            reading.words, self.source.catalogue, phrases().telling, reading.clause
        )
        most = _MOST_GROWTHS if reading.is_growth else MOST_OFFERS
        if reading.is_bare and reading.relation is Relation.NONE and before is not None:
            found = self._of_the_same_kind(before, reading)
        if reading.is_official:
            found = [(score, each) for score, each in found if each.nature in _QUOTED]
        return [each for score, each in found if score >= least][:most]

    def _by_value(
        self, number: FoundNumber, reading: Reading, scope: NamedScope
    ) -> "Iterator[tuple[str, Wish]]":
        """Calls for figures that print just this number in the month."""
        if reading.relation is not Relation.NONE or number.value is None or number.unit is None:
            return
        counted = number.unit.dimension is Dimension.COUNT
        if scope != NamedScope() or (counted and number.value < _TELLING_COUNT):
            return
        for indicator in self.source.catalogue:
            if indicator.parameters or not is_unit_alike(number.unit, indicator.unit):
                continue
            if is_same(self._maker.plain(indicator.code), number):
                wish = self._wish(indicator, number, reading, scope)
                if wish:
                    yield key_of(wish), wish

    def _wish(
        self,
        indicator: Indicator,
        number: FoundNumber,
        reading: Reading,
        scope: NamedScope,
        *,
        is_sure: bool = False,
    ) -> "dict[str, str | int] | None":
        """The call of one indicator; None where it measures something else than the number."""
        wish: dict[str, str | int] = {"code": indicator.code}
        elsewhere = scope.division not in ("", self.division)
        wish |= {"division": scope.division} if elsewhere else {}
        wish |= {"chain": scope.chain} if scope.chain else {}
        if reading.span and indicator.nature not in _NO_COMPARISON:
            wish["span"] = reading.span
        compared = self._compared(indicator, number, reading)
        if compared is None:
            return None
        if compared:
            return wish | compared
        if number.unit is not None and not is_unit_alike(number.unit, indicator.unit):
            # 实验室3家: what is counted is beyond doubt, and a counter is but a counter.
            counts = number.unit.dimension is indicator.unit.dimension is Dimension.COUNT
            if not (is_sure and counts):
                return None
        approx = "余" if re.search("[余多]", number.text) else word_before(number)
        if approx and indicator.nature not in _NO_COMPARISON:
            wish["approx"] = approx
        elif not number.is_blank and _decimals_differ(number, indicator):
            wish["places"] = decimals(number)
        return wish

    def _compared(
        self, indicator: Indicator, number: FoundNumber, reading: Reading
    ) -> "dict[str, str | int] | None":
        """How a call compares; {} where the number is the figure itself, None where none can be."""
        relation = reading.relation
        comparable = indicator.nature not in _NO_COMPARISON
        is_rate = indicator.unit.dimension in (Dimension.RATE, Dimension.POINTS)
        if relation is Relation.GROWTH and not is_rate:
            if not comparable:
                return None
            grown: dict[str, str | int] = {"compare": "yoy"}
            if _UP.search(number.before[-12:]):
                grown |= {"form": "number", "places": decimals(number)}
            return grown
        if relation is Relation.RISE:
            rises = comparable and indicator.unit.dimension is Dimension.RATE
            return {"compare": "yoy-difference", "form": "number"} if rises else None
        if relation is Relation.MORE:
            alike = number.unit is not None and is_unit_alike(number.unit, indicator.unit)
            return {"compare": "yoy-difference", "form": "number"} if alike else None
        if relation is Relation.PLAN and not is_rate:
            return {"compare": "plan", "form": "number"} if comparable else None
        if relation is Relation.SHARE and not is_rate:
            return {"compare": "share", "form": "number"} if comparable else None
        return {}


def _decimals_differ(number: FoundNumber, indicator: Indicator) -> bool:
    """Whether the text writes other decimals than the indicator does, in the same unit."""
    same_unit = number.unit is not None and number.unit.code == indicator.unit.code
    return same_unit and decimals(number) != indicator.places


def _in_unit(draft: Draft, number: FoundNumber) -> Draft:
    """Told in the unit that the text writes: 38宗."""
    unit = number.unit
    if unit is None or draft.unit not in UNITS or UNITS[draft.unit].dimension is not unit.dimension:
        return draft
    return replace(draft, unit=unit.code)


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
