"""What someone does to a brought file: bring it, have it checked, have it written, drop it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.intake.mapping.remembering import confirm, require_sender
from chainchief.intake.mapping.senders import Sender, own_sender, sender_from
from chainchief.jobs.asking import ask, cancel
from chainchief.jobs.models import UNFINISHED, Job
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.registers import register_of
from chainchief.web.imports import faults, preview_files, storing
from chainchief.web.imports.background import CHECK, UNDO, WRITE
from chainchief.web.imports.columns.form import columns_from
from chainchief.web.imports.models import State, Upload


def own_upload(key: object, viewer: Viewer) -> Upload:
    """The viewer's upload of this key; `WrongUseError` where there is none, whosever it is.

    `NotAllowedError` where the viewer may enter no such records any more.
    """
    upload = Upload.objects.select_related("job", "batch").filter(
        key=str(key), owner=viewer.signature
    )
    found = upload.first()
    if found is None:
        raise WrongUseError(_("There is no such file, or it is not yours."))
    policy.require(viewer, "enter", register_of(found.kind).policy_class)
    return found


def bring(
    kind: str, file: "UploadedFile[Any] | None", *, viewer: Viewer, sender: Sender | None = None
) -> Upload:
    """Keep a file of a sender (one's own unit) and have it checked; `FaultsError` where it cannot
    be kept, `WrongUseError` for a sender whose files the viewer may not bring."""
    if not kind:
        raise FaultsError([Fault(faults.NO_KIND)])
    policy.require(viewer, "enter", register_of(kind).policy_class)
    if file is None:
        raise FaultsError([Fault(faults.NO_FILE)])
    storing.check_quota(viewer.signature, file.size or 0)
    sender = sender or own_sender(viewer)
    require_sender(sender, viewer)
    upload = storing.keep(
        file.chunks(),
        file.name or "",
        file.size or 0,
        owner=viewer.signature,
        kind=kind,
        sender=sender.text,
    )
    try:
        with transaction.atomic():
            upload.job = ask_for_check(upload, viewer)
            upload.save()
    except BaseException:
        storing.remove(upload)
        raise
    return upload


def check_again(upload: Upload, *, viewer: Viewer) -> None:
    """Have the file checked against the ledger of now."""
    with transaction.atomic():
        held = _held(upload)
        if not held.is_open:
            raise FaultsError([Fault(faults.NOT_READY)])
        if not _is_busy(held):
            held.state, held.job = State.CHECKING, _ask(CHECK, held, viewer)
            _touch(held)


def say_columns(upload: Upload, given: Mapping[str, str], *, viewer: Viewer) -> None:
    """Remember which column each head of a file means, and have it checked again.

    `given` holds a column's name by `column-PLACE`, "-" for a head that is left out; `rest` leaves
    out all of which nothing is said. Raises `FaultsError` with all that is missing or wrong.
    """
    question = preview_files.question_of(upload)
    if question is None:
        raise FaultsError([Fault(faults.NOT_READY)])
    heads = {head["place"]: head["text"] for head in question["heads"]}
    chosen = columns_from(given, heads)
    confirm(upload.kind, sender_from(upload.sender), heads, chosen, viewer=viewer)
    check_again(upload, viewer=viewer)


def write(upload: Upload, given: Mapping[str, str], *, viewer: Viewer) -> None:
    """Have the file written as its preview shows it, for the reason given.

    `given` is what was filled in: `reason`, and the ticks `acknowledged` and `again`. Raises
    `FaultsError` with all that is missing.
    """
    reason, again = given.get("reason", "").strip(), bool(given.get("again"))
    with transaction.atomic():
        held = _held(upload)
        if held.state not in (State.READY, State.WRITING):
            raise FaultsError([Fault(faults.NOT_READY)])
        if _is_busy(held):
            return
        missing = _missing(held, reason, bool(given.get("acknowledged")), again)
        if missing:
            raise FaultsError(missing)
        held.state, held.reason, held.again = State.WRITING, reason[:400], again
        held.moved, held.job = False, _ask(WRITE, held, viewer)
        _touch(held)


def _missing(upload: Upload, reason: str, acknowledged: bool, again: bool) -> list[Fault]:
    found = []
    if not upload.changes:
        found.append(Fault(faults.NOTHING_TO_WRITE))
    if upload.warnings and not acknowledged:
        found.append(Fault(faults.NOT_ACKNOWLEDGED))
    if upload.repeats and not again:
        found.append(Fault(faults.NOT_AGAIN, facts={"batch": upload.repeats}))
    if not reason:
        found.append(Fault(faults.NO_REASON))
    return found


def drop(upload: Upload) -> None:
    """Set the upload aside; what is being done to it stops before its next step."""
    if storing.drop(upload) and upload.job is not None:
        cancel(upload.job)


def undo(batch: ImportBatch, reason: str, *, viewer: Viewer) -> Job:
    """Have a batch undone for a reason; `FaultsError` without one."""
    if not reason.strip():
        raise FaultsError([Fault(faults.NO_REASON)])
    with transaction.atomic():
        ImportBatch.objects.select_for_update().get(pk=batch.pk)
        running = undoings_of(batch).filter(state__in=UNFINISHED).first()
        return running or ask(
            UNDO,
            {"batch": batch.pk, "reason": reason.strip()[:400]},
            viewer=viewer,
            subject=batch.file_name,
            page=reverse("batch", args=[batch.pk]),
        )


def undoings_of(batch: ImportBatch) -> "QuerySet[Job]":
    """The jobs that were to undo a batch, the newest first."""
    return Job.objects.filter(kind=UNDO, arguments__batch=batch.pk).order_by("-pk")


def ask_for_check(upload: Upload, viewer: Viewer) -> Job:
    """The job that checks the upload, asked for by the viewer."""
    return _ask(CHECK, upload, viewer)


def _held(upload: Upload) -> Upload:
    """The upload, locked until the transaction ends."""
    return Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)


def _is_busy(upload: Upload) -> bool:
    return upload.job is not None and upload.job.is_unfinished


def _ask(kind: str, upload: Upload, viewer: Viewer) -> Job:
    return ask(
        kind,
        {"upload": str(upload.key)},
        viewer=viewer,
        subject=upload.file_name,
        page=reverse("import", args=[upload.key]),
    )


def _touch(upload: Upload) -> None:
    upload.touched_at = dt.datetime.now(dt.UTC)
    upload.save()
