"""Views of one figure: its page, its two years, the difference of two receipts, its pin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.indicators.reach import require_reach
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other, way_back
from chainchief.web.figures.charts.drawing import Chart
from chainchief.web.figures.comparing.page import Ends, difference_page
from chainchief.web.figures.keeping import pins
from chainchief.web.figures.keeping.tables import file_of_chart
from chainchief.web.figures.pages.indicator_page import (
    closings_of_page,
    course_of_page,
    indicator_page,
)
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame.month_view import of_a_month
from chainchief.web.frame.query import CellQuery, query_of
from chainchief.web.imports.views import attachment


@of_a_month
def indicator(request: HttpRequest, query: CellQuery, code: str) -> HttpResponse:
    """The page of one figure; `whole` has its two years in it, for browsers without scripts."""
    whole = "whole" in request.GET
    page, _numbers = indicator_page(code, query, viewer_of(request), whole=whole)
    return render(request, "web/indicator.html", {"page": page, "open": None})


@of_a_month
def course(request: HttpRequest, query: CellQuery, code: str) -> HttpResponse:
    """The two years alone, put into the page once they are computed."""
    query, numbers = cell_of(query, viewer_of(request), (code,))
    facts = {"chart": course_of_page(code, query, numbers), "query": query, "code": code}
    return render(request, "web/figures/chart.html", facts)


@of_a_month
def closings(request: HttpRequest, query: CellQuery, code: str) -> HttpResponse:
    """Month by month beside what each was closed with."""
    query, numbers = cell_of(query, viewer_of(request), (code,))
    facts = {"months": closings_of_page(code, query, numbers)}
    return render(request, "web/figures/closings.html", facts)


@of_a_month
def difference(request: HttpRequest, query: CellQuery, code: str) -> HttpResponse:
    """Two receipts of the figure beside each other."""
    parameters = request.GET
    ends = Ends(
        parameters.get("older", ""), parameters.get("newer", ""), parameters.get("other", "")
    )
    page = difference_page(code, query, ends, viewer_of(request))
    return render(request, "web/figures/difference.html", {"page": page})


def pin(request: HttpRequest, code: str) -> HttpResponse:
    """Pin the figure, or take the pin away, and go back."""
    pins.turn(viewer_of(request), code)
    return see_other(way_back(request, name="back"))


def table(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The numbers of one of the figure's charts as a file; `table` of the address says which."""
    viewer = viewer_of(request)
    query, numbers = cell_of(query_of(request), viewer, (code,))
    require_reach(viewer, query.scope, numbers.figures.territory, "export")
    key = request.GET.get("table", "")
    chart = _chart(key, code, query, request)
    figure = numbers.figures.get(code, query.scope)
    file = file_of_chart(chart, form, is_internal=numbers.is_internal(figure))
    return attachment(file.content, file.name, file.content_type)


def _chart(key: str, code: str, query: CellQuery, request: HttpRequest) -> Chart:
    viewer = viewer_of(request)
    page, numbers = indicator_page(code, query, viewer)
    if key == "months":
        return course_of_page(code, query, numbers)
    charts = [chart for places in page.places for chart in places.charts]
    found = next((chart for chart in charts if chart.table == key), None)
    if found is None:
        raise WrongUseError(_("The page of this figure has no chart {!r}.").format(key))
    return found
