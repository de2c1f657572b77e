"""以…身份查看: in a demo city, and nowhere else, anybody may look as any of its people.

The mark in the home folder alone opens nothing: somebody may have left it there, or restored
another ledger beside it. Every account of the ledger must be one of the demo city's, which its
identity shows: it is computed from the city's seed and the name, and accounts made elsewhere have
one by chance.
"""

import uuid
from dataclasses import dataclass

from chainchief.access.models import Account
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.demo import marker
from chainchief.demo.marker import Marker
from chainchief.demo.people.cast import EVERYBODY, account_uid
from chainchief.people.roles import label_of


@dataclass(frozen=True)
class Card:
    """Somebody of the demo city, as a newcomer chooses them."""

    username: str
    full_name: str
    role: str
    tries: str


def is_open() -> bool:
    """Whether this is a demo city whole and alone: its mark, and no account that is not its own."""
    return bool(_accounts())


def people() -> list[Card]:
    """Everybody whom one can look as, in the order of a month; nobody where it is not open."""
    by_name = {account.username: account for account in _accounts() if account.is_active}
    return [
        Card(one.username, by_name[one.username].full_name, label_of(one.role), _(one.tries))
        for one in EVERYBODY
        if one.username in by_name
    ]


def account_to_look_as(username: str) -> Account:
    """The account of that name; `WrongUseError` where it is not open, or nobody's."""
    for account in _accounts():
        if account.username == username and account.is_active:
            return account
    raise WrongUseError(_("Nobody looks as another here: only a demo city lets people do that."))


def uid_for(username: str) -> uuid.UUID | None:
    """The identity of an account that is made now: the demo city's own, where this is one."""
    found = _mark()
    return account_uid(found.seed, username.strip()) if found and is_open() else None


def _accounts() -> list[Account]:
    """All accounts where each is the demo city's own; none otherwise."""
    found = _mark()
    if found is None:
        return []
    known = list(Account.objects.order_by("pk"))
    own = all(account.uid == account_uid(found.seed, account.username) for account in known)
    return known if own else []


def _mark() -> Marker | None:
    """The mark of a city that was built to its end; one that is not readable marks nothing."""
    try:
        found = marker.read()
    except (ValueError, TypeError):
        return None
    return found if found is not None and found.complete else None
