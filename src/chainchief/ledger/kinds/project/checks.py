"""Checks of a project's rows that look at more than one cell (domain rule R3)."""

from chainchief.core.faults import Severity, declare
from chainchief.ledger.checks.row import Row, RowFault

OWN_DUPLICATE = declare(
    "CHK-030",
    why="a project cannot be a duplicate of itself",
    remedy="name the other project's code, or leave the cell blank",
)
FUNDS_DISORDER = declare(
    "CHK-034",
    why="recognised funds are more than the verified ones",
    remedy="recognise at most what was verified",
)
VERIFIED_OVER_REPORTED = declare(
    "CHK-035",
    why="verified funds are more than the self-reported ones",
    remedy="ask the unit to report again, or check the amount",
    severity=Severity.WARNING,
)


def check_not_its_own_duplicate(row: Row) -> list[RowFault]:
    same = row["duplicate_of"] and row["duplicate_of"] == row["code"]
    return [RowFault(OWN_DUPLICATE, "duplicate_of", {})] if same else []


def check_order_of_funds(row: Row) -> list[RowFault]:
    reported, verified, recognised = (
        row[name] for name in ("funds_reported", "funds_verified", "funds_recognised")
    )
    faults = []
    if isinstance(recognised, int) and isinstance(verified, int) and recognised > verified:
        faults.append(RowFault(FUNDS_DISORDER, "funds_recognised", {}))
    if isinstance(verified, int) and isinstance(reported, int) and verified > reported:
        faults.append(RowFault(VERIFIED_OVER_REPORTED, "funds_verified", {}))
    return faults
