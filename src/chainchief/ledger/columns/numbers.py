"""Exact quantities, held as integer steps, and whole numbers."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import ClassVar

from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.core.units import UNITS, from_steps, number, plain, to_steps, unit
from chainchief.ledger.columns.base import BLANKS, CellValue, ColumnType, Json, Row
from chainchief.ledger.columns.faults import (
    BELOW_ZERO,
    NOT_A_NUMBER,
    NOT_WHOLE,
    OVER_LIMIT,
    OVER_THE_WHOLE,
    TOO_FINE,
    UNDER_LIMIT,
    UNKNOWN_UNIT,
    BadCell,
)
from chainchief.ledger.columns.filters import Comparison, Filter, yes_or_no
from chainchief.ledger.columns.forms import FormField, Widget
from chainchief.ledger.columns.hints import number_meant
from chainchief.ledger.columns.stored import Stored, integers
from chainchief.ledger.facts import FactType

#: The most steps of one value: 10^15 元, eight times what the whole country makes in a year, and
#: little enough that 64 bits hold the sum of ninety such values.
STEPS_LIMIT = 10**17
#: 100 %, in parts per million.
WHOLE = 1_000_000
#: What every database holds in a column of whole numbers.
WHOLE_LIMIT = 2**31 - 1


@cache
def _grain(name: str) -> int:
    """The steps of the unit come in multiples of this, else no decimal tells them: 3 in 平方米."""
    left = UNITS[name].steps.numerator
    for factor in (2, 5):
        while left % factor == 0:
            left //= factor
    return left


@cache
def _smallest(name: str) -> Fraction:
    """The finest value of the unit that a decimal tells."""
    return Fraction(_grain(name)) / UNITS[name].steps


@cache
def _base(name: str) -> str:
    """The unit in which JSON says values of this unit; every step is a decimal in it."""
    return UNITS[name].base


def _too_fine(name: str) -> BadCell:
    return BadCell(TOO_FINE, smallest=f"{plain(_smallest(name))}{name}")


def _whole_steps(value: Fraction, name: str) -> int:
    try:
        return to_steps(value, UNITS[name])
    except ValueError:
        raise _too_fine(name) from None


class _Steps(ColumnType):
    """What amounts and quantities have in common, once their unit is known."""

    fact_type: ClassVar[FactType] = FactType.STEPS
    is_number: ClassVar[bool] = True

    limit: int
    least: int

    def _fault(self, value: object, row: Row) -> BadCell | None:
        name = self.unit_in(row)
        if not isinstance(value, int) or isinstance(value, bool):
            return BadCell(NOT_A_NUMBER, unit=name, hint="")
        if self.least <= value <= self.limit:
            return _too_fine(name) if name in UNITS and value % _grain(name) else None
        return self._beyond(value, name)

    def _beyond(self, value: int, name: str) -> BadCell:
        kind, limit = (OVER_LIMIT, self.limit) if value > self.limit else (UNDER_LIMIT, self.least)
        shown = _rounded(limit, name) if name in UNITS else limit
        return BadCell(kind, limit=f"{shown}{name}")

    def stored(self) -> Stored:
        return integers(self.least, self.limit)

    def _to_json(self, value: object, row: Row) -> Json:
        return plain(from_steps(int(str(value)), unit(_base(self._known_unit(row)))))

    def _from_json(self, raw: object, row: Row) -> object:
        base = _base(self._known_unit(row))
        try:
            value = number(raw) if isinstance(raw, str) else None
        except ValueError:
            value = None
        if value is None:
            raise BadCell(NOT_A_NUMBER, unit=base, hint="")
        return _whole_steps(value, base)

    def _known_unit(self, row: Row) -> str:
        name = self.unit_in(row)
        if name not in UNITS:
            raise BadCell(UNKNOWN_UNIT, choices=listed(UNITS))
        return name

    def format(self, value: object, row: Row) -> CellValue:
        return None if value is None else from_steps(int(str(value)), unit(self.unit_in(row)))

    def shown(self, value: object, row: Row) -> CellValue:
        """Show the value in its unit; in no known unit, its steps."""
        if value not in BLANKS and self.unit_in(row) not in UNITS:
            return f"“{value}”⚠"
        return super().shown(value, row)

    def difference(self, old: object, new: object, row: Row, before: Row | None = None) -> str:
        both = super().difference(old, new, row, before)
        name = self.unit_in(row)
        same_unit = before is None or self.unit_in(before) == name
        if not (isinstance(old, int) and isinstance(new, int) and same_unit and name in UNITS):
            return both
        change = from_steps(new - old, UNITS[name])
        return f"{both} ({'+' if change > 0 else ''}{plain(change)}{name})" if change else both


@dataclass(frozen=True)
class Amount(_Steps):
    """An exact quantity in a fixed unit, held as integer steps (money: 分)."""

    unit: str
    negative: bool = False
    limit: int = STEPS_LIMIT

    @property
    def least(self) -> int:  # type: ignore[override]
        return -self.limit if self.negative else 0

    def _beyond(self, value: int, name: str) -> BadCell:
        if value < 0 and not self.negative:
            return BadCell(BELOW_ZERO)
        if (name, self.limit) == ("%", WHOLE):
            return BadCell(OVER_THE_WHOLE)
        return super()._beyond(value, name)

    def parse(self, text: str, row: Row) -> int:
        try:
            value = number(text)
        except ValueError:
            hint = number_meant(text, self.unit)
            raise BadCell(NOT_A_NUMBER, unit=self.unit, hint=hint) from None
        if value < 0 and not self.negative:
            raise BadCell(BELOW_ZERO)
        steps = _whole_steps(value, self.unit)
        self.checked(steps, row)
        return steps

    def schema(self) -> dict[str, object]:
        base = _base(self.unit)
        return {
            "type": "string",
            "pattern": _decimal(base, signed=self.negative),
            "x-unit": base,
        }

    def form_field(self) -> FormField:
        low, high = (_rounded(steps, self.unit) for steps in (self.least, self.limit))
        step = plain(_smallest(self.unit))
        return FormField(Widget.NUMBER, unit=self.unit, minimum=low, maximum=high, step=step)

    def _read(self, text: str) -> object:
        return self.parse(text, {})

    def filters(self) -> tuple[Filter, ...]:
        return (
            Filter(Comparison.FROM, self._read),
            Filter(Comparison.TO, self._read),
            Filter(Comparison.BLANK, yes_or_no),
        )

    @property
    def name(self) -> str:
        return _("number")

    @property
    def example(self) -> str:
        value = plain(_EXAMPLES.get(self.unit, Fraction(12)))
        meant = {"万元": _(" (that is 0.6亿元)"), "%": _(" (for 12.5%, not 0.125)")}
        return value + meant.get(self.unit, "")

    @property
    def fact_unit(self) -> str:
        return _base(self.unit)


_EXAMPLES = {"万元": Fraction(6000), "%": Fraction(25, 2)}


def _rounded(steps: int, name: str) -> str:
    """A bound in the unit, inwards to what a decimal tells."""
    rounded = abs(steps) - abs(steps) % _grain(name)
    return plain(from_steps(rounded if steps > 0 else -rounded, UNITS[name]))


def _decimal(base: str, *, signed: bool) -> str:
    """The pattern of a decimal that is a whole number of steps."""
    places = len(plain(1 / UNITS[base].steps).partition(".")[2])
    fraction = rf"(\.[0-9]{{1,{places}}})?" if places else ""
    return rf"^{'-?' if signed else ''}[0-9]+{fraction}$"


@dataclass(frozen=True)
class Quantity(_Steps):
    """An exact quantity whose unit stands in another column of the same row."""

    unit_column: str = "unit"
    unit: str = ""

    limit: ClassVar[int] = STEPS_LIMIT  # type: ignore[misc]
    least: ClassVar[int] = -STEPS_LIMIT  # type: ignore[misc]

    def unit_in(self, row: Row) -> str:
        return str(row.get(self.unit_column) or "")

    def parse(self, text: str, row: Row) -> int:
        name = self.unit_in(row)
        try:
            value = number(text)
        except ValueError:
            raise BadCell(NOT_A_NUMBER, unit=name, hint=number_meant(text, name)) from None
        steps = _whole_steps(value, self._known_unit(row))
        self.checked(steps, row)
        return steps

    def schema(self) -> dict[str, object]:
        return {
            "type": "string",
            "pattern": r"^-?[0-9]+(\.[0-9]+)?$",
            "x-unit-column": self.unit_column,
        }

    def form_field(self) -> FormField:
        return FormField(Widget.NUMBER, unit_column=self.unit_column, step="any")

    @property
    def name(self) -> str:
        return _("number, in the unit of the row")

    @property
    def example(self) -> str:
        return "12"


@dataclass(frozen=True)
class Whole(ColumnType):
    """A whole number, between the bounds that its field can hold."""

    negative: bool = False
    unit: str = ""
    limit: int = WHOLE_LIMIT
    least: int | None = None

    fact_type: ClassVar[FactType] = FactType.WHOLE
    is_number: ClassVar[bool] = True

    @property
    def lowest(self) -> int:
        """The least value: zero, where nothing else is said."""
        if self.least is not None:
            return self.least
        return -self.limit if self.negative else 0

    def _fault(self, value: object, row: Row) -> BadCell | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return BadCell(NOT_WHOLE, hint="")
        if value < 0 and self.lowest == 0:
            return BadCell(BELOW_ZERO)
        if value > self.limit:
            return BadCell(OVER_LIMIT, limit=self.limit)
        return BadCell(UNDER_LIMIT, limit=self.lowest) if value < self.lowest else None

    def parse(self, text: str, row: Row) -> int:
        try:
            value = number(text)
        except ValueError:
            hint = number_meant(text, "") or number_meant(text.rstrip("人家个年月"), "")
            raise BadCell(NOT_WHOLE, hint=hint) from None
        if value.denominator != 1:
            raise BadCell(NOT_WHOLE, hint="")
        self.checked(int(value), row)
        return int(value)

    def format(self, value: object, row: Row) -> CellValue:
        return None if value is None else int(str(value))

    def stored(self) -> Stored:
        return integers(self.lowest, self.limit)

    def _to_json(self, value: object, row: Row) -> Json:
        return int(str(value))

    def _from_json(self, raw: object, row: Row) -> object:
        if raw == "":
            raise BadCell(NOT_WHOLE, hint="")
        return raw

    def schema(self) -> dict[str, object]:
        return {"type": "integer", "minimum": self.lowest, "maximum": self.limit}

    def form_field(self) -> FormField:
        low, high = str(self.lowest), str(self.limit)
        return FormField(Widget.NUMBER, unit=self.unit, minimum=low, maximum=high, step="1")

    def _read(self, text: str) -> object:
        return self.parse(text, {})

    def filters(self) -> tuple[Filter, ...]:
        return (
            Filter(Comparison.IS, self._read),
            Filter(Comparison.FROM, self._read),
            Filter(Comparison.TO, self._read),
            Filter(Comparison.BLANK, yes_or_no),
        )

    @property
    def name(self) -> str:
        return _("whole number")

    @property
    def example(self) -> str:
        return "2023" if self.lowest > 1000 else "12"
