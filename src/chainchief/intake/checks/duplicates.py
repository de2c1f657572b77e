"""Two rows of a table are never about one record, nor two records told apart by capitals alone."""

import unicodedata

from chainchief.intake.cell_faults import ALIKE_KEY, DUPLICATE_KEY
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


def check_keys_differ_plainly(staging: Staging) -> None:
    """A new code that is another one in other capitals, width or spaces is a slip of the hand."""
    register = staging.table.register
    new = [row for row in staging.rows if row.is_new and row.code and "code" not in row.bad]
    if register.model.composed_of or not new:
        return
    held = register.model._default_manager.values_list("code", flat=True)
    first = {folded_code(code): code for code in held.iterator(chunk_size=5000)}
    for row in new:
        other = first.setdefault(folded_code(row.code), row.code)
        if other != row.code:
            row.bad.add("code")
            staging.add(ALIKE_KEY, row, "code", other=other)


def folded_code(code: str) -> str:
    """A code as it is heard: without capitals, full width, spaces."""
    return "".join(unicodedata.normalize("NFKC", code).casefold().split())


def _key_column(staging: Staging) -> str:
    """Where a duplicate is shown if the table has no column of codes."""
    composed_of = staging.table.register.model.composed_of
    return next((name for name in composed_of if staging.table.has(name)), "code")
