"""Bulk statements. The triggers see every row of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changesets import Reinstatement, Withdrawal
from chainchief.ledger.errors import Stale, StaleVersionError
from chainchief.ledger.registers import Register
from chainchief.ledger.validation import DraftRecord
from chainchief.ledger.validation.uniqueness import unique_sets

#: Written with every revision, whatever its columns.
_ALWAYS = ("batch", "origin", "extra", "withdrawn_on", "withdrawn_reason")


def insert(register: Register, drafts: list[DraftRecord], batch: ImportBatch | None) -> None:
    """One statement, sent with all its rows: Django would put together one with thousands of
    places for values each time, which takes as long as the rest of a change."""
    if not drafts:
        return
    fields = [
        field for field in register.model._meta.local_concrete_fields if not field.primary_key
    ]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quoted(register.model._meta.db_table)
    prepare = _preparing(register, fields)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608 - names of the model
            [prepare(_values(draft, batch, "")) for draft in drafts],
        )


def _preparing(register: Register, fields: list[Any]) -> Any:
    """What makes the values of a row, by attribute, into those that a statement takes."""
    # The connection itself: asking the stand-in for it takes longer than preparing a value.
    to = connections[DEFAULT_DB_ALIAS]
    parts = [(field.get_db_prep_save, field.attname, field.get_default) for field in fields]

    def prepared(values: Mapping[str, object]) -> list[Any]:
        return [
            prep(values[name] if name in values else default(), to) for prep, name, default in parts
        ]

    return prepared


def _values(draft: DraftRecord, batch: ImportBatch | None, reason: str) -> dict[str, object]:
    """The record as it would be, by attribute."""
    values: dict[str, object] = {
        column.attribute: draft.after[column.name] for column in draft.register.columns
    }
    values |= {
        "uid": draft.uid,
        "code": draft.code,
        "version": 1,
        "batch_id": batch.pk if batch else None,
        "origin": draft.change.origin[:120],
        "extra": draft.extra,
        "withdrawn_on": draft.withdrawn_on,
        "withdrawn_reason": _reason_of(draft, reason),
    }
    return values


def _reason_of(draft: DraftRecord, reason: str) -> str:
    if isinstance(draft.change, Withdrawal):
        return reason.strip()[:400]
    if draft.stored is None or isinstance(draft.change, Reinstatement):
        return ""
    return draft.stored.withdrawn_reason


def update(
    register: Register, drafts: list[DraftRecord], batch: ImportBatch | None, reason: str
) -> None:
    """One statement per set of columns, sent with all its rows; a lost race is a stale version.

    Where one record takes a unique value that another gives up, the other goes first; in a ring of
    such records one lays its value down beforehand, in a step of its own.
    """
    versions = {draft.uid: draft.stored.version for draft in drafts if draft.stored}
    waits = _handing_over(register, drafts)
    left = list(drafts)
    while left:
        now = [draft for draft in left if not waits.get(draft.uid)]
        if not now:
            parked = next(draft for draft in left if any(draft.uid in w for w in waits.values()))
            _lay_down(register, parked, versions)
            _release(waits, [parked])
            continue
        _update(register, now, versions, batch, reason)
        _release(waits, now)
        done = {draft.uid for draft in now}
        left = [draft for draft in left if draft.uid not in done]


def _handing_over(register: Register, drafts: list[DraftRecord]) -> dict[Any, set[Any]]:
    """uid of a record that takes a unique value → uids of those that must give it up first."""
    waits: dict[Any, set[Any]] = {}
    for fields in unique_sets(register):
        changing = [draft for draft in drafts if not draft.changed.isdisjoint(fields)]
        held = {tuple(draft.before(name) for name in fields): draft for draft in changing}
        for draft in changing:
            giver = held.get(tuple(draft.after[name] for name in fields))
            if giver is not None and giver is not draft:
                waits.setdefault(draft.uid, set()).add(giver.uid)
    return waits


def _release(waits: dict[Any, set[Any]], done: Iterable[DraftRecord]) -> None:
    for givers in waits.values():
        givers.difference_update(draft.uid for draft in done)


def _lay_down(register: Register, draft: DraftRecord, versions: dict[Any, int]) -> None:
    """Blank the unique columns that the record is about to change, where they may be blank."""
    names = sorted(
        name
        for fields in unique_sets(register)
        for name in fields
        if name in draft.changed and register.column(name).field.null
    )
    table = connection.ops.quote_name(register.model._meta.db_table)
    sets = ", ".join(
        f"{connection.ops.quote_name(str(register.column(name).field.column))} = NULL"
        for name in dict.fromkeys(names)
    )
    uid = _field(register, "uid").get_db_prep_save(draft.uid, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {sets}, version = version + 1"  # noqa: S608 - names of the model
            " WHERE uid = %s AND version = %s",
            [uid, versions[draft.uid]],
        )
    versions[draft.uid] += 1


def _update(
    register: Register,
    drafts: list[DraftRecord],
    versions: dict[Any, int],
    batch: ImportBatch | None,
    reason: str,
) -> None:
    by_columns: dict[tuple[str, ...], list[DraftRecord]] = {}
    for draft in drafts:
        by_columns.setdefault(tuple(sorted(draft.changed)), []).append(draft)
    for names, group in by_columns.items():
        _update_columns(register, names, group, versions, batch, reason)


def _update_columns(
    register: Register,
    names: tuple[str, ...],
    drafts: list[DraftRecord],
    versions: dict[Any, int],
    batch: ImportBatch | None,
    reason: str,
) -> None:
    fields = [_field(register, name) for name in (*names, *_ALWAYS)]
    quoted = connection.ops.quote_name
    sets = ", ".join(f"{quoted(str(field.column))} = %s" for field in fields)
    table = quoted(register.model._meta.db_table)
    statement = (
        f"UPDATE {table} SET {sets}, version = version + 1"  # noqa: S608 - names of the model
        " WHERE uid = %s AND version = %s"
    )
    prepare = _preparing(register, fields)
    uid = _field(register, "uid")
    rows = [
        [
            *prepare(_values(draft, batch, reason)),
            uid.get_db_prep_save(draft.uid, connection),
            versions[draft.uid],
        ]
        for draft in drafts
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
        if cursor.rowcount != len(drafts):
            raise StaleVersionError(_lost(register, drafts, versions))


def _field(register: Register, name: str) -> "models.Field[Any, Any]":
    field = register.model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101 - a column is never a relation back
    return field


def _lost(
    register: Register, drafts: list[DraftRecord], versions: Mapping[Any, int]
) -> list[Stale]:
    """Which of the rows are no longer at the version they were read at."""
    stale = []
    for draft in drafts:
        rows = register.model._default_manager.filter(uid=draft.uid)
        now = rows.values_list("version", flat=True).first()
        if now != versions[draft.uid] + 1:
            stale.append(Stale(register.name, draft.code, versions[draft.uid], now))
    return stale
