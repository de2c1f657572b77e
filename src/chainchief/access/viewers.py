"""Who looks or acts: a name with roles, each within the scopes of its grant."""

import datetime as dt
import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass

from chainchief.access import signatures
from chainchief.access.models import Account
from chainchief.access.rules import MACHINE_ADMIN
from chainchief.access.scopes import Dimension
from chainchief.access.signatures import Signature
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.home import setting
from chainchief.core.i18n import _


@dataclass(frozen=True)
class HeldRole:
    """One role as held: within a unit, chain, enterprise, organisation; "" is no such limit."""

    role: str
    division: str = ""
    chain: str = ""
    enterprise: str = ""
    organisation: str = ""

    @property
    def limits(self) -> Mapping[Dimension, str]:
        """The limits that there are."""
        every = {dimension: str(getattr(self, dimension)) for dimension in Dimension}
        return {dimension: code for dimension, code in every.items() if code}


@dataclass(frozen=True)
class Viewer:
    """A person or program with the roles held at one moment.

    `acting_for` is whom a delegate stands for, `machine_user` the user of the machine who acts
    under that name without an account.
    """

    name: str
    held: tuple[HeldRole, ...]
    acting_for: str = ""
    machine_user: str = ""

    def __post_init__(self) -> None:
        for name in (self.name, self.acting_for, self.machine_user):
            if not signatures.is_plain(name):
                raise WrongUseError(_("Nobody can act under the name {!r}.").format(name))

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(one.role for one in self.held)

    @property
    def signature(self) -> str:
        """The text that stands in the change log."""
        return Signature(self.name, self.acting_for, self.machine_user).text

    def own(self, dimension: Dimension) -> frozenset[str]:
        """The codes that roles are limited to in a dimension: one's own units, firms, offices."""
        return frozenset(one.limits[dimension] for one in self.held if dimension in one.limits)

    def in_role(self, role: str) -> list[HeldRole]:
        return [one for one in self.held if one.role == role]


def viewer_of(account: Account, on: dt.date, acting_for: int | None = None) -> Viewer:
    """The account with the grants in force on the day; none once it is disabled.

    With `acting_for`, the key of another account, it stands for that one: with the roles held on
    its behalf and no others, as without it with its own alone.
    """
    if not account.is_active:
        return Viewer(account.username, ())
    grants = account.grants.in_force(on).filter(acting_for=acting_for)
    grants = grants.select_related("acting_for").order_by("pk")
    held = tuple(
        HeldRole(g.role, g.division, g.chain, g.enterprise, g.organisation) for g in grants
    )
    behalf = {g.acting_for.username for g in grants if g.acting_for and g.acting_for.is_active}
    if acting_for is not None and not behalf:  # whoever is disabled is not acted for
        return Viewer(account.username, ())
    return Viewer(account.username, held, acting_for="".join(behalf))


def viewer_at_this_machine(name: str) -> Viewer:
    """Whoever works at this machine under a name: its account's viewer, where there is one.

    Otherwise the machine's administrator, in the role of the setting `role` within the settings
    `division`, `chain`, `enterprise`, `organisation`; who that is stands in the signature.
    """
    account = Account.objects.filter(username=name).first()
    if account is not None:
        return viewer_of(account, clock.today())
    held = HeldRole(
        setting("role", MACHINE_ADMIN),
        setting("division"),
        setting("chain"),
        setting("enterprise"),
        setting("organisation"),
    )
    return Viewer(name, (held,), machine_user=user_of_the_machine())


def user_of_the_machine() -> str:
    """Name that the machine knows: what the environment says of it anyone could have written."""
    number = os.getuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:  # in a container a user may have no name
        return str(number)
