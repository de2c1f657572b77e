"""Answered is not solved: it is the firm that confirms."""

from chainchief.core.faults import Severity, declare
from chainchief.ledger.rowchecks import Row, RowFault

SOLVED_UNCONFIRMED = declare(
    "CHK-049",
    why="it is told as solved, and the firm has not confirmed it",
    remedy="ask the firm, and enter the day; until then it does not count as solved",
    severity=Severity.WARNING,
)


def check_solved_is_confirmed(row: Row) -> list[RowFault]:
    unconfirmed = row["outcome"] == "solved" and not row["confirmed_on"]
    return [RowFault(SOLVED_UNCONFIRMED, "confirmed_on", {})] if unconfirmed else []
