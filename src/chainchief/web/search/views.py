"""The view of the search: a page, or the answers alone for the palette."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from chainchief.web.doors.guard import viewer_of
from chainchief.web.search.answers import FEW, MANY, announcement, answers


@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    """Find what meets `q`."""
    in_palette = bool(request.headers.get("HX-Request"))
    text, viewer = request.GET.get("q", ""), viewer_of(request)
    found = answers(text, request, viewer, FEW if in_palette else MANY)
    page = {"found": found, "announcement": announcement(found)}
    return render(request, f"web/search/{'part' if in_palette else 'page'}.html", page)
