"""Is the database itself sound? What a damaged index hides, no comparison of rows can find."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import DatabaseError, connection

from chainchief.core.faults import Fault
from chainchief.ledger.changelog import faults
from chainchief.ledger.changelog.verification import postgres_integrity

#: So many damages are listed: the first says what to do.
_LISTED = 5
_CHECK = f"PRAGMA integrity_check({_LISTED})"
#: What SQLite says of a damaged file, and PostgreSQL of damaged pages and indexes.
_SIGNS = ("malformed", "not a database", "disk i/o error", "invalid page", "could not read block")
_STATES = ("XX001", "XX002")


@contextmanager
def integrity_faults() -> Iterator[Callable[[], list[Fault]]]:
    """Asks the database what it finds wrong with itself; the answer is there when it is called.

    SQLite is asked beside what is done inside: its check takes about as long as reading the log.
    Within a transaction it is asked at once, since nobody else can see what that has changed.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        path = Path(connection.settings_dict["NAME"])
        with ThreadPoolExecutor(1) as executor:
            pending = executor.submit(_of_file, path)
            yield lambda: _faults(pending.result())
    else:
        damages = _sqlite() if connection.vendor == "sqlite" else _postgres()
        yield lambda: _faults(damages)


def _faults(damages: list[str]) -> list[Fault]:
    return [damage_fault(each) for each in damages[:_LISTED]]


def _of_file(path: Path) -> list[str]:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            return [said for (said,) in database.execute(_CHECK) if said != "ok"]
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return [_first_line(error)]


def _sqlite() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_CHECK)
        return [said for (said,) in cursor.fetchall() if said != "ok"]


def _postgres() -> list[str]:
    try:
        return list(postgres_integrity.damages())
    except DatabaseError as error:
        if not is_damage(error):
            raise
        return [_first_line(error)]


def damage_fault(reason: object) -> Fault:
    """A damage as a fault; `reason` may be what a query raised."""
    text = _first_line(reason) if isinstance(reason, Exception) else str(reason)
    return Fault(faults.DAMAGED, facts={"reason": text})


def is_damage(error: BaseException) -> bool:
    """Whether the database raised this because it is damaged; not because it is busy, say."""
    state = getattr(error.__cause__, "sqlstate", None)
    text = str(error).casefold()
    return state in _STATES or any(sign in text for sign in _SIGNS)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
