"""Cells set against each other: which of them meet a threshold, which stand before one of them.

A number of chains or counties is a sum of ones, a place one more than the number of those ahead, so
that a receipt names them. Values are compared exactly, before anything is rounded.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from chainchief.core.codes.regions import Level
from chainchief.core.i18n import _
from chainchief.core.units import quantity
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.reference_checks import MEAN, WHOLE
from chainchief.indicators.compute.divisions import Territory
from chainchief.indicators.figures import MetricType, Scope

WITHIN_FIRST = "within_first"
CHAIN = "chain"


def compared_cells(indicator: Indicator, scope: Scope, territory: Territory) -> Mapping[str, Scope]:
    """The cells that stand beside each other in `scope`, by the code of their chain or unit."""
    if indicator.each == CHAIN:
        return {chain: Scope(scope.division, chain) for chain in territory.chains}
    around = scope.division
    if indicator.nature is MetricType.POSITION:
        around = territory.root
    level = Level(indicator.each)
    inside = territory.units_in(around, level)
    return {code: Scope(code, scope.chain) for code in inside}


def why_not_ordered(indicator: Indicator, scope: Scope, territory: Territory) -> str:
    """The reason for which a cell has no place, or no cells to compare; "" where it has."""
    if indicator.nature is not MetricType.POSITION:
        return ""
    own = scope.chain if indicator.each == CHAIN else scope.division
    if own in compared_cells(indicator, scope, territory):
        return ""
    if indicator.each == CHAIN:
        return _("it is the place of one chain among the chains")
    return _("it is the place of one unit among those of its level")


def counted_cells(
    indicator: Indicator, known: Mapping[str, Fraction], around: Fraction | None
) -> tuple[str, ...]:
    """The codes that count: those within all thresholds, or those ahead of the cell itself."""
    if indicator.nature is MetricType.POSITION:
        return _ahead(indicator, known, around)
    found = tuple(known)
    for key, wanted in indicator.which:
        if key == WITHIN_FIRST:
            first = _first(known, int(wanted))
            found = tuple(code for code in found if code in first)
            continue
        threshold = _threshold(wanted, known, around)
        if threshold is None:
            return ()
        found = tuple(code for code in found if _MEETS[key](known[code], threshold))
    return found


_MEETS = {
    "at_least": lambda value, threshold: value >= threshold,
    "above": lambda value, threshold: value > threshold,
    "at_most": lambda value, threshold: value <= threshold,
    "below": lambda value, threshold: value < threshold,
}


def _threshold(
    wanted: str, known: Mapping[str, Fraction], around: Fraction | None
) -> Fraction | None:
    if wanted == WHOLE:
        return around
    if wanted == MEAN:
        return sum(known.values(), Fraction(0)) / len(known) if known else None
    return Fraction(quantity(wanted)[0])


def _first(known: Mapping[str, Fraction], number: int) -> Sequence[str]:
    """Those with fewer than `number` larger ones: who share the last place are all within."""
    return [
        code
        for code, value in known.items()
        if sum(other > value for other in known.values()) < number
    ]


def _ahead(
    indicator: Indicator, known: Mapping[str, Fraction], own: Fraction | None
) -> tuple[str, ...]:
    """Those with a better value; of equal ones ahead the first by code where ties are dense."""
    if own is None:
        return ()
    better = {
        code: value
        for code, value in known.items()
        if (value < own if indicator.ascending else value > own)
    }
    if not indicator.dense_ties:
        return tuple(better)
    first_of_each = {value: code for code, value in sorted(better.items(), reverse=True)}
    return tuple(sorted(first_of_each.values()))
