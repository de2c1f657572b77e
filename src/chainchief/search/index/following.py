"""Bringing the index forward along the change log, when somebody searches and while it is served.

Writers do nothing for the search: a bulk import is as fast as without it.
"""

import logging
import threading
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, close_old_connections, connection, transaction

from chainchief.core.errors import ChainChiefError
from chainchief.ledger.changelog.events import position
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.registers import all_registers, register_of
from chainchief.search.index.entries import renew
from chainchief.search.models import IndexEntry, IndexPosition

#: Events taken in by one transaction.
STEP = 1_000
#: A search waits so long for another writer before it makes do with what the index knows.
_PATIENCE_MS = 200
#: While it is served the log is looked at so often.
_INTERVAL_SECONDS = 2.0
#: After a bulk import it goes on for so many events, each thousand a transaction of its own.
_BACKLOG = 1_000_000

log = logging.getLogger(__name__)


def catch_up(most: int = 2 * STEP) -> int:
    """Take in what changed since, some `most` events; how many events remain to be taken in.

    Another writer may hold the ledger: then nothing is taken in, and the number says so.
    """
    after, newest = _noted(), position()
    taken = 0
    if after < newest:
        settled = _settled()
        while after < newest and taken < most:
            try:
                with _impatient():
                    after, events = _step(after, settled)
            except OperationalError:  # whoever writes just now goes first
                break
            taken += events
    return max(0, newest - after)


def _noted() -> int:
    return IndexPosition.objects.values_list("event", flat=True).get(pk=1)


def _step(after: int, settled: int) -> tuple[int, int]:
    """One transaction: the next events; the last of them, and how many they were."""
    with transaction.atomic():
        place = IndexPosition.objects.select_for_update().get(pk=1)
        after = max(after, place.event)
        rows = ChangeEvent.objects.filter(id__gt=after).order_by("id")
        events = list(rows.values_list("id", "kind", "uid", "op", "version")[:STEP])
        if not events:
            return position(), 0
        _take_in(events)
        last = events[-1][0]
        if min(last, settled) > place.event:
            place.event = min(last, settled)
            place.save(update_fields=["event"])
    return last, len(events)


def _settled() -> int:
    """The event up to which no other can be committed any more.

    PostgreSQL draws an id before it commits: a lower one may come later. An insert holds its lock
    on the log until then, so that nobody inserts while this lock is granted. While somebody does,
    what is seen is taken in, and looked at again next time.
    """
    if connection.vendor != "postgresql":
        return position()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE ledger_changeevent IN SHARE MODE NOWAIT")
            return position()
    except OperationalError:
        return 0


Event = tuple[int, str, str, str, int]


def _take_in(events: list[Event]) -> None:
    """Renew the entries of all records that the events speak of, but for those that are current."""
    known = all_registers()
    named: dict[str, dict[uuid.UUID, int]] = defaultdict(dict)
    for _id, kind, uid, op, version in events:
        if kind in known:
            named[kind][uuid.UUID(uid)] = -1 if op == "delete" else version
    for kind, versions in named.items():
        held = dict(
            IndexEntry.objects.filter(kind=kind, uid__in=list(versions)).values_list(
                "uid", "version"
            )
        )
        stale = [uid for uid, version in versions.items() if held.get(uid) != version]
        renew(register_of(kind), stale)


@contextmanager
def _impatient() -> Iterator[None]:
    """Within, SQLite does not wait for another writer as long as somebody who saves would."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        (before,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {before}")


class Follower(threading.Thread):
    """Follows the log for as long as the program is served, so that a search seldom has to."""

    def __init__(self) -> None:
        super().__init__(name="search follows the log", daemon=True)
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(_INTERVAL_SECONDS):
            self._turn()

    def stop(self) -> None:
        self._over.set()

    def _turn(self) -> None:
        try:
            catch_up(_BACKLOG)
        except (ChainChiefError, OperationalError) as fault:
            log.error("the search could not follow the change log: %s", fault)
        finally:
            close_old_connections()
