"""Taking a matter in hand, letting it go, watching it: of every kind of matter alike."""

import uuid

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError
from chainchief.desk.models import Handling, Watching
from chainchief.desk.queue.handing_over import let_go, take_in_hand, watch
from chainchief.web.desk import faults

#: What a page offers to take in hand, to let go, to watch.
_HANDLINGS = ("take", "let-go", "watch", "unwatch")


def handle(kind: str, uid: uuid.UUID, wanted: str, viewer: Viewer) -> None:
    """Do what the page's button says; `FaultsError` for what it does not offer."""
    if wanted not in _HANDLINGS:
        raise FaultsError([Fault(faults.NO_SUCH_STEP)])
    if wanted == "take":
        take_in_hand(kind, uid, viewer=viewer)
    elif wanted == "let-go":
        let_go(kind, uid, viewer=viewer)
    else:
        watch(kind, uid, viewer=viewer, on=wanted == "watch")


def handled_by(kind: str, uid: uuid.UUID) -> str:
    """The account with which a matter lies; "" where it lies with nobody."""
    held = Handling.objects.filter(kind=kind, uid=uid).first()
    return held.account if held else ""


def is_watched(kind: str, uid: uuid.UUID, viewer: Viewer) -> bool:
    return Watching.objects.filter(kind=kind, uid=uid, account=viewer.name).exists()
