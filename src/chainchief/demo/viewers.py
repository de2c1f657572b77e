"""In whose name the demo city's records are entered."""

from chainchief.access.rules import MACHINE_ADMIN
from chainchief.access.viewers import HeldRole, Viewer


def acting(name: str) -> Viewer:
    """The office `name`, entering all that is its own and its neighbours'."""
    return Viewer(name, (HeldRole(MACHINE_ADMIN),))
