"""Under which kinds of fault the ledger's presets are told."""

from chainchief.core.faults import FaultKind, declare
from chainchief.core.presets import FaultKinds, Problem

UNREADABLE = declare(
    "LED-040",
    why="the preset cannot be read: {reason}",
    remedy="mend the file, or take it out of the home folder's presets",
)
INCOMPLETE = declare("LED-041", why="the preset has no {part}", remedy="add it; it needs: {parts}")


def entry_faults(**by_entry: FaultKind) -> FaultKinds:
    """Kinds of a preset whose entries under a key are told under a kind of their own."""
    return FaultKinds(
        by_problem={
            Problem.UNREADABLE: UNREADABLE,
            Problem.MISSING: INCOMPLETE,
            Problem.VALUE: UNREADABLE,
        },
        by_entry=by_entry,
    )
