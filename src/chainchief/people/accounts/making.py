"""Making an account: a name of its own, a first password that is shown once."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access import policy, signatures
from chainchief.access.models import Account, folded
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.ledger import changelog
from chainchief.people.accounts import faults as kinds
from chainchief.people.events import EventKind, record
from chainchief.people.passwords.one_time import one_time_password

LONGEST = 150


@dataclass(frozen=True)
class Created:
    """A new account and its first password, which is kept nowhere in the clear; "" for none."""

    account: Account
    password: str


def create(
    username: str,
    full_name: str,
    *,
    viewer: Viewer,
    reason: str = "",
    address: str = "",
    uid: uuid.UUID | None = None,
    with_password: bool = True,
) -> Created:
    """Make an account without any right. `FaultsError` with all that is wrong.

    Its first password must be changed at the first log-in; without one nobody logs in by a
    password. `uid` is the identity it gets, where that is not for chance to choose.
    """
    policy.require(viewer, "enter", "accounts")
    username, full_name = username.strip(), full_name.strip()
    with changelog.acting(viewer.signature, reason):
        found = list(name_faults(username, full_name))
        if found:
            raise FaultsError(found)
        account = Account(username=username, full_name=full_name, uid=uid or uuid.uuid4())
        made = Created(account, one_time_password(account) if with_password else "")
        made.account.set_password(made.password or None)
        made.account.must_change_password = with_password
        made.account.password_changed_at = dt.datetime.now(dt.UTC)
        made.account.save()
        record(
            EventKind.ACCOUNT_CREATED,
            viewer.signature,
            address=address,
            subject=username,
            facts={"full_name": full_name, "reason": reason},
        )
    return made


def name_faults(username: str, full_name: str) -> Iterator[Fault]:
    """All that is wrong with the names of an account to be."""
    at = Place(column=_("name to log in with"))
    if not username:
        yield Fault(kinds.NO_NAME, at)
    elif len(username) > LONGEST:
        facts = {"name": f"{username[:20]}…", "most": LONGEST}
        yield Fault(kinds.TOO_LONG, at, facts=facts)
    elif not signatures.is_plain(username):
        yield Fault(kinds.NOT_PLAIN, at, facts={"name": username})
    elif Account.objects.filter(folded=folded(username)).exists():
        yield Fault(kinds.TAKEN, at, facts={"name": username})
    yield from full_name_faults(full_name)


def full_name_faults(full_name: str) -> Iterator[Fault]:
    """All that is wrong with the name of the person."""
    at = Place(column=_("full name"))
    if not full_name:
        yield Fault(kinds.NO_FULL_NAME, at)
    elif len(full_name) > LONGEST:
        yield Fault(kinds.TOO_LONG, at, facts={"name": f"{full_name[:20]}…", "most": LONGEST})
