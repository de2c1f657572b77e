"""The feeds with their deliveries, and one delivery with the difference that it made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.signatures import signature_words
from chainchief.core import clock
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.units import from_steps, plain, unit
from chainchief.lake.feeds.batches import is_intact
from chainchief.lake.feeds.declared import FEEDS, Feed, FeedColumn
from chainchief.lake.feeds.differences import ChangedRow, Difference, difference
from chainchief.lake.models import FeedBatch
from chainchief.web.frame.breadcrumbs import Crumb


@dataclass(frozen=True)
class Delivery:
    """A delivery as a line of its feed."""

    number: int
    address: str
    file: str
    rows: str
    source: str
    basis: str
    at: str
    by: str
    withdrawn: str


@dataclass(frozen=True)
class FeedSection:
    """One feed: what its file holds, and its deliveries, the last first."""

    name: str
    title: str
    columns: str
    deliveries: list[Delivery]


@dataclass(frozen=True)
class FeedsPage:
    """What templates/web/feeds/index.html shows; `given` is what was filled in and refused."""

    sections: list[FeedSection]
    given: Mapping[str, str]
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class ChangedCell:
    label: str
    before: str
    now: str


@dataclass(frozen=True)
class DeliveryPage:
    """What templates/web/feeds/delivery.html shows."""

    crumbs: list[Crumb]
    title: str
    line: Delivery
    feed: str
    is_intact: bool
    #: Words and number: new, changed, the same, not named and kept, standing afterwards.
    counts: list[tuple[str, str]]
    by_column: list[tuple[str, str]]
    rows: list[tuple[str, list[ChangedCell]]]
    #: So many changed rows are not listed.
    more: int
    may_withdraw: bool
    faults: tuple[Fault, ...] = ()


def feeds_page(
    given: Mapping[str, str], faults: Iterable[Fault] = (), warnings: Iterable[Fault] = ()
) -> FeedsPage:
    found = FeedBatch.objects.filter(feed__in=FEEDS).order_by("-number")
    by_feed: dict[str, list[FeedBatch]] = {}
    for batch in found:
        by_feed.setdefault(batch.feed, []).append(batch)
    sections = [
        FeedSection(
            feed.name,
            _(feed.title),
            "、".join(_label(column) for column in feed.columns.values()),
            [_delivery(batch) for batch in by_feed.get(feed.name, [])],
        )
        for feed in FEEDS.values()
    ]
    return FeedsPage(sections, given, tuple(faults), tuple(warnings))


def delivery_page(feed: Feed, batch: FeedBatch, faults: Iterable[Fault] = ()) -> DeliveryPage:
    intact = is_intact(batch.content)
    made = difference(feed, batch) if intact else None
    title = _("{feed}: delivery {number}").format(feed=_(feed.title), number=batch.number)
    return DeliveryPage(
        crumbs=[Crumb(_("Feeds"), reverse("feeds")), Crumb(title)],
        title=title,
        line=_delivery(batch),
        feed=feed.name,
        is_intact=intact,
        counts=_counts(made) if made else [],
        by_column=[
            (_label(feed.columns[name]), f"{number:,}") for name, number in made.by_column.items()
        ]
        if made
        else [],
        rows=[_row(feed, row) for row in made.rows] if made else [],
        more=made.changed - len(made.rows) if made else 0,
        may_withdraw=batch.withdrawn_at is None,
        faults=tuple(faults),
    )


def _counts(made: Difference) -> list[tuple[str, str]]:
    return [
        (_("rows that are new"), f"{made.new:,}"),
        (_("rows that stood otherwise before"), f"{made.changed:,}"),
        (_("rows that say the same"), f"{made.same:,}"),
        (_("rows of earlier deliveries that it does not name, and that stay"), f"{made.kept:,}"),
        (_("rows that stood once it had come"), f"{made.standing:,}"),
    ]


def _row(feed: Feed, row: ChangedRow) -> tuple[str, list[ChangedCell]]:
    key = " · ".join(str(part) for part in row.key if part not in (None, ""))
    cells = [
        ChangedCell(
            _label(feed.columns[name]),
            _shown(feed.columns[name], before),
            _shown(feed.columns[name], now),
        )
        for name, (before, now) in row.columns.items()
    ]
    return key, cells


def _label(column: FeedColumn) -> str:
    label = _(column.label)
    return f"{label}({column.unit})" if column.unit else label


def _shown(column: FeedColumn, value: object) -> str:
    if value in (None, ""):
        return "—"
    if column.unit:
        return plain(from_steps(int(str(value)), unit(column.unit)))
    return str(value)


def _delivery(batch: FeedBatch) -> Delivery:
    withdrawn = ""
    if batch.withdrawn_at is not None:
        withdrawn = _("withdrawn on {day}: {reason}").format(
            day=clock.day(batch.withdrawn_at), reason=batch.withdrawn_reason
        )
    return Delivery(
        number=batch.number,
        address=reverse("feed-delivery", args=[batch.feed, batch.number]),
        file=batch.file_name,
        rows=f"{batch.rows:,}",
        source=batch.source or "—",
        basis=batch.legal_basis,
        at=clock.minute(batch.at),
        by=signature_words(batch.actor),
        withdrawn=withdrawn,
    )
