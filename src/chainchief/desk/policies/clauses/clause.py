"""A clause as it was read: conditions, thresholds, formula, limits; all amounts in steps."""

from dataclasses import dataclass, field
from fractions import Fraction

from chainchief.core.rounding import Rule, rounded
from chainchief.core.units import Unit
from chainchief.indicators.catalogue.indicator import Bound, Condition
from chainchief.indicators.catalogue.loading import Catalogue


@dataclass(frozen=True)
class Measure:
    """What is measured of a firm: a column of it, or what its records add up to.

    `column` is the firm's own column; else `indicator` is the code in `catalogue`, and `firm` the
    attribute of its rows that names the firm ("": the entity itself).
    """

    label: str
    unit: Unit
    column: str = ""
    indicator: str = ""
    firm: str = ""
    #: The entry as YAML where it stands in the clause and in no catalogue.
    text: str = ""
    #: The catalogue in force when it was read, with the entry of `text` in it.
    catalogue: Catalogue | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Threshold:
    """A measure and the bounds that it must keep."""

    measure: Measure
    bounds: tuple[Bound, ...]


@dataclass(frozen=True)
class Rounding:
    """To whole units of so many 分, down or half up; `text` is the unit's name."""

    steps: int
    rule: Rule | None
    text: str

    def of(self, value: Fraction) -> int:
        """`value` 分 rounded; exact integers only."""
        units = value / self.steps
        whole = units.numerator // units.denominator if self.rule is None else rounded(units)
        return int(whole) * self.steps


@dataclass(frozen=True)
class Formula:
    """How an amount comes about: fixed, a rate or so much for each of a measure, or steps.

    `rate` is 分 for one step of the measure; `steps` are (from, amount) in rising order.
    """

    text: str
    measure: Measure | None = None
    fixed: int = 0
    rate: Fraction = Fraction(0)
    rounding: Rounding | None = None
    steps: tuple[tuple[int, int], ...] = ()

    def amount(self, value: int) -> int:
        """The amount in 分 for a measured `value`, before any ceiling."""
        if self.measure is None:
            return self.fixed
        if self.steps:
            return max((given for start, given in self.steps if value >= start), default=0)
        exact = self.rate * max(value, 0)
        return self.rounding.of(exact) if self.rounding else int(exact)


@dataclass(frozen=True)
class Clause:
    """A clause ready to be computed."""

    code: str
    number: int
    policy: str
    wording: str
    conditions: tuple[Condition, ...]
    thresholds: tuple[Threshold, ...]
    formula: Formula
    ceiling: int | None
    budget: int | None
    pro_rata: bool
    excludes: frozenset[int]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Each measure once, in the order in which the clause names them."""
        of_formula = (self.formula.measure,) if self.formula.measure else ()
        return tuple(dict.fromkeys((*(each.measure for each in self.thresholds), *of_formula)))

    def capped(self, amount: int) -> int:
        return amount if self.ceiling is None else min(amount, self.ceiling)
