"""A stated total against the rows above it: where they differ, a row may be missing."""

from fractions import Fraction

from chainchief.core.units import UNITS, from_steps, number, plain
from chainchief.intake.files.tagged_cells import text_of
from chainchief.intake.table.faults import OTHER_TOTAL, TOTAL_ROW
from chainchief.intake.table.ignored_rows import IgnoredRow
from chainchief.intake.table.staging import Staging
from chainchief.ledger.columns import Amount

#: A total may be rounded to whole units.
_TOLERANCE = Fraction(1, 2)


def check_stated_totals(staging: Staging) -> None:
    for passed in staging.table.head.passed.values():
        if passed.kind is TOTAL_ROW and "小" not in text_of(passed.cells[passed.place]):
            for name, column in staging.table.head.columns.items():
                if isinstance(column.type, Amount) and column.type.unit != "%":
                    _compare(staging, passed, name, column.type.unit)


def _compare(staging: Staging, passed: IgnoredRow, name: str, unit: str) -> None:
    table = staging.table
    try:
        stated = number(text_of(table.cell(passed.cells, name)).replace(",", ""))
    except ValueError:
        return
    above = [row for row in staging.rows if row.number < passed.number]
    if any(name in row.bad for row in above):
        return
    steps = sum(value for row in above if isinstance(value := row.after.get(name), int))
    total = from_steps(steps, UNITS[unit])
    if abs(total - stated) > _TOLERANCE:
        facts = {"total": plain(total)}
        fault = table.fault(OTHER_TOTAL, passed.number, name, passed.cells, facts)
        staging.faults.append(fault)
