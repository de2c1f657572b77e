"""A lead that was signed became a project; one that is offered is offered to somebody else."""

from chainchief.core.faults import Severity, declare
from chainchief.ledger.checks.builders import in_order
from chainchief.ledger.checks.row import Row, RowFault
from chainchief.ledger.kinds.lead.models import LeadState

SIGNED_WITHOUT_PROJECT = declare(
    "CHK-043",
    why="the lead is signed, and no project came of it yet",
    remedy="name the project; enter it first where it is new",
    severity=Severity.WARNING,
)
OFFERED_TO_ITSELF = declare(
    "CHK-260",
    why="the unit in charge is offered its own lead",
    remedy="name another unit, or leave it blank",
)
SIGNED_STATES = (LeadState.SIGNED, LeadState.REGISTERED, LeadState.STARTED)


def check_signed_has_its_project(row: Row) -> list[RowFault]:
    missing = row["state"] in SIGNED_STATES and not row["project"]
    return [RowFault(SIGNED_WITHOUT_PROJECT, "project", {})] if missing else []


def check_offered_to_another(row: Row) -> list[RowFault]:
    is_own = bool(row["handover_to"]) and row["handover_to"] == row["division"]
    return [RowFault(OFFERED_TO_ITSELF, "handover_to", {})] if is_own else []


LEAD_CHECKS = (
    check_signed_has_its_project,
    check_offered_to_another,
    in_order("received_on", "talks_on", other="received on"),
    in_order("closed_on", "registered_on", other="closed on"),
    in_order("registered_on", "started_on", other="firm registered on"),
)
