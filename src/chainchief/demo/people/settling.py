"""The people of the demo city get their accounts; two of them grant the others their roles."""

from chainchief.access.models import Account
from chainchief.access.rules import MACHINE_ADMIN
from chainchief.access.viewers import HeldRole, Viewer, viewer_of
from chainchief.core import clock
from chainchief.demo.firms import BEGIN
from chainchief.demo.people.cast import (
    ADMINISTRATORS,
    CAST,
    CHAIN,
    SECURITY,
    SYSTEM,
    Role,
    account_uid,
)
from chainchief.ledger import changelog
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.duty.models import Duty
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.financing.models import FinancingNeed
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.people import accounts, grants
from chainchief.people.administrators import Person, make_administrators

REASON = "演示数据"
#: Whoever builds the demo; there is nobody yet who could make accounts.
_BUILDER = Viewer("演示城市", (HeldRole(MACHINE_ADMIN),))


def settle(seed: int) -> None:
    """Make everybody's account; the security administrator proposes, the system one approves.

    They hold their roles from the city's first day on: its clock stands at its last.
    """
    with changelog.acting(_BUILDER.signature, REASON), clock.standing(lambda: BEGIN):
        persons = [
            Person(one.username, one.full_name, account_uid(seed, one.username), False)
            for one in ADMINISTRATORS
        ]
        make_administrators(persons, viewer=_BUILDER)
        for one in CAST:
            _settle(one, seed)


def _settle(one: Role, seed: int) -> None:
    accounts.create(
        one.username,
        one.full_name or _name_of(one),
        viewer=_acting(SYSTEM),
        reason=REASON,
        uid=account_uid(seed, one.username),
        with_password=False,
    )
    proposed = grants.propose(_wish(one), viewer=_acting(SECURITY), reason=REASON)
    grants.approve(proposed.pk, viewer=_acting(SYSTEM), reason=REASON)


def _acting(username: str) -> Viewer:
    return viewer_of(Account.objects.get(username=username), clock.today())


def _wish(one: Role) -> grants.Wish:
    behalf = Account.objects.get(username=one.acting_for) if one.acting_for else None
    return grants.Wish(
        Account.objects.get(username=one.username),
        one.role,
        clock.today(),
        division=one.division,
        chain=one.chain,
        enterprise=one.enterprise or (_firm().code if one.role == "firm" else ""),
        organisation=one.organisation or (_operator() if one.role == "figure-provider" else ""),
        acting_for=behalf,
    )


def _name_of(one: Role) -> str:
    """Chiefs and firms are those of the invented ledger."""
    if one.role == "firm":
        return f"{_firm().name} 联系人"
    duty = Duty.objects.filter(chain__code=one.chain, role="chief", valid_to=None)
    return f"{duty.select_related('person').order_by('code')[0].person.name}（链长）"


def _firm() -> Enterprise:
    """A firm of the chain with something to look at: a difficulty or a need, where there is one."""
    firms = Enterprise.objects.filter(chain__code=CHAIN).order_by("code")
    troubled = set(Difficulty.objects.values_list("enterprise__code", flat=True))
    in_need = set(FinancingNeed.objects.values_list("enterprise__code", flat=True))
    return max(firms, key=lambda firm: (firm.code in troubled) + (firm.code in in_need))


def _operator() -> str:
    """An office that furnishes numbers: the first that the digital infrastructure is of."""
    found = Organisation.objects.filter(category="operator").order_by("code")
    return str(found[0].code)
