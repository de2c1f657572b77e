"""The account that a name means, and what an act on it needs."""

from chainchief.access.models import Account
from chainchief.core.choices import near
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.people.accounts import faults as kinds


def account_named(username: str) -> Account:
    """The account, in whatever case and width its name is written; `FaultsError` for none."""
    try:
        return Account.objects.get_by_natural_key(username)
    except Account.DoesNotExist:
        known = Account.objects.values_list("username", flat=True)
        name = username + near(username, known)
        raise FaultsError([Fault(kinds.UNKNOWN_ACCOUNT, facts={"name": name})]) from None


def reason_faults(reason: str) -> list[Fault]:
    """A reason is what remains of an act when everybody has forgotten it."""
    if reason.strip():
        return []
    return [Fault(kinds.NO_REASON, Place(column=_("reason")))]
