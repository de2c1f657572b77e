"""The dimensions of quantities, what a unit is, and the units that the program cannot do without.

A quantity is an integer number of *steps* of its dimension, so that sums are exact on every
engine; a unit is a whole or fractional number of steps. The step of money is the 分, of rates one
part per million, of energy one 千瓦时, of counts one, of area 1/300 m² (so that 亩, 公顷 and
平方公里 are all whole: 1 公顷 = 15 亩 = 0.01 平方公里 = 10,000 m²).
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Dimension(StrEnum):
    MONEY = "money"
    COUNT = "count"
    RATE = "rate"
    POINTS = "points"
    AREA = "area"
    ENERGY = "energy"
    RANK = "rank"
    YEARS = "years"
    NAMES = "names"
    MASS = "mass"
    VOLUME = "volume"
    LENGTH = "length"
    POWER = "power"
    DOLLARS = "US dollars"
    DAYS = "days"
    PER = "an amount per something"


@dataclass(frozen=True)
class Unit:
    """A unit of measure: `steps` of its dimension make one; `base` is what exact values are in."""

    code: str
    dimension: Dimension
    steps: Fraction
    base: str

    def __str__(self) -> str:
        return self.code


#: What counts count. A count of one is never told in another.
_COUNTED = tuple("个家次件条名项张户人所场台套笔处批")


def fixed_units() -> dict[str, Unit]:
    """The units without which the program cannot do: those of its own columns and formulas."""
    table: dict[str, Unit] = {}

    def add(dimension: Dimension, base: str, **sizes: int) -> None:
        for code, steps in sizes.items():
            table[code] = Unit(code, dimension, Fraction(steps), base)

    add(Dimension.MONEY, "元", 分=1, 元=100, 万元=100 * 10**4, 亿元=100 * 10**8)
    for counted in _COUNTED:
        add(Dimension.COUNT, counted, **{counted: 1, f"万{counted}": 10**4})
    add(Dimension.AREA, "亩", 平方米=300, 亩=200_000, 公顷=3_000_000, 平方公里=300_000_000)
    add(Dimension.ENERGY, "千瓦时", 千瓦时=1, 万千瓦时=10**4, 亿千瓦时=10**8)
    table["%"] = Unit("%", Dimension.RATE, Fraction(10**4), "%")
    table["百分点"] = Unit("百分点", Dimension.POINTS, Fraction(10**4), "百分点")
    table["位"] = Unit("位", Dimension.RANK, Fraction(1), "位")
    table["年"] = Unit("年", Dimension.YEARS, Fraction(1), "年")
    return table
