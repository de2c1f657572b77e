"""Figures and receipts: what the engine gives and every surface shows.

A figure's value is a stated function of the integer sums of its parts (`Formula`); the receipt is
the table of integer contributions whose sums, part by part, are exactly `parts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from chainchief.core.spans import Span
from chainchief.core.units import Dimension, Unit


class MetricType(StrEnum):
    """The natures of number, one list, never mixed (see docs/glossary.md)."""

    FLOW = "flow"
    STOCK = "stock"
    CUMULATIVE_REPORT = "cumulative-report"
    RATIO = "ratio"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    MEMBERS = "members"
    POSITION = "position"
    OFFICIAL = "official"
    FURNISHED = "furnished"
    RANK = "rank"
    STREAK = "streak"
    RECORD = "record"


class State(StrEnum):
    """What a figure says, or why it says nothing: one never stands for another.

    NOT_REPORTED: somebody is still to say it (a report, a release, a confirmation). NOT_KNOWN: what
    the ledger holds begins later, or has no dates. NOT_APPLICABLE: there is no such number (a ratio
    over zero, an indicator that is not told by chain). The codes are part of the JSON output.
    """

    VALUE = "value"
    ZERO = "zero"
    NOT_REPORTED = "not-reported"
    NOT_KNOWN = "not-known"
    NOT_APPLICABLE = "not-applicable"
    WITHHELD = "withheld"


#: What stands in the place of a number that there is not, by the reason.
MARKS = {
    State.NOT_APPLICABLE: "—",
    State.NOT_REPORTED: "·",
    State.NOT_KNOWN: "?",
    State.WITHHELD: "*",
}


def state_of(value: Fraction | None, display: str, absent: str, absence: State) -> State:
    """The state of a number. Words without a value (扭亏) say something, and so are a value."""
    if value is not None:
        return State.VALUE if value else State.ZERO
    return absence if absent or not display else State.VALUE


class Formula(StrEnum):
    """How the value comes from the sums of the parts, in steps of the unit's dimension."""

    VALUE = "value"  # part `value`
    RATIO = "numerator/denominator"  # parts `numerator`, `denominator`; steps of a rate (ppm)
    DIFFERENCE = "minuend-subtrahend"  # parts `minuend`, `subtrahend`
    GROWTH = "now/then-1"  # parts `now`, `then`; steps of a rate
    QUOTIENT = "numerator/denominator, in a unit made of both"  # 万元/亩
    POSITION = "ahead+1"  # part `ahead`: who stands before


@dataclass(frozen=True)
class Scope:
    """The cell of a figure. "" for chain means all chains and records without one."""

    division: str
    chain: str = ""

    def __str__(self) -> str:
        return f"{self.division}/{self.chain}" if self.chain else self.division


@dataclass(frozen=True)
class Contribution:
    """One line of a receipt: what one entity adds to one part, and the row that says so.

    One that `is_closed` is named to whoever may see its record alone, and so is what its
    `closed_attributes` say. `records` are more than one where such lines stand together.
    """

    kind: str
    uid: str
    version: int
    code: str
    label: str
    part: str
    contribution: int
    row_kind: str
    row_uid: str
    row_version: int
    attributes: Mapping[str, object]
    is_closed: bool = False
    closed_attributes: frozenset[str] = frozenset()
    records: int = 1


@dataclass(frozen=True)
class Figure:
    """One number with all that is needed to say where it came from.

    `value` is exact, in steps of the unit's dimension (分, ppm, …); None where the figure does not
    exist (a ratio over zero, a statistic not yet released), and then `absent` says why in words,
    `absence` by its code, and `display` is the mark of that.
    `records` counts the distinct entities behind it. `display` is what a document prints.
    `definition` is the hash of the entry and of all it rests on. `record` is the code of the one
    record that a parametrised figure is about; `note` what stands beside the number (快报).
    `not_public` says why it must not leave the bureau, "" where it may.
    """

    code: str
    name: str
    nature: MetricType
    unit: Unit
    formula: Formula
    value: Fraction | None
    parts: Mapping[str, int]
    display: str
    span: Span
    scope: Scope
    snapshot: str
    definition: str
    records: int
    absent: str = ""
    note: str = ""
    record: str = ""
    absence: State = State.NOT_APPLICABLE
    not_public: str = ""

    @property
    def state(self) -> State:
        return state_of(self.value, self.display, self.absent, self.absence)

    def reaches(self, steps: int | Fraction) -> bool:
        """Whether it is so much, in steps; of a rank, whether it is within the first so many.

        The 5th place is within the first ten, the 62nd is not, although 62 is more than ten.
        """
        if self.value is None:
            return False
        is_rank = self.unit.dimension is Dimension.RANK
        return self.value <= steps if is_rank else self.value >= steps


@dataclass(frozen=True)
class Receipt:
    """The records behind a figure. `figure.parts` are the sums of `contributions`, exactly."""

    figure: Figure
    contributions: tuple[Contribution, ...]

    def sums(self) -> dict[str, int]:
        """The sum of the contributions to each part, zero for a part without any."""
        total = dict.fromkeys(self.figure.parts, 0)
        for line in self.contributions:
            total[line.part] += line.contribution
        return total

    @property
    def adds_up(self) -> bool:
        return self.sums() == dict(self.figure.parts)
