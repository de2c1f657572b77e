"""Issuing by upload: the final file is read back, and what that gave is shown first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.briefing.issue.examination import Examined, examine
from chainchief.briefing.issue.issuing import issue
from chainchief.briefing.readback.confined import bytes_of
from chainchief.briefing.resolve.ledger_source import source_for
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import CHINESE, _, speaking
from chainchief.core.spans import Month
from chainchief.dispatch import closing

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

#: A document of more bytes is none that was written by hand.
_LONGEST_NAME = 80
_MOST_BYTES = 30 * 1024 * 1024


@dataclass
class IssuePage:
    """What templates/web/issue.html shows: the choices, and what the last file came to."""

    months: list[tuple[str, str]]
    month: str = ""
    reason: str = ""
    name: str = ""
    refused: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


def issue_page(month: str = "", reason: str = "") -> IssuePage:
    """The form; documents are issued for closed months alone."""
    closed = [Month.parse(act.month) for act in closing.closed_months()]
    known = [(str(each), each.label) for each in sorted(closed, reverse=True)]
    return IssuePage(known, month or (known[0][0] if known else ""), reason)


def checked(upload: "UploadedFile[Any] | None", page: IssuePage) -> IssuePage:
    """What reading the file back gives; nothing is registered."""
    try:
        with _Kept(upload) as file:
            content = bytes_of(file)
            source = source_for(Month.parse(page.month))
            with speaking(CHINESE):  # as the document was written
                examined = examine(content, file.name, source)
        _tell(page, examined, source.snapshot)
    except ChainChiefError as refused:
        page.refused = _texts(refused)
    return page


def registered(upload: "UploadedFile[Any] | None", page: IssuePage, viewer: Viewer) -> str:
    """Register the file as issued; the address of its page. "" where `page` says why not."""
    try:
        with _Kept(upload) as file:
            done = issue(
                file, Month.parse(page.month), viewer=viewer, accept_differences=page.reason
            )
    except ChainChiefError as refused:
        page.refused = _texts(refused)
        return ""
    return reverse("issued-document", args=[done.record.sha256])


class _Kept:
    """The upload as a file of its own name in a folder of its own, gone afterwards."""

    def __init__(self, upload: "UploadedFile[Any] | None") -> None:
        self._upload = upload
        self._folder = TemporaryDirectory()

    def __enter__(self) -> Path:
        upload = self._upload
        if upload is None:
            raise WrongUseError(_("Choose the final document first."))
        if (upload.size or 0) > _MOST_BYTES:
            raise WrongUseError(_("The file is larger than 30 MB; choose the document itself."))
        # Django has taken any folder out of the name; what is left names the document.
        file = Path(self._folder.name) / ((upload.name or "")[-_LONGEST_NAME:] or "document.docx")
        with file.open("wb") as stream:
            for chunk in upload.chunks():
                stream.write(chunk)
        return file

    def __exit__(self, *_what: object) -> None:
        self._folder.cleanup()


def _tell(page: IssuePage, examined: Examined, snapshot: str) -> None:
    page.name = examined.document.name
    page.facts = [
        _("figures bound to {snapshot}: {n}").format(
            snapshot=snapshot, n=len(examined.bound) - len(examined.differing)
        ),
        _("figures that differ from the ledger: {n}").format(n=len(examined.differing)),
        _("numbers without a receipt: {n}").format(n=len(examined.unbound)),
    ]
    page.refused = [fault.text for fault in examined.faults]
    page.differing = [fault.text for fault in examined.differences(snapshot)]
    page.warnings = [fault.text for fault in examined.warnings()]


def _texts(refused: ChainChiefError) -> list[str]:
    faults: Sequence[Fault] = refused.faults if isinstance(refused, FaultsError) else ()
    return [fault.text for fault in faults] or [str(refused)]
