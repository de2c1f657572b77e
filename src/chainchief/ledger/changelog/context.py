"""Who acts: told to the triggers for the length of a transaction.

An actor is `NAME`, `NAME for OTHER` where one acts for another, or `NAME via machine:OSUSER` where
whoever runs the machine acts as someone.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction

from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changelog.events import position
from chainchief.ledger.changelog.models import ACTOR_LENGTH
from chainchief.ledger.changelog.seals import signatures
from chainchief.ledger.changelog.seals.sealing import writers_key
from chainchief.ledger.errors import ActorTooLongError, NoActorError

_NAMES = ("actor", "reason", "batch", "writing")
#: PostgreSQL: settings of the transaction, which end with it.
SETTINGS = tuple(f"chainchief.{name}" for name in _NAMES)


@dataclass(frozen=True)
class Context:
    actor: str = ""
    reason: str = ""
    batch: int | None = None
    writing: str = ""


#: The writing of this thread or task. What the database says does not decide: someone might have
#: left a number there.
_writing: ContextVar[str] = ContextVar("writing", default="")


@contextmanager
def acting(actor: str, reason: str = "", batch: ImportBatch | int | None = None) -> Iterator[None]:
    """A transaction in which every change is logged as made by `actor`, for `reason`.

    Nested, the inner names hold until it ends. The outermost signs what was written. An empty
    actor is refused (`NoActorError`), and one that is too long; so is writing without the key of
    a log that was sealed before (`FaultsError`).
    """
    name = actor.strip()
    if not name:
        raise NoActorError
    if len(name) > ACTOR_LENGTH:
        raise ActorTooLongError(name, ACTOR_LENGTH)
    number = batch.pk if isinstance(batch, ImportBatch) else batch
    with _signed() as writing:
        outer = current()
        _set(Context(name, reason.strip()[:400], number, writing))
        yield
        # SQLite keeps an ordinary row: it must not be committed with a name in it.
        _set(outer)


@contextmanager
def _signed() -> Iterator[str]:
    """A transaction, and the number of the writing it belongs to, signed where that ends."""
    if _writing.get():
        with transaction.atomic():
            yield _writing.get()
        return
    key, writing = writers_key(), secrets.token_hex(8)
    token = _writing.set(writing)
    try:
        with transaction.atomic():
            before = position()
            yield writing
            signatures.sign(key, writing, before)
    finally:
        _writing.reset(token)


def current() -> Context:
    """The actor and reason of this transaction; empty where nobody said so."""
    row = _from_settings() if connection.vendor == "postgresql" else _from_table()
    actor, reason, batch, writing = row or ("", "", None, "")
    return Context(actor or "", reason or "", int(batch) if batch else None, writing or "")


def _from_settings() -> "tuple[str, str, str, str] | None":
    columns = ", ".join(f"current_setting('{name}', true)" for name in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}")
        row: tuple[str, str, str, str] | None = cursor.fetchone()
    return row


def _from_table() -> "tuple[str, str, int | None, str] | None":
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(_NAMES)} FROM ledger_changecontext WHERE id = 1")  # noqa: S608
        row: tuple[str, str, int | None, str] | None = cursor.fetchone()
    return row


def _set(context: Context) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            values = (context.actor, context.reason, str(context.batch or ""), context.writing)
            for name, value in zip(SETTINGS, values, strict=True):
                cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        else:
            cursor.execute(
                "INSERT INTO ledger_changecontext (id, actor, reason, batch, writing)"
                " VALUES (1, %s, %s, %s, %s) ON CONFLICT (id) DO UPDATE SET"
                " actor = excluded.actor, reason = excluded.reason, batch = excluded.batch,"
                " writing = excluded.writing",
                [context.actor, context.reason, context.batch, context.writing],
            )
