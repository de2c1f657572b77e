"""The page of one's own password."""

from http import HTTPStatus
from typing import cast

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chainchief.access.models import Account
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _, ngettext
from chainchief.people import passwords
from chainchief.people.events import EventKind
from chainchief.people.log_in.addresses import client_of
from chainchief.people.log_in.entering import leave
from chainchief.people.log_in_preset import Profile, profile
from chainchief.people.passwords import faults as kinds
from chainchief.web.doors.gates import Gate
from chainchief.web.doors.guard import standing_of
from chainchief.web.doors.way_back import see_other, way_back
from chainchief.web.people.own_account import require_holder

#: How often the present password was typed wrongly in this session.
_WRONG = "wrong_passwords"


def password(request: HttpRequest) -> HttpResponse:
    """Change it; whoever must, gets nothing else before."""
    require_holder(request)
    if request.method != "POST":
        return _page(request, [])
    account = cast("Account", request.user)
    try:
        passwords.change(
            account,
            request.POST.get("present", ""),
            request.POST.get("new", ""),
            request.POST.get("again", ""),
            address=client_of(request),
            session=request.session.session_key or "",
        )
    except FaultsError as refusal:
        return _wrong(request, list(refusal.faults))
    request.session.pop(_WRONG, None)
    update_session_auth_hash(request, account)
    return see_other(way_back(request, "/me/"))


def _wrong(request: HttpRequest, faults: list[Fault]) -> HttpResponse:
    """The page with the faults; a session that guesses the present password ends."""
    if any(fault.kind is kinds.WRONG_NOW for fault in faults):
        request.session[_WRONG] = request.session.get(_WRONG, 0) + 1
        if request.session[_WRONG] >= profile().failures:
            leave(request, EventKind.SESSION_ENDED)
            return see_other("/")
    return _page(request, faults)


def _page(request: HttpRequest, faults: list[Fault]) -> HttpResponse:
    must = standing_of(request).gate is Gate.PASSWORD
    account = cast("Account", request.user)
    facts = {
        "faults": faults,
        "layout": "web/people/door.html" if must else "web/base.html",
        "must": must,
        "is_given": account.must_change_password,
        "days": profile().longest_days,
        "requirements": requirements(profile()),
        "next": way_back(request, ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "web/people/password.html", facts, status=status)


def requirements(wanted: Profile) -> list[str]:
    """Requirements of the profile on a password, in sentences."""
    one, many = "at least {number} character", "at least {number} characters"
    found = [ngettext(one, many, wanted.shortest).format(number=wanted.shortest)]
    if wanted.character_kinds > 1:
        found.append(
            _("{} of these: capital letters, small letters, digits, others").format(
                wanted.character_kinds
            )
        )
    found.append(_("no name of yours, no word of this program, nothing from lists of passwords"))
    if wanted.former:
        one, many = "not the one before", "none of the last {number}"
        found.append(ngettext(one, many, wanted.former).format(number=wanted.former))
    if wanted.longest_days:
        one, many, days = "changed every day", "changed every {number} days", wanted.longest_days
        found.append(ngettext(one, many, days).format(number=days))
    return found
