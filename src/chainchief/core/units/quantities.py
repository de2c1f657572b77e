"""Units of measure by name, and exact quantities in them."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from chainchief.core.choices import alike as near_names
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.units.table import Dimension, Unit, fixed_units

__all__ = ["UNITS", "Dimension", "Unit"]


class Units(Mapping[str, Unit]):
    """All units by code: the fixed ones, those of presets, and one by another (万元/亩).

    Iterating gives those that can be listed; what is made of two is known where it is asked for.
    """

    def __init__(self) -> None:
        self._fixed = fixed_units()

    def __getitem__(self, code: str) -> Unit:
        if code in self._fixed:
            return self._fixed[code]
        more = _further()
        return more[code] if code in more else self._made_of_two(code)

    def __iter__(self) -> Iterator[str]:
        return iter({**self._fixed, **_further()})

    def __len__(self) -> int:
        return sum(1 for _code in self)

    def __contains__(self, code: object) -> bool:
        try:
            return isinstance(code, str) and bool(self[code])
        except KeyError:
            return False

    def _made_of_two(self, code: str) -> Unit:
        above, slash, below = code.partition("/")
        if not slash or "/" in below or above not in self or below not in self:
            raise KeyError(code)
        first, second = self[above], self[below]
        return Unit(code, Dimension.PER, first.steps / second.steps, f"{first.base}/{second.base}")


def _further() -> Mapping[str, Unit]:
    # Loaded when it is asked for: `--help` needs no unit, and the reader of presets is large.
    from chainchief.core.units.presets import units_of_presets

    return units_of_presets()


UNITS = Units()


def parts_of(of: Unit) -> tuple[Unit, Unit]:
    """The two units of an amount per something: 万元/亩 is 万元 and 亩."""
    above, _slash, below = of.code.partition("/")
    return UNITS[above], UNITS[below]


def unit(code: str) -> Unit:
    """The unit named `code`, or `WrongUseError` with the near names."""
    try:
        return UNITS[code]
    except KeyError:
        near = near_names(code, UNITS, most=3, cutoff=0.3) or list(UNITS)[:8]
        raise WrongUseError(
            _("{!r} is not a unit; known near it: {}.").format(code, listed(near))
        ) from None


#: What is told by name besides its size: projects are no firms, coal is no steel.
_NAMED = (Dimension.COUNT, Dimension.PER, Dimension.MASS, Dimension.DAYS)


def alike(one: Unit, other: Unit) -> bool:
    """Whether both measure one thing: households and projects are both counts, and not alike."""
    named = one.dimension in _NAMED
    return one.dimension is other.dimension and (not named or one.base == other.base)


def finer(than: Unit) -> list[Unit]:
    """The units of the same thing that are smaller, the largest first."""
    smaller = [each for each in UNITS.values() if alike(each, than) and each.steps < than.steps]
    return sorted(smaller, key=lambda each: -each.steps)


_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def number(text: str) -> Fraction:
    """A plain decimal (`-1234.50`) exactly; `ValueError` for anything else."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    whole, _point, places = text.partition(".")
    return Fraction(int(whole + places), 10 ** len(places))


_QUANTITY = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(\S+)")


def quantity(text: str) -> tuple[int, Unit]:
    """A number with its unit (`10亿元`, `5%`) in steps; `ValueError` for anything else."""
    match = _QUANTITY.fullmatch(text.strip())
    if match is None or match[2] not in UNITS:
        raise ValueError(text)
    of = UNITS[match[2]]
    return to_steps(number(match[1].replace(",", "")), of), of


def to_steps(value: Fraction | Decimal | int, of: Unit) -> int:
    """`value` in unit `of` as steps; `ValueError` if that is not a whole number of steps."""
    exact = Fraction(value) if isinstance(value, Decimal) else value
    # By hand: a product of fractions is made in lowest terms, which nobody asks for here.
    steps, rest = divmod(
        exact.numerator * of.steps.numerator, exact.denominator * of.steps.denominator
    )
    if rest:
        raise ValueError(f"{value} {of} is not a whole number of steps")
    return steps


def from_steps(steps: int | Fraction, of: Unit) -> Fraction:
    """`steps` expressed in unit `of`, exactly."""
    return Fraction(steps) / of.steps


def convert(value: Fraction | Decimal | int, source: Unit, target: Unit) -> Fraction:
    """`value` of `source` in `target`, exactly; both must measure one thing."""
    if not alike(source, target):
        raise WrongUseError(_("{} cannot be told in {}.").format(source, target))
    return Fraction(value) * source.steps / target.steps


def plain(value: Fraction) -> str:
    """A fraction with a finite decimal form, as that form without an exponent: `20100000000`."""
    numerator, denominator = value.numerator, value.denominator
    places = 0
    while 10**places % denominator:
        places += 1
        if places > 30:
            raise ValueError(f"{value} has no finite decimal form")
    whole = abs(numerator) * 10**places // denominator
    digits = f"{whole:0{places + 1}d}"
    text = digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}".rstrip("0")
    return ("-" if numerator < 0 else "") + text.rstrip(".")
