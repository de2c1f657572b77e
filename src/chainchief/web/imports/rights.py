"""What a preview was made with: it is shown as long as its owner holds just the same."""

import hashlib

from chainchief.access.viewers import Viewer


def rights_of(viewer: Viewer) -> str:
    """The roles that a viewer holds, with their limits, as one short text."""
    held = sorted(repr(one) for one in viewer.held)
    return hashlib.sha256("\n".join(held).encode()).hexdigest()
