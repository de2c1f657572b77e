"""What an import batch wrote, read back from the change log, and what stands on it by now."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changelog.models import ChangeEvent, Signature
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.queries.history import Image
from chainchief.ledger.registers import Register, all_registers, register_of


@dataclass(frozen=True)
class Written:
    """One record of a batch: as it was before (None: it was new), and as the batch left it."""

    uid: uuid.UUID
    version: int
    before: Image | None
    after: Image

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def code(self) -> str:
        return str(self.after.get("code") or "")


def events_of(batch: ImportBatch) -> "QuerySet[ChangeEvent]":
    """The events of a batch's records, in order.

    The log is long and has no index of batches; but what was written with a batch is signed as one
    stretch of it.
    """
    events = ChangeEvent.objects.filter(kind=batch.kind, batch=batch.pk).order_by("pk")
    label = ImportBatch._meta.label_lower
    made = ChangeEvent.objects.filter(kind=label, uid=str(batch.pk)).order_by("pk").first()
    signed = Signature.objects.filter(writing=made.writing).first() if made else None
    if made is None or signed is None or not made.writing:
        return events
    return events.filter(pk__range=(signed.first_event, signed.last_event))


def written_by(batch: ImportBatch, uids: "list[uuid.UUID] | None" = None) -> list[Written]:
    """The records of a batch, or those of `uids` alone, in the order in which they were written."""
    found: dict[str, Written] = {}
    for event in _events(batch, uids):
        if event.after is None:
            continue
        known = found.get(event.uid)
        before = known.before if known else event.before
        found[event.uid] = Written(uuid.UUID(event.uid), event.version, before, event.after)
    return list(found.values())


def _events(batch: ImportBatch, uids: "list[uuid.UUID] | None") -> Iterator[ChangeEvent]:
    if uids is None:
        yield from events_of(batch).iterator()
        return
    events = ChangeEvent.objects.filter(kind=batch.kind, batch=batch.pk).order_by("pk")
    for part in chunks(uids):
        # By the records' own index; the batch's stretch of the log may be long.
        yield from events.filter(uid__in=[uid.hex for uid in part])


def uids_of(batch: ImportBatch) -> list[uuid.UUID]:
    """The identifiers of a batch's records."""
    uids = events_of(batch).values_list("uid", flat=True)
    return [uuid.UUID(uid) for uid in dict.fromkeys(uids.iterator())]


def moved_since(batch: ImportBatch, written: list[Written]) -> list[Written]:
    """The records among these that have a later version than the batch left them at."""
    model: Any = register_of(batch.kind).model
    now: dict[uuid.UUID, int] = {}
    for part in chunks([one.uid for one in written]):
        now.update(model._default_manager.filter(uid__in=part).values_list("uid", "version"))
    return [one for one in written if now.get(one.uid) != one.version]


@dataclass(frozen=True)
class Referring:
    """A record in force that refers to one of others."""

    register: Register
    uid: uuid.UUID
    code: str
    to: str


def referring_to(kind: str, codes: list[str]) -> Iterator[Referring]:
    """The records in force, of any kind, that refer to records of `kind` with these codes."""
    for register in all_registers().values():
        for name in (name for name, target in register.references.items() if target == kind):
            attribute = register.column(name).attribute
            for part in chunks(codes):
                rows = register.model._default_manager.filter(
                    **{f"{attribute}__in": part}, withdrawn_on=None
                )
                for uid, code, to in rows.values_list("uid", "code", attribute):
                    yield Referring(register, uid, code, str(to))
