"""Why a figure changed: from one closed revision to the next, and from the last to today."""

from collections.abc import Iterator
from itertools import pairwise

from chainchief.access.viewers import Viewer
from chainchief.core.spans import Month
from chainchief.dispatch.models import Closing, State
from chainchief.indicators.figures import Scope
from chainchief.lake.snapshots import making
from chainchief.lake.snapshots.manifest import Snapshot
from chainchief.web.figures.comparing.difference import Step, between_snapshots
from chainchief.web.figures.numbers import Numbers, snapshot_name


def steps_of(numbers: Numbers, code: str, scope: Scope, viewer: Viewer) -> list[Step]:
    """The steps at which this figure changed, in their order; none where it never did."""
    return [
        step
        for number, ends in enumerate(_pairs(numbers.month))
        for step in between_snapshots(
            numbers, ends, code, scope, viewer, title_of(*ends), f"why-{number}"
        )
    ]


def _pairs(month: Month) -> Iterator[tuple[Snapshot, Snapshot]]:
    """Neighbouring closed revisions of the month, then the last one and the open ledger."""
    acts = Closing.objects.filter(month=str(month), state=State.CLOSED).order_by("revision")
    closed = [making.open_snapshot(act.snapshot) for act in acts]
    yield from pairwise(closed)
    if closed:
        yield closed[-1], making.working()


def title_of(older: Snapshot, newer: Snapshot) -> str:
    return f"{snapshot_name(older.id)} → {snapshot_name(newer.id)}"
