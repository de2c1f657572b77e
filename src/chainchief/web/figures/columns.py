"""One column of figures for the eye: one unit in its head, the same decimals in every cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from chainchief.core.rounding import rounded
from chainchief.core.units import Dimension, Unit, from_steps, unit
from chainchief.indicators.figures import Figure
from chainchief.web.figures.amounts import parted

#: A column shows at most so many digits of its largest number, and so many decimals.
_DIGITS, _DECIMALS = 4, 2
_MONEY = ("亿元", "万元")


@dataclass(frozen=True)
class ColumnFormat:
    """The unit that stands in the head, and the decimals of every cell."""

    unit: str
    decimals: int

    def text(self, figure: Figure) -> str:
        """The number alone; a zero is a plain 0, what has no value its mark."""
        if figure.value is None:
            return figure.display
        if not self.unit:
            return figure.display
        value = from_steps(figure.value, unit(self.unit))
        if value == 0:
            return "0"
        return parted(f"{rounded(value, self.decimals):.{self.decimals}f}")


def format_of(figures: Sequence[Figure]) -> ColumnFormat:
    """The format that fits the largest of the column; none where units differ."""
    units = {figure.unit for figure in figures}
    known = [abs(figure.value) for figure in figures if figure.value is not None]
    if len(units) != 1 or not known:
        return ColumnFormat(next(iter(units)).code if len(units) == 1 else "", 0)
    of, largest = next(iter(units)), max(known)
    if of.dimension is Dimension.MONEY:
        chosen = _money(largest)
        return ColumnFormat(chosen.code, _decimals(from_steps(largest, chosen)))
    if of.dimension in (Dimension.COUNT, Dimension.RATE, Dimension.AREA, Dimension.ENERGY):
        whole = all(from_steps(value, of).denominator == 1 for value in known)
        return ColumnFormat(of.code, 0 if whole else 1)
    return ColumnFormat("", 0)


def _money(largest: Fraction | int) -> Unit:
    """亿元 where the largest reaches one, else 万元."""
    return next(
        (unit(code) for code in _MONEY if from_steps(largest, unit(code)) >= 1), unit("万元")
    )


def _decimals(largest: Fraction) -> int:
    return max(0, min(_DECIMALS, _DIGITS - len(str(int(largest)))))
