"""The months that the public was told before: every closing counts as one.

Nobody can say who read what was printed for the public, so every revision of a month that was ever
closed counts as told, also where it was revised later.
"""

from dataclasses import dataclass

from chainchief.core.spans import Month, Span
from chainchief.dispatch.models import Closing, State
from chainchief.lake.snapshots.making import open_snapshot
from chainchief.lake.snapshots.manifest import Snapshot

#: A stock can be subtracted over any distance; further back so much has changed that it tells
#: little of one firm.
_MONTHS = 12


@dataclass(frozen=True)
class Release:
    """A closed revision of a month as it was told: from January to that month."""

    snapshot: Snapshot
    span: Span


def releases_before(snapshot: Snapshot, span: Span) -> list[Release]:
    """The closings before this snapshot, of up to a year before the span's end, the last first."""
    closed = Closing.objects.filter(state=State.CLOSED).order_by("-id")
    own = closed.filter(snapshot=snapshot.id).first()
    if own is not None:
        closed = closed.filter(id__lt=own.id)
    first = span.end - _MONTHS
    return [
        Release(open_snapshot(each.snapshot), Span.year_to(month))
        for each in closed
        if first <= (month := Month.parse(each.month))
    ]
