"""Views of texts and templates: a text is read, its numbers confirmed, its template written."""

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.faults import FaultsError
from chainchief.core.spans import Month
from chainchief.web.doors.guard import viewer_of
from chainchief.web.frame.month_view import of_a_month
from chainchief.web.frame.query import CellQuery
from chainchief.web.workshop.template_page import context_of, template_page, with_tag
from chainchief.web.workshop.text_page import made_of, text_page
from chainchief.workshop import templates
from chainchief.workshop.adoption import refused_because
from chainchief.workshop.models import ProposedTemplate


@of_a_month
def text(request: HttpRequest, query: CellQuery) -> HttpResponse:
    """The numbers of a text; with `make` the template of what was confirmed."""
    viewer, sent = viewer_of(request), request.POST
    query = _with_month(query, sent.get("month", ""))
    if sent.get("act") == "make":
        row = made_of(sent, query, viewer)
        return _to(row, query)
    page = text_page(sent.get("text", request.GET.get("text", "")), query, viewer)
    return render(request, "web/workshop/text.html", {"page": page})


@of_a_month
def template(request: HttpRequest, query: CellQuery, uid: uuid.UUID) -> HttpResponse:
    """A template written, looked at, and taken into use."""
    viewer = viewer_of(request)
    query = _with_month(query, request.POST.get("month", ""))
    if request.method != "POST":
        return _page(request, uid, query, viewer)
    try:
        row = _saved(request, uid, viewer)
        if request.POST.get("act") == "use":
            row = templates.take_into_use(row.uid, viewer=viewer, context=context_of(query, viewer))
    except FaultsError as refused:
        return _page(request, uid, query, viewer, refused_because(refused))
    return _to(row, query)


def _saved(request: HttpRequest, uid: uuid.UUID, viewer: Viewer) -> ProposedTemplate:
    sent = request.POST
    text = sent.get("text", "")
    if sent.get("act") == "insert":
        text = with_tag(
            text, sent.get("figure", ""), sent.get("tag_span", ""), sent.get("compare", "")
        )
    return templates.save(
        viewer=viewer,
        name=sent.get("name", ""),
        title=sent.get("title", ""),
        text=text,
        uid=uid,
    )


def _page(
    request: HttpRequest,
    uid: uuid.UUID,
    query: CellQuery,
    viewer: Viewer,
    refused: "list[str] | None" = None,
) -> HttpResponse:
    page = template_page(uid, query, viewer, refused)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "web/workshop/template.html", {"page": page}, status=status)


def _with_month(query: CellQuery, month: str) -> CellQuery:
    if not month:
        return query
    return CellQuery(Month.parse(month), query.division, query.chain, query.snapshot)


def _to(row: ProposedTemplate, query: CellQuery) -> HttpResponse:
    address = f"{reverse('workshop-template', args=[row.uid])}?month={query.month}"
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
