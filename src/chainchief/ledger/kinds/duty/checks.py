"""Secondments: the 2024 rule asks where a person comes from, and bars lower levels in principle."""

from chainchief.core.faults import Severity, declare
from chainchief.ledger.checks.builders import in_order
from chainchief.ledger.checks.row import Row, RowFault

SECONDMENT_INCOMPLETE = declare(
    "CHK-038",
    why="a secondment states its home unit, its level and its end",
    remedy="fill this cell in, or say that the person is not seconded",
)
FROM_LOWER_LEVEL = declare(
    "CHK-039",
    why="borrowing staff from counties is barred in principle since 2024",
    remedy="make sure that it was approved, or end it",
    severity=Severity.WARNING,
)
TERM_ENDS_EARLY = declare(
    "CHK-040",
    why="the secondment ends before the duty begins on {first}",
    remedy="check both days",
)
_STATED = ("home_unit", "home_level", "term_to")


def check_secondment_is_stated(row: Row) -> list[RowFault]:
    if not row["seconded"]:
        return []
    return [RowFault(SECONDMENT_INCOMPLETE, name, {}) for name in _STATED if not row[name]]


def check_not_from_a_county(row: Row) -> list[RowFault]:
    borrowed = row["seconded"] and row["home_level"] == "county"
    return [RowFault(FROM_LOWER_LEVEL, "home_level", {})] if borrowed else []


check_term_after_beginning = in_order("valid_from", "term_to", TERM_ENDS_EARLY)

DUTY_CHECKS = (check_secondment_is_stated, check_not_from_a_county, check_term_after_beginning)
