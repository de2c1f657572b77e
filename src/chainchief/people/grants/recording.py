"""The event of what was done with a grant."""

from chainchief.access.models import Grant
from chainchief.access.viewers import Viewer
from chainchief.people.events import EventKind, record
from chainchief.people.grants.wish import Wish


def recorded(
    event: EventKind, grant: Grant, viewer: Viewer, *, address: str = "", **facts: object
) -> None:
    """Write down who did it, to which grant of whom, and what it gives."""
    record(
        event,
        viewer.signature,
        address=address,
        subject=grant.account.username,
        facts={"grant": grant.pk, **Wish.of(grant).facts, **facts},
    )
