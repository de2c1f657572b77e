"""Who acts: told to the triggers for the length of a transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.errors import NoActorError

#: PostgreSQL: settings of the transaction, which end with it.
SETTINGS = ("chainchief.actor", "chainchief.reason", "chainchief.batch")


@dataclass(frozen=True)
class Context:
    actor: str = ""
    reason: str = ""
    batch: int | None = None


@contextmanager
def acting(actor: str, reason: str = "", batch: ImportBatch | int | None = None) -> Iterator[None]:
    """A transaction in which every change is logged as made by `actor`, for `reason`.

    Nested, the inner names hold until it ends. An empty actor is refused (`NoActorError`).
    """
    if not actor.strip():
        raise NoActorError
    number = batch.pk if isinstance(batch, ImportBatch) else batch
    with transaction.atomic():
        outer = current()
        _set(Context(actor.strip()[:150], reason.strip()[:400], number))
        yield
        # SQLite keeps an ordinary row: it must not be committed with a name in it.
        _set(outer)


def current() -> Context:
    """Who acts in this transaction; empty where nobody said so."""
    row = _from_settings() if connection.vendor == "postgresql" else _from_table()
    actor, reason, batch = row or ("", "", None)
    return Context(actor or "", reason or "", int(batch) if batch else None)


def _from_settings() -> "tuple[str, str, str] | None":
    asked = ", ".join(f"current_setting('{name}', true)" for name in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        row: tuple[str, str, str] | None = cursor.fetchone()
    return row


def _from_table() -> "tuple[str, str, int | None] | None":
    with connection.cursor() as cursor:
        cursor.execute("SELECT actor, reason, batch FROM ledger_changecontext WHERE id = 1")
        row: tuple[str, str, int | None] | None = cursor.fetchone()
    return row


def _set(context: Context) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            values = (context.actor, context.reason, str(context.batch or ""))
            for name, value in zip(SETTINGS, values, strict=True):
                cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        else:
            cursor.execute(
                "INSERT INTO ledger_changecontext (id, actor, reason, batch) VALUES (1, %s, %s, %s)"
                " ON CONFLICT (id) DO UPDATE SET actor = excluded.actor,"
                " reason = excluded.reason, batch = excluded.batch",
                [context.actor, context.reason, context.batch],
            )
