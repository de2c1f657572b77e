"""Where a page goes on to when it is done."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, other: str = "/", name: str = "next") -> str:
    """The page that `name` of the address or the form names: one of this program, else `other`."""
    wanted = request.POST.get(name) or request.GET.get(name) or ""
    inside = wanted.startswith("/") and wanted.isprintable()
    return wanted if inside and url_has_allowed_host_and_scheme(wanted, None) else other


def see_other(address: str) -> HttpResponse:
    """The answer after something was changed: the browser reads that page next."""
    headers = {"Location": iri_to_uri(address)}
    return HttpResponse(status=HTTPStatus.SEE_OTHER, headers=headers)
