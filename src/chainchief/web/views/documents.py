"""Views of documents: the release of a month, and the register of what was issued."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from chainchief.briefing.issue.issuing import path_of
from chainchief.briefing.models import FinalFile
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.web.documents.desk import tag_named
from chainchief.web.documents.issue_form import checked, decided, final_page, issue_page, signed
from chainchief.web.documents.issued import (
    document_of,
    document_page,
    document_side_panel,
    issued_sheet,
    register_page,
)
from chainchief.web.documents.release import document_file, release_page, release_sheet, side_panel
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame.month_view import of_a_month
from chainchief.web.frame.query import CellQuery, query_of_month
from chainchief.web.frame.swaps import target_of
from chainchief.web.imports.views import attachment

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: What htmx replaces on a page with a document: what lies beside the text.
SIDE_PANEL = "beside"
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@vary_on_headers("HX-Request", "HX-Target")
@of_a_month
def release(request: HttpRequest, query: CellQuery, template: str) -> HttpResponse:
    """The studio; htmx asks for what lies beside the text alone."""
    viewer, with_last = viewer_of(request), bool(request.GET.get("last"))
    tag = tag_named(request.GET.get("figure", ""))
    if target_of(request) == SIDE_PANEL:
        part = side_panel(template, query, viewer, tag, with_last=with_last)
        return render(request, "web/documents/side_panel.html", {"panel": part})
    page = release_page(template, query, viewer, tag, with_last=with_last)
    return render(request, "web/documents/release.html", {"page": page})


def release_sheet_file(request: HttpRequest, template: str) -> HttpResponse:
    """The styles of the document on the page of the release."""
    return sheet(release_sheet(template, _cell(request), viewer_of(request)))


def release_file(request: HttpRequest, template: str) -> HttpResponse:
    """The draft for Word or WPS."""
    query = _cell(request)
    return attached(document_file(template, query), f"{template}-{query.month}.docx")


def issued(request: HttpRequest) -> HttpResponse:
    return render(request, "web/documents/issued.html", {"page": register_page()})


def issue(request: HttpRequest) -> HttpResponse:
    """The final file of a document: read back, and signed for another person to issue."""
    viewer, form = viewer_of(request), request.POST
    page = issue_page(form.get("month", request.GET.get("month", "")), form.get("reason", ""))
    if request.method != "POST":
        return render(request, "web/documents/issue.html", {"page": page})
    upload = request.FILES.get("file")
    if form.get("act") != "sign":
        return render(request, "web/documents/issue.html", {"page": checked(upload, page)})
    address = signed(upload, page, viewer)
    if address:
        return see_other(address)
    return render(request, "web/documents/issue.html", {"page": page}, status=_REFUSED)


def final_file(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A signed file before the second person, who issues it or sends it back."""
    final, viewer = FinalFile.objects.filter(uid=uid).first(), viewer_of(request)
    if final is None:
        raise WrongUseError(_("There is no such final file."))
    page = final_page(final, viewer)
    if request.method == "POST":
        act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
        address = decided(final, page, viewer, act, reason)
        if address:
            return see_other(address)
    status = _REFUSED if page.refused else HTTPStatus.OK
    return render(request, "web/documents/final.html", {"page": page}, status=status)


@vary_on_headers("HX-Request", "HX-Target")
def issued_document(request: HttpRequest, digest: str) -> HttpResponse:
    """A document as it was issued; htmx asks for what lies beside the text alone."""
    document, viewer = document_of(digest), viewer_of(request)
    tag = tag_named(request.GET.get("figure", ""))
    if target_of(request) == SIDE_PANEL:
        facts = {"panel": document_side_panel(document, viewer, tag), "issued": True}
        return render(request, "web/documents/side_panel.html", facts)
    page = document_page(document, viewer, tag)
    return render(request, "web/documents/issued_document.html", {"page": page})


def issued_sheet_file(_request: HttpRequest, digest: str) -> HttpResponse:
    """The styles of the document on its page."""
    return sheet(issued_sheet(document_of(digest)))


def issued_file(_request: HttpRequest, digest: str) -> HttpResponse:
    """The file byte by byte as it was issued."""
    document = document_of(digest)
    path = path_of(document.sha256)
    if not path.is_file():
        raise WrongUseError(
            _("The file of {} is missing from the store; `chainchief verify` says more.").format(
                document.name
            )
        )
    return attached(path.read_bytes(), document.name)


def _cell(request: HttpRequest) -> CellQuery:
    """The cell of the address; `WrongUseError` where it names no month."""
    query = query_of_month(request)
    if query is None:
        raise WrongUseError(_("The address names no month."))
    return cell_of(query, viewer_of(request))[0]


def sheet(css: str) -> HttpResponse:
    """The styles of a document."""
    return HttpResponse(css, content_type="text/css; charset=utf-8")


def attached(content: bytes, name: str) -> HttpResponse:
    """A Word file to be saved under this name."""
    return attachment(content, name, DOCX)
