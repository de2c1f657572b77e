"""Contributions in a unit that people read, exactly: money in 万元, all else in its base unit."""

from chainchief.core.units import Dimension, Unit, from_steps, plain, unit
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.figures import Figure
from chainchief.web.figures.speech import spoken, unit_words


def unit_of(figure: Figure, part: str, catalogue: Catalogue) -> Unit:
    """The unit of one part: the figure's own, or that of the indicator the part is."""
    indicator = catalogue[figure.code]
    of_part = catalogue.behind_part(indicator, part).unit
    return unit("万元") if of_part.dimension is Dimension.MONEY else unit(of_part.base)


def amount(steps: int, of: Unit) -> str:
    """`steps` in `of`, exactly, thousands parted: 1,234.5."""
    return parted(plain(from_steps(steps, of)))


def amount_with_unit(steps: int, of: Unit) -> str:
    """The same with the unit behind it, in the reader's words."""
    return f"{amount(steps, of)} {unit_words(of.code)}".rstrip()


def money(steps: int) -> str:
    """An amount of money in 万元, exactly, in the reader's words: 1,234.5万元."""
    wan = unit("万元")
    return spoken(f"{amount(steps, wan)}{wan}")


def parted(number: str) -> str:
    """A plain number with its thousands parted."""
    whole, dot, decimals = number.partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{dot}{decimals}"
