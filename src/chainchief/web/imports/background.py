"""What is done to brought files beside the pages: checked, written, and batches undone."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError
from chainchief.intake.checking import Checked, check_file
from chainchief.intake.examining import Stage
from chainchief.intake.importing import MovedSinceCheckError, import_file
from chainchief.intake.mapping.senders import sender_from
from chainchief.jobs.kinds import background
from chainchief.jobs.progress import Progress
from chainchief.ledger import changelog, evidence
from chainchief.ledger.actions import undo_batch
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.errors import StaleVersionError
from chainchief.web.imports import faults, preview_files, storing
from chainchief.web.imports.models import State, Undoing, Upload
from chainchief.web.imports.rights import rights_of
from chainchief.web.imports.words import STAGES

CHECK, WRITE, UNDO = "import-check", "import-write", "batch-undo"
_CHECK_STEPS = (Stage.READING, Stage.STAGING, Stage.REVIEWING, Stage.RETURNING)
_WRITE_STEPS = (Stage.READING, Stage.STAGING, Stage.WRITING)


def _telling(progress: Progress, steps: tuple[Stage, ...]) -> Callable[[Stage], None]:
    def at(stage: Stage) -> None:
        progress.step(STAGES[stage], steps.index(stage), len(steps) + 1)

    return at


@background(CHECK, title="Check a file", is_repeatable=True)
def check(viewer: Viewer, progress: Progress, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """Check an upload; its page then shows what writing it would do."""
    storing.remove_forgotten()
    upload = _brought(arguments)
    if upload.state == State.CHECKING:
        _check(upload, viewer, progress, moved=False)
    return {}


def _brought(arguments: Mapping[str, Any]) -> Upload:
    return Upload.objects.get(key=arguments["upload"])


def _check(upload: Upload, viewer: Viewer, progress: Progress, *, moved: bool) -> None:
    source, report = storing.source_of(upload), storing.returned_of(upload)
    if not source.is_file():
        raise FaultsError([Fault(faults.FILE_GONE)])
    report.unlink(missing_ok=True)
    checked = check_file(
        upload.kind,
        source,
        viewer=viewer,
        called=upload.file_name,
        sender=sender_from(upload.sender),
        report=report,
        at=_telling(progress, _CHECK_STEPS),
    )
    progress.step(STAGES["showing"], len(_CHECK_STEPS), len(_CHECK_STEPS) + 1)
    preview_files.write(upload, checked, viewer)
    _keep(upload, checked, viewer, moved=moved)


def _keep(upload: Upload, checked: Checked, viewer: Viewer, *, moved: bool) -> None:
    """Unless it was dropped meanwhile."""
    result, now = checked.result, dt.datetime.now(dt.UTC)
    Upload.objects.filter(pk=upload.pk, state__in=(State.CHECKING, State.WRITING)).update(
        state=State.READY if result.accepted else State.REFUSED,
        sha256=checked.sha256,
        checked_at=now,
        touched_at=now,
        created=result.created,
        revised=result.revised,
        unchanged=result.unchanged,
        faults=len(result.faults),
        warnings=len(result.warnings),
        asks=len([h for h in result.question.heads if h.column is None or not h.is_known])
        if result.question
        else 0,
        digest=checked.digest,
        rights=rights_of(viewer),
        moved=moved,
        repeats=result.repeated.batch if result.repeated else None,
    )


@background(WRITE, title="Write a file", is_repeatable=True)
def write(viewer: Viewer, progress: Progress, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write an upload as it was looked through; what would be different now is checked again."""
    upload = _brought(arguments)
    if upload.state == State.WRITING:
        _write(upload, viewer, progress)
        upload.refresh_from_db()
    if upload.batch is None:
        return {}
    _settle(upload, upload.batch)
    return {"batch": upload.batch.pk}


def _write(upload: Upload, viewer: Viewer, progress: Progress) -> None:
    source = storing.source_of(upload)
    if not source.is_file():
        raise FaultsError([Fault(faults.FILE_GONE)])

    def also(batch: ImportBatch) -> None:
        progress.confirm()
        mine = Upload.objects.filter(pk=upload.pk, state=State.WRITING)
        if not mine.update(batch=batch, state=State.WRITTEN, touched_at=batch.at):
            raise FaultsError([Fault(faults.NOT_READY)])

    try:
        result = import_file(
            upload.kind,
            source,
            viewer=viewer,
            reason=upload.reason,
            again=upload.again,
            called=upload.file_name,
            sender=sender_from(upload.sender),
            expected=upload.digest,
            also=also,
            at=_telling(progress, _WRITE_STEPS),
        )
        moved = result.batch is None
    except (MovedSinceCheckError, StaleVersionError):
        moved = True
    if moved:
        _check(upload, viewer, progress, moved=True)


def _settle(upload: Upload, batch: ImportBatch) -> None:
    """The file is kept with its batch, under its hash; what lay beside it goes.

    Also where the process ended right after the commit, and this is the second time.
    """
    source = storing.source_of(upload)
    if source.is_file():
        evidence.keep(source, batch.sha256)
    storing.remove(upload)
    changelog.seal()


@background(UNDO, title="Undo a batch", is_repeatable=True)
def undo(viewer: Viewer, progress: Progress, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """Withdraw what a batch created and restore what it revised, as one change set."""
    batch, reason = ImportBatch.objects.get(pk=arguments["batch"]), str(arguments["reason"])
    if Undoing.objects.filter(batch=batch).exists():
        return {}
    progress.step(STAGES["undoing"], 0, 1)
    with changelog.acting(viewer.signature, reason):
        undo_batch(batch, viewer=viewer, reason=reason)
        Undoing.objects.create(
            batch=batch,
            actor=viewer.signature,
            reason=reason.strip()[:400],
            at=dt.datetime.now(dt.UTC),
        )
        progress.confirm()
    changelog.seal()
    return {}
