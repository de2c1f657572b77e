"""The way into a demo city is the page of its people: nobody there has a password."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from chainchief.demo import look_as
from chainchief.web.frame.headers import Answer

#: Headers by which an answer leads on: a whole page, or a part that a script asked for.
_LEADING = ("Location", "HX-Redirect")


class LookAsFirst:
    """Whoever is led to the log-in page of a demo city is led to its cards instead."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name in _LEADING:
            leads_to = response.headers.get(name, "").partition("?")[0]
            if leads_to == reverse("log-in") and look_as.is_open():
                response.headers[name] = reverse("look-as")
        return response
