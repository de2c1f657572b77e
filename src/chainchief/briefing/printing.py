"""How a figure is printed where a template asks for other decimals or a word beside the number."""

from chainchief.briefing.kinds import WOULD_LIE
from chainchief.briefing.sources import NoFigure
from chainchief.core.approximations import Approximation
from chainchief.indicators.display import WouldLieError, display_as
from chainchief.indicators.figures import Figure


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
        return display_as(figure, approximation, places)
    except WouldLieError:
        raise NoFigure(WOULD_LIE, word=approximation.value, value=figure.display) from None
