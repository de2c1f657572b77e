"""The parts of one cell and what its formula makes of them, or why there is no such number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from chainchief.core.i18n import _
from chainchief.indicators.catalogue.indicator import PARTS, Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.figures import Formula, State

MILLION = 10**6


@dataclass(frozen=True)
class SummedPart:
    """One part of a figure in one cell: its sum, its entities, or why there is none."""

    steps: int | None
    records: int = 0
    absent: str = ""
    note: str = ""
    absence: State = State.NOT_APPLICABLE
    not_public: str = ""


#: Of several reasons why a number is not there, the one that is told.
_FIRST = (State.WITHHELD, State.NOT_APPLICABLE, State.NOT_KNOWN, State.NOT_REPORTED)


def value_of(formula: Formula, parts: Mapping[str, int | Fraction]) -> tuple[Fraction | None, str]:
    """The exact value in steps of the unit, or None and why.

    ratio: numerator / denominator in parts per million; difference: minuend − subtrahend; growth:
    (now − then) / then in parts per million; place: those ahead and one.
    """
    if formula is Formula.VALUE:
        return Fraction(parts["value"]), ""
    if formula is Formula.POSITION:
        return Fraction(parts["ahead"] + 1), ""
    if formula is Formula.DIFFERENCE:
        return Fraction(parts["minuend"] - parts["subtrahend"]), ""
    if formula is Formula.GROWTH:
        return _growth(Fraction(parts["now"]), Fraction(parts["then"]))
    if parts["denominator"] == 0:
        return None, _("there is nothing to divide by: the denominator is zero")
    times = 1 if formula is Formula.QUOTIENT else MILLION
    return Fraction(parts["numerator"]) * times / Fraction(parts["denominator"]), ""


def value_from_parts(
    catalogue: Catalogue, indicator: Indicator, parts: Mapping[str, int], path: str = ""
) -> Fraction | None:
    """The value that sums of parts make, through all terms; None where a formula has none."""
    if not indicator.terms:
        return value_of(indicator.formula, {PARTS[indicator.formula][0]: parts[path or "value"]})[0]
    values: dict[str, Fraction] = {}
    for name, term in indicator.terms.items():
        at = f"{path}.{name}" if path else name
        value = value_from_parts(catalogue, catalogue[term.indicator], parts, at)
        if value is None:
            return None
        values[name] = value
    return value_of(indicator.formula, values)[0]


def _growth(now: Fraction, then: Fraction) -> tuple[Fraction | None, str]:
    if then <= 0:
        return None, _("there is no growth rate over a base of zero or below")
    return (now - then) * MILLION / then, ""


#: A formula without a value has parts all the same: there is no such number.
NO_SUCH_NUMBER = State.NOT_APPLICABLE


@dataclass(frozen=True)
class Evaluation:
    """The parts of a cell by their paths, the value of the formula, or why there is none."""

    parts: Mapping[str, SummedPart]
    value: Fraction | None
    reason: str = ""
    note: str = ""

    @classmethod
    def of(cls, parts: Mapping[str, SummedPart], formula: Formula) -> "Evaluation":
        """Evaluate the formula of plain parts, unless one of them is missing."""
        found = cls(parts, None)
        if found.missing:
            return cls(parts, None, found.missing.absent)
        return cls(parts, *value_of(formula, {k: each.steps or 0 for k, each in parts.items()}))

    @classmethod
    def without(cls, name: str, part: SummedPart) -> "Evaluation":
        return cls({name: part}, None, part.absent)

    @property
    def missing(self) -> SummedPart | None:
        """The part, of several that are not there, whose reason is given."""
        missing = [each for each in self.parts.values() if each.steps is None]
        return min(missing, key=lambda each: _FIRST.index(each.absence), default=None)

    def prefixed(self, unit: str) -> "Evaluation":
        """The same, saying of which unit the number is missing."""

        def said(reason: str) -> str:
            if not reason or reason.startswith(unit):  # which unit it is was said already
                return reason
            return _("{unit}: {reason}").format(unit=unit, reason=reason)

        parts = {k: replace(each, absent=said(each.absent)) for k, each in self.parts.items()}
        return replace(self, parts=parts, reason=said(self.reason))


def note_of(parts: Iterable[SummedPart]) -> str:
    """The note at the number: of which part it is a flash, or that it is not for the public."""
    return next((words for each in parts if (words := each.note or each.not_public)), "")
