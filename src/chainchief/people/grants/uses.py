"""On which day somebody last worked with a grant: written once a day, for the yearly review."""

import datetime as dt
from dataclasses import dataclass, field
from threading import Lock

from django.db import connection

from chainchief.access.models import Account
from chainchief.people.models import GrantUse


@dataclass
class _Noted:
    """Who was noted on the newest day, of which ledger: its further requests ask nobody."""

    on: dt.date = dt.date.min
    who: set[tuple[str, int, int | None]] = field(default_factory=set)


_noted = _Noted()
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
    key = (_ledger(), account.pk, acting_for)
    with _lock:
        if _noted.on != on:
            _noted.on, _noted.who = on, set()
        if key in _noted.who:
            return True
        _noted.who.add(key)
        return False


def forget(account: Account) -> None:
    """The account has another grant: its next request notes that one too."""
    with _lock:
        _noted.who = {key for key in _noted.who if key[:2] != (_ledger(), account.pk)}


def _ledger() -> str:
    return str(connection.settings_dict["NAME"])
