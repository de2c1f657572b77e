"""What a request says of its client is believed from the named proxy, and from nobody else."""

from dataclasses import replace

import pytest
from tests.fixtures.accounts import make_account

from chainchief.access.viewers import HeldRole
from chainchief.people.certificates import fingerprint
from chainchief.people.models import SecurityEvent

PROXY, CLIENT, LIAR = "10.1.1.7", "10.2.2.2", "10.9.9.9"
DIGITS = "ab" * 32
SPOOFED = {
    "X-Forwarded-For": "1.2.3.4",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "X-Client-Certificate": DIGITS,
}


@pytest.fixture
def behind(settings, ledger):
    """The pages stand behind the proxy, which passes certificates; there is an account."""
    make_account("某读者", HeldRole("reader"))
    settings.SERVING = replace(
        settings.SERVING, proxy=PROXY, certificate_header="X-Client-Certificate"
    )
    settings.ALLOWED_HOSTS = ["bureau.example", "testserver"]


def failed(client, headers, peer):
    """Somebody at `peer` tries a wrong password with these headers; the event of it."""
    client.post(
        "/log-in/", {"username": "王敏", "password": "x"}, headers=headers, REMOTE_ADDR=peer
    )


def address_of_axes():
    from axes.models import AccessAttempt

    return set(AccessAttempt.objects.values_list("ip_address", flat=True))


def test_a_spoofed_address_changes_neither_log_nor_throttling(behind, client):
    failed(client, {"X-Forwarded-For": "1.2.3.4"}, LIAR)
    assert address_of_axes() == {LIAR}


def test_the_proxys_word_on_the_address_is_taken(behind, client):
    failed(client, {"X-Forwarded-For": CLIENT}, PROXY)
    assert address_of_axes() == {CLIENT}


def test_of_a_list_the_last_is_the_proxys_word(behind, client):
    failed(client, {"X-Forwarded-For": f"1.2.3.4, {CLIENT}"}, PROXY)
    assert address_of_axes() == {CLIENT}


@pytest.mark.parametrize("said", ["", "nonsense", "1.2.3.4, x"])
def test_what_is_no_address_leaves_the_proxys(behind, client, said):
    failed(client, {"X-Forwarded-For": said}, PROXY)
    assert address_of_axes() == {PROXY}


def test_scheme_and_host_of_others_are_not_taken(behind, client):
    assert not client.get("/log-in/", headers=SPOOFED, REMOTE_ADDR=LIAR).wsgi_request.is_secure()
    taken = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "bureau.example"}
    by_proxy = client.get("/log-in/", headers=taken, REMOTE_ADDR=PROXY).wsgi_request
    assert by_proxy.is_secure()
    assert by_proxy.get_host() == "bureau.example"
    liar = client.get("/log-in/", headers=taken, REMOTE_ADDR=LIAR).wsgi_request
    assert liar.get_host() == "testserver"


def test_a_host_that_is_not_ours_is_refused_even_from_the_proxy(behind, client):
    assert client.get("/log-in/", headers=SPOOFED, REMOTE_ADDR=PROXY).status_code == 400


def test_without_a_named_proxy_nobody_is_believed(ledger, client):
    for peer in ("127.0.0.1", PROXY, ""):
        request = client.get("/log-in/", headers=SPOOFED, REMOTE_ADDR=peer).wsgi_request
        assert not request.is_secure()
        assert request.META["REMOTE_ADDR"] == peer


def with_certificate(client, peer, digits=DIGITS):
    return client.post(
        "/log-in/certificate/", headers={"X-Client-Certificate": digits}, REMOTE_ADDR=peer
    )


@pytest.fixture
def holder(behind):
    account = make_account("王敏", HeldRole("chain-office"))
    account.certificate = DIGITS
    account.save()
    return account


def test_the_holder_of_a_certificate_is_in_by_the_proxys_word(holder, client):
    assert with_certificate(client, PROXY).status_code in (302, 303)
    assert client.get("/records/", REMOTE_ADDR=PROXY).status_code == 200
    assert client.session["verified"] is True


def test_the_same_header_from_anybody_else_opens_nothing(holder, client):
    answer = with_certificate(client, LIAR)
    assert answer.status_code == 403
    assert "口令" in answer.content.decode()
    assert client.get("/records/", REMOTE_ADDR=LIAR).status_code in (302, 303)


def test_an_unknown_certificate_is_told_with_its_digits_and_recorded(holder, client):
    answer = with_certificate(client, PROXY, "cd" * 32)
    assert answer.status_code == 403
    assert "cd" * 32 in answer.content.decode()
    event = SecurityEvent.objects.get(event="log-in-failed")
    assert (event.succeeded, "cd" * 32 in event.facts) == (False, True)


def test_a_disabled_account_is_not_let_in(holder, client):
    holder.is_active = False
    holder.save()
    assert with_certificate(client, PROXY).status_code == 403


def test_accounts_without_certificate_are_not_found_by_none(behind, client):
    make_account("王敏", HeldRole("chain-office"))
    assert with_certificate(client, PROXY, "").status_code == 403


def test_the_button_stands_where_a_certificate_was_shown(behind, client):
    shown = {"X-Client-Certificate": DIGITS}
    assert "用证书登录" in client.get("/log-in/", headers=shown, REMOTE_ADDR=PROXY).content.decode()
    assert (
        "用证书登录" not in client.get("/log-in/", headers=shown, REMOTE_ADDR=LIAR).content.decode()
    )


@pytest.mark.parametrize(
    "said", ["", "x", "ab" * 31, "-----BEGIN CERTIFICATE-----", "%", "a" * 20_000]
)
def test_what_is_no_certificate_has_no_fingerprint(said):
    assert fingerprint(said) == ""


def test_a_fingerprint_is_taken_however_it_is_written():
    assert fingerprint(":".join(["AB"] * 32)) == DIGITS
