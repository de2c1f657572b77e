"""One workbook or CSV into the ledger: read, checked, and applied whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils import timezone

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.file_names import shown
from chainchief.core.i18n import _
from chainchief.intake.collecting import collection_paused
from chainchief.intake.examining import (
    At,
    Examined,
    Stage,
    counted,
    examine,
    fingerprint,
    same_file_before,
    unheard,
    with_faults,
)
from chainchief.intake.files.sheets import SourceFile
from chainchief.intake.mapping.remembering import note_use
from chainchief.intake.mapping.senders import Sender
from chainchief.intake.proposing import Proposal
from chainchief.intake.report.results import ImportResult
from chainchief.intake.report.returned_workbook import write_report
from chainchief.intake.table.staging import Staging
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changelog import acting
from chainchief.ledger.changesets import Applied
from chainchief.ledger.errors import LedgerError, StaleVersionError
from chainchief.ledger.registers import register_of
from chainchief.ledger.validation import RefusedError, review_of

_ATTEMPTS = 2


class MovedSinceCheckError(LedgerError):
    """The file would do something else now than when it was checked; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            _("The ledger has moved on since the file was checked; nothing was written.")
        )


def _nothing_more(_batch: ImportBatch) -> None:
    """Nothing else is written beside the batch."""


@dataclass(frozen=True)
class _Order:
    """As whom and how a file is to be written."""

    viewer: Viewer
    reason: str
    again: bool
    expected: str
    also: Callable[[ImportBatch], None]
    at: At


@collection_paused()
def import_file(
    kind: str,
    path: Path,
    *,
    viewer: Viewer,
    reason: str = "",
    dry_run: bool = False,
    report: Path | None = None,
    sheet: str | None = None,
    sender: Sender | None = None,
    again: bool = False,
    called: str = "",
    expected: str = "",
    also: Callable[[ImportBatch], None] = _nothing_more,
    at: At = unheard,
) -> ImportResult:
    """Take the file at `path` into the ledger as records of `kind`, in one transaction.

    Upsert by code: an absent column keeps, a blank cell clears, an absent row is untouched. All
    faults are found at once; with any, nothing is written. `report` is where the returned workbook
    goes: the user's own with the faulty cells marked. A file that was taken in before does nothing
    unless `again`.

    People know the file as `called`; of a `sender` (the viewer's own unit unless given) its heads
    are understood as was confirmed before. `expected` is the digest of a check: where the file
    would do anything else by now, `MovedSinceCheckError` is raised and nothing written. `also`
    writes what stands beside the batch, in its transaction; `at` hears each stage. Raises
    `WrongUseError` for an unknown kind or a path that is no such file, and `NotAllowedError` for a
    viewer who may enter no such records at all.
    """
    register = register_of(kind)
    policy.require(viewer, "enter", register.policy_class)
    order = _Order(viewer, reason, again, expected, also, at)
    for attempt in range(_ATTEMPTS):
        examined = examine(
            register, path, viewer, called=called, sheet=sheet or "", sender=sender, at=at
        )
        result = ImportResult(
            kind,
            called or shown(path.name),
            examined.sheet,
            dry_run=dry_run,
            question=examined.question,
        )
        try:
            result = _proposed(examined, result, order)
        except StaleVersionError:
            if attempt + 1 == _ATTEMPTS:
                raise
            continue
        break
    if report is not None:
        marked = result.faults + result.warnings
        write_report(report, examined.source, examined.table, marked, register, path, called=called)
        result = replace(result, report=report)
    return result


def _proposed(examined: Examined, result: ImportResult, order: _Order) -> ImportResult:
    """What the ledger says to the rows: written at once where nothing is wrong with the file."""
    if examined.staging is None:
        return with_faults(result, examined.faults)
    proposal = Proposal(examined.staging, order.viewer)
    if examined.refused or result.dry_run:
        return _reviewed(examined, proposal, result, order.viewer)
    try:
        return _applied(examined, proposal, result, order)
    except RefusedError as refusal:
        return with_faults(result, [*examined.faults, *refusal.faults])


def _reviewed(
    examined: Examined, proposal: Proposal, result: ImportResult, viewer: Viewer
) -> ImportResult:
    """What is wrong with the file and its records, and what writing them would do."""
    review = review_of(proposal.change_set, viewer, unreadable=proposal.unreadable)
    outcome = with_faults(result, [*examined.faults, *review.faults(proposal.locate)])
    return outcome if outcome.faults else counted(outcome, review.counts(), proposal.idle)


def _applied(
    examined: Examined, proposal: Proposal, result: ImportResult, order: _Order
) -> ImportResult:
    """Write the change set with its batch in one transaction; the ledger may still refuse."""
    source, staging, viewer = examined.source, examined.staging, order.viewer
    assert source is not None and staging is not None  # noqa: S101, PT018 - it was read
    reason = order.reason or f"import {source.name}"
    batches: list[ImportBatch] = []

    def batch(applied: Applied) -> ImportBatch:
        whole = replace(applied, unchanged=applied.unchanged + proposal.idle)
        batches.append(_batch(staging, result.kind, source, viewer, reason, whole))
        return batches[-1]

    order.at(Stage.WRITING)
    with acting(viewer.signature, reason):
        before = None if order.again else same_file_before(examined, result.kind)
        if before is not None:
            idle = Applied(unchanged=len(staging.rows))
            return counted(replace(with_faults(result, examined.faults), repeated=before), idle)
        applied = apply_change_set(
            proposal.change_set,
            viewer=viewer,
            reason=reason,
            batch=batch,
            locate=proposal.locate,
        )
        outcome = with_faults(result, [*examined.faults, *applied.warnings])
        if order.expected and order.expected != fingerprint(staging, outcome.warnings):
            raise MovedSinceCheckError
        for made in batches:
            order.also(made)
        if examined.mapping is not None:
            note_use(examined.mapping)
    return counted(
        replace(outcome, batch=batches[-1].pk if batches else None), applied, proposal.idle
    )


def _batch(
    staging: Staging,
    kind: str,
    source: SourceFile,
    viewer: Viewer,
    reason: str,
    applied: Applied,
) -> ImportBatch:
    return ImportBatch.objects.create(
        kind=kind,
        file_name=source.name[:260],
        sha256=source.sha256,
        sheet=staging.table.sheet.name[:120],
        columns=staging.table.head.letters,
        actor=viewer.signature,
        reason=reason[:400],
        at=timezone.now(),
        created=applied.created,
        revised=applied.revised,
        unchanged=applied.unchanged,
    )
