"""For whom somebody acts: in the own name, or for another who gave a delegate or substitute."""

from dataclasses import dataclass

from chainchief.access.models import Account
from chainchief.core import clock


@dataclass(frozen=True)
class Principals:
    """Whom an account may stand for today; `first` is whom a session begins with.

    `others` are [key of the account, name]; `first` is None for the own name.
    """

    others: list[list[object]]
    first: int | None


def of(account: Account) -> Principals:
    """Read the grants in force; whoever has no grants of their own begins with the only other."""
    grants = account.grants.in_force(clock.today()).select_related("acting_for")
    found = {each.acting_for_id: each.acting_for for each in grants.order_by("pk")}
    others = [other for other in found.values() if other is not None and other.is_active]
    only = others[0].pk if len(others) == 1 and None not in found else None
    return Principals([[other.pk, str(other)] for other in others], only)


def may_stand_for(account: Account, other: int) -> bool:
    """Whether a grant in force says so, now."""
    return any(key == other for key, _name in of(account).others)
