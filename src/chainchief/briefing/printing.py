"""How a figure is printed where a template asks for other decimals or a word beside the number."""

from fractions import Fraction

from chainchief.briefing.kinds import WOULD_LIE
from chainchief.briefing.sources import NoFigure
from chainchief.briefing.writing import rules
from chainchief.core.approximations import Approximation
from chainchief.indicators.display import WouldLieError, display_as
from chainchief.indicators.figures import Figure

_TOLERANT = (Approximation.NEARLY, Approximation.ABOUT)


def printed(
    figure: Figure,
    approximation: Approximation = Approximation.EXACT,
    places: int | None = None,
) -> str:
    """`figure` as a document prints it. The word is checked against the exact value.

    Without a wish it is the figure's own display. Raises `NoFigure` where no number with so many
    decimals makes the word true.
    """
    try:
        return display_as(figure, approximation, places, tolerance=_tolerance(approximation))
    except WouldLieError:
        raise NoFigure(WOULD_LIE, word=approximation.value, value=figure.display) from None


def _tolerance(word: Approximation) -> Fraction:
    """The rules are only read where a word needs them."""
    return rules().tolerance(word) if word in _TOLERANT else Fraction(0)
