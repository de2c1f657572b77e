"""Who is whom: the second person must be another one than the first, whatever name is given."""

from chainchief.access import signatures
from chainchief.access.models import Account, folded
from chainchief.access.viewers import Viewer


def same_person(one: str, other: str) -> bool:
    """Whether two signatures are one person's: somebody stands in both of them."""
    return not _everyone_in(one).isdisjoint(_everyone_in(other))


def is_about(account: Account, viewer: Viewer) -> bool:
    """Whether the viewer is the account's own person, or stands for it."""
    return folded(account.username) in _everyone_in(viewer.signature)


def _everyone_in(signature: str) -> set[str]:
    """Whoever signs for another, or as a user of this machine, is one with them."""
    one = signatures.parsed(signature)
    machine = f"machine:{one.machine_user}" if one.machine_user else ""
    return {name for name in (folded(one.name), folded(one.acting_for), machine) if name}
