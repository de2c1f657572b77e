"""Views of drafts: the list, one draft, its paragraphs, its file to Word and back."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from chainchief.briefing.drafts import versions
from chainchief.briefing.readback.confined import bytes_of
from chainchief.core.errors import ChainChiefError
from chainchief.core.spans import Month
from chainchief.web.documents.desk import tag_named
from chainchief.web.documents.drafts import (
    begun,
    draft_lines,
    draft_of,
    draft_page,
    draft_sheet,
    draft_side_panel,
    number_in,
    paragraph_form,
    worded,
)
from chainchief.web.documents.issue_form import Kept, reasons, signed_content
from chainchief.web.documents.verification import (
    confirmed,
    confirmed_count,
    require_confirmed,
    scan_of,
    verification_file,
    verification_page,
)
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other
from chainchief.web.frame.query import CellQuery
from chainchief.web.frame.swaps import target_of
from chainchief.web.imports.views import attachment
from chainchief.web.views.documents import SIDE_PANEL, attached, sheet

_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


def drafts(request: HttpRequest) -> HttpResponse:
    """Drafts in work; a POST begins one from a template."""
    if request.method == "POST":
        form = request.POST
        query = CellQuery(
            Month.parse(form.get("month", "")), form.get("division", ""), form.get("chain", "")
        )
        return see_other(begun(form.get("template", ""), query, viewer_of(request)))
    return render(request, "web/documents/drafts.html", {"lines": draft_lines()})


@vary_on_headers("HX-Request", "HX-Target")
def draft(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One draft; htmx asks for what lies beside the text alone."""
    found, viewer = draft_of(uid), viewer_of(request)
    tag = tag_named(request.GET.get("figure", ""))
    if target_of(request) == SIDE_PANEL:
        facts = {"panel": draft_side_panel(found, viewer, tag)}
        return render(request, "web/documents/side_panel.html", facts)
    page = draft_page(found, viewer, tag, request.GET.get("with", ""))
    count = confirmed_count(found)
    return render(request, "web/documents/draft.html", {"page": page, "confirmed": count})


def draft_sheet_file(_request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """The styles of a version of the draft."""
    return sheet(draft_sheet(draft_of(uid), number))


def paragraph(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """One paragraph to be worded; its figures are tokens that stay as they are."""
    found, viewer = draft_of(uid), viewer_of(request)
    if request.method != "POST":
        form = paragraph_form(found, number)
        return render(request, "web/documents/paragraph.html", {"form": form})
    refused = worded(found, number, request.POST, viewer)
    if refused is None:
        return see_other(f"/drafts/{uid}/#p{number}")
    status = HTTPStatus.CONFLICT if refused.conflict else _REFUSED
    return render(request, "web/documents/paragraph.html", {"form": refused}, status=status)


def bring_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The draft as somebody edited it in Word: read back, kept as the next version."""
    found, viewer = draft_of(uid), viewer_of(request)
    before = versions.latest(found).number
    try:
        with Kept(request.FILES.get("file")) as file:
            versions.brought_back(found, bytes_of(file), file.name, viewer)
    except ChainChiefError as refused:
        page = draft_page(found, viewer, faults=reasons(refused))
        return render(request, "web/documents/draft.html", {"page": page}, status=_REFUSED)
    return see_other(f"/drafts/{uid}/?with={before}")


def restore(request: HttpRequest, uid: UUID) -> HttpResponse:
    """An older version once more, as a new one."""
    wanted = number_in(request.POST.get("number", ""))
    versions.restored(draft_of(uid), wanted, viewer_of(request))
    return see_other(f"/drafts/{uid}/")


def sign(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Sign the newest version as the final file, for another person to issue."""
    found, viewer = draft_of(uid), viewer_of(request)
    try:
        require_confirmed(found)
        address = signed_content(
            versions.content_of(versions.latest(found)),
            f"{found.template}-{found.month}.docx",
            Month.parse(found.month),
            viewer,
            request.POST.get("reason", ""),
        )
    except ChainChiefError as refused:
        page = draft_page(found, viewer, faults=reasons(refused))
        return render(request, "web/documents/draft.html", {"page": page}, status=_REFUSED)
    return see_other(address)


def verification(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Which office answers for which figure, and who confirmed it; a POST confirms."""
    found, viewer = draft_of(uid), viewer_of(request)
    if request.method != "POST":
        page = verification_page(found, viewer)
        return render(request, "web/documents/verification.html", {"page": page})
    faults = confirmed(found, viewer, request.POST, request.FILES.get("scan"))
    if not faults:
        return see_other(f"/drafts/{uid}/verification/")
    page = verification_page(found, viewer)
    page.faults = faults
    return render(request, "web/documents/verification.html", {"page": page}, status=_REFUSED)


def verification_sheet(_request: HttpRequest, uid: UUID) -> HttpResponse:
    """核实单: a page to sign for each office."""
    found = draft_of(uid)
    return attached(verification_file(found), f"verification-{found.template}-{found.month}.docx")


def scan(_request: HttpRequest, uid: UUID, digest: str) -> HttpResponse:
    """The scan of a signed sheet, to be saved."""
    content = scan_of(draft_of(uid), digest)
    return attachment(content, digest[:12], "application/octet-stream")


def draft_file(_request: HttpRequest, uid: UUID) -> HttpResponse:
    """The newest version for Word or WPS."""
    found = draft_of(uid)
    last = versions.latest(found)
    name = f"{found.template}-{found.month}-v{last.number}.docx"
    return attached(versions.content_of(last), name)
