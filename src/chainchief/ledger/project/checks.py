"""Checks of a project's rows that look at more than one cell (domain rules R3, R5)."""

import datetime as dt

from chainchief.core.faults import Severity, declare
from chainchief.ledger.rowchecks import Row, RowFault

OWN_DUPLICATE = declare(
    "CHK-030",
    why="a project cannot be a duplicate of itself",
    remedy="name the other project's code, or leave the cell blank",
)
RECOGNISED_BEFORE = declare(
    "CHK-031",
    why="it is recognised before it occurred on {occurred}",
    remedy="check both dates",
)
REPORTED_BEFORE = declare(
    "CHK-032",
    why="it is reported before it occurred on {occurred}",
    remedy="check both dates",
)
RECOGNISED_WITHOUT_EVIDENCE = declare(
    "CHK-033",
    why="it is recognised while its evidence is not accepted",
    remedy="accept the evidence first, or leave the day of recognition blank",
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


def check_dates_of_event(row: Row) -> list[RowFault]:
    occurred, found = row["occurred_on"], []
    for column, kind in (("reported_on", REPORTED_BEFORE), ("recognised_on", RECOGNISED_BEFORE)):
        day = row[column]
        if isinstance(day, dt.date) and isinstance(occurred, dt.date) and day < occurred:
            found.append(RowFault(kind, column, {"occurred": occurred}))
    return found


def check_recognised_with_evidence(row: Row) -> list[RowFault]:
    if row["recognised_on"] and row["evidence"] != "accepted":
        return [RowFault(RECOGNISED_WITHOUT_EVIDENCE, "recognised_on", {})]
    return []


def check_order_of_funds(row: Row) -> list[RowFault]:
    reported, verified, recognised = (
        row[name] for name in ("funds_reported", "funds_verified", "funds_recognised")
    )
    found = []
    if isinstance(recognised, int) and isinstance(verified, int) and recognised > verified:
        found.append(RowFault(FUNDS_DISORDER, "funds_recognised", {}))
    if isinstance(verified, int) and isinstance(reported, int) and verified > reported:
        found.append(RowFault(VERIFIED_OVER_REPORTED, "funds_verified", {}))
    return found
