"""Triggers of the change log for SQLite. It has no SHA-256 and no variables: plain SQL alone."""

from collections.abc import Iterator
from typing import Any

from django.db import connection, models

from chainchief.ledger.changelog.triggers.statements import KEPT, Trigger, skip_message
from chainchief.ledger.changelog.triggers.tables import Watched

_INSERT = (
    'INSERT INTO "ledger_changeevent"'
    ' ("at", "actor", "reason", "batch", "op", "kind", "uid", "version", "before", "after",'
    ' "writing")'
    " SELECT strftime('%Y-%m-%d %H:%M:%f', 'now'), coalesce(c.\"actor\", ''),"
    " coalesce(c.\"reason\", ''), c.\"batch\", '{op}', '{kind}', {uid}, {version},"
    " {before}, {after}, coalesce(c.\"writing\", '')"
    # A missing context row must not silence the log.
    ' FROM (SELECT 1) LEFT JOIN "ledger_changecontext" c ON c."id" = 1'
)
#: SQLite takes at most 100 arguments in one call.
_PAIRS = 40


def triggers(tables: tuple[Watched, ...]) -> Iterator[Trigger]:
    """All triggers that should be there, under their names."""
    for table in tables:
        yield _logging(table, "insert", "NEW", "NULL", image(table, "NEW"))
        yield _logging(table, "update", "NEW", image(table, "OLD"), image(table, "NEW"))
        yield _logging(table, "delete", "OLD", image(table, "OLD"), "NULL")
        yield from _guards(table)
    for name in KEPT:
        for op in ("update", "delete"):
            yield _refusing(f"keep_{name}_{op}", name, f"BEFORE {op.upper()}", "", KEPT[name])


def image(table: Watched, row: str) -> str:
    """An expression for the row's image as JSON, one pair per column, in their order."""
    pairs = [(str(field.column), _value(field, row)) for field in table.fields]
    first, rest = pairs[:_PAIRS], pairs[_PAIRS:]
    text = "json_object(" + ", ".join(f"'{name}', {value}" for name, value in first) + ")"
    for start in range(0, len(rest), _PAIRS):
        part = rest[start : start + _PAIRS]
        text = f"json_insert({text}, " + ", ".join(f"'$.{n}', {v}" for n, v in part) + ")"
    return text


def identity(table: Watched, row: str) -> str:
    return f'{row}."{table.identity}"'


def _value(field: "models.Field[Any, Any]", row: str) -> str:
    column = f'{row}."{field.column}"'
    if isinstance(field, models.JSONField):
        return f"json({column})"
    if isinstance(field, models.BooleanField):
        return f"json(CASE {column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END)"
    return column


def _logging(table: Watched, op: str, row: str, before: str, after: str) -> Trigger:
    body = _INSERT.format(
        op=op,
        kind=table.kind,
        uid=identity(table, row),
        version=f'{row}."version"' if table.is_versioned else "0",
        before=before,
        after=after,
    )
    name = f"log_{table.name}_{op}"
    head = f'CREATE TRIGGER "{name}" AFTER {op.upper()} ON "{table.name}"'
    return Trigger(name, table.name, f"{head} BEGIN {body}; END")


def _guards(table: Watched) -> Iterator[Trigger]:
    moved = [f'NEW."{name}" IS NOT OLD."{name}"' for name in table.fixed]
    if table.is_versioned:
        moved.append('NEW."version" IS NOT OLD."version" + 1')
        fresh = 'WHEN NEW."version" IS NOT 1'
        name = f"guard_{table.name}_insert"
        yield _refusing(name, table.name, "BEFORE INSERT", fresh, skip_message(table))
    condition = "WHEN " + " OR ".join(moved)
    name = f"guard_{table.name}_update"
    yield _refusing(name, table.name, "BEFORE UPDATE", condition, skip_message(table))


def _refusing(name: str, table: str, when: str, condition: str, message: str) -> Trigger:
    head = f'CREATE TRIGGER "{name}" {when} ON "{table}" {condition}'.rstrip()
    return Trigger(name, table, f"{head} BEGIN SELECT RAISE(ABORT, '{message}'); END")


def installed() -> dict[str, Trigger]:
    """All triggers of the database as they stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: Trigger(name, table, sql) for name, table, sql in cursor.fetchall()}


def drop(trigger: Trigger) -> str:
    return f'DROP TRIGGER IF EXISTS "{trigger.name}"'
