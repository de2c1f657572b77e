"""Views of documents: the release of a month, and the register of what was issued."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin

from chainchief.briefing.issue.issuing import path_of
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.web.documents.issue_form import checked, issue_page, registered
from chainchief.web.documents.issued import document_of, document_page, register_page
from chainchief.web.documents.release import document_file, document_html, release_page
from chainchief.web.doors.guard import viewer_of
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame.month_view import of_a_month
from chainchief.web.frame.query import CellQuery, query_of_month

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: The document is a page without scripts; only our own pages may frame it.
_PAPER = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)


@of_a_month
def release(request: HttpRequest, query: CellQuery, template: str) -> HttpResponse:
    page = release_page(template, query, viewer_of(request))
    return render(request, "web/release.html", {"page": page})


@xframe_options_sameorigin
def release_document(request: HttpRequest, template: str) -> HttpResponse:
    """What the frame of the release shows."""
    response = HttpResponse(document_html(template, _cell(request), viewer_of(request)))
    response.headers["Content-Security-Policy"] = _PAPER
    return response


def release_file(request: HttpRequest, template: str) -> HttpResponse:
    """The draft for Word or WPS."""
    query = _cell(request)
    return _attached(document_file(template, query), f"{template}-{query.month}.docx")


def issued(request: HttpRequest) -> HttpResponse:
    return render(request, "web/issued.html", {"page": register_page()})


def issue(request: HttpRequest) -> HttpResponse:
    """Registering a final document: checked first, or at once where nothing is in the way."""
    viewer, form = viewer_of(request), request.POST
    page = issue_page(form.get("month", request.GET.get("month", "")), form.get("reason", ""))
    if request.method != "POST":
        return render(request, "web/issue.html", {"page": page})
    upload = request.FILES.get("file")
    if form.get("act") != "issue":
        return render(request, "web/issue.html", {"page": checked(upload, page)})
    address = registered(upload, page, viewer)
    if address:
        return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
    return render(request, "web/issue.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def issued_document(request: HttpRequest, digest: str) -> HttpResponse:
    page = document_page(document_of(digest), viewer_of(request))
    return render(request, "web/issued_document.html", {"page": page})


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
    return _attached(path.read_bytes(), document.name)


def _cell(request: HttpRequest) -> CellQuery:
    """The cell of the address; `WrongUseError` where it names no month."""
    query = query_of_month(request)
    if query is None:
        raise WrongUseError(_("The address names no month."))
    return cell_of(query, viewer_of(request))[0]


def _attached(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCX)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
