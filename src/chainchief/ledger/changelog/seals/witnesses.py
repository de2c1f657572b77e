"""Who else remembers how far the log was sealed: a log that once was sealed never looks unsealed.

Seals, key and head can be erased, or replaced by older copies. The list of anchors in the home
folder, the database's own counter, closings, manifests and the note of the last backup stand in
other places, and each of them shows up to which event the log was sealed at least.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from chainchief.core.faults import Fault
from chainchief.ledger.changelog import anchors, faults
from chainchief.ledger.changelog.models import Seal, Signature


@dataclass(frozen=True)
class Witness:
    """`name` says in people's words what remembers that events up to `sealed_to` were sealed."""

    name: str
    sealed_to: int


Source = Callable[[], Iterable[Witness]]
_SOURCES: list[Source] = []


def witness(source: Source) -> Source:
    """Let another room's memory of seals be asked; also a decorator."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def near_faults(last: Seal | None) -> Iterator[Fault]:
    """Faults by the list of anchors and the database's counter: looked for before every sealing."""
    remembered = anchors.last_remembered()
    if remembered is not None:
        yield from anchors.against([remembered])
    counted = _counted()
    if counted > (last.pk if last else 0):
        yield Fault(faults.SEALS_COUNTED, facts={"counted": counted, "seal": _number(last)})


def far_faults(last: Seal | None) -> Iterator[Fault]:
    """The first of the other rooms' memories that goes beyond the last seal."""
    end = last.last_event if last else 0
    for source in _SOURCES:
        for each in source():
            if each.sealed_to > end:
                facts = {"witness": each.name, "event": each.sealed_to, "last": end}
                yield Fault(faults.SEALS_FORGOTTEN, facts=facts)
                return


def was_signed() -> bool:
    """Whether the program ever signed here, and so had a key."""
    return Signature.objects.exists()


def _number(last: Seal | None) -> int:
    return last.pk if last else 0


def _counted() -> int:
    """How many seals the database has given numbers to.

    PostgreSQL's sequences also count what was rolled back, and so prove nothing.
    """
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [Seal._meta.db_table])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
