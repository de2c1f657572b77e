"""How the pages that change something answer: on to a page, or the page again with its faults."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.people.log_in.addresses import client_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other


class Acting(TypedDict):
    """What every act of an administrator is done with."""

    viewer: Viewer
    reason: str
    address: str


def acting(request: HttpRequest) -> Acting:
    """Arguments of an act: who acts, why as the form says it, from where."""
    reason = request.POST.get("reason", "")
    return Acting(viewer=viewer_of(request), reason=reason, address=client_of(request))


def on_to(route: str, *arguments: object) -> HttpResponse:
    """Done: the browser opens this page."""
    return see_other(reverse(route, args=arguments))


def page(
    request: HttpRequest,
    template: str,
    facts: Mapping[str, object],
    faults: "tuple[Fault, ...] | list[Fault]" = (),
) -> HttpResponse:
    """The page; with faults it is what was sent, told what is wrong with it (422)."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(
        request, f"web/administration/{template}.html", {**facts, "faults": faults}, status=status
    )
