"""Pilots, self-assessments and certificates are kept apart; a batch is no running total."""

import re

from chainchief.core.faults import Severity, declare
from chainchief.ledger.checks.builders import in_order, lacks
from chainchief.ledger.checks.row import Row, RowFault

CERTIFICATE_MISSING = declare(
    "CHK-045",
    why="it is certified, and no certificate number is given",
    remedy="write the number; a pilot or a self-assessment is no certificate",
    severity=Severity.WARNING,
)
NOT_CERTIFIED = declare(
    "CHK-046",
    why="it has a certificate number, and yet counts as a pilot or a self-assessment",
    remedy="write “certified”, or take the number out",
    severity=Severity.WARNING,
)
RUNNING_TOTAL = declare(
    "CHK-047",
    why="a batch is what one list named, not a running total",
    remedy="name the batch by its list, like 2023年第一批; totals are counted from the batches",
    severity=Severity.WARNING,
)
_TOTAL = re.compile("累计|存量|总数|现有|历年")


check_certified_has_its_number = lacks(
    CERTIFICATE_MISSING, "certificate", where="standing", is_="certified"
)
check_awarded_while_it_holds = in_order("awarded_on", "valid_to", other="awarded on")


def check_numbered_is_certified(row: Row) -> list[RowFault]:
    uncertified = row["standing"] in ("pilot", "self-assessed") and row["certificate"]
    return [RowFault(NOT_CERTIFIED, "standing", {})] if uncertified else []


def check_batch_is_one_list(row: Row) -> list[RowFault]:
    total = _TOTAL.search(str(row["batch_name"] or ""))
    return [RowFault(RUNNING_TOTAL, "batch_name", {})] if total else []


AWARD_CHECKS = (
    check_certified_has_its_number,
    check_numbered_is_certified,
    check_awarded_while_it_holds,
    check_batch_is_one_list,
)
