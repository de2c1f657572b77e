"""Rows as they will be: a change set laid over the records it changes."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.bases import Record
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.errors import Stale, StaleVersionError
from chainchief.ledger.registers import Register, all_registers, register_of

Item = TypeVar("Item")
#: SQLite binds at most 32,766 values in one statement, older ones 999.
CHUNK = 900


@dataclass(frozen=True)
class Draft:
    """One record as it will be. `changed` names the columns that the change set gives."""

    register: Register
    record: Record
    origin: str
    changed: tuple[str, ...]
    is_new: bool
    #: The code as the change set gives it; "" where a child leaves it to be composed.
    given_code: str = ""
    extra_given: bool = field(default=False)

    @property
    def code(self) -> str:
        return self.record.code


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    left = iter(items)
    while part := list(islice(left, size)):
        yield part


def by_register(drafts: Iterable[Draft]) -> list[tuple[Register, list[Draft]]]:
    """The drafts of each kind that has any, parents first."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.register.kind, []).append(draft)
    return [(register, found[kind]) for kind, register in all_registers().items() if kind in found]


def drafts_of(change_set: ChangeSet, batch: ImportBatch | None) -> list[Draft]:
    """All rows of the change set; `StaleVersionError` if a record it revises has moved on."""
    stored = _records_to_revise(change_set.revisions)
    registers = {kind: register_of(kind) for kind in {each.kind for each in change_set.creations}}
    return [
        *(_new(registers[each.kind], each, batch) for each in change_set.creations),
        *(_revised(revision, stored[revision.uid], batch) for revision in change_set.revisions),
    ]


def _new(register: Register, creation: Creation, batch: ImportBatch | None) -> Draft:
    values = {name: value for name, value in creation.values.items() if name != "code"}
    given = creation.code or str(creation.values.get("code") or "")
    code = register.model.code_from(values) if register.model.composed_of else given
    record = register.model(
        uid=creation.uid or uuid.uuid4(),
        code=code,
        batch=batch,
        origin=creation.origin,
        extra={name: v for name, v in (creation.extra or {}).items() if v is not None},
        **_attributes(register, values),
    )
    extra_given = creation.extra is not None
    return Draft(register, record, creation.origin, tuple(values), True, given, extra_given)


def _revised(revision: Revision, record: Record, batch: ImportBatch | None) -> Draft:
    register = register_of(revision.kind)
    given = str(revision.values.get("code", record.code))
    values = {name: value for name, value in revision.values.items() if name != "code"}
    for attribute, value in _attributes(register, values).items():
        setattr(record, attribute, value)
    if revision.extra is not None:
        merged = {**record.extra, **revision.extra}
        record.extra = {name: value for name, value in merged.items() if value is not None}
    record.batch, record.origin = batch, revision.origin
    extra_given = revision.extra is not None
    return Draft(register, record, revision.origin, tuple(values), False, given, extra_given)


def _attributes(register: Register, values: dict[str, object]) -> dict[str, Any]:
    """Column names → attributes that hold them. A blank of a column that may be null is null."""
    known = {column.name: column for column in register.columns}
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise WrongUseError(_("{} has no column {!r}.").format(register.kind, unknown[0]))
    return {
        known[name].attribute: known[name].empty if value in (None, "") else value
        for name, value in values.items()
    }


def _records_to_revise(revisions: Sequence[Revision]) -> dict[uuid.UUID, Record]:
    """The records as stored, locked until the transaction ends."""
    found: dict[uuid.UUID, Record] = {}
    for kind in sorted({revision.kind for revision in revisions}):
        uids = sorted(revision.uid for revision in revisions if revision.kind == kind)
        for part in chunks(uids):
            manager = register_of(kind).model._default_manager
            rows = manager.select_for_update().filter(uid__in=part).order_by("uid")
            found.update({row.uid: row for row in rows})
    stale = [
        Stale(each.kind, _code(found.get(each.uid), each), each.version, _version(found, each))
        for each in revisions
        if _version(found, each) != each.version
    ]
    if stale:
        raise StaleVersionError(stale)
    return found


def _version(found: dict[uuid.UUID, Record], revision: Revision) -> int | None:
    record = found.get(revision.uid)
    return record.version if record else None


def _code(record: Record | None, revision: Revision) -> str:
    return record.code if record else str(revision.uid)
