"""Limits of size that words set: 亿元以上, 5亿至10亿元, 超百亿元的, 千万级."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from chainchief.core.units import unit
from chainchief.workshop.drafts.draft import Test

_CHINESE = {"一": 1, "二": 2, "两": 2, "三": 3, "五": 5, "十": 10, "百": 100, "千": 1000}
AMOUNT = r"(\d+(?:\.\d+)?|[一二两三五十百千])?\s*(亿|千万|万)元?"
_HELD = r"\s*(?:[(\uff08]含[)\uff09])?\s*"
_BAND = re.compile(rf"{AMOUNT}{_HELD}[-—–~至到]\s*{AMOUNT}(?!\s*\d)")
_SIDE = re.compile(rf"{AMOUNT}{_HELD}(及?以上|及?以下|级)")
_MORE = re.compile(rf"(?:超过?|过|突破|不低于|高于)\s*{AMOUNT}(?=的?[^\W\d_]|$)")
_LESS = re.compile(rf"(?:不足|低于|不到)\s*{AMOUNT}(?=的?[^\W\d_])")


@dataclass(frozen=True)
class Limit:
    """One side of a band: how it compares, and the amount as a definition writes it."""

    test: Test
    amount: str

    @property
    def steps(self) -> Fraction:
        """The amount exactly, so that 百亿 and 100亿元 are one."""
        number, power = re.fullmatch(r"([\d.]+)(亿元|万元)", self.amount).groups()  # type: ignore[union-attr]
        return Fraction(number) * unit(power).steps


def limits_of(text: str) -> tuple[Limit, ...]:
    """The limits that a text sets, a band as its two sides."""
    return tuple(_limits(text))


def without_limits(text: str) -> str:
    for shape in (_BAND, _SIDE, _MORE, _LESS):
        text = shape.sub("", text)
    return text


def same_limits(one: str, other: str) -> bool:
    """Whether two texts set the same limits."""
    return _exactly(one) == _exactly(other)


@lru_cache(8192)
def _exactly(text: str) -> frozenset[tuple[Test, Fraction]]:
    return frozenset((limit.test, limit.steps) for limit in limits_of(text))


def _limits(text: str) -> Iterator[Limit]:
    band = _BAND.search(text)
    if band:
        low, high, power, last = band[1], band[3], band[2], band[4]
        yield Limit(Test.AT_LEAST, _money(low, power))
        yield Limit(Test.BELOW, _money(high, last))
        return
    side = _SIDE.search(text)
    if side:
        test = Test.BELOW if "下" in side[3] else Test.AT_LEAST
        yield Limit(test, _money(side[1], side[2]))
        return
    for shape, test in ((_MORE, Test.AT_LEAST), (_LESS, Test.BELOW)):
        found = shape.search(text)
        if found:
            yield Limit(test, _money(found[1], found[2]))
            return


def _money(number: str | None, power: str) -> str:
    count = Fraction(_CHINESE.get(number or "一", number or 1))
    if power == "千万":
        count, power = count * 1000, "万"
    whole = count.denominator == 1
    return f"{count.numerator if whole else float(count)}{power}元"
