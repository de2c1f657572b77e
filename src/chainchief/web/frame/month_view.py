"""Views about a month: what the address asks for, or what to do where there is none to show."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chainchief.web.frame.query import CellQuery, query_of_month

Rest = ParamSpec("Rest")


def of_a_month(
    view: Callable[Concatenate[HttpRequest, CellQuery, Rest], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """`view` is given what is asked; where nothing was reported yet, the page says what to do."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        query = query_of_month(request)
        if query is None:
            return render(request, "web/empty.html", {})
        return view(request, query, *args, **kwargs)

    return answer
