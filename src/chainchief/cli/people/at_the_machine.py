"""Whoever types a command about people signs as a user of this machine too.

Two names typed by one user of the machine are one person: the second person of a grant has to be
another one, at the pages or as another user.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer


def signing(viewer: "Viewer") -> "Viewer":
    from chainchief.access.viewers import user_of_the_machine

    return replace(viewer, machine_user=user_of_the_machine())
