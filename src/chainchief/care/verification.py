"""Is everything still what it was when it was written? Each room answers for what it keeps."""

from collections.abc import Callable

from chainchief.core.faults import Fault

Check = Callable[[], list[Fault]]


def parts() -> dict[str, Check]:
    """What is checked, in this order."""
    from chainchief.briefing import verification as documents
    from chainchief.dispatch import verification as months
    from chainchief.lake import verification as snapshots
    from chainchief.ledger import changelog, evidence, values

    return {
        "changelog": changelog.verify,
        "ledger": values.verify,
        "evidence": evidence.verify,
        "snapshots": snapshots.verify,
        "closings": months.verify,
        "documents": documents.verify,
    }


def findings() -> list[Fault]:
    """All that any room finds."""
    return [fault for check in parts().values() for fault in check()]
