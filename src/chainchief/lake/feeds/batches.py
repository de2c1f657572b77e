"""Keeping the batches of a feed: their rows as Parquet by hash, their arrival in the change log."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db.models import Max

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import durable
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, Place, declare
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.lake import store
from chainchief.lake.errors import AlteredFileError
from chainchief.lake.feeds.declared import FEEDS, Feed
from chainchief.lake.models import FeedBatch
from chainchief.lake.schema import TYPES
from chainchief.ledger import changelog

BATCH_MISSING = declare(
    "LAK-010",
    why="the rows of feed {feed}, batch {number}, are missing from the lake",
    remedy="restore this file from a backup",
)
BATCH_ALTERED = declare(
    "LAK-011",
    why="the rows of feed {feed}, batch {number}, are not those that came in",
    remedy="restore this file from a backup",
)

#: The policy class of feeds: all of them are about firms.
FIRM_DATA = "firm"


@dataclass(frozen=True)
class Arrival:
    """What is said of a file when it comes in: its name and hash, who, on which legal basis."""

    file_name: str
    file_hash: str
    legal_basis: str
    source: str
    viewer: Viewer


def schema_of(feed: Feed) -> pa.Schema:
    """The Arrow schema of a batch: exact quantities as integer steps."""
    return pa.schema([pa.field(name, TYPES[c.type]) for name, c in feed.columns.items()])


def keep(feed: Feed, rows: pa.Table, arrival: Arrival) -> FeedBatch:
    """Store the rows of one file as the feed's next batch."""
    policy.require(arrival.viewer, "feed", FIRM_DATA)
    content = store.encoded(*partitions(feed, rows.cast(schema_of(feed))))
    digest = hashlib.sha256(content).hexdigest()
    if not is_intact(digest):
        durable.write(path_of(digest), memoryview(content))
    with changelog.acting(arrival.viewer.signature, arrival.legal_basis):
        of_feed = FeedBatch.objects.filter(feed=feed.name)
        last = of_feed.aggregate(last=Max("number"))["last"] or 0
        return FeedBatch.objects.create(
            feed=feed.name,
            number=last + 1,
            file_name=arrival.file_name[:200],
            file_hash=arrival.file_hash,
            content=digest,
            rows=rows.num_rows,
            legal_basis=arrival.legal_basis,
            source=arrival.source,
            actor=arrival.viewer.signature,
            at=dt.datetime.now(dt.UTC),
        )


def partitions(feed: Feed, rows: pa.Table) -> list[pa.Table]:
    """The rows parted by the feed's partition column, in its order; within a part they stay in
    theirs. Of no rows one part without any."""
    coded = rows[feed.partition].combine_chunks().dictionary_encode(null_encoding="encode")
    order = pc.sort_indices(coded.dictionary)
    place = np.empty(len(order), np.int64)
    place[np.array(order)] = np.arange(len(order))
    which = place[np.array(coded.indices)]
    if (np.diff(which) < 0).any():
        by_part = np.argsort(which, kind="stable")
        rows, which = rows.take(pa.array(by_part)), which[by_part]
    ends = [int(end) for end in np.flatnonzero(np.diff(which)) + 1]
    pairs = zip([0, *ends], [*ends, rows.num_rows], strict=True)
    return [rows.slice(begin, end - begin) for begin, end in pairs]


def withdraw(feed: Feed, number: int, *, viewer: Viewer, reason: str) -> FeedBatch:
    """Take a batch out of use: what earlier batches say shows again."""
    policy.require(viewer, "feed", FIRM_DATA)
    if not reason.strip():
        raise WrongUseError(_("A batch is withdrawn for a reason; give it with --reason."))
    batch = FeedBatch.objects.filter(feed=feed.name, number=number).first()
    if batch is None or batch.withdrawn_at is not None:
        there = listed(f"{each.number}" for each in batches(feed)) or "—"
        raise WrongUseError(
            _("Feed {} has no batch {} in use; it has: {}.").format(feed.name, number, there)
        )
    with changelog.acting(viewer.signature, reason):
        batch.withdrawn_at = dt.datetime.now(dt.UTC)
        batch.withdrawn_reason = reason.strip()[:400]
        batch.save()
    return batch


def batches(feed: Feed) -> list[FeedBatch]:
    """The batches in use, in the order in which they came."""
    return list(FeedBatch.objects.filter(feed=feed.name, withdrawn_at=None).order_by("number"))


def path_of(digest: str) -> Path:
    return home().lake / "feeds" / f"{digest}.parquet"


def rows_of(batch: FeedBatch) -> pa.Table:
    """The rows of a batch, after their content was compared with its hash."""
    if not is_intact(batch.content):
        raise AlteredFileError(
            _(
                "The rows of feed {}, batch {}, are missing from the lake or were altered. Restore "
                "{} from a backup and run `chainchief verify`."
            ).format(batch.feed, batch.number, path_of(batch.content).name)
        )
    return pq.read_table(path_of(batch.content))


def verify() -> list[Fault]:
    """Are the rows of all batches, also of those withdrawn, still what they were?"""
    return list(_faults())


def _faults() -> Iterator[Fault]:
    for batch in FeedBatch.objects.filter(feed__in=FEEDS).order_by("feed", "number"):
        path = path_of(batch.content)
        if is_intact(batch.content):
            continue
        kind = BATCH_ALTERED if path.exists() else BATCH_MISSING
        facts = {"feed": batch.feed, "number": batch.number}
        yield Fault(kind, Place(file=path.name), facts=facts)


def is_intact(digest: str) -> bool:
    """Whether the rows kept under the hash are there, and still those that came in."""
    try:
        with path_of(digest).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return False
