"""Words that somebody typed before a figure: 超过 beside 301个 says more than 301.

A template's own word is computed with its number; one that comes in by editing is checked here.
"""

import re
from fractions import Fraction

from chainchief.briefing.faults import WORD_NOT_TRUE
from chainchief.briefing.resolve.adopted_wordings import spoken
from chainchief.briefing.sources import NoFigure
from chainchief.briefing.text.wording_rules import rules
from chainchief.core.approximations import Approximation, holds
from chainchief.core.errors import WrongUseError
from chainchief.core.units import convert, from_steps
from chainchief.indicators.figures import Figure

_WORDS = {
    "超过": Approximation.MORE_THAN,
    "突破": Approximation.BREAKS,
    "超": Approximation.MORE_THAN,
    "逾": Approximation.MORE_THAN,
    "接近": Approximation.NEARLY,
    "近": Approximation.NEARLY,
    "约": Approximation.ABOUT,
}
#: 签约24个 and 最近301个 end with the same characters and say nothing about the number.
_BEFORE = re.compile(
    "(?:超过|突破|接近|(?<![反赶])超|逾|(?<![附最新临相])近|(?<![签节预合条解续公违集契特履])约)$"
)


def check_word_before(before: str, printed: str, figure: Figure) -> None:
    """Raises `NoFigure` where the word that ends `before` is not true of the number printed."""
    word = _BEFORE.search(before.rstrip("\u200b "))
    if word is None or figure.value is None:
        return
    approximation = _WORDS[word[0]]
    number = _number(f"{approximation.value}{printed}", figure)
    if number is None:
        return
    value = from_steps(figure.value, figure.unit)
    tolerance = rules().tolerance(approximation)
    if not holds(approximation, value, number, tolerance):
        facts = {"word": word[0], "name": figure.name, "value": figure.display}
        raise NoFigure(WORD_NOT_TRUE, **facts)


def _number(said: str, figure: Figure) -> Fraction | None:
    """The number of a wording in the figure's unit, None where it is none of that unit."""
    try:
        quantity = spoken(said)
        return convert(quantity.number, quantity.of, figure.unit)
    except (NoFigure, WrongUseError):
        return None
