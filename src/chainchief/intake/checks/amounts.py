"""Amounts of money that look as if they were written in another unit (R9), in every column.

An amount is compared with what its record held before, else with the middle one of its column. All
warn: a firm may be a thousand times as large as the usual one.
"""

from collections.abc import Sequence
from fractions import Fraction
from statistics import median_low

from chainchief.core.rounding import rounded
from chainchief.core.units import UNITS, from_steps, plain
from chainchief.intake.cell_faults import UNIT_OF_BEFORE, UNIT_OF_OTHERS
from chainchief.intake.staging import Row, Staging
from chainchief.ledger.columns import Amount
from chainchief.ledger.registers import Column

#: 元 for 万元 is ten thousand times too much, 亿 for 万元 a ten thousandth; a tenth of it is told.
_TIMES = 1000
#: So many other amounts must be known for their middle to mean something.
_ENOUGH = 15
_AT_MOST = 20_000


def check_units_of_amounts(staging: Staging) -> None:
    told = {fault.place.cell for fault in staging.faults}
    for column in staging.table.columns:
        kind = column.type
        if isinstance(column, Column) and isinstance(kind, Amount) and kind.unit == "万元":
            _check(staging, column, told)


def _check(staging: Staging, column: Column, told: set[str]) -> None:
    changed = [
        row
        for row in staging.rows
        if _is_new(row, column.name) and _cell(staging, row, column) not in told
    ]
    if not changed:
        return
    usual = _usual(_known(staging, column))
    for row in changed:
        amount = _steps(row.after[column.name])
        before = _steps(row.stored.values[column.name]) if row.stored else 0
        if before:
            if _slipped(amount, before):
                staging.add(UNIT_OF_BEFORE, row, column.name, before=_told(before))
        elif usual and _slipped(amount, usual):
            staging.add(UNIT_OF_OTHERS, row, column.name, amount=_told(amount), usual=_told(usual))


def _is_new(row: Row, name: str) -> bool:
    amount = row.after[name]
    unchanged = row.stored is not None and row.stored.values[name] == amount
    return bool(amount) and not unchanged and name not in row.bad


def _cell(staging: Staging, row: Row, column: Column) -> str:
    return staging.table.place(row.number, column.name).cell


def _known(staging: Staging, column: Column) -> list[int]:
    """The amounts of the ledger and of the table, those of the ledger first."""
    records = staging.table.register.model._default_manager.filter(withdrawn_on__isnull=True)
    held = records.filter(**{f"{column.attribute}__gt": 0}).order_by("-pk")
    stored = list(held.values_list(column.attribute, flat=True)[:_AT_MOST])
    return stored + [steps for row in staging.rows if (steps := _steps(row.after[column.name]))]


def _usual(amounts: Sequence[int]) -> int:
    return median_low(amounts) if len(amounts) > _ENOUGH else 0


def _slipped(amount: int, other: int) -> bool:
    return amount >= other * _TIMES or amount * _TIMES <= other


def _steps(value: object) -> int:
    return value if isinstance(value, int) else 0


def _told(steps: int) -> str:
    """An amount in the unit in which people say it."""
    name = "亿元" if steps >= UNITS["亿元"].steps else "万元"
    return f"{plain(Fraction(rounded(from_steps(steps, UNITS[name]), 4)))}{name}"
