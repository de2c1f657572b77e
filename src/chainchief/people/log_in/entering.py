"""Entering and leaving: a session begins under a new number, and ends whole."""

import time

from django.contrib.auth import login, logout
from django.http import HttpRequest

from chainchief.access.models import Account
from chainchief.people.events import EventKind, record
from chainchief.people.log_in.addresses import client_of
from chainchief.people.log_in_preset import profile
from chainchief.people.sessions.ending import end_oldest
from chainchief.people.sessions.store import (
    ADDRESS,
    BEGUN,
    BROWSER,
    LOOKING_AS,
    SEEN,
    VERIFIED,
)

BACKEND = "chainchief.people.log_in.backend.PasswordBackend"


def enter(
    request: HttpRequest, account: Account, *, verified: bool = False, looking_as: bool = False
) -> None:
    """Begin a session of the account; whatever session there was ends with its number.

    `verified` says that the second factor was shown, `looking_as` that this is the demo's switch.
    """
    record(EventKind.LOGGED_IN, account.username, address=client_of(request))
    request.session.flush()
    now = int(time.time())
    account.login_before = account.last_login
    account.save(update_fields=["login_before"])
    login(request, account, backend=BACKEND)
    request.session.update(
        {
            BEGUN: now,
            SEEN: now,
            ADDRESS: client_of(request),
            BROWSER: request.headers.get("User-Agent", "")[:200],
            VERIFIED: verified,
            LOOKING_AS: looking_as,
        }
    )
    request.session.save()
    end_oldest(account, profile().sessions)


def leave(request: HttpRequest, event: EventKind = EventKind.LOGGED_OUT) -> None:
    """End the session: the row goes, and the cookie leads nowhere."""
    if isinstance(request.user, Account):  # nobody is asked to leave twice
        record(event, request.user.username, address=client_of(request))
    logout(request)
