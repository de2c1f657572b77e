"""In whose name the demo city's records are entered."""

from chainchief.access.viewers import MACHINE_ADMIN, Held, Viewer


def acting(name: str) -> Viewer:
    """The office `name`, entering all that is its own and its neighbours'."""
    return Viewer(name, (Held(MACHINE_ADMIN),))
