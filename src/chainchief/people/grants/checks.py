"""What speaks against a grant: all of it at once, at the proposal and at the decision again."""

from collections.abc import Iterator

from django.db.models import QuerySet

from chainchief.access.models import Account, Decision, Grant
from chainchief.access.reach import contained_in
from chainchief.access.rules import MACHINE_ADMIN
from chainchief.access.scopes import Dimension
from chainchief.core import clock
from chainchief.core.choices import listed, near
from chainchief.core.faults import Fault, Place
from chainchief.core.i18n import _
from chainchief.ledger.registers import register_of
from chainchief.people import roles
from chainchief.people.grants import faults as kinds
from chainchief.people.grants.wish import Wish
from chainchief.people.log_in_preset import log_in


def wish_faults(wish: Wish, but: Grant | None = None) -> list[Fault]:
    """All that speaks against the wish; `but` is the grant that it stands for already."""
    found = list(_role_faults(wish.role))
    if not found:
        found += _scope_faults(wish)
        found += _exclusive_faults(wish, but)
        found += _delegate_faults(wish)
    found += _date_faults(wish)
    found += _account_faults(wish)
    if not found and but is None:
        found += _same_faults(wish)
    return found


def _role_faults(role: str) -> Iterator[Fault]:
    at, known = Place(column=_("role")), roles.grantable()
    if role == MACHINE_ADMIN:
        yield Fault(kinds.MACHINE_ROLE, at)
    elif role not in known:
        choices = listed(known) + near(role, known)
        yield Fault(kinds.UNKNOWN_ROLE, at, facts={"name": role, "choices": choices})


def _scope_faults(wish: Wish) -> Iterator[Fault]:
    own, label = roles.own_dimensions(wish.role), roles.label_of(wish.role)
    for dimension, code in wish.limits.items():
        at, what = Place(column=word_of(dimension)), word_of(dimension)
        if not own:
            yield Fault(kinds.SCOPE_WITHOUT_EFFECT, at, facts={"role": label, "what": what})
        elif not exists(dimension, code):
            yield Fault(kinds.UNKNOWN_SCOPE, at, facts={"what": what, "code": code})
    if own and not own & set(wish.limits):
        words = [word_of(dimension) for dimension in Dimension if dimension in own]
        at = Place(column=words[0])
        yield Fault(kinds.SCOPE_NEEDED, at, facts={"role": label, "what": listed(words)})


def _not_over() -> "QuerySet[Grant]":
    return Grant.objects.not_over(clock.today())


def exists(dimension: Dimension, code: str) -> bool:
    """Whether the ledger knows such a unit, chain, enterprise or organisation, not withdrawn."""
    rows = register_of(dimension.value).model._default_manager
    return rows.filter(code=code, withdrawn_on=None).exists()


def word_of(dimension: Dimension) -> str:
    """The dimension in the reader's language."""
    return register_of(dimension.value).name


def _exclusive_faults(wish: Wish, but: Grant | None) -> Iterator[Fault]:
    """Administrators hold nothing else; of the other roles one person holds one, of its own."""
    others = _not_over().filter(account=wish.account).exclude(role=wish.role)
    if but is not None:
        others = others.exclude(pk=but.pk)
    for role in sorted(set(others.values_list("role", flat=True))):
        facts = {"name": wish.account.username, "other": roles.label_of(role)}
        if roles.is_administrator(wish.role) or roles.is_administrator(role):
            yield Fault(kinds.EXCLUSIVE, Place(column=_("role")), facts=facts)
    if wish.acting_for is None and not log_in().small_office:
        own = others.filter(acting_for=None).exclude(role__in=roles.ADMINISTRATORS)
        for role in sorted(set(own.values_list("role", flat=True))):
            if not roles.is_administrator(wish.role):
                facts = {"name": wish.account.username, "other": roles.label_of(role)}
                yield Fault(kinds.ONE_ROLE, Place(column=_("role")), facts=facts)


def _date_faults(wish: Wish) -> Iterator[Fault]:
    if wish.valid_to is None:
        return
    at = Place(column=_("last day"))
    if wish.valid_to < wish.valid_from:
        facts = {"since": wish.valid_from, "until": wish.valid_to}
        yield Fault(kinds.DATES_REVERSED, at, facts=facts)
    if wish.valid_to < clock.today():
        yield Fault(kinds.OVER_ALREADY, at, facts={"until": wish.valid_to})


def _account_faults(wish: Wish) -> Iterator[Fault]:
    for account in filter(None, (wish.account, wish.acting_for)):
        if not account.is_active:
            yield Fault(kinds.ACCOUNT_DISABLED, facts={"name": account.username})


def _delegate_faults(wish: Wish) -> Iterator[Fault]:
    other, at = wish.acting_for, Place(column=_("stands for"))
    if other is None:
        return
    if roles.is_administrator(wish.role):
        yield Fault(kinds.NO_DELEGATE, at)
    elif other == wish.account:
        yield Fault(kinds.STANDS_FOR_ITSELF, at)
    elif not any(rests_on(wish, grant) for grant in grants_of_its_own(other, wish.role)):
        facts = {"other": str(other), "role": roles.label_of(wish.role)}
        yield Fault(kinds.NOT_HELD, at, facts=facts)


def grants_of_its_own(account: Account, role: str) -> Iterator[Grant]:
    """The account's approved grants of the role that are not over, none on another's behalf."""
    held = _not_over().filter(account=account, role=role, acting_for=None)
    yield from held.filter(decision=Decision.APPROVED)


def rests_on(wish: Wish, grant: Grant) -> bool:
    """Whether the wish lies within what the grant gives: its limits, and its days."""
    ended = grant.valid_to is not None and (wish.valid_to is None or wish.valid_to > grant.valid_to)
    if ended or wish.valid_from < grant.valid_from:
        return False
    return all(_within(dimension, wish, code) for dimension, code in Wish.of(grant).limits.items())


def _within(dimension: Dimension, wish: Wish, code: str) -> bool:
    own = wish.limits.get(dimension, "")
    return own == code or (dimension is Dimension.DIVISION and own in contained_in(code))


def _same_faults(wish: Wish) -> Iterator[Fault]:
    scopes = {dimension.value: getattr(wish, dimension) for dimension in Dimension}
    same = _not_over().filter(
        account=wish.account, role=wish.role, acting_for=wish.acting_for, **scopes
    )
    if any(_overlap(wish, grant) for grant in same):
        yield Fault(kinds.THE_SAME, facts={"name": wish.account.username})


def _overlap(wish: Wish, grant: Grant) -> bool:
    begun = grant.valid_to is None or wish.valid_from <= grant.valid_to
    return begun and (wish.valid_to is None or grant.valid_from <= wish.valid_to)
