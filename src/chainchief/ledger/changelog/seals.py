"""Sealing the log: an HMAC-SHA256 over a stretch of events and over the seal before it.

Algorithm: HMAC(key, previous ‖ "\n" ‖ line₁ ‖ "\n" ‖ … ‖ range), one line of JSON per event in the
order of ids, the range being the first and last event, their number and the instant of sealing.
"""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from chainchief.core.faults import Fault, FaultsError
from chainchief.ledger.changelog import findings, keys
from chainchief.ledger.changelog.events import position
from chainchief.ledger.changelog.models import Seal

_PART = 5000


@dataclass(frozen=True)
class Stretch:
    """Events after one id up to another, digested."""

    first: int
    last: int
    events: int
    mac: str


def seal() -> Seal | None:
    """Seal all events that are not sealed yet; None where there are none.

    Call it outside of a transaction: it waits for every writer and then bars the log, so that no
    lower id can be committed later. A log that no longer fits its head is not sealed over: that
    would hide what happened (`FaultsError`).
    """
    with keys.only_one_sealer():
        with transaction.atomic(durable=True):
            _bar_the_log()
            last = Seal.objects.order_by("-id").first()
            faults = head_faults(last)
            if faults:
                raise FaultsError(faults)
            if last is None:
                keys.write_head(keys.BEFORE_THE_FIRST)
            made = _seal_after(last)
        if made:
            keys.write_head(keys.Head(made.pk, made.last_event, made.mac))
    return made


def head_faults(last: Seal | None) -> list[Fault]:
    """Whether the head file and the key belong to the seals in the database."""
    head = keys.read_head()
    if last is not None and keys.read_key() is None:
        return [Fault(findings.KEY_MISSING, facts={"file": keys.key_file()})]
    if head is None:
        if last is None:
            return []
        return [Fault(findings.HEAD_MISSING, facts={"file": keys.head_file(), "seal": last.pk})]
    if head == keys.BEFORE_THE_FIRST:
        return []
    held = Seal.objects.filter(pk=head.seal).first()
    if held is None or held.mac != head.mac or held.last_event != head.last_event:
        return [Fault(findings.LOG_CUT, facts={"seal": head.seal, "event": head.last_event})]
    return []


def _bar_the_log() -> None:
    """SQLite: the transaction is the only writer. PostgreSQL: wait for writers, keep others out.

    An insert holds a lock on the table before it draws its id, until it commits; once this lock is
    granted, all lower ids are committed or gone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE ledger_changeevent IN SHARE ROW EXCLUSIVE MODE")


def _seal_after(last: Seal | None) -> Seal | None:
    after, previous = (last.last_event, last.mac) if last else (0, "")
    key = keys.read_key() or keys.make_key()
    now = dt.datetime.now(dt.UTC)
    stretch = digest(key, previous, after, None, now)
    if not stretch.events:
        return None
    return Seal.objects.create(
        at=now,
        first_event=stretch.first,
        last_event=stretch.last,
        events=stretch.events,
        previous=previous,
        mac=stretch.mac,
    )


def digest(key: bytes, previous: str, after: int, until: int | None, at: dt.datetime) -> Stretch:
    """The events with `after` < id ≤ `until` (None: to the end), and their HMAC as sealed `at`."""
    mac = hmac.new(key, previous.encode("ascii"), hashlib.sha256)
    first, last, number = 0, after, 0
    for event, line in _lines(after, until):
        first = first or event
        last, number = event, number + 1
        mac.update(b"\n" + line)
    sealed_at = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    mac.update(f"\n{first}-{last}:{number} {sealed_at}".encode("ascii"))
    return Stretch(first, last, number, mac.hexdigest())


def _lines(after: int, until: int | None) -> Iterator[tuple[int, bytes]]:
    """Events as lines of JSON, with their images just as the database holds them."""
    at = "CAST(at AS TEXT)" if connection.vendor == "sqlite" else _INSTANT
    statement = (
        f"SELECT id, {at}, actor, reason, batch, op, kind, uid, version,"  # noqa: S608
        " CAST(before AS TEXT), CAST(after AS TEXT) FROM ledger_changeevent"
        " WHERE id > %s AND id <= %s ORDER BY id"
    )
    end = position() if until is None else until
    # Narrow ranges: a LIMIT over an open range makes PostgreSQL sort all that is left each time.
    for start in range(after, end, _PART):
        with connection.cursor() as cursor:
            cursor.execute(statement, [start, min(start + _PART, end)])
            rows = cursor.fetchall()
        for row in rows:
            yield row[0], json.dumps(row, ensure_ascii=False).encode("utf-8")


_INSTANT = "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
