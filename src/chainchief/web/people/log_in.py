"""Coming in by name and password, and going out."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chainchief.core.i18n import _
from chainchief.ledger.kinds.division.models import Division, Level
from chainchief.people.log_in import throttling
from chainchief.people.log_in.addresses import client_of
from chainchief.people.log_in.entering import enter, leave
from chainchief.people.log_in.failing import record_failure
from chainchief.people.log_in_preset import profile
from chainchief.web.doors.way_back import see_other, way_back

_BUSY_SECONDS = 5


def log_in(request: HttpRequest) -> HttpResponse:
    """The page, and what it sends: whoever is let in goes on to where they wanted to."""
    if request.method != "POST":
        return see_other(way_back(request)) if request.user.is_authenticated else _page(request)
    if not throttling.DOORS.acquire(blocking=False):
        message = _("Many people are logging in at this moment. Try again in some seconds.")
        answer = _page(request, message, HTTPStatus.SERVICE_UNAVAILABLE)
        answer.headers["Retry-After"] = str(_BUSY_SECONDS)
        return answer
    try:
        account = authenticate(
            request,
            username=request.POST.get("username", ""),
            password=request.POST.get("password", ""),
        )
    finally:
        throttling.DOORS.release()
    if account is None:
        record_failure(request)
        return _page(request, _("Name or password are wrong."))
    enter(request, account)
    return see_other(way_back(request))


def locked(
    request: HttpRequest, _answer: HttpResponse | None, _credentials: dict[str, Any] | None
) -> HttpResponse:
    """Answer of axes while a name or an address waits, whoever's they are."""
    minutes = profile().lock_minutes
    message = _(
        "There were too many wrong passwords. Log-in waits for {minutes} min; who is logged in "
        "already is not disturbed. Who forgot the password asks an administrator for a new one."
    ).format(minutes=minutes)
    page = _page(request, message, HTTPStatus.TOO_MANY_REQUESTS)
    page.headers["Retry-After"] = str(minutes * 60)
    return page


def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    leave(request)
    return see_other("/")


def city_name() -> str:
    """The name of the city whose ledger this is; "" where it has none yet."""
    cities = Division.objects.filter(level=Level.CITY, withdrawn_on=None)
    return cities.order_by("code").values_list("name", flat=True).first() or ""


def _page(
    request: HttpRequest, fault: str = "", status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY
) -> HttpResponse:
    facts = {
        "fault": fault,
        "next": way_back(request, ""),
        "username": request.POST.get("username", "")[:150],
        "is_over": not fault and request.GET.get("over") == "1",
        "city": city_name(),
        "address": client_of(request),
    }
    return render(request, "web/people/log_in.html", facts, status=status if fault else 200)
