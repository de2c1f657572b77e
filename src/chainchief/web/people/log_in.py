"""Coming in by name and password, and going out."""

from http import HTTPStatus

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from chainchief.core.i18n import _
from chainchief.people.log_in.entering import enter, leave


def log_in(request: HttpRequest) -> HttpResponse:
    """The page, and what it sends: whoever is let in goes on to where they wanted to."""
    if request.method != "POST":
        return _page(request)
    account = authenticate(
        request,
        username=request.POST.get("username", ""),
        password=request.POST.get("password", ""),
    )
    if account is None:
        return _page(request, _("Name or password are wrong."))
    enter(request, account)
    return HttpResponseRedirect(way_back(request))


def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    leave(request)
    return HttpResponseRedirect("/")


def way_back(request: HttpRequest) -> str:
    """Where to go on: a page of this program alone, whatever the address says."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


def _page(request: HttpRequest, fault: str = "") -> HttpResponse:
    facts = {"fault": fault, "next": request.POST.get("next") or request.GET.get("next", "")}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return render(request, "web/people/log_in.html", facts, status=status)
