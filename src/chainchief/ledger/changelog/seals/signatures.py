"""The program's signature under each of its writings: who can only write the database has none.

A writing is what one outermost `acting` block changed. It has a number of its own (random, 64
bits), which the triggers put into its events; when the block ends, the program signs them with

    HMAC-SHA256(writer's key, number ‖ "\\n" ‖ line₁ ‖ … ‖ "\\n" ‖ "first-last:events"),

the writer's key being derived from the key of the seals. So an event that was put into the log by
hand is told from one that the program wrote, sealed or not.
"""

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from chainchief.ledger.changelog.models import Signature
from chainchief.ledger.changelog.seals.lines import Line, lines

_PURPOSE = b"chainchief writing, format 1"


def sign(key: bytes, writing: str, after: int) -> None:
    """Sign the events of a writing, which all come after the event `after`; nothing, no row."""
    tally = _Tally(_begun(key, writing))
    for line in lines(after, writing=writing):
        tally.add(line)
    if tally.events:
        Signature.objects.create(
            writing=writing,
            first_event=tally.first,
            last_event=tally.last,
            events=tally.events,
            mac=tally.mac(),
        )


@dataclass
class _Tally:
    """The events of one writing as they are met."""

    digest: "hmac.HMAC"
    first: int = 0
    last: int = 0
    events: int = 0

    def add(self, line: Line) -> None:
        self.first = self.first or line.event
        self.last, self.events = line.event, self.events + 1
        self.digest.update(b"\n" + line.content)

    def mac(self) -> str:
        digest = self.digest.copy()
        digest.update(f"\n{self.first}-{self.last}:{self.events}".encode("ascii"))
        return digest.hexdigest()


def _begun(key: bytes, writing: str) -> "hmac.HMAC":
    secret = hmac.digest(key, _PURPOSE, "sha256")
    return hmac.new(secret, writing.encode(), "sha256")


@dataclass(frozen=True)
class Loose:
    """An event that names an actor, and that the program did not write."""

    event: int
    actor: str
    kind: str


@dataclass(frozen=True)
class Altered:
    """A writing whose events are no longer those that were signed."""

    first: int
    last: int
    events: int
    present: int


@dataclass
class Signed:
    """Compares the log with its signatures, line by line in the order of events."""

    key: bytes
    loose: list[Loose] = field(default_factory=list)
    altered: list[Altered] = field(default_factory=list)

    def __post_init__(self) -> None:
        columns = ("writing", "first_event", "last_event", "events", "mac")
        rows: Iterable[Any] = Signature.objects.values_list(*columns)
        self._signatures = {row[0]: row[1:] for row in rows.iterator()}  # type: ignore[attr-defined]
        #: Below it lie events of a program that signed nothing yet.
        self._begins = min((row[0] for row in self._signatures.values()), default=None)
        self._open: dict[str, _Tally] = {}
        self._secret = hmac.new(hmac.digest(self.key, _PURPOSE, "sha256"), digestmod="sha256")

    def look(self, line: Line) -> None:
        """Take one event into account; events come in the order of their ids."""
        if not line.writing:
            if line.actor and self._begins is not None and line.event > self._begins:
                self.loose.append(Loose(line.event, line.actor, line.kind))
            return
        if self._begins is None:
            self._begins = line.event
        if self._signatures.get(line.writing, _DONE) is _DONE:  # unsigned, or one too many
            self.loose.append(Loose(line.event, line.actor, line.kind))
            return
        tally = self._open.get(line.writing)
        if tally is None:
            digest = self._secret.copy()
            digest.update(line.writing.encode())
            tally = self._open[line.writing] = _Tally(digest)
        tally.add(line)
        self._settle(line.writing, tally)

    def _settle(self, writing: str, tally: _Tally) -> None:
        """What is complete and right needs no room any more."""
        first, last, events, mac = self._signatures[writing]
        if tally.events != events or (tally.first, tally.last) != (first, last):
            return
        if hmac.compare_digest(tally.mac(), mac):
            del self._open[writing]
            self._signatures[writing] = _DONE

    def finish(self) -> None:
        """All lines were looked at: what is still open is not as it was signed."""
        for writing, signed in self._signatures.items():
            if signed is not _DONE:
                first, last, events, _mac = signed
                tally = self._open.get(writing)
                self.altered.append(Altered(first, last, events, tally.events if tally else 0))


_DONE = (0, 0, -1, "")


def outside(writings: "Iterable[Altered]", broken: Iterable[range]) -> Iterator[Altered]:
    """The altered writings that no broken seal speaks of already."""
    spoken = list(broken)
    for each in writings:
        if not any(each.first < part.stop and each.last >= part.start for part in spoken):
            yield each
