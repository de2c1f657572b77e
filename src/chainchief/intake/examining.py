"""A file as far as it can be read by itself: its table, its rows staged, what is wrong with it."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.file_names import shown
from chainchief.core.workbook.addresses import parsed
from chainchief.intake.checks import ALL as FILE_CHECKS
from chainchief.intake.files import faults as file_faults
from chainchief.intake.files.sheets import Sheet, SourceFile, read
from chainchief.intake.mapping.applying import under_columns
from chainchief.intake.mapping.asking import question_of
from chainchief.intake.mapping.proposals import Question
from chainchief.intake.mapping.remembering import recognised
from chainchief.intake.mapping.senders import Sender, own_sender
from chainchief.intake.models import ColumnMapping
from chainchief.intake.report.results import ImportResult, Repeated
from chainchief.intake.table.faults import NO_KEY_COLUMN, UNKNOWN_COLUMN
from chainchief.intake.table.heads import choose_sheet, read_head
from chainchief.intake.table.known_heads import KnownHeads
from chainchief.intake.table.staging import Staging, stage
from chainchief.intake.table.table import Table
from chainchief.intake.table.unit_notes import unit_faults
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changesets import Applied
from chainchief.ledger.exchange.own_sheets import own_sheet_names
from chainchief.ledger.registers import Register


class Stage(StrEnum):
    """What is being done to a file; each is told before it begins."""

    READING = "reading"
    STAGING = "staging"
    REVIEWING = "reviewing"
    WRITING = "writing"
    RETURNING = "returning"


#: Is told each stage before it begins, and may raise so that it does not.
At = Callable[[Stage], None]


def unheard(_stage: Stage) -> None:
    """Nobody wants to be told the stages."""


@dataclass(frozen=True)
class Examined:
    """A file as far as it could be read: its table may be missing, its faults then say why."""

    source: SourceFile | None
    staging: Staging | None
    faults: tuple[Fault, ...]
    #: Which column is which, where a person has to say that.
    question: Question | None = None
    #: By which the heads were understood, if not by themselves.
    mapping: ColumnMapping | None = None

    @property
    def refused(self) -> bool:
        return any(not fault.is_warning for fault in self.faults)

    @property
    def table(self) -> Table | None:
        return self.staging.table if self.staging else None

    @property
    def sheet(self) -> str:
        return self.staging.table.sheet.name if self.staging else ""


def examine(
    register: Register,
    path: Path,
    viewer: Viewer,
    *,
    called: str = "",
    sheet: str = "",
    sender: Sender | None = None,
    at: At = unheard,
) -> Examined:
    """Read the file at `path`, known as `called`, and lay its rows over the ledger's records.

    Of a `sender` (the viewer's own unit unless given) the heads are understood as was confirmed of
    the same layout before. Raises `WrongUseError` for a path that is no file of a known form.
    """
    name = called or shown(path.name)
    at(Stage.READING)
    try:
        source = read(path, sheet=sheet, skipped=own_sheet_names(), called=name)
    except FaultsError as refusal:
        return Examined(None, None, refusal.faults)
    at(Stage.STAGING)
    return examine_source(register, source, viewer, sender)


def examine_source(
    register: Register, source: SourceFile, viewer: Viewer, sender: Sender | None = None
) -> Examined:
    """Find the one table of a file that was read, and lay its rows over the ledger's records."""
    known, name = KnownHeads(register), source.name
    sender = sender or own_sender(viewer)
    sheets, mapping = as_mapped(source.sheets, known, sender)
    chosen, head_row, found = choose_sheet(sheets, known)
    if chosen is None:
        question = question_of(source.sheets, known, sender)
        faults = tuple(_in_file(fault, name) for fault in found)
        return Examined(source, None, faults, question if _no_table(found) else None)
    head, head_faults = read_head(chosen, head_row, known)
    question = None
    if any(fault.kind is UNKNOWN_COLUMN for fault in head_faults):
        question = question_of(source.sheets, known, sender, chosen.name, head_row)
    table = Table(register, chosen, head)
    found += [*head_faults, *_key_faults(table), *unit_faults(chosen, head)]
    staging = stage(table, actor=viewer.signature, file_name=name)
    if not staging.rows and not staging.faults:
        found.append(Fault(file_faults.NO_ROWS, Place(sheet=chosen.name)))
    for check in FILE_CHECKS:
        check(staging)
    return Examined(source, staging, (*found, *staging.faults), question, mapping)


def as_mapped(
    sheets: tuple[Sheet, ...], known: KnownHeads, sender: Sender
) -> tuple[tuple[Sheet, ...], ColumnMapping | None]:
    """The sheets with the one that is of a remembered layout under its columns' names."""
    found = recognised(sheets, known, sender)
    if len(found) != 1:
        return sheets, None
    one = found[0]
    mapped = under_columns(one.sheet, one.head, one.columns, known)
    return tuple(mapped if sheet is one.sheet else sheet for sheet in sheets), one.mapping


def _no_table(found: list[Fault]) -> bool:
    return any(fault.kind is file_faults.NO_TABLE for fault in found)


def _in_file(fault: Fault, name: str) -> Fault:
    return replace(fault, place=replace(fault.place, file=name))


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


def with_faults(result: ImportResult, faults: Iterable[Fault]) -> ImportResult:
    """`faults` in the order in which a person meets them going down the sheet."""
    found = sorted(faults, key=_down_the_sheet)
    return replace(
        result,
        faults=tuple(fault for fault in found if not fault.is_warning),
        warnings=tuple(fault for fault in found if fault.is_warning),
    )


def _down_the_sheet(fault: Fault) -> tuple[int, int]:
    return parsed(fault.place.cell) if fault.place.cell else (fault.place.line or 0, 0)


def counted(result: ImportResult, applied: Applied, idle: int = 0) -> ImportResult:
    """`idle` counts rows that the ledger was not asked about, as they change nothing."""
    return replace(
        result,
        created=applied.created,
        revised=applied.revised,
        unchanged=applied.unchanged + idle,
    )


def same_file_before(found: Examined, kind: str) -> Repeated | None:
    """The last batch by which this very sheet of this very file was taken in."""
    if found.source is None or found.staging is None:
        return None
    sha256, sheet = found.source.sha256, found.sheet[:120]
    batches = ImportBatch.objects.filter(kind=kind, sha256=sha256, sheet=sheet)
    batch = batches.order_by("-pk").first()
    return Repeated(batch.pk, batch.at, batch.actor) if batch else None


def fingerprint(staging: Staging, warnings: Iterable[Fault]) -> str:
    """Hash what the rows would do to the ledger as it is, and what was warned of.

    The same file checked again has the same one exactly where it would still do the same.
    """
    digest = hashlib.sha256()
    for row in staging.rows:
        if row.stored is None:
            values = sorted(row.after.items())
            digest.update(repr((row.number, row.code, values, row.extra)).encode())
            continue
        before = row.stored.values
        changes = [(name, before.get(name), row.after.get(name)) for name in sorted(row.changed)]
        extra = (row.stored.extra, row.extra) if row.changes_extra else ()
        digest.update(repr((row.number, row.code, False, changes, extra)).encode())
    for fault in sorted(warnings, key=_down_the_sheet):
        digest.update(repr((fault.code, str(fault.place.cell), fault.place.line)).encode())
        digest.update(repr((fault.value, sorted(map(str, fault.facts.items())))).encode())
    return digest.hexdigest()
