"""Who is told of a change set that was written, within its transaction: rooms that tell people."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.ledger.batch.models import ImportBatch
    from chainchief.ledger.validation import DraftRecord

Observer = Callable[["Viewer", Sequence["DraftRecord"], "ImportBatch | None"], None]
_OBSERVERS: list[Observer] = []


def observe(observer: Observer) -> None:
    """Call it with who wrote, the records that changed, and the batch they came in with."""
    if observer not in _OBSERVERS:
        _OBSERVERS.append(observer)


def tell(viewer: "Viewer", changed: Sequence["DraftRecord"], batch: "ImportBatch | None") -> None:
    """Call the observers; what one raises takes the change set back with it."""
    for observer in _OBSERVERS:
        observer(viewer, changed, batch)
