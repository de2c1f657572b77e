"""Chance from a seed: each topic has a stream of its own, so that topics do not disturb others."""

import datetime as dt
import random
import uuid
from fractions import Fraction

from chainchief.core.rounding import split_by_largest_remainder

#: 万元 in 分: amounts of the demo city are whole 万元, as people report them.
WAN = 1_000_000
#: How busy months are, in percent of the busiest: spring festival, summer, the rush of December.
_MONTHS = (38, 34, 92, 80, 78, 84, 60, 58, 82, 74, 86, 100)
_NAMES = uuid.UUID("6f1d5f7e-2a0b-4c56-9d5d-0c1b7f6a4e21")


class Chance(random.Random):
    """A stream of chance for one topic of one seed."""

    def __new__(cls, seed: int, topic: str) -> "Chance":
        return super().__new__(cls)

    def __init__(self, seed: int, topic: str) -> None:
        super().__init__(f"{seed}/{topic}")

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """A day between two days, both included."""
        return first + dt.timedelta(days=self.randrange((last - first).days + 1))

    def uneven(self, first: dt.date, last: dt.date) -> dt.date:
        """A day between two days, more likely in a month in which more happens."""
        while True:
            drawn = self.day(first, last)
            if self.happens(_MONTHS[drawn.month - 1]):
                return drawn

    def within(self, first: dt.date, days: int, last: dt.date) -> dt.date:
        """A day up to `days` after `first`, never after `last`."""
        return min(first + dt.timedelta(days=self.randrange(days + 1)), last)

    def happens(self, percent: int) -> bool:
        return self.randrange(100) < percent

    def parts(self, total: Fraction, count: int) -> list[int]:
        """`total` 亿元 divided into `count` uneven amounts in 分, whole 万元, that add up to it."""
        weights = [round(1000 * self.lognormvariate(0, 0.7)) + 50 for _ in range(count)]
        wan = total * 10_000
        if wan.denominator != 1:
            raise ValueError(f"{total} 亿元 is not whole 万元")
        return [part * WAN for part in split_by_largest_remainder(int(wan), weights)]

    def times(self, amount: int, low: int, high: int) -> int:
        """`amount` times a percentage between `low` and `high`, in whole 万元."""
        return amount * self.randrange(low, high + 1) // 100 // WAN * WAN


def uid_of(seed: int, kind: str, code: str) -> uuid.UUID:
    """The identity of a demo record: the same for the same seed, so that snapshots are too."""
    return uuid.uuid5(_NAMES, f"{seed}/{kind}/{code}")
