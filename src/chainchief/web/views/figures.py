"""Views of the month's figures and of their receipts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from chainchief.indicators.reach import require_reach
from chainchief.web.chains.index import chains_page
from chainchief.web.chains.page import chain_page
from chainchief.web.doors.guard import viewer_of
from chainchief.web.figures.pages.month_page import level_of, page_for
from chainchief.web.figures.receipt_panel import csv_of, receipt_view
from chainchief.web.figures.receipt_tables import Wish
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame.month_view import of_a_month
from chainchief.web.frame.query import CellQuery, query_of
from chainchief.web.frame.swaps import target_of


@of_a_month
def month_page(request: HttpRequest, query: CellQuery) -> HttpResponse:
    """The figures of a month."""
    level, words = request.GET.get("level", ""), request.GET.get("find", "")
    page, _numbers = page_for(query, viewer_of(request), level, words)
    return render(request, "web/figures.html", {"page": page, "open": None})


@of_a_month
def chains(request: HttpRequest, query: CellQuery) -> HttpResponse:
    """All chains, in the order that the city gave them."""
    page, _numbers = chains_page(query, viewer_of(request))
    return render(request, "web/chains.html", {"page": page})


@of_a_month
def chain(request: HttpRequest, query: CellQuery, code: str) -> HttpResponse:
    """One chain: what is stuck, and whose turn it is."""
    page, _numbers = chain_page(code, query, viewer_of(request))
    return render(request, "web/chain.html", {"page": page, "open": None})


@vary_on_headers("HX-Request", "HX-Target")
@of_a_month
def receipt(request: HttpRequest, query: CellQuery, code: str) -> HttpResponse:
    """A receipt over the page it belongs to; htmx asks for the panel or the records alone."""
    viewer, wish = viewer_of(request), Wish.of(request.GET)
    part = _PARTS.get(target_of(request))
    if part:
        query, numbers = cell_of(query, viewer, (code,))
        found = receipt_view(code, query, numbers, wish, viewer)
        return render(request, part, {"open": found})
    page, numbers = page_for(query, viewer, request.GET.get("level", "") or level_of(code))
    found = receipt_view(code, page.query, numbers, wish, viewer)
    return render(request, "web/figures.html", {"page": page, "open": found})


def receipt_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The records as they are shown, all of them, for a spreadsheet."""
    query = query_of(request)
    viewer = viewer_of(request)
    query, numbers = cell_of(query, viewer, (code,))
    require_reach(viewer, query.scope, numbers.figures.territory, "export")
    found = receipt_view(code, query, numbers, Wish.of(request.GET), viewer)
    response = HttpResponse(csv_of(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.file_name}.csv"'
    return response


#: What htmx replaces → the template that gives just that.
_PARTS = {"receipt": "web/receipt.html", "records": "web/records.html"}
