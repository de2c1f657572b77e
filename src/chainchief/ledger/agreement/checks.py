"""A lead that was signed became a project."""

from chainchief.core.faults import Severity, declare
from chainchief.ledger.rowchecks import Row, RowFault

SIGNED_WITHOUT_PROJECT = declare(
    "CHK-043",
    why="the lead is signed, and no project came of it yet",
    remedy="name the project; enter it first where it is new",
    severity=Severity.WARNING,
)


def check_signed_has_its_project(row: Row) -> list[RowFault]:
    lacks = row["state"] == "signed" and not row["project"]
    return [RowFault(SIGNED_WITHOUT_PROJECT, "project", {})] if lacks else []
