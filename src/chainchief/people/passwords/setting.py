"""Setting a password: by its holder, or by an administrator for the first log-in."""

import datetime as dt

from django.contrib.auth.hashers import check_password

from chainchief.access.models import Account
from chainchief.core.faults import Fault, FaultsError
from chainchief.ledger import changelog
from chainchief.people.events import EventKind, record
from chainchief.people.log_in_preset import profile
from chainchief.people.models import FormerPassword
from chainchief.people.passwords import faults as kinds
from chainchief.people.passwords.normalising import normalised
from chainchief.people.passwords.requirements import faults_of
from chainchief.people.sessions.ending import end_all


def must_change(account: Account, now: dt.datetime | None = None) -> bool:
    """Whether nothing else may be done before a new password is set.

    So it is with one that somebody else gave, and with one older than the profile allows. Whoever
    has no password has none to change.
    """
    if not account.has_usable_password():
        return False
    if account.must_change_password or account.password_changed_at is None:
        return True
    days = profile().longest_days
    now = now or dt.datetime.now(dt.UTC)
    return bool(days) and now - account.password_changed_at >= dt.timedelta(days=days)


def has_run_out(account: Account, now: dt.datetime | None = None) -> bool:
    """Whether a password that somebody else gave was not used in time."""
    if not account.must_change_password or account.password_changed_at is None:
        return False
    now = now or dt.datetime.now(dt.UTC)
    hours = dt.timedelta(hours=profile().first_password_hours)
    return now - account.password_changed_at >= hours


def change(
    account: Account, present: str, new: str, again: str, *, address: str = "", session: str = ""
) -> None:
    """Set one's own password, or `FaultsError` with all that is wrong with it.

    `present` is the one in force, `session` the key of the session that goes on: others end.
    """
    faults = faults_of(new, account)
    if normalised(new) != normalised(again):
        faults.append(Fault(kinds.NOT_TWICE_THE_SAME))
    if not check_password(normalised(present), account.password):
        faults.append(Fault(kinds.WRONG_NOW))
    if faults:
        raise FaultsError(faults)
    with changelog.acting(account.username, str(EventKind.PASSWORD_CHANGED)):
        store(account, new, must_change=False)
        record(EventKind.PASSWORD_CHANGED, account.username, address=address)
        end_all(account, but=session)


def give(account: Account, password: str, *, by: str) -> None:
    """Set the password for an account's first log-in; `by` is the administrator's signature.

    It is good for the profile's `first_password_hours`, and for nothing but setting another one.
    """
    with changelog.acting(by, str(EventKind.PASSWORD_CHANGED)):
        store(account, password, must_change=True)
        end_all(account)


def store(account: Account, password: str, *, must_change: bool) -> None:
    """Write the password down as a hash, and keep the one before among the former ones."""
    now = dt.datetime.now(dt.UTC)
    if account.has_usable_password():
        FormerPassword.objects.create(account=account, password=account.password, at=now)
    account.set_password(normalised(password))
    account.must_change_password = must_change
    account.password_changed_at = now
    account.save()
    _forget_the_oldest(account)


def _forget_the_oldest(account: Account) -> None:
    """Hashes that no check asks for any more are not kept."""
    rows = account.former_passwords.order_by("-at", "-pk")
    old = list(rows.values_list("pk", flat=True)[profile().former :])
    FormerPassword.objects.filter(pk__in=old).delete()
