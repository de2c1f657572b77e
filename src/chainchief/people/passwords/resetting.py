"""A forgotten password: one administrator asks for a new one, another gives it."""

import datetime as dt

from chainchief.access import policy, signatures
from chainchief.access.models import Account
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError, refuse
from chainchief.ledger import changelog
from chainchief.people import small_office
from chainchief.people.events import EventKind, record
from chainchief.people.log_in import second_factor, throttling
from chainchief.people.models import PasswordReset
from chainchief.people.passwords import faults as kinds
from chainchief.people.passwords.one_time import one_time_password
from chainchief.people.passwords.setting import give
from chainchief.people.persons import is_about, same_person

#: Verbs on the class `accounts`: either of the first lets ask, the second lets give.
ASKING, DOING = ("enter", "grant"), "approve"


def may_ask(viewer: Viewer) -> bool:
    return any(policy.allowed(viewer, verb, "accounts") for verb in ASKING)


def require_asking(viewer: Viewer) -> None:
    """`NotAllowedError` for whoever may neither enter nor grant accounts."""
    if not may_ask(viewer):
        policy.require(viewer, ASKING[0], "accounts")


def ask(
    account: Account, viewer: Viewer, reason: str, *, second_factor: bool = False
) -> PasswordReset:
    """Ask for a new password, and with `second_factor` for the device to be taken away too.

    `NotAllowedError` for whoever may neither enter nor grant accounts; `FaultsError` without a
    reason, for oneself, and for an account that is disabled.
    """
    require_asking(viewer)
    wrong = [Fault(kinds.NO_REASON)] if not reason.strip() else []
    if is_about(account, viewer):
        wrong.append(Fault(kinds.OWN_RESET))
    if not account.is_active:
        wrong.append(Fault(kinds.DISABLED, facts={"name": account.username}))
    if wrong:
        raise FaultsError(wrong)
    with changelog.acting(viewer.signature, reason):
        reset = PasswordReset.objects.create(
            account=account,
            reason=reason.strip()[:400],
            second_factor=second_factor,
            asked_by=viewer.signature,
            asked_at=dt.datetime.now(dt.UTC),
        )
        facts = {"reason": reset.reason, "second_factor": second_factor}
        record(EventKind.RESET_REQUESTED, viewer.signature, subject=account.username, facts=facts)
    return reset


def do(reset: PasswordReset, viewer: Viewer) -> str:
    """Give the new password and return it, once: nothing keeps it but its hash.

    It must be changed at the first log-in and ends all sessions. `NotAllowedError` for whoever may
    not approve accounts; `FaultsError` where it is the person who asked (unless the city is a
    small office and no administrator's password is at stake: then it stands among what was done
    alone), or whose password it is.
    """
    policy.require(viewer, DOING, "accounts")
    with changelog.acting(viewer.signature, reset.reason):
        reset = PasswordReset.objects.select_for_update().get(pk=reset.pk)
        account = Account.objects.select_for_update().get(pk=reset.account_id)
        alone = _refuse(reset, account, viewer)
        password = one_time_password(account)
        give(account, password, by=viewer.signature)
        if reset.second_factor:
            second_factor.remove(account, by=viewer.signature)
        reset.done_by, reset.done_at = viewer.signature, dt.datetime.now(dt.UTC)
        reset.save()
        facts = {"asked_by": reset.asked_by, "reason": reset.reason}
        record(EventKind.RESET_DONE, viewer.signature, subject=account.username, facts=facts)
        if alone:
            what = str(EventKind.RESET_DONE)
            small_office.record_alone(viewer, account.username, reset.reason, what=what)
    throttling.forget(account)
    return password


def waiting() -> "list[PasswordReset]":
    """Requests for a new password that are not done, the oldest first."""
    rows = PasswordReset.objects.filter(done_at=None).select_related("account")
    return list(rows.order_by("asked_at"))


def _refuse(reset: PasswordReset, account: Account, viewer: Viewer) -> bool:
    """`FaultsError` for what stands against it; whether one person does it alone."""
    if reset.done_at is not None:
        refuse(kinds.DONE_ALREADY, person=signatures.signature_words(reset.done_by))
    if is_about(account, viewer):
        refuse(kinds.OWN_RESET)
    alone = same_person(reset.asked_by, viewer.signature)
    if alone and not small_office.may_do_alone(account):
        refuse(kinds.SAME_PERSON, person=signatures.signature_words(reset.asked_by))
    return alone
