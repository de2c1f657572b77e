"""Is the change log whole, and does the ledger say what it says?"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.db import DatabaseError, connection
from django.db.models import Count, Max, Min

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.ledger.changelog import explanations
from chainchief.ledger.changelog import faults as log_faults
from chainchief.ledger.changelog.context import current
from chainchief.ledger.changelog.explanations import Explained
from chainchief.ledger.changelog.isolation import one_state
from chainchief.ledger.changelog.models import ChangeEvent, Explanation, Seal
from chainchief.ledger.changelog.seals import keys, signatures, witnesses
from chainchief.ledger.changelog.seals.lines import lines
from chainchief.ledger.changelog.seals.sealing import EventRange, digest, head_faults, seal
from chainchief.ledger.changelog.seals.signatures import Altered, Loose, Signed
from chainchief.ledger.changelog.triggers import making
from chainchief.ledger.changelog.triggers.tables import watched
from chainchief.ledger.changelog.verification import integrity
from chainchief.ledger.changelog.verification.rows import (
    NAMED,
    anonymous_names,
    row_faults,
    succession_faults,
)


def verify() -> list[Fault]:
    """All that is wrong with the database, the log, its triggers and seals, and rows against it.

    What was explained is told as a warning. Others may go on writing meanwhile.
    """
    with integrity.integrity_faults() as damages:
        try:
            log_and_rows = _faults()
        except DatabaseError as error:
            if not damages() and not integrity.is_damage(error):
                raise
            return damages() or [integrity.damage_fault(error)]
        return [*damages(), *log_and_rows]


def explain(first: int, last: int, *, viewer: Viewer, reason: str) -> Explanation:
    """Record why events were made behind the program; see `explanations.explain`."""
    policy.require(viewer, "verify", "log")
    behind = _behind(_sealed_log().loose)
    made = explanations.explain(behind, first, last, actor=viewer.signature, reason=reason)
    seal()
    return made


def _faults() -> list[Fault]:
    with one_state():
        log = _sealed_log()
        holding = explanations.holding(_behind(log.loose))
        compared = [
            *trigger_faults(),
            *_anonymous_events(holding),
            *(fault for table in watched() for fault in row_faults(table)),
            *succession_faults(watched()),
        ]
    return [
        *compared,
        *_memory_faults(),
        *log.faults,
        *_unsigned(log.loose, holding),
        *_altered(log.altered),
        *_context_faults(),
        *explanations.warnings_of(holding),
    ]


def _memory_faults() -> list[Fault]:
    """Key, head and other memories against the last seal; nobody seals in between."""
    with keys.only_one_sealer():
        last = Seal.objects.order_by("-id").first()
        return head_faults(last) or list(witnesses.far_faults(last))


def trigger_faults() -> Iterator[Fault]:
    standing = making.dialect().installed()
    for name, trigger in making.expected().items():
        facts = {"name": name, "table": trigger.table}
        if name not in standing:
            yield Fault(log_faults.TRIGGER_MISSING, facts=facts)
        elif standing[name] != trigger:
            yield Fault(log_faults.TRIGGER_ALTERED, facts=facts)
    for name, trigger in making.unexpected(standing).items():
        yield Fault(log_faults.TRIGGER_FOREIGN, facts={"name": name, "table": trigger.table})


def _behind(loose: Collection[Loose]) -> list[int]:
    """The events that were made behind the program: nobody is named, or it did not write them."""
    anonymous = ChangeEvent.objects.filter(actor="").values_list("id", flat=True)
    return [*anonymous, *(each.event for each in loose)]


def _anonymous_events(holding: Collection[Explained]) -> Iterator[Fault]:
    events = ChangeEvent.objects.filter(actor="")
    for each in holding:
        events = events.exclude(id__gte=each.first, id__lte=min(each.last, each.event - 1))
    groups = events.values("kind").order_by("kind")
    for group in groups.annotate(number=Count("id"), first=Min("id"), last=Max("id")):
        names = anonymous_names(group["kind"], group["first"], group["last"])
        named = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
        yield Fault(log_faults.NO_ACTOR, facts={**group, "names": named})


def _altered(writings: Collection[Altered]) -> Iterator[Fault]:
    for each in writings:
        facts = {"first": each.first, "last": each.last, "number": each.events}
        yield Fault(log_faults.WRITING_ALTERED, facts={**facts, "found": each.present})


def _unsigned(loose: Collection[Loose], holding: Collection[Explained]) -> Iterator[Fault]:
    groups: dict[tuple[str, str], list[int]] = {}
    for each in loose:
        if not any(one.speaks_of(each.event) for one in holding):
            groups.setdefault((each.kind, each.actor), []).append(each.event)
    for (kind, actor), events in groups.items():
        facts = {"kind": kind, "actor": actor, "number": len(events)}
        yield Fault(log_faults.UNSIGNED, facts={**facts, "first": events[0], "last": events[-1]})


@dataclass
class _Log:
    """What reading the whole log once has shown: of its seals, and of who wrote it."""

    faults: list[Fault] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    altered: list[Altered] = field(default_factory=list)


def _sealed_log() -> _Log:
    key, log = keys.read_key(), _Log()
    if key is None:
        return log
    signed, broken = Signed(key), []
    after, previous = 0, ""
    for each in Seal.objects.order_by("id").iterator():
        stretch = digest(key, previous, after, each.last_event, each.at, signed.look)
        sealed = EventRange(each.first_event, each.last_event, each.events, each.mac)
        facts = {"seal": each.pk, "first": each.first_event, "last": each.last_event}
        if each.previous != previous:
            log.faults.append(Fault(log_faults.SEALS_APART, facts=facts))
        elif stretch != sealed:
            log.faults.append(Fault(log_faults.SEAL_BROKEN, facts=facts))
        if stretch != sealed or each.previous != previous:
            broken.append(range(after + 1, each.last_event + 1))
        after, previous = each.last_event, each.mac
    for line in lines(after):
        signed.look(line)
    signed.finish()
    # A broken seal says it already; that the writings under it do not fit either is no news.
    log.loose = [each for each in signed.loose if not any(each.event in one for one in broken)]
    log.altered = list(signatures.outside(signed.altered, broken))
    return log


def _context_faults() -> Iterator[Fault]:
    if not connection.in_atomic_block and current().actor:
        yield Fault(log_faults.CONTEXT_LEFT, facts={"actor": current().actor})
