"""Who does what is measured: somebody who may do everything."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer


def clerk() -> "Viewer":
    """The machine's administrator; Django must be set up."""
    from chainchief.access.rules import MACHINE_ADMIN
    from chainchief.access.viewers import HeldRole, Viewer

    return Viewer("benchmark", (HeldRole(MACHINE_ADMIN),))
