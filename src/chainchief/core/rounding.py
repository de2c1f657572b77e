"""The one place where a figure is rounded: once, at presentation, from the exact value."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Rule(StrEnum):
    """HALF_UP is 四舍五入 (by absolute value); GBT8170 is 进舍规则, an exact half goes to even."""

    HALF_UP = "half-up"
    GBT8170 = "gbt8170"


def rounded(value: Fraction | int, places: int = 0, rule: Rule = Rule.HALF_UP) -> Decimal:
    """`value` with `places` decimals (negative: tens, hundreds …), exactly once.

    GB/T 8170-2008 §3: below half is dropped, above half is carried, an exact half makes the kept
    digit even; a negative value is rounded by its absolute value.
    """
    scaled = abs(Fraction(value)) * Fraction(10) ** places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest - scaled.denominator
    if twice > 0 or (twice == 0 and (rule is Rule.HALF_UP or whole % 2)):
        whole += 1
    sign = -1 if value < 0 and whole else 1
    return (
        Decimal(sign * whole).scaleb(-places)
        if places >= 0
        else Decimal(sign * whole * 10**-places)
    )


def split_by_largest_remainder(total: int, weights: list[int]) -> list[int]:
    """Integers in proportion to non-negative `weights` that add up to exactly `total`.

    Each part gets its floor; what is left goes one by one to the largest remainders, ties to the
    earlier part, so the result does not depend on anything but the order of the weights.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative and not all zero")
    sign = -1 if total < 0 else 1
    parts = [divmod(abs(total) * weight, whole) for weight in weights]
    left = abs(total) - sum(floor for floor, _rest in parts)
    order = sorted(range(len(parts)), key=lambda index: (-parts[index][1], index))
    extra = set(order[:left])
    return [sign * (floor + (index in extra)) for index, (floor, _rest) in enumerate(parts)]
