"""A delegate begins in the own name, or for the only one there is, and changes by a grant alone."""

import pytest
from tests.fixtures.accounts import LONG_AGO, give, make_account

from chainchief.access.viewers import HeldRole
from chainchief.ledger import changelog
from chainchief.people.log_in import principals


@pytest.fixture
def chiefs(ledger):
    return [make_account(name) for name in ("chief-a", "chief-b")]


@pytest.fixture
def secretary(ledger):
    return make_account("secretary")


def stand_for(account, other, **dates):
    with changelog.acting("安全管理员", "测试"):
        account.grants.create(
            role="chief",
            chain="BIO",
            decision="approved",
            acting_for=other,
            **{"valid_from": LONG_AGO, **dates},
        )


def test_with_nothing_of_the_own_the_only_other_is_the_beginning(chiefs, secretary):
    stand_for(secretary, chiefs[0])
    found = principals.of(secretary)
    assert (found.others, found.first) == ([[chiefs[0].pk, "chief-a"]], chiefs[0].pk)


def test_with_own_grants_or_two_others_it_is_the_own_name(chiefs, secretary):
    stand_for(secretary, chiefs[0])
    stand_for(secretary, chiefs[1])
    assert principals.of(secretary).first is None
    other = make_account("other")
    stand_for(other, chiefs[0])
    with changelog.acting("安全管理员", "测试"):
        give(other, HeldRole("reader"))
    assert principals.of(other).first is None


def test_what_is_over_or_of_a_disabled_chief_counts_no_more(chiefs, secretary):
    stand_for(secretary, chiefs[0], valid_to=LONG_AGO)
    stand_for(secretary, chiefs[1])
    assert not principals.may_stand_for(secretary, chiefs[0].pk)
    assert principals.may_stand_for(secretary, chiefs[1].pk)
    chiefs[1].is_active = False
    chiefs[1].save()
    assert not principals.may_stand_for(secretary, chiefs[1].pk)
