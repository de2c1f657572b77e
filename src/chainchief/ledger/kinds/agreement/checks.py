"""A lead that was signed became a project."""

from chainchief.core.faults import Severity, declare
from chainchief.ledger.checks.builders import lacks

SIGNED_WITHOUT_PROJECT = declare(
    "CHK-043",
    why="the lead is signed, and no project came of it yet",
    remedy="name the project; enter it first where it is new",
    severity=Severity.WARNING,
)

check_signed_has_its_project = lacks(SIGNED_WITHOUT_PROJECT, "project", where="state", is_="signed")
