"""Deciding on a grant that waits: the second of two persons."""

import datetime as dt
from collections.abc import Iterator

from chainchief.access import policy
from chainchief.access.models import Decision, Grant
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError
from chainchief.ledger import changelog
from chainchief.people import roles, sessions, small_office
from chainchief.people.accounts.finding import reason_faults
from chainchief.people.events import EventKind
from chainchief.people.grants import faults as kinds
from chainchief.people.grants import uses
from chainchief.people.grants.checks import wish_faults
from chainchief.people.grants.lines import state_of
from chainchief.people.grants.recording import recorded
from chainchief.people.grants.wish import Wish
from chainchief.people.notices import of_grants
from chainchief.people.persons import is_about, same_person


def approve(
    number: int, *, viewer: Viewer, reason: str = "", address: str = "", alone: bool = False
) -> Grant:
    """The grant gives its role from its first day on; the account logs in again for it.

    Whoever proposed it cannot, nor can the account itself. In a small office one person may do
    both with `alone` and a reason, which the audit administrator sees; never for an administrator.
    """
    policy.require(viewer, "approve", "accounts")
    with changelog.acting(viewer.signature, reason):
        grant = grant_of(number)
        found = [*_not_for(grant, viewer, alone), *wish_faults(Wish.of(grant), but=grant)]
        if alone:
            found += _alone_faults(grant, reason)
        _refuse(found)
        grant = _decided(grant, Decision.APPROVED, viewer, reason)
        recorded(EventKind.GRANT_APPROVED, grant, viewer, address=address, reason=reason.strip())
        if alone:
            small_office.record_alone(
                viewer, grant.account.username, reason, address=address, grant=grant.pk
            )
        uses.forget(grant.account)
        sessions.end_all(grant.account)
    return grant


def refuse(number: int, *, viewer: Viewer, reason: str, address: str = "") -> Grant:
    """The grant will never give anything; the reason says why."""
    policy.require(viewer, "approve", "accounts")
    with changelog.acting(viewer.signature, reason):
        grant = grant_of(number)
        _refuse([*_not_for(grant, viewer, alone=False), *reason_faults(reason)])
        grant = _decided(grant, Decision.REFUSED, viewer, reason)
        recorded(EventKind.GRANT_REFUSED, grant, viewer, address=address, reason=reason.strip())
    return grant


def grant_of(number: int) -> Grant:
    """The grant of that number; `FaultsError` for none."""
    grant = Grant.objects.select_related("account", "acting_for").filter(pk=number).first()
    if grant is None:
        raise FaultsError([Fault(kinds.UNKNOWN_GRANT, facts={"number": number})])
    return grant


def _not_for(grant: Grant, viewer: Viewer, alone: bool) -> Iterator[Fault]:
    if not grant.is_waiting:
        facts = {"number": grant.pk, "state": state_of(grant).word}
        yield Fault(kinds.NOT_WAITING, facts=facts)
    if is_about(grant.account, viewer):
        yield Fault(kinds.FOR_ONESELF)
    if same_person(grant.proposed_by, viewer.signature) and not alone:
        yield Fault(kinds.TWO_PERSONS, facts={"proposer": signature_words(grant.proposed_by)})


def _alone_faults(grant: Grant, reason: str) -> Iterator[Fault]:
    if not small_office.allows_alone() or roles.is_administrator(grant.role):
        yield Fault(kinds.ALONE_REFUSED)
    yield from reason_faults(reason)


def _decided(grant: Grant, decision: Decision, viewer: Viewer, reason: str) -> Grant:
    """Of two who decide at once, one does: the row is changed only while it waits."""
    changed = Grant.objects.filter(pk=grant.pk, decision=Decision.WAITING, revoked_at=None).update(
        decision=decision,
        decided_by=viewer.signature,
        decided_at=dt.datetime.now(dt.UTC),
        decision_reason=reason.strip()[:400],
    )
    grant = grant_of(grant.pk)
    if not changed:
        facts = {"number": grant.pk, "state": state_of(grant).word}
        raise FaultsError([Fault(kinds.NOT_WAITING, facts=facts)])
    of_grants.tell_decided(grant)
    return grant


def _refuse(found: list[Fault]) -> None:
    if found:
        raise FaultsError(found)
