"""Do accounts and grants stand as the log of events says that they were made?"""

import json
from collections.abc import Iterator
from typing import Any

from chainchief.access.models import Account, Decision, Grant
from chainchief.core.faults import Fault, declare
from chainchief.people.events import EventKind
from chainchief.people.grants.wish import Wish
from chainchief.people.models import SecurityEvent
from chainchief.people.persons import same_person

UNKNOWN_ACCOUNT = declare(
    "PPL-130",
    why="the account “{name}” was made behind the program: no event tells of it",
    remedy="ask who made it; disable it until that is known",
)
OTHER_STATE = declare(
    "PPL-131",
    why="the account “{name}” is {now}, while its last event ({event}) says {then}",
    remedy="ask who changed it behind the program; disable or enable it anew",
)
UNKNOWN_GRANT = declare(
    "PPL-132",
    why="the grant {number} ({role} of {name}) stands as approved, and no event tells of that",
    remedy="revoke it, and ask who wrote it behind the program",
)
OTHER_GRANT = declare(
    "PPL-133",
    why="the grant {number} ({role} of {name}) gives something else than what was approved: "
    "{columns}",
    remedy="revoke it, and propose anew what is needed",
)
ONE_PERSON = declare(
    "PPL-134",
    why="the grant {number} ({role} of {name}) was proposed and approved by one person, {person}",
    remedy="revoke it, and let two persons grant it anew",
)
REVOKED_STANDS = declare(
    "PPL-135",
    why="the grant {number} ({role} of {name}) was revoked and stands as if it were not",
    remedy="revoke it again, and ask who changed it behind the program",
)
OTHER_CERTIFICATE = declare(
    "PPL-136",
    why="the account “{name}” logs in by another certificate than its last event says: whoever "
    "holds that key is “{name}”",
    remedy="withdraw it, and ask who wrote it behind the program",
)
_CERTIFICATES = (EventKind.CERTIFICATE_SET, EventKind.CERTIFICATE_WITHDRAWN)
_STATES = {
    EventKind.ACCOUNT_CREATED: True,
    EventKind.ACCOUNT_ENABLED: True,
    EventKind.ACCOUNT_DISABLED: False,
}
_GRANTS = (EventKind.GRANT_APPROVED, EventKind.GRANT_REVOKED, EventKind.ALONE)


def verify() -> list[Fault]:
    """All accounts and grants that are otherwise than their last event left them."""
    return [*_account_faults(), *_certificate_faults(), *_grant_faults()]


def _account_faults() -> Iterator[Fault]:
    rows = SecurityEvent.objects.filter(event__in=_STATES, succeeded=True).order_by("pk")
    last = {event.subject: event for event in rows}
    for account in Account.objects.order_by("pk"):
        event = last.get(account.username)
        if event is None:
            yield Fault(UNKNOWN_ACCOUNT, facts={"name": account.username})
        elif _STATES[EventKind(event.event)] != account.is_active:
            words = {True: EventKind.ACCOUNT_ENABLED.label, False: EventKind.ACCOUNT_DISABLED.label}
            facts = {
                "name": account.username,
                "event": event.pk,
                "now": words[account.is_active],
                "then": words[not account.is_active],
            }
            yield Fault(OTHER_STATE, facts=facts)


def _certificate_faults() -> Iterator[Fault]:
    rows = SecurityEvent.objects.filter(event__in=_CERTIFICATES).order_by("pk")
    last = {
        event.subject: json.loads(event.facts)["certificate"]
        if event.event == EventKind.CERTIFICATE_SET
        else ""
        for event in rows
    }
    for account in Account.objects.order_by("pk"):
        if account.certificate != last.get(account.username, ""):
            yield Fault(OTHER_CERTIFICATE, facts={"name": account.username})


def _grant_faults() -> Iterator[Fault]:
    events = _events_by_grant()
    approved = Grant.objects.filter(decision=Decision.APPROVED)
    for grant in approved.select_related("account", "acting_for").order_by("pk"):
        known = events.get(grant.pk, {})
        facts = {"number": grant.pk, "role": grant.role, "name": grant.account.username}
        if EventKind.GRANT_APPROVED not in known:
            yield Fault(UNKNOWN_GRANT, facts=facts)
            continue
        if other := _differing(grant, known[EventKind.GRANT_APPROVED]):
            yield Fault(OTHER_GRANT, facts={**facts, "columns": ", ".join(other)})
        if EventKind.GRANT_REVOKED in known and grant.revoked_at is None:
            yield Fault(REVOKED_STANDS, facts=facts)
        if _by_one_person(grant, known):
            yield Fault(ONE_PERSON, facts={**facts, "person": grant.decided_by})


def _events_by_grant() -> dict[int, dict[EventKind, dict[str, Any]]]:
    """Grant → kind of event → what its last one says."""
    found: dict[int, dict[EventKind, dict[str, Any]]] = {}
    for event in SecurityEvent.objects.filter(event__in=_GRANTS).order_by("pk"):
        facts = json.loads(event.facts)
        if "grant" in facts:
            stated = {**facts, "account": event.account, "subject": event.subject}
            found.setdefault(facts["grant"], {})[EventKind(event.event)] = stated
    return found


def _differing(grant: Grant, event: dict[str, Any]) -> list[str]:
    """Columns in which the grant is not what its approval says."""
    stands: dict[str, object] = {**Wish.of(grant).facts, "subject": grant.account.username}
    names = dict.fromkeys((*stands, "division", "chain", "enterprise", "organisation"))
    found = [name for name in names if stands.get(name, "") != event.get(name, "")]
    return found if grant.decided_by == event["account"] else [*found, "decided_by"]


def _by_one_person(grant: Grant, known: dict[EventKind, dict[str, Any]]) -> bool:
    """Unless it was the first start, or a small office with its reason."""
    if EventKind.ALONE in known or known[EventKind.GRANT_APPROVED].get("first_start"):
        return False
    return same_person(grant.proposed_by, grant.decided_by)
