"""On which day somebody last worked with a grant: written once a day, for the yearly review."""

import datetime as dt
from threading import Lock

from django.db import connection

from chainchief.access.models import Account
from chainchief.people.models import GrantUse

#: Who was noted today, of which ledger: the day's further requests ask nobody.
_noted: set[tuple[str, int, int | None]] = set()
_noted_on: dt.date | None = None
_lock = Lock()


def note(account: Account, on: dt.date, acting_for: int | None = None) -> None:
    """The account works today, for `acting_for` where it stands for another."""
    if _is_noted(account, on, acting_for):
        return
    grants = account.grants.in_force(on).filter(acting_for=acting_for)
    rows = [GrantUse(grant=grant, on=on) for grant in grants]
    GrantUse.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["grant"], update_fields=["on"]
    )


def _is_noted(account: Account, on: dt.date, acting_for: int | None) -> bool:
    """Whether it was said before today; from now on it was."""
    global _noted_on
    key = (_ledger(), account.pk, acting_for)
    with _lock:
        if _noted_on != on:
            _noted.clear()
            _noted_on = on
        if key in _noted:
            return True
        _noted.add(key)
        return False


def forget(account: Account) -> None:
    """The account has another grant: its next request notes that one too."""
    with _lock:
        for key in [key for key in _noted if key[:2] == (_ledger(), account.pk)]:
            _noted.discard(key)


def _ledger() -> str:
    return str(connection.settings_dict["NAME"])
