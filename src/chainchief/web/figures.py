"""Views of the month's figures and of their receipts."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from chainchief.web.asked import asked_month, asked_of
from chainchief.web.chain_page import chain_page
from chainchief.web.chains import chains_page
from chainchief.web.guard import viewer_of
from chainchief.web.indicator import indicator_page
from chainchief.web.page import page_for
from chainchief.web.reach import require_reach
from chainchief.web.receipt import csv_of, receipt_view
from chainchief.web.tables import Wish


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("figures"))


@require_GET
def month_page(request: HttpRequest) -> HttpResponse:
    """The figures of a month; where nothing was reported yet, what to do first."""
    asked = asked_month(request)
    if asked is None:
        return render(request, "web/empty.html", {})
    page, _numbers = page_for(asked, viewer_of(request))
    return render(request, "web/figures.html", {"page": page, "open": None})


@require_GET
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one figure."""
    asked = asked_month(request)
    if asked is None:
        return render(request, "web/empty.html", {})
    page, _numbers = indicator_page(code, asked, viewer_of(request))
    return render(request, "web/indicator.html", {"page": page, "open": None})


@require_GET
def chains(request: HttpRequest) -> HttpResponse:
    """All chains, in code order."""
    asked = asked_month(request)
    if asked is None:
        return render(request, "web/empty.html", {})
    page, _numbers = chains_page(asked, viewer_of(request))
    return render(request, "web/chains.html", {"page": page})


@require_GET
def chain(request: HttpRequest, code: str) -> HttpResponse:
    """One chain: what is stuck, and whose turn it is."""
    asked = asked_month(request)
    if asked is None:
        return render(request, "web/empty.html", {})
    page, _numbers = chain_page(code, asked, viewer_of(request))
    return render(request, "web/chain.html", {"page": page, "open": None})


@require_GET
@vary_on_headers("HX-Request", "HX-Target")
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """A receipt over the page it belongs to; htmx asks for the panel or the records alone."""
    asked = asked_month(request)
    if asked is None:
        return render(request, "web/empty.html", {})
    page, numbers = page_for(asked, viewer_of(request))
    found = receipt_view(code, page.asked, numbers, Wish.of(request.GET))
    part = _PARTS.get(_target(request))
    if part:
        return render(request, part, {"open": found})
    return render(request, "web/figures.html", {"page": page, "open": found})


@require_GET
def receipt_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The records as they are shown, all of them, for a spreadsheet."""
    asked = asked_of(request)
    viewer = viewer_of(request)
    page, numbers = page_for(asked, viewer)
    require_reach(viewer, page.asked.scope, numbers.figures.territory, "export")
    found = receipt_view(code, page.asked, numbers, Wish.of(request.GET))
    response = HttpResponse(csv_of(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.file_name}.csv"'
    return response


#: What htmx replaces → the template that gives just that.
_PARTS = {"receipt": "web/receipt.html", "records": "web/records.html"}


def _target(request: HttpRequest) -> str:
    """The id of the element that htmx replaces; "" where a whole page is wanted."""
    if request.headers.get("HX-History-Restore-Request"):
        return ""
    return request.headers.get("HX-Target", "") if request.headers.get("HX-Request") else ""
