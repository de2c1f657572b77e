"""A child's code is made of its columns; one that is given must be the same."""

from chainchief.intake.cell_faults import OTHER_CODE
from chainchief.intake.staging import Row, Staging


def check_composed_codes(staging: Staging) -> None:
    """After the references: a key that names nothing is told there, and once is enough."""
    model = staging.table.register.model
    for row in staging.rows:
        if model.composed_of and not row.bad.intersection(("code", *model.composed_of)):
            composed = model.code_from(row.after)
            if composed != row.code:
                row.bad.add("code")
                staging.add(OTHER_CODE, row, _shown_at(staging, row), composed=composed)


def _shown_at(staging: Staging, row: Row) -> str:
    """The code if it is given, else the first of the columns that make it."""
    table = staging.table
    if table.cell(row.cells, "code"):
        return "code"
    return next((n for n in table.register.model.composed_of if table.has(n)), "code")
