"""Columns that do not change by every way in: approved by a room above, or moved by acts alone."""

from collections.abc import Callable, Iterable, Mapping

from chainchief.core.faults import declare
from chainchief.ledger.registers import Register
from chainchief.ledger.validation.drafts import DraftRecord
from chainchief.ledger.validation.review import Review

LOCKED = declare(
    "CHK-157",
    why="it was approved ({by}), and is locked since",
    remedy="have the approval withdrawn first, for a reason, or report it for the next month",
)
MOVED_BY_ACTS = declare(
    "CHK-158",
    why="this record is run by its process, and this column changes by its steps alone",
    remedy="take the step on the page of the case, where it is signed and its time limits hold",
)
REVISION = "revision"
#: Of a kind: keys of records (`key_of`) → column → by what it is locked.
Locks = Callable[[str, Iterable[str]], Mapping[str, Mapping[str, str]]]
_LOCKS: list[Locks] = []


def lock_by(locks: Locks) -> None:
    """Ask `locks` of every record that is about to change."""
    if locks not in _LOCKS:
        _LOCKS.append(locks)


def key_of(register: Register, code: str) -> str:
    """The record's code; of a report without its revision, which would stand in its place."""
    composed_of = register.model.composed_of
    return code.rpartition("/")[0] if composed_of and composed_of[-1] == REVISION else code


def check_locks(review: Review) -> None:
    """A locked column keeps its value, and a record with one its state and its revision."""
    for register, drafts in review.by_register():
        changing = [draft for draft in drafts if not draft.stays]
        keys = {key_of(register, draft.code) for draft in changing}
        for locks in _LOCKS:
            locked = locks(register.kind, keys) if keys else {}
            for draft in changing if locked else ():
                columns = locked.get(key_of(register, draft.code))
                if columns:
                    _check(review, draft, columns)


def _check(review: Review, draft: DraftRecord, columns: Mapping[str, str]) -> None:
    by = next(iter(columns.values()))
    if draft.changes_state:
        review.add(LOCKED, draft, "code", by=by)
    elif draft.is_new:
        at = REVISION if draft.register.model.composed_of else "code"
        review.add(LOCKED, draft, at, by=by)
    else:
        for name in sorted(draft.changed & columns.keys()):
            review.refuse(LOCKED, draft, name, by=columns[name])


def check_processes(review: Review) -> None:
    """Check that whatever stands beside the acts of a process moves none of their columns."""
    if review.by_act:
        return
    for register, drafts in review.by_register():
        moved = register.moved_by_acts
        if moved is None:
            continue
        for draft in drafts:
            if draft.stored is not None and draft.before(moved.process):
                for name in sorted(draft.changed & moved.columns):
                    review.refuse(MOVED_BY_ACTS, draft, name)
