"""The page about oneself, and the switches on it."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chainchief.access.models import Account
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.people.events import EventKind, record
from chainchief.people.log_in import principals
from chainchief.people.log_in.addresses import client_of
from chainchief.people.models import Session
from chainchief.people.sessions import end_all, end_one
from chainchief.people.sessions.store import ACTING_FOR
from chainchief.web.doors.way_back import see_other, way_back
from chainchief.web.people.about import about, mark
from chainchief.web.people.own_account import require_holder


def me(request: HttpRequest) -> HttpResponse:
    """Roles, last log-in, sessions, password, second factor."""
    return render(request, "web/people/me.html", {"page": about(request)})


def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one of one's other sessions, or all of them."""
    require_holder(request)
    account, here = cast("Account", request.user), request.session.session_key or ""
    wanted = request.POST.get("session", "")
    if wanted == "others":
        number = end_all(account, but=here)
    else:
        keys = Session.objects.filter(account=account).exclude(session_key=here)
        found = [key for key in keys.values_list("session_key", flat=True) if mark(key) == wanted]
        number = sum(end_one(account, key) for key in found)
    if number:
        address, facts = client_of(request), {"number": number}
        record(EventKind.SESSION_ENDED, account.username, address=address, facts=facts)
    return see_other("/me/")


def act_for(request: HttpRequest) -> HttpResponse:
    """Go on in the own name or for another, under a new number of the session."""
    account, wanted = cast("Account", request.user), request.POST.get("for", "")
    if wanted and not (wanted.isdecimal() and principals.may_stand_for(account, int(wanted))):
        raise WrongUseError(_("No grant in force says that you act for this person."))
    request.session[ACTING_FOR] = int(wanted) if wanted else None
    request.session.cycle_key()
    return see_other(way_back(request))
