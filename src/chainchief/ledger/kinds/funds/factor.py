"""The recognition factor (认定系数): found proved over reported, of what was drawn and judged."""

from fractions import Fraction


def factor(verified: int, reported: int) -> Fraction | None:
    """The factor, at most 1; None where nothing was judged that had been reported."""
    return min(Fraction(1), Fraction(verified, reported)) if reported > 0 else None


def recognised_by(factor_of_unit: Fraction, reported: int) -> int:
    """The amount in 分 that a unit's self-reported total comes to by its factor, rounded down."""
    return reported * factor_of_unit.numerator // factor_of_unit.denominator
