"""Pages for what went wrong: what happened, what to do, and a number to quote."""

import logging
from collections.abc import Iterable
from http import HTTPStatus
from uuid import uuid4

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import _

_PLAIN = "text/plain; charset=utf-8"
log = logging.getLogger(__name__)


def fault_page(
    request: HttpRequest, status: HTTPStatus, message: str, number: str = "", remedy: str = ""
) -> HttpResponse:
    """A page that says `message` in the reader's language, and a `remedy` of its own if given."""
    heading, usual = _texts(status)
    page = render_to_string(
        "web/fault.html",
        {
            "heading": heading,
            "message": message,
            "remedy": remedy or usual,
            "status": int(status),
            "number": number,
        },
        request,
    )
    return HttpResponse(page, status=status)


def _texts(status: HTTPStatus) -> tuple[str, str]:
    if status is HTTPStatus.FORBIDDEN:
        return _("Not open to you"), _("Ask the person who grants rights.")
    if status is HTTPStatus.INTERNAL_SERVER_ERROR:
        return _("Something failed"), _(
            "Nothing was changed. Try again, or report the number below."
        )
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        return _("Not possible now"), _(
            "Nothing was changed and no file was given out. Tell whoever runs the program."
        )
    if status in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.BAD_REQUEST):
        return _("Not possible here"), _("Go back to the page, and use what it offers.")
    return _("Not found"), _("Check the address, or choose on the page of figures.")


def not_listed() -> str:
    """Message at an address that the policy table does not list."""
    return _("The policy table does not list this page, so that nobody may see it.")


def not_taken(request: HttpRequest, methods: Iterable[str]) -> HttpResponse:
    """Answer to a method that the policy table does not give this address.

    A page only to what a browser sends; programs are answered in words, without a frame.
    """
    message = _("This address does not take {method}.").format(method=request.method)
    status = HTTPStatus.METHOD_NOT_ALLOWED
    if request.method in _BROWSERS:
        page = fault_page(request, status, message)
    else:
        heading, remedy = _texts(status)
        words = "\n".join((heading, message, remedy))
        page = HttpResponse(words, status=status, content_type=_PLAIN)
    page.headers["Allow"] = ", ".join(methods_allowed(methods))
    return page


def methods_allowed(methods: Iterable[str]) -> list[str]:
    """Methods that a client may use: where reading is, its head alone is too."""
    return [each for method in methods for each in _WITH.get(method, (method,))]


_BROWSERS = ("GET", "HEAD", "POST")
_WITH = {"GET": ("GET", "HEAD")}


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler for requests that no page was asked of: above all under another host's name.

    Without a frame: who looks is not known yet.
    """
    words = _("The request could not be understood.")
    if isinstance(exception, DisallowedHost):
        words = _(
            "This program does not answer under this name. Type the address that the office gave "
            "you; who runs the program adds names with --name or the setting host_names."
        )
    return HttpResponse(words, status=HTTPStatus.BAD_REQUEST, content_type=_PLAIN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler for addresses that lead nowhere."""
    return fault_page(request, HTTPStatus.NOT_FOUND, _("There is no page at this address."))


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's view for a form without the token of this session; `reason` is for programmers."""
    log.warning("a form without its token at %s: %s", request.path, reason)
    message = _("This form is of another session: somebody logged in or out in this browser.")
    remedy = _("Open the page anew and fill it in again.")
    return fault_page(request, HTTPStatus.FORBIDDEN, message, remedy=remedy)


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler for what no one foresaw; the number stands in the log beside the trace."""
    return _numbered(request, _("The program met a fault of its own."))


def refused(request: HttpRequest, fault: ChainChiefError) -> HttpResponse:
    """A room refuses in plain words: an altered file, a faulty preset."""
    return _numbered(request, str(fault))


def unrecorded(request: HttpRequest, failed: ChainChiefError) -> HttpResponse:
    """Refuse what cannot be written into the log of events."""
    log.error("not recorded, at %s: %r", request.path, failed.__cause__)
    return fault_page(request, HTTPStatus.SERVICE_UNAVAILABLE, str(failed))


def _numbered(request: HttpRequest, message: str) -> HttpResponse:
    number = uuid4().hex[:8]
    log.error("fault %s at %s: %s", number, request.path, message)
    return fault_page(request, HTTPStatus.INTERNAL_SERVER_ERROR, message, number)
