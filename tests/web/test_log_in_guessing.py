"""A17: who guesses names and passwords at the pages learns nothing, and gets nowhere."""

import re
import statistics
import time

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from tests.fixtures.accounts import (
    PASSWORD,
    QuickArgon2,
    code_of,
    knock,
    make_account,
    step_now,
    with_device,
)

from chainchief.access.viewers import HeldRole
from chainchief.people import passwords

NEW = "Kirschbaum-77-rot"


@pytest.fixture
def clerk(ledger, quick_hashes):
    return make_account("wang", HeldRole("county", division="990102"), password=PASSWORD)


@pytest.fixture
def office(ledger, quick_hashes):
    return make_account("office", HeldRole("chain-office"), password=PASSWORD)


def kinds_of_name(account):
    """A name of no account, of a known one, of a disabled one and of one without a password."""
    disabled = make_account("disabled", password=PASSWORD)
    disabled.is_active = False
    disabled.save()
    make_account("cardholder")
    return ["unknown", account.username, "disabled", "cardholder"]


def shown(answer, name):
    """The page without what is a name or drawn by lot."""
    page = answer.content.decode().replace(name, "NAME")
    return answer.status_code, re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)


def test_a17_known_and_unknown_names_are_answered_alike(clerk):
    answers = {shown(knock(Client(), name, "wrong"), name) for name in kinds_of_name(clerk)}
    assert len(answers) == 1
    ((status, page),) = answers
    assert status == 422
    assert "用户名或口令有误" in page


def test_a17_known_and_unknown_names_wait_alike(clerk):
    names = kinds_of_name(clerk)
    for name in names:
        for _each in range(5):
            answer = knock(Client(), name, "wrong")
        assert answer.status_code == 429
    answers = {shown(knock(Client(), name), name) for name in names}
    assert len(answers) == 1


def test_a17_a_disabled_account_with_the_right_password_is_answered_as_a_wrong_one(clerk):
    name = kinds_of_name(clerk)[2]
    assert shown(knock(Client(), name), name) == shown(knock(Client(), "unknown"), "unknown")


def test_a17_one_hash_is_computed_whatever_the_name(clerk, monkeypatch):
    hashed = []
    for step in ("encode", "verify"):
        real = getattr(QuickArgon2, step)

        def counted(self, *arguments, _real=real, _step=step):
            hashed.append(_step)
            return _real(self, *arguments)

        monkeypatch.setattr(QuickArgon2, step, counted)
    for name in kinds_of_name(clerk):
        hashed.clear()
        knock(Client(), name, "wrong")
        assert len(hashed) == 1, name


@pytest.mark.long
def test_a17_known_and_unknown_names_take_the_same_time(ledger, settings):
    settings.AXES_ENABLED = False
    assert settings.PASSWORD_HASHERS[0].endswith(Argon2PasswordHasher.__name__)
    make_account("wang", HeldRole("reader"), password=PASSWORD)
    taken = {"wang": [], "nobody": []}
    for _each in range(40):
        for name, times in taken.items():
            begun = time.perf_counter()
            knock(Client(), name, "wrong")
            times.append(time.perf_counter() - begun)
    known, unknown = (statistics.median(times) for times in taken.values())
    print(f"median of 40: known {known * 1000:.1f} ms, unknown {unknown * 1000:.1f} ms")
    assert abs(known - unknown) < 0.1 * known


GUESSED = (("admin", "admin"), ("root", "root"), ("admin", "123456"), ("", ""))


def test_a17_no_account_comes_with_the_program(ledger):
    from chainchief.access.models import Account

    assert not Account.objects.exists()
    for name, password in GUESSED:
        client = Client()
        assert knock(client, name, password).headers["Location"] == "/first/"
        assert not client.session.items()
    make_account("wang", HeldRole("reader"), password=PASSWORD)
    for name, password in GUESSED:
        assert knock(Client(), name, password).status_code == 422


def test_a17_a_first_password_opens_nothing_but_its_change(clerk, client):
    passwords.give(clerk, NEW, by="系统管理员")
    assert knock(client, "wang", NEW).status_code == 303
    for address in ("/", "/records/", "/records/project/", "/me/", "/me/second-factor/"):
        answer = client.get(address)
        assert answer.status_code == 303, address
        assert answer.headers["Location"].startswith("/me/password/"), address
    for address in ("/me/acting-for/", "/me/sessions/", "/me/recovery-codes/"):
        assert client.post(address).headers["Location"] == "/me/password/", address
    page = client.get("/nowhere/").content.decode()
    assert 'href="/records/"' not in page
    assert client.get("/me/password/").status_code == 200


def test_a17_its_change_cannot_be_walked_around_by_leaving_it_as_it_is(clerk, client):
    passwords.give(clerk, NEW, by="系统管理员")
    knock(client, "wang", NEW)
    same = {"present": NEW, "new": NEW, "again": NEW}
    assert client.post("/me/password/", same).status_code == 422
    assert client.get("/me/").headers["Location"].startswith("/me/password/")
    client.post("/log-out/")
    knock(client, "wang", NEW)
    assert client.get("/me/").headers["Location"].startswith("/me/password/")
    other = {"present": NEW, "new": PASSWORD + "x", "again": PASSWORD + "x"}
    assert client.post("/me/password/", other).headers["Location"] == "/me/"
    assert client.get("/me/").status_code == 200


def test_a17_a_first_password_that_was_not_used_in_time_is_wrong(clerk, client):
    import datetime as dt

    passwords.give(clerk, NEW, by="系统管理员")
    clerk.password_changed_at -= dt.timedelta(hours=73)
    clerk.save()
    assert shown(knock(client, "wang", NEW), "wang") == shown(
        knock(Client(), "wang", "wrong"), "wang"
    )


def test_a17_a_part_of_a_page_sends_its_browser_to_what_is_to_be_done(clerk, client):
    passwords.give(clerk, NEW, by="系统管理员")
    knock(client, "wang", NEW)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/records/?a=1"}
    answer = client.get("/records/project/", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/me/password/?next=%2Frecords%2F%3Fa%3D1"


def test_a17_a_role_that_needs_a_device_opens_nothing_before_it_is_set_up(office, client):
    knock(client, "office")
    for address in ("/", "/figures/", "/records/", "/me/", "/second-factor/"):
        assert client.get(address).headers["Location"].startswith("/me/second-factor/"), address
    page = client.get("/me/second-factor/").content.decode()
    assert 'src="data:image/svg+xml' in page
    assert 'href="/records/"' not in page


def test_a17_the_password_alone_opens_nothing_once_there_is_a_device(office, client):
    key = with_device(office)
    knock(client, "office")
    for address in ("/", "/figures/", "/me/", "/me/second-factor/", "/me/password/"):
        assert client.get(address).headers["Location"].startswith("/second-factor/"), address
    assert client.post("/second-factor/", {"code": "12"}).status_code == 422
    assert client.get("/me/").status_code == 303
    office.totpdevice_set.get().throttle_reset()
    answer = client.post("/second-factor/", {"code": code_of(key, step_now()), "next": "/me/"})
    assert answer.headers["Location"] == "/me/"
    assert client.get("/me/").status_code == 200


def test_a17_a_code_that_another_browser_showed_is_not_taken_again(office, client):
    code = code_of(with_device(office), step_now())
    for each, status in ((client, 303), (Client(), 422)):
        knock(each, "office")
        assert each.post("/second-factor/", {"code": code}).status_code == status


def test_a17_a_device_one_need_not_have_is_asked_for_as_well(clerk, client):
    with_device(clerk)
    knock(client, "wang")
    assert client.get("/me/").headers["Location"].startswith("/second-factor/")


def test_a17_a_grant_given_since_asks_for_the_device_in_the_open_session(clerk, client):
    from tests.fixtures.accounts import give

    from chainchief.ledger import changelog

    knock(client, "wang")
    assert client.get("/me/").status_code == 200
    with changelog.acting("安全管理员", "测试"):
        give(clerk, HeldRole("chain-office"))
    assert client.get("/me/").headers["Location"].startswith("/me/second-factor/")


def test_a17_the_present_password_is_not_guessed_from_an_open_session(clerk, client):
    knock(client, "wang")
    form = {"present": "wrong", "new": NEW, "again": NEW}
    assert [client.post("/me/password/", form).status_code for _each in range(5)] == [422] * 4 + [
        303
    ]
    assert client.get("/me/").headers["Location"].startswith("/log-in/")


def test_a17_two_accounts_cannot_be_one_name_in_another_width(clerk, ledger):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        make_account("ＷＡＮＧ")
