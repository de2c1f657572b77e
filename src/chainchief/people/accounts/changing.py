"""What happens to an account after it was made: disabled, enabled, renamed."""

from collections.abc import Iterator

from chainchief.access import policy
from chainchief.access.models import Account
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.ledger import changelog
from chainchief.people import sessions
from chainchief.people.accounts import faults as kinds
from chainchief.people.accounts.finding import reason_faults
from chainchief.people.accounts.last_administrators import last_administrator_faults
from chainchief.people.accounts.making import full_name_faults
from chainchief.people.events import EventKind, record


def disable(account: Account, *, viewer: Viewer, reason: str, address: str = "") -> None:
    """The account logs in no more, and its sessions end. Its grants and records stay."""
    policy.require(viewer, "enter", "accounts")
    with changelog.acting(viewer.signature, reason):
        _refuse(_why_not_disabled(account, viewer, reason))
        _set_active(account, False)
        ended = sessions.end_all(account)
        _recorded(EventKind.ACCOUNT_DISABLED, account, viewer, reason, address, ended=ended)


def enable(account: Account, *, viewer: Viewer, reason: str, address: str = "") -> None:
    """The account logs in again, with the grants in force."""
    policy.require(viewer, "enter", "accounts")
    with changelog.acting(viewer.signature, reason):
        found = reason_faults(reason)
        account.refresh_from_db(fields=["is_active"])
        if account.is_active:
            found.append(_already(account, _("enabled")))
        _refuse(found)
        _set_active(account, True)
        _recorded(EventKind.ACCOUNT_ENABLED, account, viewer, reason, address)


def rename(
    account: Account, full_name: str, *, viewer: Viewer, reason: str = "", address: str = ""
) -> None:
    """Give the account another full name. The name it logs in and signs with stays for good."""
    policy.require(viewer, "enter", "accounts")
    full_name = full_name.strip()
    with changelog.acting(viewer.signature, reason):
        _refuse(full_name_faults(full_name))
        before, account.full_name = account.full_name, full_name
        account.save(update_fields=["full_name"])
        facts = {"before": before, "after": full_name}
        _recorded(EventKind.ACCOUNT_CHANGED, account, viewer, reason, address, **facts)


def _why_not_disabled(account: Account, viewer: Viewer, reason: str) -> Iterator[Fault]:
    account.refresh_from_db(fields=["is_active"])
    yield from reason_faults(reason)
    if not account.is_active:
        yield _already(account, _("disabled"))
    if account.username == viewer.name:
        yield Fault(kinds.NOT_ONESELF)
    yield from last_administrator_faults(account)


def _set_active(account: Account, active: bool) -> None:
    account.is_active = active
    account.save(update_fields=["is_active"])


def _recorded(
    event: EventKind, account: Account, viewer: Viewer, reason: str, address: str, **facts: object
) -> None:
    record(
        event,
        viewer.signature,
        address=address,
        subject=account.username,
        facts={"reason": reason.strip(), **facts},
    )


def _already(account: Account, state: str) -> Fault:
    return Fault(kinds.ALREADY, facts={"name": account.username, "state": state})


def _refuse(found: "Iterator[Fault] | list[Fault]") -> None:
    faults = list(found)
    if faults:
        raise FaultsError(faults)
