"""Pages of the second factor: showing it, setting it up, new recovery codes."""

import logging
from http import HTTPStatus
from typing import cast

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chainchief.access.models import Account
from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _
from chainchief.people.log_in import recovery_codes
from chainchief.people.log_in import second_factor as factor
from chainchief.people.log_in.addresses import client_of
from chainchief.people.log_in.entering import complete
from chainchief.web.doors.gates import Gate
from chainchief.web.doors.guard import standing_of
from chainchief.web.doors.way_back import see_other, way_back
from chainchief.web.people.own_account import require_holder

log = logging.getLogger(__name__)
_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


def show(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the device, or one of the printed list."""
    account = cast("Account", request.user)
    if standing_of(request).gate is not Gate.SECOND_FACTOR:
        return see_other(way_back(request))
    fault = ""
    if request.method == "POST":
        fault = _why_refused(request, account)
        if not fault:
            complete(request, account)
            return see_other(way_back(request))
    facts = {"fault": fault, "next": way_back(request, "")}
    return render(
        request, "web/people/second_factor.html", facts, status=_WRONG if fault else HTTPStatus.OK
    )


def set_up(request: HttpRequest) -> HttpResponse:
    """Show a secret, and the recovery codes once a code has confirmed it."""
    require_holder(request)
    account = cast("Account", request.user)
    if factor.device_of(account) is not None:
        return see_other("/me/")
    if request.method != "POST":
        return _set_up_page(request, factor.new_secret(account))
    secret = factor.secret_of_page(account, request.POST.get("secret", ""))
    if secret is None:
        fault = _("The page was open for too long. Scan the new code.")
        return _set_up_page(request, factor.new_secret(account), fault)
    codes = factor.set_up(account, secret, request.POST.get("code", ""), address=client_of(request))
    if codes is None:
        fault = _("That is not the code that this secret shows now. Is the device's clock right?")
        return _set_up_page(request, secret, fault)
    complete(request, account)
    return _codes_page(request, codes)


def renew_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of the old, for whoever shows a code of the device."""
    require_holder(request)
    account = cast("Account", request.user)
    if fault := _why_refused(request, account):
        facts = {"fault": fault, "renews": True}
        return render(request, "web/people/renew_codes.html", facts, status=_WRONG)
    return _codes_page(request, recovery_codes.renew(account))


def _why_refused(request: HttpRequest, account: Account) -> str:
    """Why the code that was typed opens nothing; "" where it does.

    A device whose secret cannot be opened leaves the page as it is: recovery codes stand for it.
    """
    try:
        if factor.verify(account, request.POST.get("code", ""), address=client_of(request)):
            return ""
    except FaultsError as unopened:
        log.error("%s: %s", request.path, unopened)
        return str(unopened)
    until = factor.waits_until(account)
    if until is None:
        return _("The code is wrong or was used before. Wait for the next one.")
    return _("The code is wrong or was used before. The next one is looked at from {time}.").format(
        time=f"{clock.local(until):%H:%M:%S}"
    )


def _set_up_page(request: HttpRequest, secret: factor.Secret, fault: str = "") -> HttpResponse:
    must = standing_of(request).gate is Gate.SET_UP
    code = segno.make(secret.address, error="m")
    facts = {
        "fault": fault,
        "layout": "web/people/door.html" if must else "web/base.html",
        "must": must,
        "secret": secret,
        "square": code.svg_data_uri(scale=5, border=4, light="#fff", dark="#000"),
        "next": way_back(request, ""),
    }
    return render(
        request, "web/people/set_up.html", facts, status=_WRONG if fault else HTTPStatus.OK
    )


def _codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    facts = {
        "codes": codes,
        "account": request.user,
        "day": clock.today(),
        "next": way_back(request, "/me/"),
    }
    return render(request, "web/people/recovery_codes.html", facts)
