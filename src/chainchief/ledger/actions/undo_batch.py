"""Undo an import batch: what it created is withdrawn, what it revised is as it was before."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError, Place, declare
from chainchief.ledger import changelog
from chainchief.ledger.actions.apply import apply_change_set
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.changesets import Applied, Change, ChangeSet, Revision, Withdrawal
from chainchief.ledger.errors import NoReasonError
from chainchief.ledger.queries.batches import Written, moved_since, referring_to, written_by
from chainchief.ledger.queries.history import Image, values_of
from chainchief.ledger.queries.reach import codes_in_reach
from chainchief.ledger.registers import Register, register_of

LATER_VERSION = declare(
    "UND-001",
    why="it was changed after this batch, by {by} on {at}, so that undoing would undo that too",
    remedy="correct these records one by one, or undo the later change first",
)
REFERRED_TO = declare(
    "UND-002",
    why="it was created by this batch, and is referred to by {kind} {code} by now",
    remedy="withdraw what refers to it first",
)
NOTHING_WRITTEN = declare(
    "UND-003",
    why="the change log knows no record of this batch",
    remedy="verify the change log with `chainchief verify`",
)
#: So many of the records that stand in the way are named.
_NAMED = 50


def undo_batch(batch: ImportBatch, *, viewer: Viewer, reason: str) -> Applied:
    """Undo all that the batch wrote, in one transaction, as `viewer`, for `reason`.

    Raises `FaultsError` where later versions or other records stand on it; `RefusedError`,
    `StaleVersionError` and `NoReasonError` as `apply_change_set` does. Nothing is written then.
    """
    if not reason.strip():
        raise NoReasonError
    with changelog.acting(viewer.signature, reason):
        written = written_by(batch)
        faults = list(_in_the_way(batch, written, viewer))
        if faults:
            raise FaultsError(faults)
        register = register_of(batch.kind)
        changes = ChangeSet.of(*(_undoing(register, one) for one in written))
        return apply_change_set(changes, viewer=viewer, reason=reason)


def _undoing(register: Register, one: Written) -> Change:
    if one.before is None:
        return Withdrawal(register.kind, one.uid, one.version)
    return revision_back(register, one.uid, one.version, one.before, one.after)


def revision_back(
    register: Register, uid: uuid.UUID, version: int, before_image: Image, after_image: Image | None
) -> Revision:
    """The revision to what a record was before a change, a city's own columns included."""
    before, after = values_of(register, before_image), values_of(register, after_image)
    own = {column.name for column in register.columns}
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    values = {name: before.get(name) for name in changed & own}
    extra = {name: before.get(name) for name in changed - own}
    return Revision(register.kind, uid, version, values, extra=extra or None)


def _in_the_way(batch: ImportBatch, written: list[Written], viewer: Viewer) -> Iterator[Fault]:
    register = register_of(batch.kind)
    if not written:
        yield Fault(NOTHING_WRITTEN)
    moved = moved_since(batch, written)[:_NAMED]
    seen = codes_in_reach(viewer, register, [one.code for one in moved])
    for one in moved:
        yield Fault(LATER_VERSION, _place(register, one.code), facts=_last(one, one.code in seen))
    yield from _references(batch, written, viewer)


def _last(one: Written, is_seen: bool) -> Mapping[str, Any]:
    """Who changed it last; of a record that is out of reach by now that is not told."""
    event = ChangeEvent.objects.filter(uid=one.uid.hex).order_by("-pk").first()
    if event is None or not is_seen:
        return {"by": "—", "at": "—"}
    return {"by": signature_words(event.actor) or "—", "at": clock.minute(event.at)}


def _references(batch: ImportBatch, written: list[Written], viewer: Viewer) -> Iterator[Fault]:
    """Records that others made refer to: those would hang in the air."""
    register, own = register_of(batch.kind), {one.uid for one in written}
    new = [one.code for one in written if one.is_new]
    others = (one for one in referring_to(batch.kind, new) if one.uid not in own)
    for number, one in enumerate(others):
        if number == _NAMED:
            return
        seen = codes_in_reach(viewer, one.register, [one.code])
        facts = {"kind": one.register.name, "code": one.code if seen else "—"}
        yield Fault(REFERRED_TO, _place(register, one.to), facts=facts)


def _place(register: Register, code: str) -> Place:
    return Place(record=f"{register.name} {code}".strip())
