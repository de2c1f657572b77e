"""Two rows of a table are never about one record."""

from chainchief.intake.cell_faults import DUPLICATE_KEY
from chainchief.intake.staging import Staging


def check_keys_once(staging: Staging) -> None:
    first: dict[str, int] = {}
    shown_at = "code" if staging.table.has("code") else _key_column(staging)
    for row in staging.rows:
        if not row.code or "code" in row.bad:
            continue
        if row.code in first:
            row.bad.add("code")
            staging.add(DUPLICATE_KEY, row, shown_at, row=first[row.code], code=row.code)
        else:
            first[row.code] = row.number


def _key_column(staging: Staging) -> str:
    """Where a duplicate is shown if the table has no column of codes."""
    composed_of = staging.table.register.model.composed_of
    return next((name for name in composed_of if staging.table.has(name)), "code")
