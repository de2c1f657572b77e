"""Values that can hardly be meant. All of these warn; only new values are looked at.

Days before the republic, far ahead, or ahead of what happened (a statute of 1903 or a lease to 2099
may be right); amounts that look as if they were written in another unit (R9), against what the
record held before, else against the middle one of the column; a record that moves to another unit,
which may be another record under a code that was taken.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median_low

from chainchief.core import clock
from chainchief.core.rounding import rounded
from chainchief.core.units import UNITS, from_steps, plain
from chainchief.ledger.columns import Amount, Day, MonthText
from chainchief.ledger.queries.stored_values import stored_by_code
from chainchief.ledger.registers import Column, Register, register_of
from chainchief.ledger.validation import faults
from chainchief.ledger.validation.drafts import DraftRecord
from chainchief.ledger.validation.review import Review

_EARLIEST = dt.date(1949, 10, 1)
_YEARS_AHEAD = 50
#: Days on which something is to happen, though their names end like those of what happened.
_PLANNED = ("due_on", "new_due_on", "turn_due_on", "held_on", "ended_on")

#: 元 for 万元 is ten thousand times too much, 亿 for 万元 a ten thousandth; a tenth of it is told.
_TIMES = 1000
#: So many other amounts must be known for their middle to mean something.
_ENOUGH = 15
_AT_MOST = 2_000


def check_days_are_likely(review: Review) -> None:
    now = clock.today()
    for register, drafts in review.by_register():
        columns = [
            column for column in register.columns if isinstance(column.type, Day | MonthText)
        ]
        for draft in drafts:
            for column in columns:
                if column.name in draft.changed and column.name not in draft.bad:
                    _check_day(review, draft, column.name, now)


def _check_day(review: Review, draft: DraftRecord, name: str, now: dt.date) -> None:
    value = draft.after[name]
    day = dt.date.fromisoformat(f"{value}-01") if value and isinstance(value, str) else value
    if not isinstance(day, dt.date):
        return
    if day < _EARLIEST:
        review.add(faults.DAY_LONG_AGO, draft, name)
    elif day > now and _has_happened(name):
        review.add(faults.DAY_AHEAD, draft, name, today=now)
    elif day.year > now.year + _YEARS_AHEAD:
        review.add(faults.DAY_FAR_AHEAD, draft, name, years=day.year - now.year)


def _has_happened(name: str) -> bool:
    """Whether the column tells of what happened, or of a month that was reported."""
    return name in ("month", "span_to") or (name.endswith("_on") and name not in _PLANNED)


def check_units_of_amounts(review: Review) -> None:
    doubted = {(finding.position, finding.column) for finding in review.findings}
    for register, drafts in review.by_register():
        for column in register.columns:
            if isinstance(column.type, Amount) and column.type.unit == "万元":
                undoubted = [
                    draft for draft in drafts if (draft.position, column.name) not in doubted
                ]
                _check_amounts(review, register, column, undoubted, drafts)


def _check_amounts(
    review: Review,
    register: Register,
    column: Column,
    undoubted: list[DraftRecord],
    drafts: list[DraftRecord],
) -> None:
    name = column.name
    new = [d for d in undoubted if name in d.changed and d.after[name] and name not in d.bad]
    if not new:
        return
    # Others' amounts are read only for records that had none themselves.
    alone = any(not _steps(draft.before(name)) for draft in new)
    usual = _usual([*_held(register, column), *_steps_of(drafts, name)]) if alone else 0
    for draft in new:
        amount, before = _steps(draft.after[name]), _steps(draft.before(name))
        if before:
            if _slipped(amount, before):
                review.add(faults.UNIT_OF_BEFORE, draft, name, before=amount_in_words(before))
        elif usual and _slipped(amount, usual):
            facts = {"amount": amount_in_words(amount), "usual": amount_in_words(usual)}
            review.add(faults.UNIT_OF_OTHERS, draft, name, **facts)


def _held(register: Register, column: Column) -> list[int]:
    records = register.model._default_manager.filter(withdrawn_on__isnull=True)
    held = records.filter(**{f"{column.attribute}__gt": 0}).order_by("-pk")
    return list(held.values_list(column.attribute, flat=True)[:_AT_MOST])


def _steps_of(drafts: list[DraftRecord], name: str) -> Iterator[int]:
    return (steps for d in drafts if name not in d.bad and (steps := _steps(d.after[name])))


def _usual(amounts: Sequence[int]) -> int:
    return median_low(amounts) if len(amounts) > _ENOUGH else 0


def _slipped(amount: int, other: int) -> bool:
    return amount >= other * _TIMES or amount * _TIMES <= other


def _steps(value: object) -> int:
    return value if isinstance(value, int) else 0


def amount_in_words(steps: int) -> str:
    """An amount in the unit in which people say it."""
    name = "亿元" if steps >= UNITS["亿元"].steps else "万元"
    return f"{plain(Fraction(rounded(from_steps(steps, UNITS[name]), 4)))}{name}"


def check_records_stay_in_their_division(review: Review) -> None:
    for register, drafts in review.by_register():
        name = register.division.removesuffix("_id")
        if name not in register.references:
            continue
        moved = [d for d in drafts if d.before(name) and name in d.changed and name not in d.bad]
        if moved:
            names = stored_by_code(register_of("division"), {str(d.before(name)) for d in moved})
            for draft in moved:
                code = str(draft.before(name))
                before = f"{code} {names[code].values['name']}" if code in names else code
                review.add(faults.OTHER_UNIT_OF_COUNTY, draft, name, before=before)
