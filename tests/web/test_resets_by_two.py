"""A forgotten password over HTTP: one administrator asks, another one gives, and it shows once."""

import re

import pytest
from tests.fixtures.accounts import sign_in
from tests.people.offices import AUDIT, SECURITY, SYSTEM, new, open_office

from chainchief.access.models import Account
from chainchief.people.models import PasswordReset


@pytest.fixture
def office(ledger, client, quick_hashes):
    open_office()
    new("zhou", "周四")
    return client


def ask(client, name, reason="忘记了"):
    client.logout()
    sign_in(client, name=name)
    uid = Account.objects.get(username="zhou").uid
    return client.post(f"/accounts/{uid}/reset/", {"reason": reason})


def give(client, name):
    client.logout()
    sign_in(client, name=name)
    return client.post(f"/resets/{PasswordReset.objects.get().pk}/give/")


def test_the_security_administrator_asks_and_the_system_administrator_gives(office):
    assert ask(office, SECURITY).status_code == 303
    assert give(office, SECURITY).status_code == 403
    page = give(office, SYSTEM).content.decode()
    password = re.search(r'class="secret">([^<]+)<', page)[1]
    stored = Account.objects.get(username="zhou")
    assert stored.check_password(password)
    assert stored.must_change_password
    assert give(office, SYSTEM).status_code == 422


def test_whoever_asked_does_not_give(office):
    assert ask(office, SYSTEM).status_code == 303
    assert give(office, SYSTEM).status_code == 422
    assert PasswordReset.objects.get().done_at is None


def test_a_reason_is_needed_and_others_may_not_ask(office):
    assert ask(office, SECURITY, reason="").status_code == 422
    for name in (AUDIT, "zhou"):
        assert ask(office, name).status_code == 403
    assert not PasswordReset.objects.exists()
    sign_in(office, name=SECURITY)
    assert "待办口令重置" in office.get("/grants/").content.decode()
