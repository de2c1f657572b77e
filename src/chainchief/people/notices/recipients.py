"""Whom a notice goes to: accounts in use by what they may do, or by what is their own."""

from django.db.models import Q, QuerySet

from chainchief.access import policy
from chainchief.access.models import Account, Grant
from chainchief.access.scopes import Dimension
from chainchief.access.signatures import parsed
from chainchief.core import clock


def who_may(verb: str, policy_class: str, but: str = "") -> "QuerySet[Account]":
    """Accounts with a role that may do the verb to some record of the class.

    `but` is a signature: whoever did it needs no notice of it.
    """
    rules = policy.table().rules
    roles = {r.role for r in rules if verb in r.verbs and policy_class in r.classes}
    return _with(Q(role__in=roles)).exclude(username=parsed(but).name)


def holding(role: str) -> "QuerySet[Account]":
    return _with(Q(role=role))


def limited_to(dimension: Dimension, code: str) -> "QuerySet[Account]":
    """Accounts whose grant names this unit, chain, firm or office."""
    return _with(Q(**{dimension.value: code}))


def of_organisation(code: str) -> "QuerySet[Account]":
    """Accounts whose grant names the organisation."""
    return limited_to(Dimension.ORGANISATION, code)


def of_division(code: str) -> "QuerySet[Account]":
    """Accounts whose grant names the unit."""
    return limited_to(Dimension.DIVISION, code)


def account_of(signature: str) -> Account | None:
    """The account behind a signature of the change log; None for whoever has none."""
    name = parsed(signature).name
    return Account.objects.filter(username=name, is_active=True).first() if name else None


def _with(held: Q) -> "QuerySet[Account]":
    grants = Grant.objects.in_force(clock.today()).filter(held)
    return Account.objects.filter(is_active=True, pk__in=grants.values("account")).order_by("pk")
