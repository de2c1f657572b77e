"""Proposing a grant: the first of two persons."""

import datetime as dt

from chainchief.access import policy
from chainchief.access.models import Decision, Grant
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError
from chainchief.ledger import changelog
from chainchief.people.accounts.finding import reason_faults
from chainchief.people.events import EventKind
from chainchief.people.grants import faults as kinds
from chainchief.people.grants.checks import wish_faults
from chainchief.people.grants.recording import recorded
from chainchief.people.grants.wish import Wish
from chainchief.people.persons import is_about


def propose(wish: Wish, *, viewer: Viewer, reason: str, address: str = "") -> Grant:
    """Write the grant down as waiting: it gives nothing before a second person approves it.

    Raises `FaultsError` with all that speaks against it.
    """
    policy.require(viewer, "grant", "accounts")
    with changelog.acting(viewer.signature, reason):
        found = [*wish_faults(wish), *reason_faults(reason)]
        if is_about(wish.account, viewer):
            found.append(Fault(kinds.FOR_ONESELF))
        if found:
            raise FaultsError(found)
        grant = written(wish, viewer.signature, reason)
        recorded(EventKind.GRANT_PROPOSED, grant, viewer, address=address, reason=reason.strip())
    return grant


def written(wish: Wish, proposed_by: str, reason: str) -> Grant:
    """The grant of the wish as a row that waits; call it within `changelog.acting`."""
    return Grant.objects.create(
        account=wish.account,
        role=wish.role,
        **{dimension.value: getattr(wish, dimension) for dimension in Dimension},
        valid_from=wish.valid_from,
        valid_to=wish.valid_to,
        acting_for=wish.acting_for,
        reason=reason.strip()[:400],
        proposed_by=proposed_by,
        proposed_at=dt.datetime.now(dt.UTC),
        decision=Decision.WAITING,
    )
