"""A certificate over HTTP: refused while unknown, proposed, entered by another, logged in with."""

from dataclasses import replace

import pytest
from tests.fixtures.accounts import sign_in
from tests.people.offices import AT_THE_MACHINE, SECURITY, SYSTEM, new, open_office

from chainchief.access.models import Account
from chainchief.people import certificates, passwords
from chainchief.people.models import CertificateProposal

PROXY, DIGITS = "10.1.1.7", "ab" * 32


@pytest.fixture
def office(ledger, client, quick_hashes, settings):
    settings.SERVING = replace(
        settings.SERVING, proxy=PROXY, certificate_header="X-Client-Certificate"
    )
    settings.ALLOWED_HOSTS = ["testserver"]
    open_office()
    new("zhou", "周四")
    return client


def send(client, name, address, **entries):
    client.logout()
    sign_in(client, name=name)
    return client.post(address, entries)


def address_of(name):
    return f"/accounts/{Account.objects.get(username=name).uid}/"


def log_in_by_key(client):
    client.logout()
    shown = {"X-Client-Certificate": DIGITS, "X-Forwarded-For": "10.2.2.2"}
    return client.post(
        "/log-in/certificate/", headers=shown | {"X-Forwarded-Proto": "http"}, REMOTE_ADDR=PROXY
    )


def test_from_the_refusal_to_the_log_in_and_to_the_withdrawal(office):
    refused = log_in_by_key(office)
    assert refused.status_code == 403
    assert DIGITS in refused.content.decode()
    page = address_of("zhou")
    propose = page + "certificate/"
    assert send(office, SECURITY, propose, certificate="x", reason="领用").status_code == 422
    assert send(office, SECURITY, propose, certificate=DIGITS, reason="领用").status_code == 303
    number = CertificateProposal.objects.get().pk
    assert send(office, SECURITY, f"/certificates/{number}/approve/").status_code == 403
    assert log_in_by_key(office).status_code == 403
    sign_in(office, name=SYSTEM)
    waiting = office.get("/grants/").content.decode()
    assert DIGITS in waiting
    assert f"/certificates/{number}/approve/" in waiting
    assert send(office, SYSTEM, f"/certificates/{number}/approve/").status_code == 303
    assert DIGITS in office.get(page).content.decode()
    assert log_in_by_key(office).status_code == 302
    assert "周四" in office.get("/me/").content.decode()
    withdrawn = send(office, SECURITY, page + "certificate/withdraw/", reason="遗失")
    assert withdrawn.status_code == 303
    assert log_in_by_key(office).status_code == 403


def test_who_asked_is_told_in_words_not_as_it_was_signed(office):
    zhou = Account.objects.get(username="zhou")
    certificates.propose(zhou, DIGITS, viewer=AT_THE_MACHINE, reason="领用")
    passwords.ask(zhou, AT_THE_MACHINE, "忘记")
    sign_in(office, name=SYSTEM)
    waiting = office.get("/grants/").content.decode()
    assert waiting.count("root（本机 root）") == 2
    assert "machine:" not in waiting


def test_what_is_refused_waits_no_more(office):
    send(office, SYSTEM, address_of("zhou") + "certificate/", certificate=DIGITS, reason="领用")
    number = CertificateProposal.objects.get().pk
    assert send(office, SYSTEM, f"/certificates/{number}/approve/").status_code == 422
    assert send(office, SECURITY, f"/certificates/{number}/refuse/").status_code == 422
    assert (
        send(office, SECURITY, f"/certificates/{number}/refuse/", reason="误报").status_code == 303
    )
    assert DIGITS not in office.get("/grants/").content.decode()
