"""Shares written as 0.12 in a column of percent: told where a whole column looks so."""

from chainchief.core.units import UNITS, from_steps, plain
from chainchief.intake.files.tagged_cells import Tag, tag_of, text_of
from chainchief.intake.table.faults import ALL_BELOW_ONE
from chainchief.intake.table.staging import StagedRow, Staging
from chainchief.ledger.columns import Amount

#: One percent, in parts per million.
_ONE = 10_000


def check_percents_are_no_fractions(staging: Staging) -> None:
    for name, column in staging.table.head.columns.items():
        if isinstance(column.type, Amount) and column.type.unit == "%":
            _check(staging, name)


def _check(staging: Staging, name: str) -> None:
    """A cell that says percent by its format or its sign is plain, and then so is the column."""
    filled = [row for row in staging.rows if row.after.get(name) and name not in row.bad]
    values = [value for row in filled if isinstance(value := row.after[name], int)]
    if (
        len(values) < 2
        or max(values) > _ONE
        or any(_says_percent(staging, row, name) for row in filled)
    ):
        return
    if all(row.stored and row.stored.values.get(name) == row.after[name] for row in filled):
        return
    first = next(row for row, value in zip(filled, values, strict=True) if value == min(values))
    value = from_steps(min(values), UNITS["%"])
    staging.add(ALL_BELOW_ONE, first, name, value=plain(value), meant=plain(value * 100))


def _says_percent(staging: Staging, row: StagedRow, name: str) -> bool:
    cell = staging.table.cell(row.cells, name)
    return bool(cell) and (tag_of(cell) is Tag.PERCENT or "%" in text_of(cell).replace("％", "%"))
