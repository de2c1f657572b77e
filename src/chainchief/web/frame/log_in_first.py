"""Whoever did not log in is shown the log-in page, and whoever must do something first, that."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from chainchief.access import policy
from chainchief.people.events import EventKind
from chainchief.people.log_in.entering import leave
from chainchief.people.log_in_preset import profile
from chainchief.people.sessions.limits import Limits, touch
from chainchief.web.frame.headers import Answer

#: Pages of this policy class answer whoever has not logged in.
OPEN_CLASS = "log-in"


class LogInFirst:
    """Ends sessions that are over, and leads to the log-in page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if request.user.is_authenticated:
            if Limits.of(profile()).passed(request.session):
                leave(request, EventKind.SESSION_OVER)
            else:
                touch(request.session)
                return None
        return None if is_open(request) else to_log_in(request)


def is_open(request: HttpRequest) -> bool:
    """Whether the page answers those who have not logged in. One not in the table tells nothing."""
    name = request.resolver_match.url_name if request.resolver_match else None
    routes = policy.table().methods_of(name or "").values()
    return any(route.policy_class == OPEN_CLASS for route in routes)


def to_log_in(request: HttpRequest) -> HttpResponse:
    """The way to the log-in page and back; a part of a page asks its browser to go there whole."""
    asked = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    if request.headers.get("HX-Request"):
        whole = request.headers.get("HX-Current-URL-Path", "/")
        answer = HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        answer.headers["HX-Redirect"] = _address(whole)
        return answer
    return HttpResponseRedirect(_address(asked))


def _address(back: str) -> str:
    return reverse("log-in") + ("?" + urlencode({"next": back}) if back != "/" else "")
