"""Ending sessions: one of one's own, or all of an account whose rights or password changed."""

import datetime as dt

from django.db.models import Q

from chainchief.access.models import Account
from chainchief.people.models import Session


def end_all(account: Account, but: str = "") -> int:
    """End every session of the account but the one of that key; says how many there were."""
    number, _models = Session.objects.filter(account=account).exclude(session_key=but).delete()
    return number


def end_one(account: Account, key: str) -> bool:
    """End one session of the account; says whether there was one."""
    number, _models = Session.objects.filter(account=account, session_key=key).delete()
    return number > 0


def end_oldest(account: Account, here: str, kept: int, halfway: int = 1) -> None:
    """Leave the account so many sessions, that of the key `here` and the newest of the others.

    Of those halfway in it is another number: whoever has the password alone does not push those
    out who showed the second factor.
    """
    rows = Session.objects.filter(account=account).order_by("-begun_at", "-session_key")
    for is_halfway, number in ((False, kept), (True, halfway)):
        keys = list(rows.filter(halfway=is_halfway).values_list("session_key", flat=True))
        keys.sort(key=lambda key: key != here)  # two may have begun in the same second
        Session.objects.filter(session_key__in=keys[number:]).delete()


def end_passed(idle: dt.timedelta, absolute: dt.timedelta) -> None:
    """Take away the rows of sessions whose time is over, whoever had them."""
    now = dt.datetime.now(dt.UTC)
    Session.objects.filter(Q(begun_at__lt=now - absolute) | Q(seen_at__lt=now - idle)).delete()
