"""One workbook or CSV checked against the ledger of now: what writing it would do, row by row."""

from dataclasses import dataclass, replace
from pathlib import Path

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.core.file_names import shown
from chainchief.core.workbook.addresses import parsed
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
from chainchief.intake.mapping.senders import Sender
from chainchief.intake.proposing import Proposal
from chainchief.intake.report.results import ImportResult
from chainchief.intake.report.returned_workbook import write_report
from chainchief.intake.table.staging import StagedRow
from chainchief.ledger.errors import StaleVersionError
from chainchief.ledger.registers import Register, register_of
from chainchief.ledger.validation import DraftRecord, Review, review_of

_ATTEMPTS = 2


@dataclass(frozen=True)
class Preview:
    """The rows that have no fault, by what writing them would do.

    Of a row whose record is out of the viewer's reach nothing is here but its fault, which is
    among those of the result. `idle` are rows of which the ledger was not asked, as they stay.
    """

    proposal: Proposal
    new: tuple[DraftRecord, ...]
    revised: tuple[DraftRecord, ...]
    unchanged: tuple[DraftRecord, ...]
    idle: tuple[StagedRow, ...]

    def row_of(self, draft: DraftRecord) -> StagedRow:
        """The row of the sheet that a draft was made of."""
        return self.proposal.rows[draft.position]


@dataclass(frozen=True)
class Checked:
    """`preview` is None where there is no table; `digest` is what `import_file` may be held to."""

    result: ImportResult
    preview: Preview | None = None
    digest: str = ""
    sha256: str = ""


@collection_paused()
def check_file(
    kind: str,
    path: Path,
    *,
    viewer: Viewer,
    called: str = "",
    report: Path | None = None,
    sender: Sender | None = None,
    at: At = unheard,
) -> Checked:
    """Check the file at `path`, known as `called`, as records of `kind`; nothing is written.

    `report` is where the returned workbook goes if there is anything to mark. `at` is told each
    stage. Raises as `import_file` does.
    """
    register = register_of(kind)
    policy.require(viewer, "enter", register.policy_class)
    for attempt in range(_ATTEMPTS):
        found = examine(register, path, viewer, called=called, sender=sender, at=at)
        try:
            checked = _checked(found, kind, called or shown(path.name), viewer, at)
        except StaleVersionError:
            if attempt + 1 == _ATTEMPTS:
                raise
            continue
        break
    marked = checked.result.faults + checked.result.warnings
    if report is None or not marked:
        return checked
    at(Stage.RETURNING)
    _return(report, found, marked, register, path, called)
    return replace(checked, result=replace(checked.result, report=report))


def _checked(found: Examined, kind: str, name: str, viewer: Viewer, at: At) -> Checked:
    result = ImportResult(kind, name, found.sheet, dry_run=True, question=found.question)
    sha256 = found.source.sha256 if found.source else ""
    if found.staging is None:
        return Checked(with_faults(result, found.faults), sha256=sha256)
    at(Stage.REVIEWING)
    proposal = Proposal(found.staging, viewer)
    review = review_of(proposal.change_set, viewer, unreadable=proposal.unreadable)
    result = with_faults(result, [*found.faults, *review.faults(proposal.locate)])
    preview = _preview(proposal, review, found, result.faults)
    if not result.faults:
        result = counted(result, review.counts(), proposal.idle)
    return Checked(
        replace(result, repeated=same_file_before(found, kind)),
        preview,
        fingerprint(found.staging, result.warnings),
        sha256,
    )


def _preview(
    proposal: Proposal, review: Review, found: Examined, faults: tuple[Fault, ...]
) -> Preview:
    """What `review.drafts` still holds was not put aside: the viewer may see those records."""
    bad = {row for row in map(_row_of, faults) if row}
    sound = [each for each in review.drafts if proposal.rows[each.position].number not in bad]
    queried = {row.number for row in proposal.rows}
    rows = found.staging.rows if found.staging else []
    return Preview(
        proposal,
        new=tuple(draft for draft in sound if draft.is_new),
        revised=tuple(draft for draft in sound if not draft.is_new and not draft.stays),
        unchanged=tuple(draft for draft in sound if not draft.is_new and draft.stays),
        idle=tuple(row for row in rows if row.number not in queried and row.number not in bad),
    )


def _row_of(fault: Fault) -> int:
    if fault.place.cell:
        return parsed(fault.place.cell)[0]
    return fault.place.line or 0


def _return(
    report: Path,
    found: Examined,
    marked: tuple[Fault, ...],
    register: Register,
    path: Path,
    called: str,
) -> None:
    write_report(report, found.source, found.table, marked, register, path, called=called)
