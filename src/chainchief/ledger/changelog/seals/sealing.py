"""Sealing the log: an HMAC-SHA256 over a stretch of events and over the seal before it.

Algorithm: HMAC(key, previous ‖ "\n" ‖ line₁ ‖ "\n" ‖ … ‖ range), one line of JSON per event in the
order of ids, the range being the first and last event, their number and the instant of sealing.
"""

import datetime as dt
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction

from chainchief.core.faults import Fault, FaultsError
from chainchief.ledger.changelog import anchors
from chainchief.ledger.changelog import faults as log_faults
from chainchief.ledger.changelog.models import Seal
from chainchief.ledger.changelog.seals import keys, witnesses
from chainchief.ledger.changelog.seals.lines import Line, lines


@dataclass(frozen=True)
class EventRange:
    """Events after one id up to another, digested."""

    first: int
    last: int
    events: int
    mac: str


def seal() -> Seal | None:
    """Seal all events that are not sealed yet; None where there are none.

    Call it outside of a transaction: it waits for every writer and then bars the log, so that no
    lower id can be committed later. A log that no longer fits its head, or what else remembers
    its seals, is not sealed over: that would hide what happened (`FaultsError`).
    """
    with keys.only_one_sealer():
        with transaction.atomic(durable=True):
            _bar_the_log()
            last = Seal.objects.order_by("-id").first()
            faults = head_faults(last)
            if faults:
                raise FaultsError(faults)
            _catch_up(last)
            made = _seal_after(last)
        if made:
            keys.write_head(_head_of(made))
            anchors.remember(made)
    return made


def writers_key() -> bytes:
    """The key that writings are signed under, made for a log that never had one.

    `FaultsError` where it had one: a new key would make the log look as if it began now.
    """
    key = keys.read_key()
    if key is not None:
        return key
    faults = head_faults(Seal.objects.order_by("-id").first())
    if faults:
        raise FaultsError(faults)
    return keys.make_key()


def _catch_up(last: Seal | None) -> None:
    """Whoever was stopped before the head was written left it one seal behind, and never two."""
    if last is None:
        keys.write_head(keys.BEFORE_THE_FIRST)
    elif keys.read_head() != _head_of(last):
        keys.write_head(_head_of(last))
        anchors.remember(last)


def _head_of(seal: Seal) -> keys.SealHead:
    return keys.SealHead(seal.pk, seal.last_event, seal.mac)


def head_faults(last: Seal | None) -> list[Fault]:
    """Whether key, head, and what else remembers seals belong to those in the database.

    One fault at most: they all say the same.
    """
    for faults in (_key_faults(last), _file_faults(last), list(witnesses.near_faults(last))):
        if faults:
            return faults[:1]
    # Reading every manifest takes a while; before the first seal nothing else can tell.
    return list(witnesses.far_faults(last)) if last is None else []


def _key_faults(last: Seal | None) -> list[Fault]:
    if keys.read_key() is None and (last is not None or witnesses.was_signed()):
        return [Fault(log_faults.KEY_MISSING, facts={"file": keys.key_file()})]
    return []


def _file_faults(last: Seal | None) -> list[Fault]:
    head = keys.read_head()
    if head is None:
        if last is None:
            return []
        return [Fault(log_faults.HEAD_MISSING, facts={"file": keys.head_file(), "seal": last.pk})]
    if head != keys.BEFORE_THE_FIRST:
        held = Seal.objects.filter(pk=head.seal).first()
        if held is None or _head_of(held) != head:
            return [Fault(log_faults.LOG_CUT, facts={"seal": head.seal, "event": head.last_event})]
    if Seal.objects.filter(pk__gt=head.seal).count() > 1:
        facts = {"file": keys.head_file(), "head": head.seal, "seal": last.pk if last else 0}
        return [Fault(log_faults.HEAD_BEHIND, facts=facts)]
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


def digest(
    key: bytes,
    previous: str,
    after: int,
    until: int | None,
    at: dt.datetime,
    look: Callable[[Line], None] = lambda _: None,
) -> EventRange:
    """The events with `after` < id ≤ `until` (None: to the end), and their HMAC as sealed `at`.

    `look` is shown every event on the way.
    """
    mac = hmac.new(key, previous.encode("ascii"), hashlib.sha256)
    first, last, number = 0, after, 0
    for line in lines(after, until):
        first = first or line.event
        last, number = line.event, number + 1
        mac.update(b"\n" + line.content)
        look(line)
    sealed_at = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    mac.update(f"\n{first}-{last}:{number} {sealed_at}".encode("ascii"))
    return EventRange(first, last, number, mac.hexdigest())
