"""Columns that only the acts of a process move: no form, workbook or API steps over its order."""

from chainchief.core.faults import declare
from chainchief.ledger.validation.review import Review

MOVED_BY_ACTS = declare(
    "CHK-158",
    why="this record is run by its process, and this column changes by its steps alone",
    remedy="take the step on the page of the case, where it is signed and its time limits hold",
)


def check_processes(review: Review) -> None:
    """A change under the verb of an act passes: that act asked the process already."""
    if review.verb:
        return
    for register, drafts in review.by_register():
        moved = register.moved_by_acts
        if moved is None:
            continue
        for draft in drafts:
            if draft.stored is not None and draft.before(moved.process):
                for name in sorted(draft.changed & moved.columns):
                    review.refuse(MOVED_BY_ACTS, draft, name)
