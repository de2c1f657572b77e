"""Who is whom: the second person must be another one than the first, whatever name is given."""

from chainchief.access import signatures
from chainchief.access.models import Account, folded
from chainchief.access.viewers import Viewer


def same_person(signature: str, viewer: Viewer) -> bool:
    """Whether the viewer is the one who signed: by name, or as the same user of the machine."""
    return same_signatory(signature, viewer.signature)


def same_signatory(one: str, other: str) -> bool:
    """Whether two signatures are one person's."""
    a, b = signatures.parsed(one), signatures.parsed(other)
    by_machine = bool(a.machine_user) and a.machine_user == b.machine_user
    return by_machine or folded(a.name) == folded(b.name)


def is_about(account: Account, viewer: Viewer) -> bool:
    """Whether the viewer is the account's own person."""
    return folded(account.username) == folded(viewer.name)
