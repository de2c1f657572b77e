"""Is the database itself sound? What a damaged index hides, no comparison of rows can find."""

from collections.abc import Iterator

from django.db import DatabaseError, connection

from chainchief.core.faults import Fault
from chainchief.ledger.changelog import findings, postgres_integrity

#: So many damages are listed: the first says what to do.
_LISTED = 5
#: What SQLite says of a damaged file, and PostgreSQL of damaged pages and indexes.
_SIGNS = ("malformed", "not a database", "disk i/o error", "invalid page", "could not read block")
_STATES = ("XX001", "XX002")


def faults() -> list[Fault]:
    """What the database finds wrong with its own tables, indexes and constraints."""
    try:
        found = list(_sqlite() if connection.vendor == "sqlite" else postgres_integrity.damages())
    except DatabaseError as error:
        if not is_damage(error):
            raise
        found = [_first_line(error)]
    return [damage_fault(each) for each in found[:_LISTED]]


def _sqlite() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({_LISTED})")
        for (said,) in cursor.fetchall():
            if said != "ok":
                yield str(said)


def damage_fault(reason: object) -> Fault:
    """A damage as a fault; `reason` may be what a query raised."""
    text = _first_line(reason) if isinstance(reason, Exception) else str(reason)
    return Fault(findings.DAMAGED, facts={"reason": text})


def is_damage(error: BaseException) -> bool:
    """Whether the database raised this because it is damaged; not because it is busy, say."""
    state = getattr(error.__cause__, "sqlstate", None)
    text = str(error).casefold()
    return state in _STATES or any(sign in text for sign in _SIGNS)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
