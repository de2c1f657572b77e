"""核实 of a draft in the browser: each office's figures, its sheet to sign, who confirmed what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.briefing.drafts import versions
from chainchief.briefing.drafts.confirmations import (
    OfficeFigures,
    ToConfirm,
    check_confirmed,
    confirm,
    figures_by_office,
    keep_scan,
    path_of_scan,
)
from chainchief.briefing.models import Draft, Way
from chainchief.briefing.readback.confined import bytes_of
from chainchief.briefing.sheets.files import OfficeSheet, sheets_to_sign
from chainchief.core import clock
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.i18n import CHINESE, _, speaking
from chainchief.core.spans import Month
from chainchief.web.documents.drafts import desk_of
from chainchief.web.documents.issue_form import Kept, reasons
from chainchief.web.documents.release import name_of_template
from chainchief.web.frame.breadcrumbs import Crumb

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@dataclass(frozen=True)
class ConfirmLine:
    """A figure with its sentence, and who confirmed it; `scan` is the signed sheet's address."""

    name: str
    printed: str
    sentence: str
    confirmed: str
    scan: str


@dataclass(frozen=True)
class OfficeBlock:
    """The figures of one office, numbered for the forms of the page."""

    number: int
    office: str
    count: str
    is_done: bool
    lines: list[ConfirmLine]


@dataclass
class VerificationPage:
    """What templates/web/documents/verification.html shows."""

    crumbs: list[Crumb]
    draft: Draft
    title: str
    count: str
    blocks: list[OfficeBlock]
    may_confirm: bool
    today: str
    faults: list[str] = field(default_factory=list)


def _offices(draft: Draft) -> list[OfficeFigures]:
    """As the newest version prints them, in the words of documents."""
    desk = desk_of(draft, versions.latest(draft))
    with desk.lock, speaking(CHINESE):
        return figures_by_office(draft, desk.read, desk.written)


def confirmed_count(draft: Draft) -> str:
    """Number of a draft's figures that their offices confirmed."""
    return _count(_offices(draft))


def _count(offices: Sequence[OfficeFigures]) -> str:
    number, done = sum(len(one.lines) for one in offices), sum(one.confirmed for one in offices)
    return _("{done} of {number} confirmed").format(done=done, number=number)


def require_confirmed(draft: Draft) -> None:
    """Refuse a draft whose figures are not confirmed, where the rules of the office say so."""
    check_confirmed(_offices(draft))


def verification_page(draft: Draft, viewer: Viewer) -> VerificationPage:
    """Each office with its figures, those that it confirmed marked."""
    offices = _offices(draft)
    here, name = reverse("draft", args=[draft.uid]), name_of_template(draft.template)
    month = Month.parse(draft.month).label
    return VerificationPage(
        crumbs=[
            Crumb(_("Drafts"), reverse("drafts")),
            Crumb(f"{name} {month}", here),
            Crumb(_("Confirmation of figures")),
        ],
        draft=draft,
        title=_("Confirmation of figures: {document}, {month}").format(document=name, month=month),
        count=_count(offices),
        blocks=[_block(number, one, draft) for number, one in enumerate(offices, 1)],
        may_confirm=policy.allowed(viewer, "confirm", "documents"),
        today=clock.today().isoformat(),
    )


def _block(number: int, office: OfficeFigures, draft: Draft) -> OfficeBlock:
    lines = [_line(one, draft) for one in office.lines]
    return OfficeBlock(number, office.office, _count([office]), office.is_done, lines)


def _line(one: ToConfirm, draft: Draft) -> ConfirmLine:
    scan = one.confirmation.scan if one.confirmation else ""
    address = reverse("draft-scan", args=[draft.uid, scan]) if scan else ""
    return ConfirmLine(one.name, one.printed, one.sentence, _confirmed(one), address)


def _confirmed(one: ToConfirm) -> str:
    row = one.confirmation
    if row is None:
        return ""
    words = f"{signature_words(row.confirmed_by)} {row.confirmed_on.isoformat()}"
    return f"{words} · {_('on paper')}" if row.way == Way.ON_PAPER else words


def confirmed(
    draft: Draft,
    viewer: Viewer,
    sent: Mapping[str, str],
    scan: "UploadedFile[Any] | None",
) -> list[str]:
    """Confirm the figures of one office; what is in the way, where something is."""
    office = next((one for one in _offices(draft) if one.office == sent.get("office")), None)
    try:
        if office is None:
            raise WrongUseError(_("No figure of the draft is this office's."))
        if sent.get("act") != "on-paper":
            confirm(draft, office, viewer)
            return []
        kept = {"by": sent.get("by", ""), "on": sent.get("on", ""), "scan": ""}
        if scan is not None:
            with Kept(scan) as file:
                kept["scan"] = keep_scan(file.read_bytes())
        confirm(draft, office, viewer, on_paper=kept)
    except ChainChiefError as refused:
        return reasons(refused)
    return []


def scan_of(draft: Draft, digest: str) -> bytes:
    """The scan of a sheet that was signed for this draft; `WrongUseError` for any other."""
    if not draft.confirmations.filter(scan=digest).exists():
        raise WrongUseError(_("No sheet of this draft has this scan."))
    return bytes_of(path_of_scan(digest))


def verification_file(draft: Draft) -> bytes:
    """A sheet to sign for each office, in Word's form."""
    last = versions.latest(draft)
    with speaking(CHINESE):
        name, month = name_of_template(draft.template), Month.parse(draft.month).label
        sheets = [
            OfficeSheet(
                each.office,
                [
                    (one.sentence, one.name, one.printed, one.definition, _confirmed(one))
                    for one in each.lines
                ],
            )
            for each in _offices(draft)
        ]
        about = " · ".join(
            (month, _("version {} of the draft").format(last.number), last.sha256[:12])
        )
        title = _("{document}, {month}").format(document=name, month=month)
        return sheets_to_sign(sheets, title, about)
