"""What an activity promised is followed up."""

import datetime as dt

from chainchief.core import clock
from chainchief.core.faults import Severity, declare
from chainchief.ledger.checks.builders import in_order
from chainchief.ledger.checks.row import Row, RowFault

NEXT_STEP_OVERDUE = declare(
    "CHK-041",
    why="the next step was due on {due} and is not done",
    remedy="enter the day on which it was done, or a new day",
    severity=Severity.WARNING,
)


check_due_after_it_occurred = in_order("occurred_on", "next_due", other="occurred on")
check_done_after_it_occurred = in_order("occurred_on", "next_done", other="occurred on")


def check_next_step_in_time(row: Row) -> list[RowFault]:
    due = row["next_due"]
    if isinstance(due, dt.date) and not row["next_done"] and due < clock.today():
        return [RowFault(NEXT_STEP_OVERDUE, "next_due", {"due": due})]
    return []


VISIT_CHECKS = (check_next_step_in_time, check_due_after_it_occurred, check_done_after_it_occurred)
