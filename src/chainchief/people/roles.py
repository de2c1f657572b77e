"""What roles there are to grant, and which limits each of them needs or admits."""

from chainchief.access import policy
from chainchief.access.rules import MACHINE_ADMIN
from chainchief.access.scopes import Dimension
from chainchief.core.i18n import in_language

#: 三员: three people, of whom none holds another role or sees business data.
ADMINISTRATORS = ("system-admin", "security-admin", "audit-admin")


def grantable() -> list[str]:
    """Every role that an account can be given, in the order of the policy table."""
    return [role for role in policy.table().roles if role != MACHINE_ADMIN]


def label_of(role: str) -> str:
    """The role's name for people; its code where the table does not know it any more."""
    names = policy.table().roles.get(role)
    return in_language(dict(names)) if names else role


def own_dimensions(role: str) -> frozenset[Dimension]:
    """Dimensions by which rules call records the role's own; nothing for a role that sees all.

    A role with such rules reaches nothing by them while it is held without that limit.
    """
    rules = [rule for rule in policy.table().rules if rule.role == role]
    return frozenset(rule.whose.dimension for rule in rules if rule.whose.dimension)


def is_administrator(role: str) -> bool:
    return role in ADMINISTRATORS
