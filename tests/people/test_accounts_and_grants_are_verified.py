"""What somebody changed in the database behind the program is told by `verify`."""

import json

import pytest
from django.db import connection
from tests.people.offices import SECURITY, SYSTEM, acting_as, granted, new

from chainchief.access.models import Account, Grant
from chainchief.ledger import changelog
from chainchief.people import accounts, grants, verification


@pytest.fixture
def zhou(office):
    account = new("zhou", "周四")
    granted(account)
    return account


def found():
    return sorted({fault.code for fault in verification.verify()})


def behind_the_program(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_what_the_program_did_is_in_order(zhou):
    grant = Grant.objects.get(account=zhou)
    grants.revoke(grant.pk, viewer=acting_as(SYSTEM), reason="x")
    accounts.disable(zhou, viewer=acting_as(SYSTEM), reason="x")
    assert verification.verify() == []
    assert changelog.verify() == []


def test_an_account_that_was_enabled_or_made_behind_the_program(zhou):
    accounts.disable(zhou, viewer=acting_as(SYSTEM), reason="x")
    behind_the_program("UPDATE access_account SET is_active = true WHERE username = 'zhou'")
    assert found() == ["PPL-131"]
    Account.objects.create(username="intruder")
    assert found() == ["PPL-130", "PPL-131"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("role = 'chain-office'", "PPL-133"),
        ("division = '990123'", "PPL-133"),
        ("valid_to = '2099-01-01'", "PPL-133"),
        ("decided_by = 'somebody'", "PPL-133"),
        (f"proposed_by = '{SYSTEM}'", "PPL-134"),
    ],
)
def test_a_grant_that_gives_something_else_than_was_approved(zhou, change, code):
    behind_the_program(f"UPDATE access_grant SET {change} WHERE account_id = %s", zhou.pk)
    assert found() == [code]
    assert changelog.verify() != []


def test_a_grant_that_was_never_approved_or_is_back_after_its_end(zhou):
    grant = Grant.objects.get(account=zhou)
    grants.revoke(grant.pk, viewer=acting_as(SYSTEM), reason="x")
    behind_the_program("UPDATE access_grant SET revoked_at = NULL WHERE id = %s", grant.pk)
    assert found() == ["PPL-135"]
    with changelog.acting(SECURITY):
        Grant.objects.create(
            account=zhou, role="reader", valid_from=grant.valid_from, decision="approved"
        )
    assert found() == ["PPL-132", "PPL-135"]


def test_verify_of_the_whole_program_asks_for_accounts(zhou):
    from tests.fixtures.viewers import holding

    from chainchief.care import verification as care

    behind_the_program("UPDATE access_account SET is_active = false WHERE username = 'zhou'")
    told = care.verified(holding("chain-office"))["accounts"]
    assert json.dumps([fault.code for fault in told]) == '["PPL-131"]'
