"""Entering and leaving: a session begins under a new number, and ends whole."""

import datetime as dt
import time

from django.contrib.auth import login, logout
from django.http import HttpRequest

from chainchief.access.models import Account
from chainchief.people.events import EventKind, record
from chainchief.people.log_in import principals, second_factor
from chainchief.people.log_in.addresses import client_of
from chainchief.people.log_in_preset import profile
from chainchief.people.sessions.ending import end_oldest, end_passed
from chainchief.people.sessions.limits import Limits
from chainchief.people.sessions.store import (
    ACTING_FOR,
    ADDRESS,
    BEGUN,
    BROWSER,
    DUE,
    LOOKING_AS,
    PRINCIPALS,
    SEEN,
    VERIFIED,
)

BACKEND = "chainchief.people.log_in.backend.PasswordBackend"


def enter(
    request: HttpRequest, account: Account, *, verified: bool = False, looking_as: bool = False
) -> None:
    """Begin a session of the account; whatever session there was ends with its number.

    `verified` says that the second factor was shown, `looking_as` that this is the demo's switch.
    Without either, an account that needs a second factor or has one is halfway in.
    """
    due = not (verified or looking_as) and _owes_second_factor(account)
    event = EventKind.PASSWORD_SHOWN if due else EventKind.LOGGED_IN
    record(event, account.username, address=client_of(request))
    request.session.flush()
    now = int(time.time())
    account.login_before = account.last_login
    account.save(update_fields=["login_before"])
    login(request, account, backend=BACKEND)
    standing = principals.of(account)
    request.session.update(
        {
            BEGUN: now,
            SEEN: now,
            ADDRESS: client_of(request),
            BROWSER: request.headers.get("User-Agent", "")[:200],
            VERIFIED: verified,
            DUE: due,
            LOOKING_AS: looking_as,
            PRINCIPALS: standing.others,
            ACTING_FOR: standing.first,
        }
    )
    request.session.save()
    _tidy(request, account)


def complete(request: HttpRequest, account: Account) -> None:
    """Note that the second factor was shown: the session goes on under a new number."""
    record(EventKind.LOGGED_IN, account.username, address=client_of(request))
    request.session[VERIFIED] = True
    request.session.cycle_key()
    request.session.save()
    _tidy(request, account)


def leave(request: HttpRequest, event: EventKind = EventKind.LOGGED_OUT) -> None:
    """End the session: the row goes, and the cookie leads nowhere."""
    if isinstance(request.user, Account):  # nobody is asked to leave twice
        record(event, request.user.username, address=client_of(request))
    logout(request)


def _owes_second_factor(account: Account) -> bool:
    return second_factor.required(account) or second_factor.device_of(account) is not None


def _tidy(request: HttpRequest, account: Account) -> None:
    """No more sessions than the profile allows, and none of anybody's whose time is over."""
    limits = Limits.of(profile())
    end_passed(dt.timedelta(seconds=limits.idle), dt.timedelta(seconds=limits.absolute))
    end_oldest(account, request.session.session_key or "", profile().sessions)
