"""How a figure is printed where a template asks for other decimals or a word beside the number."""

from fractions import Fraction

from chainchief.briefing.citations import Citation
from chainchief.briefing.faults import WOULD_LIE
from chainchief.briefing.resolve.adopted_wordings import can_be_worded, check
from chainchief.briefing.sources import FigureSource, NoFigure, Wording
from chainchief.briefing.text.wording_rules import rules
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
        facts = {"name": figure.name, "word": approximation.value, "value": figure.display}
        raise NoFigure(WOULD_LIE, **facts) from None


def printed_or_adopted(
    figure: Figure, citation: Citation, source: FigureSource
) -> tuple[str, Wording | None]:
    """The text printed for `figure`: the wording adopted for it, else as it is cited.

    Raises `NoFigure` where the wording is not true of the value any more.
    """
    wording = source.wording(citation) if can_be_worded(citation) else None
    if wording is None:
        return printed(figure, citation.approximation, citation.places), None
    check(wording.text, figure)
    return wording.text, wording


def _tolerance(word: Approximation) -> Fraction:
    """The rules are only read where a word needs them."""
    return rules().tolerance(word) if word in _TOLERANT else Fraction(0)
