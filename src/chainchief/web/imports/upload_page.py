"""The page of one upload: how far it is, what writing it would do, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault
from chainchief.core.i18n import _, language, ngettext
from chainchief.intake.mapping.senders import names_of, sender_from
from chainchief.ledger.registers import Register, register_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.imports import preview_files, storing
from chainchief.web.imports.columns.form import ColumnsForm, columns_form
from chainchief.web.imports.limits import size_words
from chainchief.web.imports.models import State, Upload
from chainchief.web.imports.preview_page import Preview, preview_of
from chainchief.web.imports.rights import rights_of
from chainchief.web.jobs.progress import ProgressLine, line_of


@dataclass(frozen=True)
class Step:
    """One of the four steps: `state` is done, now or to-come."""

    name: str
    state: str


@dataclass(frozen=True)
class UploadPage:
    """What templates/web/imports/upload.html shows. `state` is one of the states, or `stopped`."""

    key: str
    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    steps: list[Step]
    state: str
    here: str
    progress: ProgressLine | None
    error: str
    notices: list[str]
    outcome: str
    write_words: str
    preview: Preview | None
    warnings: list[str]
    warning_words: str
    returned: str
    blank: str
    batch: str
    repeats: str
    repeats_number: int
    level: str
    reason: str
    can_write: bool
    columns: ColumnsForm | None = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_busy(self) -> bool:
        return self.progress is not None


def upload_page(
    upload: Upload,
    viewer: Viewer,
    parameters: dict[str, str],
    *,
    faults: tuple[Fault, ...] = (),
    repeated_at: str = "",
    given: Mapping[str, str] | None = None,
) -> UploadPage:
    """The page as the address asks for it: `tab`, `page`, `column`; `faults` of what was sent, and
    what was `given` of the columns."""
    register = register_of(upload.kind)
    state, here = shown_state(upload), reverse("import", args=[upload.key])
    content = _content(upload, viewer) if state in (State.READY, State.REFUSED) else None
    busy = upload.job is not None and upload.job.is_unfinished
    return UploadPage(
        key=str(upload.key),
        title=upload.file_name,
        crumbs=[
            Crumb(_("Import"), reverse("imports")),
            Crumb(_("File “{}”").format(upload.file_name)),
        ],
        as_at=_as_at(upload, register, content),
        steps=steps_of(state),
        state=state,
        here=here,
        progress=line_of(upload.job) if busy and upload.job else None,
        error=_error(upload),
        notices=_notices(upload, state, content),
        outcome=_outcome(upload, state),
        write_words=ngettext("Write {} record", "Write {} records", upload.changes).format(
            f"{upload.changes:,}"
        ),
        preview=preview_of(upload.kind, content, here, parameters) if content else None,
        warnings=content["warnings"] if content else [],
        warning_words=_warning_words(upload),
        returned=_returned(upload) if content else "",
        blank=reverse("import-template", args=[upload.kind]),
        batch=reverse("batch", args=[upload.batch.pk]) if upload.batch else "",
        repeats=repeated_at,
        repeats_number=upload.repeats or 0,
        level=policy.level_word(register.policy_class),
        reason=upload.reason,
        can_write=state == State.READY and content is not None and bool(upload.changes),
        columns=columns_form(upload.kind, content["question"], given or {}) if content else None,
        faults=list(faults),
    )


def _content(upload: Upload, viewer: Viewer) -> dict[str, Any] | None:
    """What the check found; nothing of it where its owner's rights are others by now."""
    return preview_files.read(upload) if upload.rights == rights_of(viewer) else None


def shown_state(upload: Upload) -> str:
    """The state as its owner meets it: of a job that ended before its time the upload is left."""
    if upload.job is not None and upload.job.is_unfinished:
        return upload.state
    if upload.state == State.WRITING:
        return str(State.READY)
    return "stopped" if upload.state == State.CHECKING else upload.state


_AT = {
    State.CHECKING: 1,
    "stopped": 1,
    State.READY: 2,
    State.REFUSED: 2,
    State.WRITING: 3,
    State.WRITTEN: 4,
}


def steps_of(state: str) -> list[Step]:
    """选文件 → 检查 → 预览 → 写入, with where one is; "" is before a file is chosen."""
    at = _AT.get(state, 0)
    names = (_("Choose the file"), _("Check the file"), _("Preview"), _("Write to the ledger"))
    return [
        Step(name, "done" if number < at else "now" if number == at else "to-come")
        for number, name in enumerate(names)
    ]


def _as_at(upload: Upload, register: Register, content: dict[str, Any] | None) -> list[str]:
    words = [
        capfirst(_(register.plural)),
        _("uploaded {}").format(clock.minute(upload.received_at)),
        size_words(upload.size),
    ]
    sender = sender_from(upload.sender)
    if sender.dimension:
        words.append(_("from {}").format(names_of([sender])[sender]))
    if content and content["sheet"]:
        words.append(_("sheet “{}”").format(content["sheet"]))
    if content and upload.checked_at:
        words.append(_("checked {}").format(clock.minute(upload.checked_at)))
    return words


def _error(upload: Upload) -> str:
    """Why what was last done to it came to nothing."""
    if upload.job is None or upload.job.is_unfinished or upload.state == State.WRITTEN:
        return ""
    if upload.job.state == "cancelled":
        return _("Cancelled; nothing was written.")
    return upload.job.error


def _notices(upload: Upload, state: str, content: dict[str, Any] | None) -> list[str]:
    found = []
    if state in (State.READY, State.REFUSED) and content is None:
        found.append(_("The outcome of the check is not available any more; check the file again."))
    if content and content["found_in"] != language() and (upload.faults or upload.warnings):
        found.append(
            _("What was found is told in the language of the check; check again to read it here.")
        )
    if upload.moved and content is not None:
        found.append(
            _(
                "The ledger moved on between the check and the writing: nothing was written, and"
                " the file was checked again. Please confirm the preview once more."
            )
        )
    return found


def _outcome(upload: Upload, state: str) -> str:
    if state == State.REFUSED and upload.asks:
        return _(
            "This file has other heads than ours. Say once which column each of them means: it is"
            " remembered of this sender and layout, and the next such file goes through unasked."
        )
    if state == State.REFUSED:
        return _(
            "Nothing is written while there are faults. Correct the marked cells and upload the"
            " file again."
        )
    if state == State.READY and not upload.changes:
        return _("The file says just what the ledger holds; there is nothing to write.")
    if state == State.DROPPED:
        return _("This file was discarded, and is not here any more.")
    return ""


def _warning_words(upload: Upload) -> str:
    return ngettext("{} warning", "{} warnings", upload.warnings).format(f"{upload.warnings:,}")


def _returned(upload: Upload) -> str:
    is_there = storing.returned_of(upload).is_file()
    return reverse("import-returned", args=[upload.key]) if is_there else ""
