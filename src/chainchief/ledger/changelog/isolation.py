"""Read the ledger as it is at one moment, also while others write.

A transaction that only reads sees one state throughout: SQLite in WAL mode from its first read on,
PostgreSQL at the isolation level REPEATABLE READ. Neither keeps a writer waiting.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_state() -> Iterator[None]:
    """Hold one state for all that is read inside; in a transaction its own isolation holds."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            _order("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        _order("BEGIN DEFERRED")
        try:
            yield
        finally:
            _order("ROLLBACK")


def _order(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
