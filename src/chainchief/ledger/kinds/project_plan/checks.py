"""The days of a project's plan are in their order."""

from chainchief.core.faults import declare
from chainchief.ledger.checks.builders import in_order

COMPLETED_BEFORE_START = declare(
    "CHK-044",
    why="it is to be completed before it is to start on {first}",
    remedy="check both days",
)

check_start_before_completion = in_order("start_by", "complete_by", COMPLETED_BEFORE_START)
