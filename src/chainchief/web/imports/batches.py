"""Batches of a viewer: those brought by it, and those whose every record it may see."""

import uuid
from collections.abc import Iterator
from itertools import islice

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.queries.batches import events_of, uids_of
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import all_registers, register_of


def batches_of(viewer: Viewer, before: int = 0) -> Iterator[ImportBatch]:
    """The viewer's batches, the newest first, below the number `before` where it is given."""
    kinds = [
        kind
        for kind, register in all_registers().items()
        if policy.allowed(viewer, "see", register.policy_class)
    ]
    batches = ImportBatch.objects.filter(kind__in=kinds).order_by("-pk")
    if before:
        batches = batches.filter(pk__lt=before)
    return (batch for batch in batches.iterator() if is_open(batch, viewer))


def some_batches(viewer: Viewer, before: int, most: int) -> tuple[list[ImportBatch], bool]:
    """At most so many of them, and whether there are more."""
    found = list(islice(batches_of(viewer, before), most + 1))
    return found[:most], len(found) > most


def batch_of(number: int, viewer: Viewer) -> ImportBatch:
    """The batch; `WrongUseError` where there is none that the viewer may look at."""
    batch = ImportBatch.objects.filter(pk=number).first()
    if batch is None or batch.kind not in all_registers() or not _may_see(batch, viewer):
        raise WrongUseError(_("There is no such batch, or it is not open to you."))
    return batch


def _may_see(batch: ImportBatch, viewer: Viewer) -> bool:
    policy_class = register_of(batch.kind).policy_class
    return policy.allowed(viewer, "see", policy_class) and is_open(batch, viewer)


def is_open(batch: ImportBatch, viewer: Viewer) -> bool:
    """Whether the viewer brought it, or may see every record of it as it stands today."""
    return batch.actor == viewer.signature or reaches_all(batch, viewer, "see")


def reaches_all(batch: ImportBatch, viewer: Viewer, verb: str) -> bool:
    """Whether every record of the batch is within the viewer's reach for `verb`."""
    register = register_of(batch.kind)
    if policy.reach(viewer, verb, register.policy_class).everything:
        return True
    # One record tells most foreign batches apart, before all are read.
    first = events_of(batch).values_list("uid", flat=True).first()
    if first is None or not _all_in_reach(viewer, batch.kind, [uuid.UUID(first)], verb):
        return False
    return _all_in_reach(viewer, batch.kind, uids_of(batch), verb)


def _all_in_reach(viewer: Viewer, kind: str, uids: list[uuid.UUID], verb: str) -> bool:
    rows = in_reach(viewer, register_of(kind), verb)
    return all(rows.filter(uid__in=part).count() == len(part) for part in chunks(uids))


def uids_in_reach(viewer: Viewer, kind: str, uids: list[uuid.UUID]) -> set[uuid.UUID]:
    """Records among these that the viewer may see today."""
    if policy.reach(viewer, "see", register_of(kind).policy_class).everything:
        return set(uids)
    rows = in_reach(viewer, register_of(kind))
    found: set[uuid.UUID] = set()
    for part in chunks(uids):
        found |= set(rows.filter(uid__in=part).values_list("uid", flat=True))
    return found
