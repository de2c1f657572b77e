"""Making the triggers of the change log, and seeing whether they are as they should be."""

from types import ModuleType
from typing import Any

from django.db import connection, transaction

from chainchief.ledger.changelog.triggers import postgres, sqlite
from chainchief.ledger.changelog.triggers.statements import KEPT, Trigger
from chainchief.ledger.changelog.triggers.tables import Watched, watched


def dialect() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite


def expected() -> dict[str, Trigger]:
    """The triggers of all watched tables, made from their columns."""
    return {trigger.name: trigger for trigger in dialect().triggers(_present())}


def unexpected(standing: dict[str, Trigger]) -> dict[str, Trigger]:
    """Triggers on watched tables that are not ours: they could undo what ours log."""
    ours = expected()
    tables = {table.name for table in watched()} | set(KEPT)
    return {n: t for n, t in standing.items() if n not in ours and t.table in tables}


def install() -> None:
    """Bring the triggers to what the columns ask for. Called after every migration."""
    if not _tables_of_the_log_are_there():
        return
    standing = dialect().installed()
    with transaction.atomic(), connection.cursor() as cursor:
        for trigger in expected().values():
            if standing.get(trigger.name) != trigger:
                _replace(cursor, trigger)


def uninstall() -> None:
    """Take the triggers away for the length of a migration. Only SQLite needs it.

    It refuses to drop a column that a trigger reads, and to rebuild a table that one writes to.
    """
    ours = tuple(f"{prefix}_" for prefix in ("log", "guard", "keep"))
    with connection.cursor() as cursor:
        for trigger in dialect().installed().values():
            if trigger.name.startswith(ours):
                cursor.execute(dialect().drop(trigger))


def _replace(cursor: Any, trigger: Trigger) -> None:
    cursor.execute(dialect().drop(trigger))
    if trigger.function:
        cursor.execute(postgres.function_of(trigger))
    cursor.execute(trigger.sql)


def _present() -> tuple[Watched, ...]:
    """The watched tables that exist: a migration may have gone only part of the way."""
    names = set(connection.introspection.table_names())
    return tuple(table for table in watched() if table.name in names)


def _tables_of_the_log_are_there() -> bool:
    needed = {"ledger_changeevent", "ledger_changecontext", *KEPT}
    return needed <= set(connection.introspection.table_names())
