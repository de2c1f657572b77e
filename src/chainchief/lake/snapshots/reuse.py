"""Which tables of an earlier snapshot are still what the ledger would give today.

A table stays as it is while the change log has no event of any table of the database that it is
made from. What the log does not see proves nothing: a table that reads anything unwatched is made
anew, and so is everything where the log is not the one that the earlier snapshot belongs to.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Count

from chainchief.lake import store
from chainchief.lake.feeds.declared import FEEDS
from chainchief.lake.feeds.tables import batches_of
from chainchief.lake.models import FeedBatch
from chainchief.lake.snapshots.isolation import Moment
from chainchief.lake.snapshots.manifest import Snapshot, TableFile
from chainchief.lake.tables.building import TableRecipe
from chainchief.ledger.changelog import watched
from chainchief.ledger.changelog.models import ChangeEvent


def unchanged(base: Snapshot, at: Moment, parts: Iterable[TableRecipe]) -> Mapping[str, TableFile]:
    """The tables of `base` that need not be made anew at the moment `at`, by name.

    `base` must be made by this program from this very ledger; whether it is, its caller knows.
    """
    still = _tables_without_events(base, at)
    return {
        part.name: base.tables[part.name]
        for part in parts
        if part.name in base.tables
        and part.reads <= still
        and store.renewed(base.tables[part.name].sha256)
    }


def _tables_without_events(base: Snapshot, at: Moment) -> frozenset[str]:
    """The watched tables of the database that nothing happened to between `base` and `at`."""
    later = ChangeEvent._default_manager.filter(id__gt=base.position).values_list("kind")
    events = dict(later.annotate(number=Count("id")).order_by())
    if base.events + sum(events.values()) != at.events:
        # Whoever began first may have committed last: events came in below the last one.
        return frozenset()
    tables = {table.kind: table.name for table in watched()}
    if not events.keys() <= tables.keys():
        return frozenset()
    touched = {tables[kind] for kind in events}
    return frozenset(tables.values()) - touched | _feeds_without_events(base)


def _feeds_without_events(base: Snapshot) -> frozenset[str]:
    """Feeds come in one after the other: a batch of one leaves the tables of the others alone."""
    later = ChangeEvent._default_manager.filter(
        id__gt=base.position, kind=FeedBatch._meta.label_lower
    )
    touched = {name for pair in later.values_list("before__feed", "after__feed") for name in pair}
    return frozenset(batches_of(name) for name in FEEDS if name not in touched)
