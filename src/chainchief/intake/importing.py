"""One workbook or CSV into the ledger: read, checked, and applied whole or not at all."""

from dataclasses import dataclass, replace
from pathlib import Path

from django.utils import timezone

from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.file_names import shown
from chainchief.intake import file_faults
from chainchief.intake.addresses import parsed
from chainchief.intake.cell_faults import NO_KEY_COLUMN
from chainchief.intake.checks import ALL
from chainchief.intake.heads import choose_sheet, read_head
from chainchief.intake.known_heads import KnownHeads
from chainchief.intake.own_sheets import own_sheet_names
from chainchief.intake.results import ImportResult, Repeated
from chainchief.intake.returning import write_report
from chainchief.intake.sheets import SourceFile, read
from chainchief.intake.staging import Staging, stage
from chainchief.intake.table import Table
from chainchief.intake.unit_notes import unit_faults
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changelog import acting
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.errors import StaleVersionError
from chainchief.ledger.registers import Register, register_of

_ATTEMPTS = 2


@dataclass(frozen=True)
class _Read:
    """A file as far as it could be read: its table may be missing, its faults then say why."""

    source: SourceFile | None
    staging: Staging | None
    faults: tuple[Fault, ...]

    @property
    def grave(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if not fault.is_warning)

    @property
    def light(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.is_warning)


def import_file(
    kind: str,
    path: Path,
    *,
    actor: str,
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
    unless `again`. Raises `WrongUseError` for an unknown kind or a path that is no such file.
    """
    register = register_of(kind)
    result = ImportResult(kind, shown(path.name), dry_run=dry_run)
    for attempt in range(_ATTEMPTS):
        found = _read_and_check(register, path, sheet or "", actor)
        result = _told(result, found)
        if not result.faults and found.staging and not dry_run:
            try:
                result = _apply(found.staging, result, found.source, actor, reason, again)
            except StaleVersionError:
                if attempt + 1 == _ATTEMPTS:
                    raise
                continue
        break
    if report is not None:
        table = found.staging.table if found.staging else None
        write_report(report, found.source, table, result.faults + result.warnings, register, path)
        result = replace(result, report=report)
    return result


def _told(result: ImportResult, found: _Read) -> ImportResult:
    change_set = _change_set(found.staging) if found.staging and not found.grave else ChangeSet()
    return replace(
        result,
        sheet=found.staging.table.sheet.name if found.staging else "",
        faults=found.grave,
        warnings=found.light,
        created=len(change_set.creations),
        revised=len(change_set.revisions),
        unchanged=change_set.unchanged,
    )


def _read_and_check(register: Register, path: Path, sheet: str, actor: str) -> _Read:
    known = KnownHeads(register)
    try:
        source = read(path, sheet=sheet, skipped=own_sheet_names())
    except FaultsError as refusal:
        return _Read(None, None, refusal.faults)
    chosen, head_row, found = choose_sheet(source.sheets, known)
    if chosen is None:
        return _Read(source, None, tuple(_in_file(fault, path) for fault in found))
    head, head_faults = read_head(chosen, head_row, known)
    table = Table(register, chosen, head)
    found += [*head_faults, *_key_faults(table), *unit_faults(chosen, head)]
    staging = stage(table, actor=actor, file_name=shown(path.name))
    if not staging.rows and not staging.faults:
        found.append(Fault(file_faults.NO_ROWS, Place(sheet=chosen.name)))
    for check in ALL:
        check(staging)
    return _Read(source, staging, (*found, *_by_place(staging)))


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


def _by_place(staging: Staging) -> list[Fault]:
    """Faults in the order in which a person meets them going down the sheet."""

    def order(fault: Fault) -> tuple[int, int]:
        return parsed(fault.place.cell) if fault.place.cell else (fault.place.line or 0, 0)

    return sorted(staging.faults, key=order)


def _change_set(staging: Staging) -> ChangeSet:
    creations: list[Creation] = []
    revisions: list[Revision] = []
    table, kind, unchanged = staging.table, staging.table.register.kind, 0
    for row in staging.rows:
        origin = table.origin(row.number)
        if row.stored is None:
            creations.append(Creation(kind, row.code, row.after, origin, row.extra))
        elif row.changed or row.changed_extra:
            cleared = {name: None for name in row.stored.extra if name not in row.extra}
            extra = {**row.extra, **cleared} if row.changed_extra else None
            version = row.stored.version
            revisions.append(Revision(kind, row.stored.uid, version, row.changed, origin, extra))
        else:
            unchanged += 1
    return ChangeSet(tuple(creations), tuple(revisions), unchanged)


def _apply(
    staging: Staging,
    result: ImportResult,
    source: SourceFile | None,
    actor: str,
    reason: str,
    again: bool,
) -> ImportResult:
    """Write the change set with its batch in one transaction; the ledger may still refuse."""
    assert source is not None  # noqa: S101 - what was staged was read
    change_set = _change_set(staging)
    reason = reason or f"import {shown(source.path.name)}"
    try:
        with acting(actor, reason):
            before = None if again else _same_file_before(result.kind, source, staging)
            if before is not None:
                count = result.created + result.revised + result.unchanged
                return replace(result, repeated=before, created=0, revised=0, unchanged=count)
            if not (change_set.creations or change_set.revisions):
                return result
            batch = _batch(staging, result, source, actor, reason)
            apply_change_set(change_set, actor=actor, reason=reason, batch=batch)
    except FaultsError as refusal:
        return replace(result, faults=refusal.faults, created=0, revised=0, unchanged=0)
    return replace(result, batch=batch.pk)


def _same_file_before(kind: str, source: SourceFile, staging: Staging) -> Repeated | None:
    sheet = staging.table.sheet.name[:120]
    batches = ImportBatch.objects.filter(kind=kind, sha256=source.sha256, sheet=sheet)
    batch = batches.order_by("-pk").first()
    return Repeated(batch.pk, batch.at, batch.actor) if batch else None


def _batch(
    staging: Staging, result: ImportResult, source: SourceFile, actor: str, reason: str
) -> ImportBatch:
    return ImportBatch.objects.create(
        kind=result.kind,
        file_name=shown(source.path.name)[:260],
        sha256=source.sha256,
        sheet=staging.table.sheet.name[:120],
        columns=staging.table.head.letters,
        actor=actor,
        reason=reason[:400],
        at=timezone.now(),
        created=result.created,
        revised=result.revised,
        unchanged=result.unchanged,
    )
