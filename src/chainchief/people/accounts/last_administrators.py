"""The last account of an administrator stays: else nobody could make or grant anything any more."""

from collections.abc import Iterator

from chainchief.access.models import Account, Grant
from chainchief.core import clock
from chainchief.core.faults import Fault
from chainchief.people.accounts import faults as kinds
from chainchief.people.roles import ADMINISTRATORS, label_of


def last_administrator_faults(account: Account, but: Grant | None = None) -> Iterator[Fault]:
    """Roles of administrators that nobody active would hold without the account.

    With `but`, a grant, the question is what is lost with that one alone.
    """
    in_force = Grant.objects.in_force(clock.today()).filter(account__is_active=True)
    held = in_force.filter(account=account, role__in=ADMINISTRATORS)
    lost = held.filter(pk=but.pk) if but is not None else held
    for grant in lost:
        others = in_force.filter(role=grant.role).exclude(pk=grant.pk)
        others = others if but is not None else others.exclude(account=account)
        if not others.exists():
            facts = {"name": account.username, "role": label_of(grant.role)}
            yield Fault(kinds.LAST_ADMINISTRATOR, facts=facts)
