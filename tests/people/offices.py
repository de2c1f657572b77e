"""An office with its three administrators, two units and a chain, for tests of accounts."""

import datetime as dt
from dataclasses import replace

from chainchief.access.models import Account
from chainchief.access.rules import MACHINE_ADMIN
from chainchief.access.viewers import HeldRole, Viewer, viewer_of
from chainchief.core import clock
from chainchief.ledger import changelog
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.people import accounts, grants
from chainchief.people.administrators import Person, make_administrators

SYSTEM, SECURITY, AUDIT = "sys-wang", "sec-li", "aud-zhao"
AT_THE_MACHINE = Viewer("root", (HeldRole(MACHINE_ADMIN),), machine_user="root")


def open_office():
    """The ledger's units, and the three administrators as the first start makes them."""
    with changelog.acting("clerk", "the office"):
        Division.objects.create(code="990100", name="演示市", level="city")
        for code, name in (("990102", "南城区"), ("990123", "临河县")):
            Division.objects.create(code=code, name=name, level="county", parent_id="990100")
        Chain.objects.create(code="BIO", name="生物制造")
        Enterprise.objects.create(code="E-1", name="示例企业", division_id="990102")
    persons = [Person(SYSTEM, "王一"), Person(SECURITY, "李二"), Person(AUDIT, "赵三")]
    made = make_administrators(persons, viewer=AT_THE_MACHINE)
    came_in()
    return made


def came_in():
    """Everybody has set a password of their own."""
    Account.objects.update(must_change_password=False)


def acting_as(name):
    """The viewer of the account, as it is now."""
    return viewer_of(Account.objects.get(username=name), clock.today())


def new(name, full_name="某人"):
    account = accounts.create(name, full_name, viewer=acting_as(SYSTEM)).account
    came_in()
    return account


def wish(account, role="county", **more):
    if role == "county" and "division" not in more:
        more["division"] = "990102"
    if isinstance(account, str):
        account = Account.objects.get(username=account)
    return grants.Wish(account, role, more.pop("valid_from", clock.today()), **more)


def propose(*args, **more):
    return grants.propose(wish(*args, **more), viewer=acting_as(SECURITY), reason="分工需要")


def granted(*args, **more):
    """A grant that both persons made."""
    grant = propose(*args, **more)
    return grants.approve(grant.pk, viewer=acting_as(SYSTEM))


def tomorrow():
    return clock.today() + dt.timedelta(days=1)


def codes(refusal):
    """The codes of the faults that a call was refused with."""
    return sorted(fault.code for fault in refusal.value.faults)


def without_machine(viewer):
    return replace(viewer, machine_user="")
