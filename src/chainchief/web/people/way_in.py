"""The way in, where it is not the log-in page: in a demo city its people, at first the first start.

Nobody in a demo city has a password; and while there is no account at all, nobody can log in.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from chainchief.access.models import Account
from chainchief.demo.people import look_as
from chainchief.web.doors.headers import Answer

#: Headers by which an answer leads on: a whole page, or a part that a script asked for.
_LEADING = ("Location", "HX-Redirect")


class WayIn:
    """Whoever would be led to the log-in page is led to where they can come in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name in _LEADING:
            if response.headers.get(name, "").partition("?")[0] == reverse("log-in"):
                response.headers[name] = _way_in() or response.headers[name]
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """The log-in page itself says what to do while there is nobody who could log in."""
        name = request.resolver_match.url_name if request.resolver_match else None
        if name == "log-in" and not Account.objects.exists():
            return HttpResponseRedirect(reverse("nobody-yet"))
        return None


def _way_in() -> str:
    """Where to come in instead; "" where the log-in page is the way."""
    if not Account.objects.exists():
        return reverse("nobody-yet")
    return reverse("look-as") if look_as.is_open() else ""
