"""Ending sessions: one of one's own, or all of an account whose rights or password changed."""

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


def end_oldest(account: Account, kept: int) -> None:
    """Leave the account so many sessions, the newest."""
    rows = Session.objects.filter(account=account).order_by("-begun_at", "-session_key")
    over = list(rows.values_list("session_key", flat=True)[kept:])
    Session.objects.filter(session_key__in=over).delete()
