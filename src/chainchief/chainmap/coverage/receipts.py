"""The records behind an answer, each with what it contributes: their sums are the answer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from chainchief.chainmap.chart.model import Cite
from chainchief.chainmap.coverage.grades import Grade

NUMERATOR, DENOMINATOR = "numerator", "denominator"


@dataclass(frozen=True)
class Contribution:
    """What one record adds to one part, a whole number."""

    cite: Cite
    part: str
    contribution: int

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.cite.kind,
            "uid": self.cite.uid,
            "version": self.cite.version,
            "label": self.cite.label,
            "part": self.part,
            "contribution": str(self.contribution),
        }


@dataclass(frozen=True)
class Share:
    """A share in its parts; `value` is None where there is nothing to take a share of."""

    numerator: int
    denominator: int
    grade: Grade
    receipt: tuple[Contribution, ...]

    @property
    def value(self) -> Fraction | None:
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def adds_up(self) -> bool:
        sums = sums_of(self.receipt)
        return (sums[NUMERATOR], sums[DENOMINATOR]) == (self.numerator, self.denominator)

    def as_json(self) -> dict[str, object]:
        value = self.value
        return {
            "value": None if value is None else float(value),
            "numerator": str(self.numerator),
            "denominator": str(self.denominator),
            "grade": self.grade.code,
            "receipt": [line.as_json() for line in self.receipt],
        }


def sums_of(receipt: Iterable[Contribution]) -> Counter[str]:
    """Part → the sum of its contributions."""
    sums: Counter[str] = Counter()
    for line in receipt:
        sums[line.part] += line.contribution
    return sums


def share_of(lines: Iterable[tuple[Cite, int, int]], grade: Grade) -> Share:
    """A share from (record, to the numerator, to the denominator)."""
    receipt: list[Contribution] = []
    for cite, above, below in lines:
        if above:
            receipt.append(Contribution(cite, NUMERATOR, above))
        if below:
            receipt.append(Contribution(cite, DENOMINATOR, below))
    sums = sums_of(receipt)
    return Share(sums[NUMERATOR], sums[DENOMINATOR], grade, tuple(receipt))
