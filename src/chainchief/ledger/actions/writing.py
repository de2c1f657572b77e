"""Bulk statements. The triggers see every row of them."""

import functools
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from chainchief.ledger.actions.drafts import Draft
from chainchief.ledger.bases import Record
from chainchief.ledger.errors import Stale, StaleVersionError
from chainchief.ledger.registers import Register


def insert(register: Register, drafts: list[Draft]) -> None:
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
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608 - names of the model
            [_as_stored(draft.record, fields) for draft in drafts],
        )


def _as_stored(record: Record, fields: "list[models.Field[Any, Any]]") -> list[Any]:
    # The connection itself: asking the stand-in for it takes longer than preparing a value.
    to = connections[DEFAULT_DB_ALIAS]
    return [field.get_db_prep_save(getattr(record, field.attname), to) for field in fields]


def update(register: Register, drafts: list[Draft]) -> None:
    """One statement per set of columns, sent with all its rows; a lost race is a stale version."""
    by_columns: dict[tuple[str, ...], list[Draft]] = {}
    for draft in drafts:
        by_columns.setdefault(tuple(sorted(draft.changed)), []).append(draft)
    for names, group in by_columns.items():
        _update(register, names, group)


def _update(register: Register, names: tuple[str, ...], drafts: list[Draft]) -> None:
    always = ("batch", "origin", "extra", "withdrawn_on", "withdrawn_reason")
    fields = [_field(register, name) for name in (*names, *always)]
    quoted = connection.ops.quote_name
    sets = ", ".join(f"{quoted(str(field.column))} = %s" for field in fields)
    table = quoted(register.model._meta.db_table)
    statement = (
        f"UPDATE {table} SET {sets}, version = version + 1"  # noqa: S608 - names of the model
        " WHERE uid = %s AND version = %s"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_values(draft, fields) for draft in drafts])
        if cursor.rowcount != len(drafts):
            raise StaleVersionError(_lost(drafts))
    for draft in drafts:
        draft.record.version += 1


def _field(register: Register, name: str) -> "models.Field[Any, Any]":
    field = register.model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101 - a column is never a relation back
    return field


def _values(draft: Draft, fields: "list[models.Field[Any, Any]]") -> list[Any]:
    record = draft.record
    uid = _field(draft.register, "uid")
    return [
        *_as_stored(record, fields),
        uid.get_db_prep_save(record.uid, connection),
        record.version,
    ]


def _lost(drafts: list[Draft]) -> list[Stale]:
    """Which of the rows are no longer at the version they were locked at."""
    model = drafts[0].register.model
    current = functools.partial(model._default_manager.filter)
    stale = []
    for draft in drafts:
        now = current(uid=draft.record.uid).values_list("version", flat=True).first()
        if now != draft.record.version + 1:
            stale.append(Stale(model.kind, draft.code, draft.record.version, now))
    return stale
