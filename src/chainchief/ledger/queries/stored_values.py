"""Records as the ledger holds them, as plain values: those of a change, and those it refers to."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.registers import Register, register_of

_OWN = ("uid", "version", "withdrawn_on", "withdrawn_reason", "extra")


@dataclass(frozen=True)
class Stored:
    """A record as the ledger holds it; `values` by column name, references as codes."""

    uid: uuid.UUID
    version: int
    code: str
    values: Mapping[str, object]
    extra: Mapping[str, object]
    withdrawn_on: dt.date | None
    withdrawn_reason: str = ""


def changed_columns(
    stored: Stored | None, after: Mapping[str, object], given: Iterable[str] | None = None
) -> frozenset[str]:
    """The columns, of those `given`, that get another value than the stored one.

    All of them where nothing is stored yet.
    """
    if stored is None:
        return frozenset(after)
    before = stored.values
    names = after if given is None else given
    return frozenset(name for name in names if after[name] != before[name])


def changes_extra(stored: Stored | None, extra: Mapping[str, object]) -> bool:
    """Whether custom fields get other values than the stored ones."""
    return stored is None or dict(extra) != dict(stored.extra)


def stored_by_code(register: Register, codes: Iterable[str]) -> dict[str, Stored]:
    """The records of a kind with these codes, withdrawn ones too."""
    return {record.code: record for record in stored_where(register, "code", codes)}


def stored_by_uid(
    register: Register, uids: Iterable[uuid.UUID], *, lock: bool = False
) -> dict[uuid.UUID, Stored]:
    """The records of a kind with these identifiers; with `lock`, until the transaction ends."""
    return {record.uid: record for record in stored_where(register, "uid", uids, lock=lock)}


def stored_of(
    records: Iterable[tuple[str, uuid.UUID]], *, lock: bool = False
) -> dict[uuid.UUID, Stored]:
    """Records of any kinds, each by its kind and identifier, read kind by kind; `lock` as above."""
    uids: dict[str, set[uuid.UUID]] = {}
    for kind, uid in records:
        uids.setdefault(kind, set()).add(uid)
    stored: dict[uuid.UUID, Stored] = {}
    for kind in sorted(uids):
        stored |= stored_by_uid(register_of(kind), uids[kind], lock=lock)
    return stored


def stored_where(
    register: Register, attribute: str, wanted: Iterable[object], *, lock: bool = False
) -> Iterator[Stored]:
    """The records whose `attribute` (an ORM name) is one of `wanted`, in order of their codes."""
    names = [column.name for column in register.columns]
    fields = [*_OWN, "code", *(column.attribute for column in register.columns)]
    first = len(_OWN) + 1
    manager: Any = register.model._default_manager
    records = manager.select_for_update() if lock else manager.all()
    for chunk in chunks(sorted(set(wanted), key=str)):
        rows_of_chunk = records.filter(**{f"{attribute}__in": chunk})
        for row in rows_of_chunk.order_by("code").values_list(*fields):
            uid, version, withdrawn_on, reason, own, code = row[:first]
            # What was cleared is kept as null, and is as good as absent.
            extra = {key: kept for key, kept in own.items() if kept is not None} if own else {}
            values = dict(zip(names, row[first:], strict=True))
            yield Stored(uid, version, code, values, extra, withdrawn_on, reason)


def withdrawn_by_code(register: Register, codes: Iterable[str]) -> dict[str, dt.date | None]:
    """The codes that exist, each with the day it was withdrawn on, or None."""
    known: dict[str, dt.date | None] = {}
    for chunk in chunks(sorted(set(codes))):
        rows_of_chunk = register.model._default_manager.filter(code__in=chunk)
        known.update(rows_of_chunk.values_list("code", "withdrawn_on"))
    return known
