"""What every kind of event has: its three dates and its evidence, and their checks (R5)."""

import datetime as dt

from chainchief.core.faults import declare
from chainchief.ledger.rowchecks import Row, RowFault

#: The columns that every kind of event has for them, in their order.
EVENT_COLUMNS = ("occurred_on", "reported_on", "recognised_on", "evidence")

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


EVENT_CHECKS = (check_dates_of_event, check_recognised_with_evidence)
