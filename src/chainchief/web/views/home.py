"""Views of a person's day and of the months."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.web.doors.guard import viewer_of
from chainchief.web.figures import cards
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame.month_view import of_a_month
from chainchief.web.frame.query import CellQuery
from chainchief.web.home.page import home_page
from chainchief.web.home.sparks import sparks_of


def start(request: HttpRequest) -> HttpResponse:
    """The page of one's day; an address that names a month leads to its figures."""
    if request.GET:
        return HttpResponseRedirect(f"{reverse('figures')}?{request.GET.urlencode()}")
    page = home_page(viewer_of(request), str(request.user))
    return render(request, "web/home/home.html", {"page": page, "open": None})


@of_a_month
def sparks(request: HttpRequest, query: CellQuery) -> HttpResponse:
    """The small lines of the cards, put into the page once they are drawn."""
    query, numbers = cell_of(query, viewer_of(request), cards.FIRST)
    found = sparks_of(numbers, query.scope)
    return render(request, "web/home/sparks.html", {"sparks": found})
