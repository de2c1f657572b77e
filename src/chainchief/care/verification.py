"""Is everything still what it was when it was written? Each room answers for what it keeps."""

from collections.abc import Callable

from django.db import DatabaseError

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.care.backup import note
from chainchief.core.faults import Fault
from chainchief.ledger import changelog
from chainchief.ledger.changelog import faults as kinds
from chainchief.ledger.changelog.verification import integrity

Check = Callable[[], list[Fault]]


def verified(viewer: Viewer) -> dict[str, list[Fault]]:
    """Faults by part, for somebody who may verify."""
    policy.require(viewer, "verify", "log")
    return {name: check() for name, check in parts().items()}


def parts() -> dict[str, Check]:
    """The checks by part, in their order. What cannot be read is a finding of that part."""
    from chainchief.briefing.issue import verification as documents
    from chainchief.dispatch import verification as months
    from chainchief.lake.snapshots import verification as snapshots
    from chainchief.ledger import evidence
    from chainchief.people import verification as people
    from chainchief.workshop import verification as workshop

    changelog.witness(note.witnesses)
    checks: dict[str, Check] = {
        "changelog": changelog.verify,
        "accounts": people.verify,
        "ledger": _of_ledger,
        "evidence": evidence.verify,
        "snapshots": snapshots.verify,
        "closings": months.verify,
        "documents": documents.verify,
        "indicators": workshop.verify,
    }
    return {name: _with_damage_as_fault(check) for name, check in checks.items()}


def _of_ledger() -> list[Fault]:
    from chainchief.ledger import values
    from chainchief.ledger.validation.added_codes import renamed_codes

    return [*values.verify(), *renamed_codes()]


def _with_damage_as_fault(check: Check) -> Check:
    """Stored values that were tampered with until they mean nothing must not end the others."""

    def checked() -> list[Fault]:
        try:
            return check()
        except DatabaseError as error:
            if not integrity.is_damage(error):
                raise
            return [integrity.damage_fault(error)]
        except (ValueError, TypeError, LookupError) as error:
            return [Fault(kinds.UNREADABLE, facts={"reason": f"{error}"[:200]})]

    return checked


def findings() -> list[Fault]:
    """All that any room finds and that is not explained."""
    faults = [fault for check in parts().values() for fault in check()]
    return [fault for fault in faults if not fault.is_warning]
