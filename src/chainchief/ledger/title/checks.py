"""Pilots, self-assessments and certificates are kept apart; a batch is no running total."""

import re

from chainchief.core.faults import Severity, declare
from chainchief.ledger.rowchecks import Row, RowFault

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


def check_standing_and_certificate(row: Row) -> list[RowFault]:
    standing, number = row["standing"], row["certificate"]
    if standing == "certified" and not number:
        return [RowFault(CERTIFICATE_MISSING, "certificate", {})]
    if standing in ("pilot", "self-assessed") and number:
        return [RowFault(NOT_CERTIFIED, "standing", {})]
    return []


def check_batch_is_one_list(row: Row) -> list[RowFault]:
    total = _TOTAL.search(str(row["batch_name"] or ""))
    return [RowFault(RUNNING_TOTAL, "batch_name", {})] if total else []


AWARD_CHECKS = (check_standing_and_certificate, check_batch_is_one_list)
