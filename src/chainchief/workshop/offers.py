"""Figures that could stand for a number of a text, each with what it would print in the month."""

import re
from collections.abc import Mapping
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
from chainchief.core.units import UNITS, Dimension, Unit, from_steps
from chainchief.indicators.figures import Figure, MetricType
from chainchief.workshop.sentences.numbers import FoundNumber

WORDS_BEFORE = ("超过", "突破", "近", "约")
#: They end like a word that rounds: 新签约28个 is no 约28个.
_NO_WORDS = ("签约", "履约", "节约", "预约", "邻近", "附近")
#: Counters of which offices use one for the other; the tag prints the indicator's own.
_COUNTED_ALIKE = (
    frozenset("家户"),
    frozenset("个件项条笔"),
    frozenset("名人"),
    frozenset("次场批"),
)
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


@dataclass
class OfferMaker:
    """Makes offers over the figures of one month; what was computed is kept."""

    source: LedgerSource
    division: str
    chain: str = ""
    _made: dict[str, Offer | None] = field(default_factory=dict)
    _figures: dict[str, Figure] = field(default_factory=dict)

    def offer(self, wish: Wish, number: FoundNumber) -> Offer | None:
        """The figure that a call comes to; None where it comes to none at all."""
        key = key_of(wish)
        if key not in self._made:
            self._made[key] = self._make(wish)
        made = self._made[key]
        if made is None or number.value is None:
            return made
        written = number.before[-2:] if word_before(number) else ""
        alike = {_plain_text(number.text), _plain_text(written + number.text)}
        return replace(made, matches=_plain_text(made.prints) in alike)

    def plain(self, code: str) -> Figure:
        """The figure of an indicator over the year, in the unit and chain of the text."""
        if code not in self._figures:
            call = Call("fig", {"code": code})
            self._figures[code] = self.source.figure(citation_of(call, self._context))
        return self._figures[code]

    @cached_property
    def _context(self) -> RenderContext:
        return RenderContext(self.source, self.division, self.chain)

    def _make(self, wish: Wish) -> Offer | None:
        indicator = self.source.catalogue[str(wish["code"])]
        try:
            citation = citation_of(Call("fig", dict(wish)), self._context)
            figure = self.source.figure(citation)
            printed_value = (
                ""
                if is_absent(figure)
                else printed(figure, citation.approximation, citation.places)
            )
        except NoFigure as no:
            return self._without_value(wish, str(no.facts.get("reason", "")))
        except ManyNoFigures:
            return None
        return Offer(
            code=indicator.code,
            name=_("{} (against last year)").format(indicator.name)
            if str(wish.get("compare", "")).startswith("yoy")
            else indicator.name,
            tag=tag_for(wish),
            prints=printed_value,
            matches=False,
            nature=indicator.nature,
            absent=figure.absent if not printed_value else "",
        )

    def _without_value(self, wish: Wish, reason: str) -> Offer | None:
        """What cannot be told this month, with why; None where the call itself is no question."""
        indicator = self.source.catalogue[str(wish["code"])]
        if not reason:
            return None
        return Offer(
            code=indicator.code,
            name=indicator.name,
            tag=tag_for(wish),
            prints="",
            matches=False,
            nature=indicator.nature,
            absent=reason,
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


def key_of(wish: Wish) -> str:
    return "|".join(f"{name}={value}" for name, value in wish.items())


def is_same(figure: Figure, number: FoundNumber) -> bool:
    """Whether a figure is the number as written: equal at the decimals that it is written with."""
    if figure.value is None or number.value is None or number.unit is None:
        return False
    value = from_steps(figure.value, number.unit)
    return Fraction(rounded(value, decimals(number))) == number.value and number.value != 0


def decimals(number: FoundNumber) -> int:
    """Decimals that a number is written with."""
    written = re.search(r"\.(\d+)", number.text)
    return len(written[1]) if written else 0


def is_unit_alike(one: Unit, other: Unit) -> bool:
    """Whether a number in one unit could be a figure in the other: 件 may be 个, never 家."""
    if other.dimension is Dimension.PER:
        return is_unit_alike(one, UNITS[other.code.partition("/")[0]])
    if one.dimension is not Dimension.COUNT:
        return one.dimension is other.dimension
    if other.dimension is not Dimension.COUNT:
        return False
    return one.base == other.base or any(
        one.base in group and other.base in group for group in _COUNTED_ALIKE
    )


def word_before(number: FoundNumber) -> str:
    """The word that rounds a number and stands before it, 超过 or 近, "" where there is none."""
    if number.before.endswith(_NO_WORDS):
        return ""
    return next((word for word in WORDS_BEFORE if number.before.endswith(word)), "")


def _plain_text(text: str) -> str:
    """As written, without blanks and with one counter for those that are used alike."""
    text = re.sub(r"[\s,]", "", text).replace("批次", "次").replace("场次", "场")
    group = next((each for each in _COUNTED_ALIKE if text[-1:] in each), frozenset())
    return text[:-1] + min(group) if group else text
