"""Views of a chain's map: the page, the segment beside it, the picture, receipts."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from chainchief.access import policy
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.web.chainmap.answers_page import answers_page
from chainchief.web.chainmap.cities import answers_to
from chainchief.web.chainmap.map_page import changes_since, drawn_map, map_page
from chainchief.web.chainmap.map_query import map_query
from chainchief.web.chainmap.pictures import check_form, picture
from chainchief.web.chainmap.receipts import chain_receipt
from chainchief.web.chainmap.risk_part import risk_part
from chainchief.web.chainmap.segment_panel import segment_panel
from chainchief.web.chainmap.what_if_page import what_if_page
from chainchief.web.doors.guard import viewer_of
from chainchief.web.frame.swaps import target_of


@vary_on_headers("HX-Request", "HX-Target")
def chain_map(request: HttpRequest, code: str) -> HttpResponse:
    """The map; htmx asks for the segment beside it alone."""
    query, viewer = map_query(request, code), viewer_of(request)
    if target_of(request) == "segment" and query.segment:
        panel = segment_panel(query, answers_to(query, viewer), viewer)
        return render(request, "web/chainmap/segment.html", {"panel": panel})
    return render(request, "web/chainmap/map.html", {"page": map_page(query, viewer)})


def chain_map_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The map as a picture; firms are named in it where they may be taken along."""
    check_form(form)
    query, viewer = map_query(request, code), viewer_of(request)
    answers = answers_to(query, viewer)
    firms = policy.allowed(viewer, "export", "firm")
    changes = changes_since(query, answers, viewer)
    drawing = drawn_map(query, answers, changes, firms=firms, is_file=True)
    return picture(drawing, form, f"{answers.chart.name}_{query.day}")


@vary_on_headers("HX-Request", "HX-Target")
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The records behind one answer, over the page it belongs to."""
    query, viewer = map_query(request, code), viewer_of(request)
    part = request.GET.get("part", "")
    found = chain_receipt(query, part, answers_to(query, viewer), viewer)
    panel = target_of(request) == "receipt"
    template = "web/chainmap/receipt.html" if panel else "web/chainmap/receipt_page.html"
    return render(request, template, {"open": found})


def chain_answers(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the chain has and lacks."""
    page = answers_page(map_query(request, code), viewer_of(request))
    return render(request, "web/chainmap/answers.html", {"page": page})


def chain_risk(request: HttpRequest, code: str) -> HttpResponse:
    """Show what stops if a segment or firm stops; fetched by the page of answers, or by itself."""
    query = map_query(request, code)
    part = {"risk": risk_part(query, viewer_of(request)), "query": query}
    if request.headers.get("HX-Request"):
        return render(request, "web/chainmap/risk.html", part)
    return render(request, "web/chainmap/risk_page.html", part)


def chain_what_if(request: HttpRequest, code: str) -> HttpResponse:
    """Show what comes of the stop of one firm, or of several at once."""
    query = map_query(request, code)
    page = what_if_page(query, request.GET.getlist("firm"), viewer_of(request))
    return render(request, "web/chainmap/what_if.html", {"page": page})


def chain_what_if_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The cascade map as a picture; it names firms, so they must be open to be taken along."""
    check_form(form)
    query, viewer = map_query(request, code), viewer_of(request)
    if not policy.allowed(viewer, "export", "firm"):
        raise PermissionDenied
    found = what_if_page(query, request.GET.getlist("firm"), viewer).found
    if found is None:
        raise WrongUseError(_("Choose a firm that has recorded suppliers or customers."))
    return picture(found.drawing(shows_title=True), form, f"{query.chain}_{query.day}")
