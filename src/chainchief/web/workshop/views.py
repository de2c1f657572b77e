"""Views of the workshop: the bench, one definition on its way, the lists, the file."""

import datetime as dt
import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.vary import vary_on_headers

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.spans import Month
from chainchief.indicators.catalogue.loading import load
from chainchief.web.doors.guard import viewer_of
from chainchief.web.frame.month_view import of_a_month
from chainchief.web.frame.query import CellQuery
from chainchief.web.workshop.bench_page import bench_page, entry_from
from chainchief.web.workshop.fields import address_of, code_in
from chainchief.web.workshop.index_page import index_page
from chainchief.web.workshop.one_page import one_page
from chainchief.workshop import adopted_file, adoption
from chainchief.workshop import faults as kinds
from chainchief.workshop.drafts.entries import beyond, draft_like
from chainchief.workshop.models import ProposedIndicator


def workshop(request: HttpRequest) -> HttpResponse:
    """Show what waits, what is drafted, what is adopted, and where to begin."""
    return render(request, "web/workshop/index.html", {"page": index_page(viewer_of(request))})


@vary_on_headers("HX-Request")
@of_a_month
def bench(request: HttpRequest, query: CellQuery) -> HttpResponse:
    """The bench; htmx asks for the part that changes with each choice.

    `like` begins with a definition of the catalogue, to be changed.
    """
    if request.GET.get("like"):
        return _like(code_in(request.GET["like"]))
    page = bench_page(request.GET, query, viewer_of(request))
    part = "web/workshop/bench.html" if request.headers.get("HX-Request") else ""
    return render(request, part or "web/workshop/bench_page.html", {"page": page})


def _like(code: str) -> HttpResponse:
    indicator = load().named(code)
    lost = beyond(dict(indicator.canonical))
    if lost:
        facts = {"code": indicator.code, "keys": ", ".join(lost)}
        raise WrongUseError(Fault(kinds.MORE_THAN_SHOWN, facts=facts).text)
    address = f"{reverse('workshop-bench')}?{address_of(draft_like(indicator))}"
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def save(request: HttpRequest) -> HttpResponse:
    """Keep the draft that the fields say, and go to its page; sound or not."""
    fields = QueryDict(request.POST.get("fields", ""))
    viewer = viewer_of(request)
    entry = entry_from(fields)
    number = fields.get("uid", "")
    try:
        row = adoption.save(entry, viewer=viewer, uid=uuid.UUID(number) if number else None)
    except FaultsError as refused:
        return _again(request, fields, viewer, refused)
    return _to("workshop-one", row.uid)


def _again(
    request: HttpRequest, fields: QueryDict, viewer: Viewer, refused: FaultsError
) -> HttpResponse:
    month = fields.get("month", "")
    if not month:
        raise WrongUseError(str(refused))
    query = CellQuery(Month.parse(month), fields.get("division", ""), fields.get("chain", ""))
    page = bench_page(fields, query, viewer, adoption.refused_because(refused))
    return render(
        request,
        "web/workshop/bench_page.html",
        {"page": page},
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def one(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One definition: what it says, what it changes, and what may be done with it."""
    page = one_page(uid, viewer_of(request))
    return render(request, "web/workshop/one.html", {"page": page})


#: What the buttons of a definition do.
_ACTS: dict[str, Callable[[uuid.UUID, Viewer, QueryDict], ProposedIndicator]] = {
    "propose": lambda uid, viewer, sent: adoption.propose(
        uid, viewer=viewer, reason=sent.get("reason", "")
    ),
    "adopt": lambda uid, viewer, sent: adoption.adopt(
        uid, viewer=viewer, reason=sent.get("reason", ""), alone=sent.get("alone") == "1"
    ),
    "refuse": lambda uid, viewer, sent: adoption.refuse(
        uid, viewer=viewer, reason=sent.get("reason", "")
    ),
    "drop": lambda uid, viewer, sent: adoption.drop(uid, viewer=viewer),
    "withdraw": lambda uid, viewer, sent: adoption.withdraw(
        adoption.one_of(uid).code,
        viewer=viewer,
        since=_day(sent.get("since", "")),
        reason=sent.get("reason", ""),
    ),
}


def act(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Propose, adopt, refuse, drop or withdraw one definition."""
    viewer, does = viewer_of(request), _ACTS.get(request.POST.get("act", ""))
    if does is not None:
        try:
            does(uid, viewer, request.POST)
        except FaultsError as refused:
            page = one_page(uid, viewer, adoption.refused_because(refused))
            return render(
                request,
                "web/workshop/one.html",
                {"page": page},
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
            )
    return _to("workshop-one", uid)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def file(request: HttpRequest) -> HttpResponse:
    """The preset file of what is adopted, or the entry of one definition."""
    number = request.GET.get("uid", "")
    text = adoption.one_of(uuid.UUID(number)).entry if number else adopted_file.text()
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{adopted_file.FILE}"'
    return response


def _to(route: str, *arguments: object) -> HttpResponse:
    address = reverse(route, args=arguments)
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
