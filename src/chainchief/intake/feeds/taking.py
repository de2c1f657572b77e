"""Take a file of a feed into the lake: every cell checked, all faults at once, all or nothing."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, Place
from chainchief.core.file_names import shown
from chainchief.core.i18n import _
from chainchief.intake.feeds.checks import FeedCheck
from chainchief.intake.feeds.files import Sheet, read_sheet
from chainchief.intake.feeds.plain_csv import NotPlainError
from chainchief.intake.files.faults import RefusedError
from chainchief.lake.feeds import batches
from chainchief.lake.feeds.batches import Arrival
from chainchief.lake.feeds.declared import Feed, feed_named
from chainchief.lake.models import FeedBatch


@dataclass(frozen=True)
class FeedResult:
    """What became of a file: `batch` is None where faults refused it, and in a dry run."""

    feed: Feed
    rows: int
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    batch: FeedBatch | None = None

    @property
    def accepted(self) -> bool:
        return not self.faults


def take_feed(
    name: str,
    path: Path,
    *,
    viewer: Viewer,
    legal_basis: str,
    source: str = "",
    dry_run: bool = False,
    again: bool = False,
) -> FeedResult:
    """Check `path` against the feed `name` and keep its rows as the feed's next batch.

    Raises `WrongUseError` for an unknown feed, a missing file, no legal basis, and for a file that
    came in before (unless `again`). Faults of the file are in the result; then nothing is kept.
    """
    feed = feed_named(name)
    policy.require(viewer, "feed", batches.FIRM_DATA)
    if not legal_basis.strip():
        raise WrongUseError(
            _("A feed comes in on a legal basis; name it with --basis (law, document, consent).")
        )
    if not path.is_file():
        raise WrongUseError(_("There is no file {}.").format(shown(path)))
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if not again:
        _refuse_known(feed, digest)
    checked = _checked(feed, path)
    if dry_run or checked.table is None:
        return _result(checked)
    arrival = Arrival(shown(path.name), digest, legal_basis.strip(), source.strip(), viewer)
    return _result(checked, batches.keep(feed, checked.table, arrival))


def _result(checked: FeedCheck, batch: FeedBatch | None = None) -> FeedResult:
    faults = tuple(fault for fault in checked.faults if not fault.is_warning)
    warnings = tuple(fault for fault in checked.faults if fault.is_warning)
    return FeedResult(checked.feed, checked.rows, faults, warnings, batch)


def _refuse_known(feed: Feed, digest: str) -> None:
    known = FeedBatch.objects.filter(feed=feed.name, file_hash=digest, withdrawn_at=None).first()
    if known is not None:
        raise WrongUseError(
            _("This file came in on {day} as batch {number}; --again takes it anyway.").format(
                day=clock.day(known.at), number=known.number
            )
        )


def _checked(feed: Feed, path: Path) -> FeedCheck:
    try:
        try:
            return FeedCheck(feed, shown(path.name), read_sheet(path)).run()
        except NotPlainError:
            sheet = read_sheet(path, row_by_row=True)
            return FeedCheck(feed, shown(path.name), sheet).run()
    except RefusedError as refused:
        check = FeedCheck(feed, shown(path.name), Sheet(()))
        check.faults.append(Fault(refused.kind, Place(file=shown(path.name)), facts=refused.facts))
        return check
