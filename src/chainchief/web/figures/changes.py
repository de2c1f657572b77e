"""Why a figure changed: from one closed revision to the next, and from the last to today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month
from chainchief.dispatch.models import Closing, State
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.figures import Figure, Scope
from chainchief.indicators.revisions import CAUSES, Change, compare
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.lake.snapshots import making
from chainchief.lake.snapshots.manifest import Snapshot
from chainchief.web.figures.amounts import amount, unit_of
from chainchief.web.figures.numbers import Numbers
from chainchief.web.frame.query import WORKING
from chainchief.web.frame.visible import doors

#: Records told one by one; the rest by their number.
TOLD = 30


@dataclass(frozen=True)
class ChangeLine:
    """One record that made the difference."""

    code: str
    label: str
    before: str
    after: str
    cause: str
    address: str = ""


@dataclass(frozen=True)
class Step:
    """From one snapshot to another: the figure before and after, and the records between."""

    title: str
    before: str
    after: str
    lines: list[ChangeLine]
    more: str


def steps_of(numbers: Numbers, code: str, scope: Scope, viewer: Viewer) -> list[Step]:
    """The steps at which this figure changed, in their order; none where it never did."""
    return [
        step
        for older, newer in _pairs(numbers.month)
        for step in _between(numbers, older, newer, code, scope, viewer)
    ]


def _pairs(month: Month) -> Iterator[tuple[Snapshot, Snapshot]]:
    """Neighbouring closed revisions of the month, then the last one and the open ledger."""
    acts = Closing.objects.filter(month=str(month), state=State.CLOSED).order_by("revision")
    closed = [making.open_snapshot(act.snapshot) for act in acts]
    yield from pairwise(closed)
    if closed:
        yield closed[-1], making.working()


def _between(
    numbers: Numbers, older: Snapshot, newer: Snapshot, code: str, scope: Scope, viewer: Viewer
) -> Iterator[Step]:
    if older.manifest_hash == newer.manifest_hash:
        return
    found = compare(
        older,
        newer,
        numbers.month,
        catalogue=numbers.catalogue,
        engine=duckdb_engine(),
        codes=[code],
        scopes=[scope],
    )
    for revision in found:
        shown = revision.changes[:TOLD]
        known = doors(((change.kind, change.uid) for change in shown), viewer)
        yield Step(
            f"{_name(older)} → {_name(newer)}",
            revision.old.display or "—",
            revision.new.display or "—",
            [_line(change, revision.new, numbers.catalogue, known) for change in shown],
            _more(len(revision.changes) - TOLD),
        )


def _more(left: int) -> str:
    return (
        ngettext("and {} more record", "and {} more records", left).format(left) if left > 0 else ""
    )


def _name(snapshot: Snapshot) -> str:
    return _("open ledger") if snapshot.id == WORKING else snapshot.id


def _line(
    change: Change, figure: Figure, catalogue: Catalogue, known: Mapping[tuple[str, str], str]
) -> ChangeLine:
    of = unit_of(figure, change.part, catalogue)
    before, after = (
        "—" if steps is None else f"{amount(steps, of)} {of}" for steps in (change.old, change.new)
    )
    address = known.get((change.kind, change.uid), "")
    return ChangeLine(change.code, change.label, before, after, _(CAUSES[change.reason]), address)
