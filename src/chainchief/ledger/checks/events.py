"""What every kind of event has: its three dates and its evidence, and their checks (R5)."""

from chainchief.core.faults import declare
from chainchief.ledger.checks.builders import in_order
from chainchief.ledger.checks.row import Row, RowFault

#: The columns that every kind of event has for them, in their order.
EVENT_COLUMNS = ("occurred_on", "reported_on", "recognised_on", "evidence")

RECOGNISED_BEFORE = declare(
    "CHK-031",
    why="it is recognised before it occurred on {first}",
    remedy="check both dates",
)
RECOGNISED_WITHOUT_EVIDENCE = declare(
    "CHK-033",
    why="it is recognised while its evidence is not accepted",
    remedy="accept the evidence first, or leave the day of recognition blank",
)


check_recognised_after_it_occurred = in_order("occurred_on", "recognised_on", RECOGNISED_BEFORE)


def check_recognised_with_evidence(row: Row) -> list[RowFault]:
    if row["recognised_on"] and row["evidence"] != "accepted":
        return [RowFault(RECOGNISED_WITHOUT_EVIDENCE, "recognised_on", {})]
    return []


EVENT_CHECKS = (
    check_recognised_after_it_occurred,
    check_recognised_with_evidence,
)
