"""Revoking a grant: one person is enough to take away."""

import datetime as dt

from chainchief.access import policy
from chainchief.access.faults import NotAllowedError
from chainchief.access.models import Decision, Grant
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.ledger import changelog
from chainchief.people import sessions
from chainchief.people.accounts.finding import reason_faults
from chainchief.people.accounts.last_administrators import last_administrator_faults
from chainchief.people.events import EventKind
from chainchief.people.grants import faults as kinds
from chainchief.people.grants.checks import grants_of_its_own, rests_on
from chainchief.people.grants.deciding import grant_of
from chainchief.people.grants.recording import recorded
from chainchief.people.grants.wish import Wish
from chainchief.people.notices.sending import settle
from chainchief.people.notices.topics import Topic


def revoke(number: int, *, viewer: Viewer, reason: str, address: str = "") -> list[Grant]:
    """The grant gives nothing from the next request on, nor do those of delegates that rest on it.

    A proposal is taken back by it. Says which grants ended.
    """
    require_revoking(viewer)
    with changelog.acting(viewer.signature, reason):
        grant = grant_of(number)
        found = reason_faults(reason)
        if grant.revoked_at is not None or grant.decision == Decision.REFUSED:
            found.append(Fault(kinds.REVOKED_ALREADY, facts={"number": number}))
        elif grant.decision == Decision.APPROVED:
            found += last_administrator_faults(grant.account, but=grant)
        if found:
            raise FaultsError(found)
        ended = [grant, *_left_without_ground(grant)]
        for each in ended:
            _end(each, viewer, reason)
            because = {} if each is grant else {"because_of": grant.pk}
            recorded(
                EventKind.GRANT_REVOKED,
                each,
                viewer,
                address=address,
                reason=reason.strip(),
                **because,
            )
            sessions.end_all(each.account)
    return ended


def require_revoking(viewer: Viewer) -> None:
    """Either of the two persons of a grant may take it away; `NotAllowedError` for others."""
    if not may_revoke(viewer):
        raise NotAllowedError(_("{viewer} may revoke no grants.").format(viewer=viewer.name))


def may_revoke(viewer: Viewer) -> bool:
    return any(policy.allowed(viewer, verb, "accounts") for verb in ("grant", "approve"))


def _end(grant: Grant, viewer: Viewer, reason: str) -> None:
    changed = Grant.objects.filter(pk=grant.pk, revoked_at=None).update(
        revoked_by=viewer.signature,
        revoked_at=dt.datetime.now(dt.UTC),
        revoked_reason=reason.strip()[:400],
    )
    if not changed:
        raise FaultsError([Fault(kinds.REVOKED_ALREADY, facts={"number": grant.pk})])
    settle(Topic.GRANT_PROPOSED, f"grant {grant.pk}")


def _left_without_ground(grant: Grant) -> list[Grant]:
    """Grants of those who stand for the account, within no other grant of that one."""
    if grant.acting_for_id is not None:
        return []
    delegates = grant.account.delegates.not_over(clock.today()).filter(role=grant.role)
    remaining = [
        each for each in grants_of_its_own(grant.account, grant.role) if each.pk != grant.pk
    ]
    return [
        each
        for each in delegates.select_related("account", "acting_for")
        if not any(rests_on(Wish.of(each), other) for other in remaining)
    ]
