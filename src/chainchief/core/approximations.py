"""Words that stand beside a number: 余, 超过, 突破, 近, 约. They are computed and never lie.

For a printed N: `N余` means N ≤ n < N + the place value of N's last non-zero digit;
`超过N` and `突破N` mean n > N; `近N` means .95 N ≤ n < N; `约N` means |n − N| ≤ .05 N. The two
tolerances of 近 and 约 are a custom of offices, not a rule: whoever asks says how far (a preset of
documents), .05 is what offices are used to.
"""

from enum import StrEnum
from fractions import Fraction


class Approximation(StrEnum):
    EXACT = "exact"
    AT_LEAST = "余"
    MORE_THAN = "超过"
    BREAKS = "突破"
    NEARLY = "近"
    ABOUT = "约"


def last_place(printed: Fraction) -> Fraction:
    """The place value of the last non-zero digit: 240 → 10, 247 → 1, 1.1 → 1/10."""
    if printed <= 0:
        raise ValueError("an approximate number is positive")
    place = Fraction(1)
    while (printed / place).denominator != 1:
        place /= 10
    while (printed / (place * 10)).denominator == 1:
        place *= 10
    return place


def holds(word: Approximation, value: Fraction, printed: Fraction, tolerance: Fraction) -> bool:
    """May `value` be printed as `printed` with `word` beside it? `tolerance` is of 近 and 约."""
    match word:
        case Approximation.EXACT:
            return value == printed
        case Approximation.AT_LEAST:
            return printed <= value < printed + last_place(printed)
        case Approximation.MORE_THAN | Approximation.BREAKS:
            return value > printed
        case Approximation.NEARLY:
            return (1 - tolerance) * printed <= value < printed
        case Approximation.ABOUT:
            return abs(value - printed) <= tolerance * printed
