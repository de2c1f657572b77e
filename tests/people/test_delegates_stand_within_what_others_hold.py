"""A secretary for a chief, a substitute for a colleague: only what that one may, and as long."""

import datetime as dt

import pytest
from tests.people.offices import (
    SECURITY,
    SYSTEM,
    acting_as,
    codes,
    granted,
    new,
    propose,
    tomorrow,
)

from chainchief.access.models import Account
from chainchief.access.viewers import viewer_of
from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.people import grants


@pytest.fixture
def chief(office):
    account = new("chief-wu", "吴六")
    granted(account, "chief", chain="BIO")
    return account


def refused(*args, **more):
    with pytest.raises(FaultsError) as refusal:
        propose(*args, **more)
    return codes(refusal)


def test_a_secretary_acts_for_the_chief_and_both_names_are_in_the_log(chief):
    secretary = new("mi-shu", "郑七")
    granted(secretary, "chief", chain="BIO", acting_for=chief)
    viewer = viewer_of(secretary, clock.today(), chief.pk)
    assert viewer.roles == {"chief"}
    assert viewer.signature == "mi-shu for chief-wu"
    assert acting_as("mi-shu").held == ()


def test_nobody_stands_for_more_than_the_other_holds(chief):
    secretary = new("mi-shu", "郑七")
    assert refused(secretary, "task-force", chain="BIO", acting_for=chief) == ["PPL-126"]
    assert refused(secretary, "reader", acting_for=chief) == ["PPL-126"]
    assert refused(chief, "chief", chain="BIO", acting_for=chief) == ["PPL-125"]
    security = Account.objects.get(username=SECURITY)
    assert refused(secretary, "security-admin", acting_for=security) == ["PPL-127"]


def test_a_delegate_may_have_less_than_the_other(office):
    whole = new("county-a")
    granted(whole, division="990100")
    part = new("county-b")
    granted(part, division="990123", acting_for=whole)
    assert refused(new("county-c"), division="990100", acting_for=part) == ["PPL-126"]
    narrow = new("county-d")
    granted(narrow, division="990102", chain="BIO")
    assert refused(new("county-e"), division="990102", acting_for=narrow) == ["PPL-126"]


def test_a_substitute_stands_in_within_the_days_of_the_other(office):
    a, b = new("clerk-a"), new("clerk-b")
    last = clock.today() + dt.timedelta(days=10)
    granted(a, valid_to=last)
    assert refused(b, acting_for=a) == ["PPL-126"]
    granted(b, acting_for=a, valid_from=tomorrow(), valid_to=last)
    assert viewer_of(b, clock.today(), a.pk).held == ()
    assert viewer_of(b, tomorrow(), a.pk).roles == {"county"}


def test_what_rests_on_a_grant_ends_with_it(chief):
    secretary = new("mi-shu", "郑七")
    granted(secretary, "chief", chain="BIO", acting_for=chief)
    own = chief.grants.get()
    ended = grants.revoke(own.pk, viewer=acting_as(SYSTEM), reason="换届")
    assert [grant.account.username for grant in ended] == ["chief-wu", "mi-shu"]
    assert viewer_of(secretary, clock.today(), chief.pk).held == ()


def test_what_another_grant_still_covers_goes_on(office):
    a, b = new("clerk-a"), new("clerk-b")
    wide = granted(a, division="990100")
    granted(a, division="990102")
    granted(b, division="990102", acting_for=a)
    ended = grants.revoke(wide.pk, viewer=acting_as(SYSTEM), reason="分工调整")
    assert [grant.account.username for grant in ended] == ["clerk-a"]
    assert viewer_of(b, clock.today(), a.pk).roles == {"county"}
