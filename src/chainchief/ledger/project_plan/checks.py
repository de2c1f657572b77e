"""The days of a project's plan are in their order."""

import datetime as dt

from chainchief.core.faults import declare
from chainchief.ledger.rowchecks import Row, RowFault

COMPLETED_BEFORE_START = declare(
    "CHK-044",
    why="it is to be completed before it is to start on {start}",
    remedy="check both days",
)


def check_start_before_completion(row: Row) -> list[RowFault]:
    start, complete = row["start_by"], row["complete_by"]
    if isinstance(start, dt.date) and isinstance(complete, dt.date) and complete < start:
        return [RowFault(COMPLETED_BEFORE_START, "complete_by", {"start": start})]
    return []
