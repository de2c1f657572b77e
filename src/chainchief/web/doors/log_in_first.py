"""Whoever did not log in is shown the log-in page, and whoever must do something first, that."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from chainchief.access import policy
from chainchief.core.errors import ChainChiefError
from chainchief.people.events import EventKind
from chainchief.people.log_in.entering import leave
from chainchief.people.log_in_preset import profile
from chainchief.people.sessions.limits import Limits, touch
from chainchief.web.doors import fault_pages
from chainchief.web.doors.guard import standing_of
from chainchief.web.doors.headers import Answer

#: Pages of this policy class answer whoever has not logged in.
OPEN_CLASS = "log-in"
#: Answers before every gate.
_WAY_OUT = "log-out"


class LogInFirst:
    """Ends sessions that are over, and leads to the log-in page or to what is to be done first."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        try:
            return _answer_instead(request)
        except ChainChiefError as fault:  # a faulty preset
            return fault_pages.refused(request, fault)


def _answer_instead(request: HttpRequest) -> HttpResponse | None:
    """What answers instead of the page; None where the page does."""
    if request.user.is_authenticated:
        if Limits.of(profile()).passed(request.session):
            leave(request, EventKind.SESSION_OVER)
        else:
            touch(request.session)
    if is_open(request):
        return None
    if not request.user.is_authenticated:
        return to_log_in(request)
    gate = standing_of(request).gate
    if gate is None or _name_of(request) in (gate, _WAY_OUT):
        return None
    return go_to(request, reverse(gate), _way_back(request))


def is_open(request: HttpRequest) -> bool:
    """Whether the page answers those who have not logged in. One not in the table tells nothing."""
    routes = policy.table().methods_of(_name_of(request)).values()
    return any(route.policy_class == OPEN_CLASS for route in routes)


def _name_of(request: HttpRequest) -> str:
    return (request.resolver_match.url_name if request.resolver_match else None) or ""


def to_log_in(request: HttpRequest) -> HttpResponse:
    """The way to the log-in page and back; it says so where there was a session."""
    over = {"over": "1"} if settings.SESSION_COOKIE_NAME in request.COOKIES else {}
    return go_to(request, reverse("log-in"), _way_back(request), over)


def go_to(
    request: HttpRequest, address: str, back: str = "/", facts: dict[str, str] | None = None
) -> HttpResponse:
    """The way to a page and from there `back`; a part of a page asks its browser to go whole."""
    query = {**({"next": back} if back != "/" else {}), **(facts or {})}
    whole = address + ("?" + urlencode(query) if query else "")
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        answer.headers["HX-Redirect"] = whole
        return answer
    return HttpResponse(status=HTTPStatus.SEE_OTHER, headers={"Location": whole})


def _way_back(request: HttpRequest) -> str:
    """The page that was asked for; what was sent is lost, so that its way back is the start."""
    if request.headers.get("HX-Request"):
        page = urlsplit(request.headers.get("HX-Current-URL", "/"))
        return page.path + (f"?{page.query}" if page.query else "")
    return request.get_full_path() if request.method in ("GET", "HEAD") else "/"
