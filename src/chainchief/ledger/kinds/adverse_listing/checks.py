"""An entry names somebody, or says that nobody is on the list."""

from chainchief.core.faults import declare
from chainchief.ledger.checks.row import Row, RowFault

NOBODY_NAMED = declare(
    "CHK-261",
    why="the entry names nobody",
    remedy="enter the name as published, or say that nobody of the city is on the list",
)
NOBODY_AND_SOMEBODY = declare(
    "CHK-262",
    why="the entry says that nobody is on the list, and names somebody",
    remedy="delete the name, credit code and enterprise, or say no",
)


def check_names_somebody_or_nobody(row: Row) -> list[RowFault]:
    named = bool(row["name"])
    if row["is_empty"] and (named or row["credit_code"] or row["enterprise"]):
        return [RowFault(NOBODY_AND_SOMEBODY, "is_empty", {})]
    if not row["is_empty"] and not named:
        return [RowFault(NOBODY_NAMED, "name", {})]
    return []
