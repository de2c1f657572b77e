"""Answered is not solved: it is the firm that confirms."""

from chainchief.core.faults import Severity, declare
from chainchief.ledger.checks.builders import in_order, lacks

SOLVED_UNCONFIRMED = declare(
    "CHK-049",
    why="it is told as solved, and the firm has not confirmed it",
    remedy="ask the firm, and enter the day; until then it does not count as solved",
    severity=Severity.WARNING,
)

check_solved_is_confirmed = lacks(SOLVED_UNCONFIRMED, "confirmed_on", where="outcome", is_="solved")
check_followed_up_after_received = in_order("received_on", "followed_up_on", other="received on")
check_new_limit_after_the_action = in_order("acted_on", "new_due_on", other="acted on")
