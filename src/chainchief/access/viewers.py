"""Who looks or acts: a name with roles, each within the scopes of its grant."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from chainchief.access.models import Account
from chainchief.core.home import setting


@dataclass(frozen=True)
class Held:
    """One role as held: within a division, a chain, an enterprise; "" is no such limit."""

    role: str
    division: str = ""
    chain: str = ""
    enterprise: str = ""


@dataclass(frozen=True)
class Viewer:
    """A person or program with the roles held at one moment."""

    name: str
    held: tuple[Held, ...]

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(one.role for one in self.held)

    def in_role(self, role: str) -> list[Held]:
        return [one for one in self.held if one.role == role]


def viewer_of(account: Account, on: dt.date) -> Viewer:
    """The account with the grants that hold on the day; none once it is disabled."""
    if not account.is_active:
        return Viewer(account.username, ())
    grants = account.grants.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on
    )
    held = (Held(g.role, g.division, g.chain, g.enterprise) for g in grants.order_by("pk"))
    return Viewer(account.username, tuple(held))


def viewer_of_this_machine(name: str) -> Viewer:
    """Whoever works at this machine: there is no log-in yet, and it serves nobody else.

    The role is the setting `role`, within the settings `division` and `chain`; by default the
    chain office.
    """
    held = Held(setting("role", "chain-office"), setting("division"), setting("chain"))
    return Viewer(name, (held,))
