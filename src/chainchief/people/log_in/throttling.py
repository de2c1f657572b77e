"""How many wrong passwords are borne, of one name and from one address; asked by axes.

A name waits after the profile's `failures`, so that nobody guesses it. An address waits only after
`address_failures` of whatever names: a whole office may come from one, and must not wait because
one clerk mistypes; whoever tries one password on many names waits too. Who is logged in already
does not notice either of it: only log-in asks here.
"""

import datetime as dt
from threading import BoundedSemaphore
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from django.db.models import Sum
from django.http import HttpRequest

from chainchief.access.models import Account, folded
from chainchief.people.log_in_preset import profile

#: Passwords compared at once, with those that wait for it: each costs a core a quarter of a second,
#: and pages of those who are in must go on.
DOORS = BoundedSemaphore(4)


def failures_allowed(_request: HttpRequest, _credentials: dict[str, Any] | None = None) -> int:
    """Wrong passwords of one name in a row, before it waits."""
    return profile().failures


def waiting(_request: HttpRequest) -> dt.timedelta:
    """Time for which a name or an address waits."""
    return dt.timedelta(minutes=profile().lock_minutes)


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name as it is compared, so that a wide or capital letter is no other name to try."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return folded(str(typed).replace("\0", ""))[:255]


class Throttling(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts by name and by address, each against its own limit."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """The failures of the name; as many as are allowed, once those of the address are."""
        of_name, of_address = (
            attempts.aggregate(number=Sum("failures_since_start"))["number"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        limits = profile()
        return max(of_name, limits.failures if of_address >= limits.address_failures else 0)

    def reset_user_attempts(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        """Forget those of the name that came in, not those of its address.

        Whoever has one account would otherwise try those of others without end.
        """
        of_name, _of_address = self.filter_user_attempts(request, credentials)
        number, _models = of_name.delete()
        return int(number)


def forget(account: Account) -> None:
    """Let the account's name be tried again at once: it has a new password."""
    AxesProxyHandler.reset_attempts(username=name_of(account))


def name_of(account: Account) -> str:
    """The name under which the account's failures are counted."""
    return folded(account.username)[:255]
