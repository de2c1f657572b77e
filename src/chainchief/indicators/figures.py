"""Figures and receipts: what the engine gives and every surface shows.

A figure's value is a stated function of the integer sums of its parts (`Formula`); the receipt is
the table of integer contributions whose sums, part by part, are exactly `parts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from chainchief.core.spans import Span
from chainchief.core.units import Unit


class Nature(StrEnum):
    """The natures of number, one list, never mixed (see docs/glossary.md)."""

    FLOW = "flow"
    STOCK = "stock"
    CUMULATIVE_REPORT = "cumulative-report"
    RATIO = "ratio"
    DIFFERENCE = "difference"
    OFFICIAL = "official"
    FURNISHED = "furnished"
    RANK = "rank"
    STREAK = "streak"
    RECORD = "record"


class Formula(StrEnum):
    """How the value comes from the sums of the parts, in steps of the unit's dimension."""

    VALUE = "value"  # part `value`
    RATIO = "numerator/denominator"  # parts `numerator`, `denominator`; steps of a rate (ppm)
    DIFFERENCE = "minuend-subtrahend"  # parts `minuend`, `subtrahend`


@dataclass(frozen=True)
class Scope:
    """The cell of a figure. "" for chain means all chains and records without one."""

    division: str
    chain: str = ""

    def __str__(self) -> str:
        return f"{self.division}/{self.chain}" if self.chain else self.division


@dataclass(frozen=True)
class Contribution:
    """One line of a receipt: what one entity adds to one part, and the row that says so."""

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


@dataclass(frozen=True)
class Figure:
    """One number with all that is needed to say where it came from.

    `value` is exact, in steps of the unit's dimension (分, ppm, …); None where the figure does not
    exist (a ratio over zero, a statistic not yet released), and then `absent` says why in words.
    `records` counts the distinct entities behind it. `display` is what a document prints.
    `definition` is the hash of the entry and of all it rests on. `record` is the code of the one
    record that a parametrised figure is about; `note` what stands beside the number (快报).
    """

    code: str
    name: str
    nature: Nature
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
