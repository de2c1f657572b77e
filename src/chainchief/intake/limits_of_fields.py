"""Whole numbers that the database cannot hold, told before it refuses them."""

from collections.abc import Mapping
from fractions import Fraction

from chainchief.core.units import plain
from chainchief.intake.cell_faults import OVER_LIMIT, UNDER_LIMIT
from chainchief.ledger.columns import BadCell, CellValue
from chainchief.ledger.registers import Column

_LARGE = 2**63 - 1
_SMALL = 2**31 - 1
#: By Django's name of the field: least and most. PostgreSQL's bounds, held on SQLite too.
_BOUNDS = {
    "BigIntegerField": (-_LARGE, _LARGE),
    "PositiveBigIntegerField": (0, _LARGE),
    "IntegerField": (-_SMALL, _SMALL),
    "PositiveIntegerField": (0, _SMALL),
    "PositiveSmallIntegerField": (0, 2**15 - 1),
}


def refuse_beyond_field(column: Column, value: object, row: Mapping[str, object]) -> None:
    """Raise `BadCell` where a whole number lies outside what the column's field can hold."""
    if not isinstance(value, int) or isinstance(value, bool):
        return
    least, most = _BOUNDS.get(_internal_type(column), (-_LARGE, _LARGE))
    if value > most:
        raise BadCell(OVER_LIMIT, limit=shown(column, most, row))
    if value < least:
        raise BadCell(UNDER_LIMIT, limit=shown(column, least, row))


def _internal_type(column: Column) -> str:
    return next(
        (name for base in type(column.field).__mro__ if (name := base.__name__) in _BOUNDS), ""
    )


def shown(column: Column, value: object, row: Mapping[str, object]) -> str:
    """A stored value as a workbook shows it, with its unit."""
    unit = column.type.unit or str(row.get(getattr(column.type, "unit_column", ""), "") or "")
    return as_text(column.type.format(value, row)) + unit


def as_text(value: CellValue) -> str:
    """A cell's value as plain text: `60000`, `2023-11-30`, "" for blank."""
    if isinstance(value, int | Fraction):
        return plain(Fraction(value))
    return "" if value is None else str(value)
