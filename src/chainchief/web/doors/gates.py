"""What stands between a session and the pages: a code to show, a password to change, a device."""

from enum import StrEnum

from django.http import HttpRequest

from chainchief.access.models import Account
from chainchief.people import passwords
from chainchief.people.log_in import second_factor
from chainchief.people.sessions.store import DUE, LOOKING_AS, VERIFIED


class Gate(StrEnum):
    """Each is the name of the page that answers until it is passed."""

    SECOND_FACTOR = "second-factor"
    PASSWORD = "me-password"  # noqa: S105 - a page
    SET_UP = "second-factor-set-up"


def gate_before(request: HttpRequest, account: Account, roles: frozenset[str]) -> Gate | None:
    """The first gate that the session has not passed; `roles` are those it would act with.

    Who looks as somebody else in a demo city passes them all: nobody there has a password.
    """
    session = request.session
    if session.get(LOOKING_AS):
        return None
    owes = not session.get(VERIFIED) and (
        bool(session.get(DUE)) or second_factor.required_of(roles)
    )
    if owes and second_factor.device_of(account) is not None:
        return Gate.SECOND_FACTOR
    if passwords.must_change(account):
        return Gate.PASSWORD
    return Gate.SET_UP if owes else None
