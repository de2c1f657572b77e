"""What a document prints for a figure: unit, places and rounding as its entry declares them."""

from fractions import Fraction

from chainchief.core.approximations import Approximation, holds
from chainchief.core.i18n import _
from chainchief.core.rounding import Rule, rounded
from chainchief.core.units import Dimension, Unit, finer, from_steps, plain
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.errors import IndicatorsError
from chainchief.indicators.figures import MARKS, Figure, State

#: The decimals that a number gets at most so that it is not printed as zero.
_MOST_PLACES = 8
_PLACES_OF_FINER = 2


class WouldLieError(IndicatorsError):
    """No number makes the word beside it true."""


def shown(
    value: Fraction | None, indicator: Indicator, absence: State = State.NOT_APPLICABLE
) -> str:
    """`201亿元`, `8.6%`, `1.7个百分点`, `113个`, `第5位`; a mark for a number that is not there."""
    if value is None:
        return MARKS[absence]
    return amount_text(value, indicator.unit, indicator.places, indicator.rounding)


def amount_text(steps: Fraction, unit: Unit, places: int, rule: Rule = Rule.HALF_UP) -> str:
    """The number with its unit, as every surface prints it.

    What is not zero is never printed as zero: where so many places would, a smaller unit tells it
    (490万元, not 0亿元), or, of what has none, as many more places as show a digit (0.04%).
    """
    if not would_be_zero(steps, unit, places, rule):
        return with_unit(number_text(steps, unit, places, rule), unit)
    for smaller in finer(unit):
        if abs(from_steps(steps, smaller)) >= 1:
            number = rounded(from_steps(steps, smaller), _PLACES_OF_FINER, rule)
            return with_unit(plain(Fraction(number)), smaller)
    more = range(places + 1, _MOST_PLACES)
    enough = next((n for n in more if not would_be_zero(steps, unit, n, rule)), _MOST_PLACES)
    return with_unit(number_text(steps, unit, enough, rule), unit)


def would_be_zero(steps: Fraction, unit: Unit, places: int, rule: Rule = Rule.HALF_UP) -> bool:
    """Whether a number that is not zero would be printed as zero."""
    return steps != 0 and rounded(from_steps(steps, unit), places, rule) == 0


def number_text(steps: Fraction, unit: Unit, places: int, rule: Rule = Rule.HALF_UP) -> str:
    """The number alone, rounded once from the exact value, with exactly so many places."""
    if unit.steps == 1 and places == 0 and steps.denominator == 1:
        return str(steps.numerator)
    number = rounded(from_steps(steps, unit), places, rule)
    return f"{number:.{max(places, 0)}f}"


def with_unit(number: str, unit: Unit, word: Approximation = Approximation.EXACT) -> str:
    """A number in words of a document. 余 stands before the unit: 240余次, 1.1万余个."""
    if unit.dimension is Dimension.RANK:
        return f"第{number}{unit.code}"
    code = "个百分点" if unit.dimension is Dimension.POINTS else unit.code
    if word is Approximation.AT_LEAST:
        split = code.startswith("万") and "." in number and len(code) > 1
        return f"{number}万余{code[1:]}" if split else f"{number}余{code}"
    lead = "" if word is Approximation.EXACT else word.value
    return f"{lead}{number}{code}"


def display_as(
    figure: Figure, word: Approximation, places: int | None = None, *, tolerance: Fraction
) -> str:
    """`figure` with a word beside its number: `240余次`, `超过247亿元`.

    `tolerance` is how far 近 and 约 may stand from the value, as a share of the number printed.
    `places` are decimals of the figure's unit (−1: tens); by custom two leading digits are kept.
    Raises `WouldLieError` where no such number makes the word true, and where so few decimals
    would print as zero what is not.
    """
    if figure.value is None:
        return figure.display
    value = from_steps(figure.value, figure.unit)
    if word is Approximation.EXACT and places is None:
        return figure.display
    for wish in [places] if places is not None else _customary(value, word):
        number = nearest_on_side(word, value, wish)
        if number == 0 and value != 0:
            continue
        if word is Approximation.EXACT or (number > 0 and holds(word, value, number, tolerance)):
            text = f"{rounded(number, wish):.{max(wish, 0)}f}"
            return with_unit(text, figure.unit, word)
    raise WouldLieError(
        _("{} cannot be printed with “{}”: no such number would be true.").format(
            figure.display, word.value
        )
    )


def nearest_on_side(word: Approximation, value: Fraction, places: int) -> Fraction:
    """The number with `places` decimals nearest to `value` on the side that `word` speaks of."""
    step = Fraction(10) ** -places
    below = (value // step) * step
    match word:
        case Approximation.MORE_THAN | Approximation.BREAKS:
            return below if below < value else below - step
        case Approximation.NEARLY:
            return below + step
        case Approximation.AT_LEAST:
            return below
        case _:
            return Fraction(rounded(value, places))


def _customary(value: Fraction, word: Approximation) -> list[int]:
    """The coarsest custom first: 247 → 240余, 1,234 → 1,200余; 超过 keeps one digit more."""
    digits = len(str(int(abs(value))))
    coarse = -(digits - 2) if digits > 2 else (-1 if digits == 2 else 0)
    if word in (Approximation.MORE_THAN, Approximation.BREAKS) and digits > 1:
        coarse += 1
    return list(range(min(0, coarse), 4))
