"""Does each closed month still have the snapshot that was closed?"""

from collections.abc import Iterator

from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, Place, declare
from chainchief.dispatch.models import Closing, State
from chainchief.lake.errors import AlteredFileError
from chainchief.lake.snapshots import making

EXCHANGED = declare(
    "DSP-001",
    why="the snapshot {snapshot} is not the one that was closed as {month}",
    remedy="restore its manifest from a backup",
)
GONE = declare(
    "DSP-002",
    why="the snapshot {snapshot}, closed as {month}, is missing",
    remedy="restore its manifest from a backup",
)


def verify() -> list[Fault]:
    """Compare every closing with the manifest of its snapshot."""
    return [fault for c in Closing.objects.filter(state=State.CLOSED) for fault in _of(c)]


def _of(closing: Closing) -> Iterator[Fault]:
    place = Place(file=f"{closing.snapshot}.json")
    facts = {"snapshot": closing.snapshot, "month": closing.month}
    try:
        snapshot = making.open_snapshot(closing.snapshot)
    except WrongUseError:
        yield Fault(GONE, place, facts=facts)
    except AlteredFileError:
        return  # the lake's own verification tells it
    else:
        if snapshot.manifest_hash != closing.manifest:
            yield Fault(EXCHANGED, place, facts=facts)
