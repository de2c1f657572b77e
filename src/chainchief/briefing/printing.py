"""How a figure is printed where a template asks for other decimals or a word beside the number."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from chainchief.briefing.kinds import WOULD_LIE
from chainchief.briefing.sources import NoFigure
from chainchief.core.approximations import Approximation, holds
from chainchief.core.rounding import rounded
from chainchief.core.units import Unit, from_steps
from chainchief.indicators.figures import Figure


@dataclass(frozen=True)
class Printed:
    """What stands in the document, and the number in it, in the figure's unit."""

    text: str
    number: Fraction


def printed(
    figure: Figure,
    approximation: Approximation = Approximation.EXACT,
    places: int | None = None,
) -> Printed:
    """`figure` as a document prints it. The word is checked against the exact value.

    Without a wish it is the figure's own display. Raises `NoFigure` where no number with so many
    decimals makes the word true.
    """
    assert figure.value is not None  # noqa: S101 - absent figures are refused before
    value = from_steps(figure.value, figure.unit)
    if approximation is Approximation.EXACT:
        if places is None:
            return Printed(figure.display, value)
        number = rounded(value, places)
        return Printed(_text(number, places, figure.unit), Fraction(number))
    return _approximated(figure, value, approximation, places)


def _approximated(
    figure: Figure, value: Fraction, word: Approximation, places: int | None
) -> Printed:
    for wish in [places] if places is not None else _usual_places(value, word):
        number = _beside(word, value, wish)
        if number > 0 and holds(word, value, number):
            text = _text(rounded(number, wish), wish, figure.unit, word)
            return Printed(text, number)
    raise NoFigure(WOULD_LIE, word=word.value, value=figure.display)


def _usual_places(value: Fraction, word: Approximation) -> list[int]:
    """The coarsest custom first: 247 → 240余 (tens), 23 → 20余, 1,234 → 1,200余; then finer."""
    whole = len(str(int(abs(value))))
    coarse = min(0, -(whole - 2)) if whole > 2 else (-1 if whole == 2 else 0)
    if word in (Approximation.MORE_THAN, Approximation.BREAKS):
        coarse = min(0, coarse + 1) if whole > 1 else 0
    return list(range(coarse, 3))


def _beside(word: Approximation, value: Fraction, places: int) -> Fraction:
    """The number with `places` decimals nearest to `value` on the side that `word` speaks of."""
    step = Fraction(10) ** -places
    below = (value // step) * step
    match word:
        case Approximation.MORE_THAN | Approximation.BREAKS:
            return below if below < value else below - step
        case Approximation.NEARLY:
            return below + step
        case Approximation.ABOUT:
            return Fraction(rounded(value, places))
        case _:
            return below


def _text(
    number: Decimal, places: int, unit: Unit, word: Approximation = Approximation.EXACT
) -> str:
    digits = f"{number:.{max(places, 0)}f}"
    if word is Approximation.AT_LEAST:
        return _with_yu(digits, unit)
    lead = "" if word is Approximation.EXACT else word.value
    return f"{lead}{digits}{unit.code}"


def _with_yu(digits: str, unit: Unit) -> str:
    """余 stands after the number and before the unit: 240余次, 1.1万余个 (not 1.1余万个)."""
    code = unit.code
    if "." in digits and code.startswith("万"):
        return f"{digits}万余{code[1:]}"
    return f"{digits}余{code}"
