"""A small office: one person may do what needs two, for a reason that the audit page shows."""

from chainchief.access.models import Account
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.people import roles
from chainchief.people.events import EventKind, record
from chainchief.people.log_in_preset import log_in


def allows_alone() -> bool:
    """Whether the city's preset says that this is a small office."""
    return log_in().small_office


def may_do_alone(account: Account) -> bool:
    """Whether one person may do to the account what needs two: never to an administrator's."""
    grants = account.grants.in_force(clock.today())
    return allows_alone() and not any(roles.is_administrator(grant.role) for grant in grants)


def record_alone(
    viewer: Viewer, subject: str, reason: str, *, address: str = "", **facts: object
) -> None:
    """Write down that one person did alone what needs two."""
    record(
        EventKind.ALONE,
        viewer.signature,
        address=address,
        subject=subject,
        facts={"reason": reason.strip(), **facts},
    )
