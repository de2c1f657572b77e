"""One workbook or CSV into the ledger: read, checked, and applied whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils import timezone

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.file_names import shown
from chainchief.core.workbook.addresses import parsed
from chainchief.intake.checks import ALL as FILE_CHECKS
from chainchief.intake.files import faults as file_faults
from chainchief.intake.files.sheets import SourceFile, read
from chainchief.intake.proposing import Proposal
from chainchief.intake.report.results import ImportResult, Repeated
from chainchief.intake.report.returned_workbook import write_report
from chainchief.intake.table.faults import NO_KEY_COLUMN
from chainchief.intake.table.heads import choose_sheet, read_head
from chainchief.intake.table.known_heads import KnownHeads
from chainchief.intake.table.staging import Staging, stage
from chainchief.intake.table.table import Table
from chainchief.intake.table.unit_notes import unit_faults
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changelog import acting
from chainchief.ledger.changesets import Applied
from chainchief.ledger.errors import StaleVersionError
from chainchief.ledger.exchange.own_sheets import own_sheet_names
from chainchief.ledger.registers import Register, register_of
from chainchief.ledger.validation import RefusedError, review_of

_ATTEMPTS = 2


@dataclass(frozen=True)
class _Read:
    """A file as far as it could be read: its table may be missing, its faults then say why."""

    source: SourceFile | None
    staging: Staging | None
    faults: tuple[Fault, ...]

    @property
    def refused(self) -> bool:
        return any(not fault.is_warning for fault in self.faults)


def import_file(
    kind: str,
    path: Path,
    *,
    viewer: Viewer,
    reason: str = "",
    dry_run: bool = False,
    report: Path | None = None,
    sheet: str | None = None,
    again: bool = False,
) -> ImportResult:
    """Take the file at `path` into the ledger as records of `kind`, in one transaction.

    Upsert by code: an absent column keeps, a blank cell clears, an absent row is untouched. All
    faults are found at once; with any, nothing is written. `report` is where the returned workbook
    goes: the user's own with the faulty cells marked. A file that was taken in before does nothing
    unless `again`. Raises `WrongUseError` for an unknown kind or a path that is no such file, and
    `NotAllowedError` for a viewer who may enter no such records at all.
    """
    register = register_of(kind)
    policy.require(viewer, "enter", register.policy_class)
    for attempt in range(_ATTEMPTS):
        read_file = _read_and_check(register, path, sheet or "", viewer)
        result = ImportResult(
            kind, shown(path.name), read_file.staging.table.sheet.name if read_file.staging else ""
        )
        try:
            result = _proposed(read_file, replace(result, dry_run=dry_run), viewer, reason, again)
        except StaleVersionError:
            if attempt + 1 == _ATTEMPTS:
                raise
            continue
        break
    if report is not None:
        table = read_file.staging.table if read_file.staging else None
        write_report(
            report, read_file.source, table, result.faults + result.warnings, register, path
        )
        result = replace(result, report=report)
    return result


def _proposed(
    read_file: _Read, result: ImportResult, viewer: Viewer, reason: str, again: bool
) -> ImportResult:
    """What the ledger says to the rows: written at once where nothing is wrong with the file."""
    if read_file.staging is None:
        return _with_faults(result, read_file.faults)
    proposal = Proposal(read_file.staging, viewer)
    if read_file.refused or result.dry_run:
        return _reviewed(read_file, proposal, result, viewer)
    try:
        return _applied(read_file, proposal, result, viewer, reason, again)
    except RefusedError as refusal:
        return _with_faults(result, [*read_file.faults, *refusal.faults])


def _reviewed(
    read_file: _Read, proposal: Proposal, result: ImportResult, viewer: Viewer
) -> ImportResult:
    """What is wrong with the file and its records, and what writing them would do."""
    review = review_of(proposal.change_set, viewer, unreadable=proposal.unreadable)
    with_faults = _with_faults(result, [*read_file.faults, *review.faults(proposal.locate)])
    return (
        with_faults if with_faults.faults else _counted(with_faults, review.counts(), proposal.idle)
    )


def _applied(
    read_file: _Read,
    proposal: Proposal,
    result: ImportResult,
    viewer: Viewer,
    reason: str,
    again: bool,
) -> ImportResult:
    """Write the change set with its batch in one transaction; the ledger may still refuse."""
    source, staging = read_file.source, read_file.staging
    assert source is not None and staging is not None  # noqa: S101, PT018 - it was read
    reason = reason or f"import {shown(source.path.name)}"
    batches: list[ImportBatch] = []

    def batch(applied: Applied) -> ImportBatch:
        whole = replace(applied, unchanged=applied.unchanged + proposal.idle)
        batches.append(_batch(staging, result.kind, source, viewer, reason, whole))
        return batches[-1]

    with acting(viewer.signature, reason):
        before = None if again else _same_file_before(result.kind, source, staging)
        if before is not None:
            idle = Applied(unchanged=len(staging.rows))
            return _counted(replace(_with_faults(result, read_file.faults), repeated=before), idle)
        applied = apply_change_set(
            proposal.change_set,
            viewer=viewer,
            reason=reason,
            batch=batch,
            locate=proposal.locate,
        )
    with_faults = _with_faults(result, [*read_file.faults, *applied.warnings])
    return _counted(
        replace(with_faults, batch=batches[-1].pk if batches else None), applied, proposal.idle
    )


def _with_faults(result: ImportResult, faults: Iterable[Fault]) -> ImportResult:
    """`faults` in the order in which a person meets them going down the sheet."""
    in_order = sorted(faults, key=_down_the_sheet)
    return replace(
        result,
        faults=tuple(fault for fault in in_order if not fault.is_warning),
        warnings=tuple(fault for fault in in_order if fault.is_warning),
    )


def _counted(result: ImportResult, applied: Applied, idle: int = 0) -> ImportResult:
    """`idle` counts rows that the ledger was not asked about, as they change nothing."""
    return replace(
        result,
        created=applied.created,
        revised=applied.revised,
        unchanged=applied.unchanged + idle,
    )


def _read_and_check(register: Register, path: Path, sheet: str, viewer: Viewer) -> _Read:
    known = KnownHeads(register)
    try:
        source = read(path, sheet=sheet, skipped=own_sheet_names())
    except FaultsError as refusal:
        return _Read(None, None, refusal.faults)
    chosen, head_row, faults = choose_sheet(source.sheets, known)
    if chosen is None:
        return _Read(source, None, tuple(_in_file(fault, path) for fault in faults))
    head, head_faults = read_head(chosen, head_row, known)
    table = Table(register, chosen, head)
    faults += [*head_faults, *_key_faults(table), *unit_faults(chosen, head)]
    staging = stage(table, actor=viewer.signature, file_name=shown(path.name))
    if not staging.rows and not staging.faults:
        faults.append(Fault(file_faults.NO_ROWS, Place(sheet=chosen.name)))
    for check in FILE_CHECKS:
        check(staging)
    return _Read(source, staging, (*faults, *staging.faults))


def _in_file(fault: Fault, path: Path) -> Fault:
    return replace(fault, place=replace(fault.place, file=shown(path.name)))


def _key_faults(table: Table) -> list[Fault]:
    """Without its code, and the columns that would make it, no row says what it is about."""
    if table.has("code"):
        return []
    composed_of = table.register.model.composed_of
    needed = [table.register.column(name) for name in composed_of or ("code",)]
    place = Place(sheet=table.sheet.name, line=table.head.row)
    return [
        Fault(NO_KEY_COLUMN, place, facts={"label": column.label})
        for column in needed
        if not table.has(column.name) and (column.required or not composed_of)
    ]


def _down_the_sheet(fault: Fault) -> tuple[int, int]:
    return parsed(fault.place.cell) if fault.place.cell else (fault.place.line or 0, 0)


def _same_file_before(kind: str, source: SourceFile, staging: Staging) -> Repeated | None:
    sheet = staging.table.sheet.name[:120]
    batches = ImportBatch.objects.filter(kind=kind, sha256=source.sha256, sheet=sheet)
    batch = batches.order_by("-pk").first()
    return Repeated(batch.pk, batch.at, batch.actor) if batch else None


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
        file_name=shown(source.path.name)[:260],
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
