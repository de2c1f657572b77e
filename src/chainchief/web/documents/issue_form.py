"""Issuing by two persons: the final file is read back and signed by one, issued by another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.briefing.issue.examination import Examined
from chainchief.briefing.issue.issuing import closed_month, examined_in_chinese, path_of
from chainchief.briefing.issue.two_persons import issue_signed, send_back, sign
from chainchief.briefing.models import FinalFile, FinalState
from chainchief.briefing.readback.confined import bytes_of
from chainchief.core import clock
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.people.persons import same_person
from chainchief.web.frame.breadcrumbs import Crumb

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

_LONGEST_NAME = 80
#: A document of more bytes is none that was written by hand.
_MOST_BYTES = 30 * 1024 * 1024


@dataclass
class ReadingBack:
    """What reading a final file back gave, in words."""

    name: str = ""
    refused: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Waiting:
    """A signed file that another person is to issue."""

    name: str
    address: str
    month: str
    by: str
    on: str


@dataclass
class IssuePage:
    """What templates/web/documents/issue.html shows: the choices, and what the last file was."""

    months: list[tuple[str, str]]
    waiting: list[Waiting]
    month: str = ""
    reason: str = ""
    read: ReadingBack = field(default_factory=ReadingBack)


@dataclass
class FinalPage:
    """What templates/web/documents/final.html shows: one signed file before the second person."""

    crumbs: list[Crumb]
    final: FinalFile
    month: str
    signed_by: str
    signed_on: str
    decided_by: str
    read: ReadingBack
    waits: bool
    may_issue: bool
    #: Who signed looks on: another person is to issue.
    is_own: bool
    refused: list[str] = field(default_factory=list)


def issue_page(month: str = "", reason: str = "") -> IssuePage:
    """The form; documents are issued for closed months alone."""
    closed = [Month.parse(act.month) for act in closing.closed_months()]
    known = [(str(each), each.label) for each in sorted(closed, reverse=True)]
    waiting = FinalFile.objects.filter(state=FinalState.SIGNED).order_by("-signed_at")
    lines = [
        Waiting(
            each.name,
            reverse("final-file", args=[each.uid]),
            Month.parse(each.month).label,
            signature_words(each.signed_by),
            clock.minute(each.signed_at),
        )
        for each in waiting
    ]
    return IssuePage(known, lines, month or (known[0][0] if known else ""), reason)


def checked(upload: "UploadedFile[Any] | None", page: IssuePage) -> IssuePage:
    """Result of reading the file back; nothing is registered."""
    try:
        with Kept(upload) as file:
            page.read = _read_back(bytes_of(file), file.name, Month.parse(page.month))
    except ChainChiefError as refused:
        page.read.refused = reasons(refused)
    return page


def signed(upload: "UploadedFile[Any] | None", page: IssuePage, viewer: Viewer) -> str:
    """Sign the file; the address where it waits. "" where `page` says why not."""
    try:
        with Kept(upload) as file:
            month = Month.parse(page.month)
            return signed_content(bytes_of(file), file.name, month, viewer, page.reason)
    except ChainChiefError as refused:
        page.read.refused = reasons(refused)
        return ""


def signed_content(content: bytes, name: str, month: Month, viewer: Viewer, reason: str) -> str:
    """Sign a file that was read already; the address where it waits."""
    final = sign(content, name, month, viewer=viewer, accept_differences=reason)
    return reverse("final-file", args=[final.uid])


def final_page(final: FinalFile, viewer: Viewer) -> FinalPage:
    """The file with its reading back, computed now: what the second person looks at."""
    waits = final.state == FinalState.SIGNED
    is_own = same_person(final.signed_by, viewer.signature)
    month = Month.parse(final.month)
    try:
        content = bytes_of(path_of(final.sha256))
        read = _read_back(content, final.name, month) if waits else ReadingBack(final.name)
    except ChainChiefError as refused:
        read = ReadingBack(final.name, refused=reasons(refused))
    return FinalPage(
        crumbs=[Crumb(_("Issue a document"), reverse("issue")), Crumb(final.name)],
        final=final,
        month=month.label,
        signed_by=signature_words(final.signed_by),
        signed_on=clock.minute(final.signed_at),
        decided_by=signature_words(final.decided_by),
        read=read,
        waits=waits,
        may_issue=policy.allowed(viewer, "issue", "documents"),
        is_own=is_own,
    )


def decided(final: FinalFile, page: FinalPage, viewer: Viewer, act: str, reason: str) -> str:
    """Issue the file or send it back; where to go on. "" where `page` says why not."""
    try:
        if act == "send-back":
            send_back(final, viewer, reason)
            return reverse("final-file", args=[final.uid])
        return reverse("issued-document", args=[issue_signed(final, viewer).sha256])
    except ChainChiefError as refused:
        page.refused = reasons(refused)
        return ""


class Kept:
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


def _read_back(content: bytes, name: str, month: Month) -> ReadingBack:
    source = closed_month(month)
    examined: Examined = examined_in_chinese(content, name, source)
    return ReadingBack(
        name=examined.document.name,
        refused=[fault.text for fault in examined.faults],
        facts=[
            _("figures bound to {snapshot}: {n}").format(
                snapshot=source.snapshot, n=len(examined.bound) - len(examined.differing)
            ),
            _("figures that differ from the ledger: {n}").format(n=len(examined.differing)),
            _("numbers without a receipt: {n}").format(n=len(examined.unbound)),
        ],
        warnings=[fault.text for fault in examined.warnings()],
        differing=[fault.text for fault in examined.differences(source.snapshot)],
    )


def reasons(refused: ChainChiefError) -> list[str]:
    """Reasons of a refusal, fault by fault."""
    faults: Sequence[Fault] = refused.faults if isinstance(refused, FaultsError) else ()
    return [fault.text for fault in faults] or [str(refused)]
