"""Is the change log whole, and does the ledger say what it says?"""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Max, Min

from chainchief.core.faults import Fault
from chainchief.ledger.changelog import findings, keys, triggers
from chainchief.ledger.changelog.context import current
from chainchief.ledger.changelog.models import ChangeEvent, Seal
from chainchief.ledger.changelog.rows import NAMED, anonymous_names, row_faults, succession_faults
from chainchief.ledger.changelog.seals import Stretch, digest, head_faults
from chainchief.ledger.changelog.tables import watched


def verify() -> list[Fault]:
    """All that is wrong with the log, its triggers and its seals, and with rows against it."""
    return [
        *trigger_faults(),
        *_anonymous_events(),
        *(fault for table in watched() for fault in row_faults(table)),
        *succession_faults(watched()),
        *_seal_faults(),
        *_context_faults(),
    ]


def trigger_faults() -> Iterator[Fault]:
    standing = triggers.dialect().installed()
    for name, trigger in triggers.expected().items():
        facts = {"name": name, "table": trigger.table}
        if name not in standing:
            yield Fault(findings.TRIGGER_MISSING, facts=facts)
        elif standing[name] != trigger:
            yield Fault(findings.TRIGGER_ALTERED, facts=facts)
    for name, trigger in triggers.unexpected(standing).items():
        yield Fault(findings.TRIGGER_FOREIGN, facts={"name": name, "table": trigger.table})


def _anonymous_events() -> Iterator[Fault]:
    groups = ChangeEvent.objects.filter(actor="").values("kind").order_by("kind")
    for group in groups.annotate(number=Count("id"), first=Min("id"), last=Max("id")):
        names = anonymous_names(group["kind"])
        told = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
        yield Fault(findings.NO_ACTOR, facts={**group, "names": told})


def _seal_faults() -> Iterator[Fault]:
    yield from head_faults(Seal.objects.order_by("-id").first())
    key = keys.read_key()
    if key is None:
        return
    after, previous = 0, ""
    for seal in Seal.objects.order_by("id").iterator():
        stretch = digest(key, previous, after, seal.last_event, seal.at)
        sealed = Stretch(seal.first_event, seal.last_event, seal.events, seal.mac)
        facts = {"seal": seal.pk, "first": seal.first_event, "last": seal.last_event}
        if seal.previous != previous:
            yield Fault(findings.SEALS_APART, facts=facts)
        elif stretch != sealed:
            yield Fault(findings.SEAL_BROKEN, facts=facts)
        after, previous = seal.last_event, seal.mac


def _context_faults() -> Iterator[Fault]:
    if not connection.in_atomic_block and current().actor:
        yield Fault(findings.CONTEXT_LEFT, facts={"actor": current().actor})
