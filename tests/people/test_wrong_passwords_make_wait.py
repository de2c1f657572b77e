"""Wrong passwords: a name waits soon, an address late, and who is in already not at all."""

import datetime as dt
from unittest.mock import patch

import pytest
from axes.models import AccessAttempt
from django.test import Client
from tests.fixtures.accounts import PASSWORD, knock, make_account

from chainchief.access.viewers import HeldRole
from chainchief.people.log_in import throttling
from chainchief.people.models import SecurityEvent

WAITS = 429


@pytest.fixture
def accounts(any_ledger):
    return [make_account(name, HeldRole("reader"), password=PASSWORD) for name in ("wang", "zhao")]


def fail(name, times, **headers):
    for number in range(times):
        answer = knock(Client(**headers), name, f"wrong {number}")
    return answer


def events(kind):
    return SecurityEvent.objects.filter(event=kind)


def test_a17_a_name_waits_after_five_wrong_passwords_whatever_is_typed_then(accounts):
    assert fail("wang", 4).status_code == 422
    answer = fail("wang", 1)
    assert answer.status_code == WAITS
    assert answer.headers["Retry-After"] == "900"
    assert "暂停登录 15 分钟" in answer.content.decode()
    assert knock(Client(), "wang").status_code == WAITS
    assert knock(Client(), "zhao").status_code == 303


@pytest.mark.parametrize("name", ["ＷＡＮＧ", "Wang", " wang ", "wang\0"])
def test_a17_another_spelling_is_no_other_name_to_try(accounts, name):
    fail("wang", 5)
    assert knock(Client(), name).status_code == WAITS


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "another"},
        {"HTTP_X_FORWARDED_FOR": "10.1.2.3"},
        {"HTTP_X_REAL_IP": "10.1.2.3"},
        {"HTTP_FORWARDED": "for=10.1.2.3"},
        {"REMOTE_ADDR": "10.1.2.3"},
    ],
)
def test_a17_the_wait_is_the_names_from_wherever_it_is_tried(accounts, headers):
    fail("wang", 5)
    assert knock(Client(**headers), "wang").status_code == WAITS


def test_a17_spraying_one_password_over_many_names_makes_the_address_wait(accounts):
    for number in range(40):
        knock(Client(), f"name{number}", "Sommer-2026-x")
    assert knock(Client(), "wang").status_code == WAITS
    assert knock(Client(REMOTE_ADDR="10.1.2.3"), "wang").status_code == 303


def test_a17_a_log_in_of_ones_own_does_not_wipe_the_count_of_the_address(accounts):
    for number in range(39):
        knock(Client(), f"name{number}", "Sommer-2026-x")
    assert knock(Client(), "zhao").status_code == 303
    knock(Client(), "name40", "Sommer-2026-x")
    assert knock(Client(), "wang").status_code == WAITS


def test_a17_a_clerk_who_mistypes_does_not_lock_out_the_office_behind_the_same_address(accounts):
    fail("wang", 9)
    assert knock(Client(), "zhao").status_code == 303


def test_a17_the_wait_does_not_disturb_who_is_logged_in(accounts):
    client = Client()
    knock(client, "wang")
    fail("wang", 9)
    assert client.get("/me/").status_code == 200


def test_a17_trying_on_does_not_make_the_wait_longer(accounts):
    fail("wang", 5)
    moment = AccessAttempt.objects.get().attempt_time
    fail("wang", 5)
    assert AccessAttempt.objects.get().attempt_time == moment
    later = moment + dt.timedelta(minutes=15, seconds=1)
    with patch("axes.handlers.proxy.now", lambda: later):
        assert knock(Client(), "wang").status_code == 303


def test_the_right_password_forgets_the_wrong_ones_before_it(accounts):
    fail("wang", 4)
    assert knock(Client(), "wang").status_code == 303
    assert fail("wang", 4).status_code == 422


def test_failures_and_the_beginning_of_a_wait_are_written_down_and_no_more(accounts):
    fail("wang", 9)
    fail("nobody at all", 1)
    failed = events("log-in-failed").order_by("pk")
    assert [row.account for row in failed] == ["wang"] * 5 + [""]
    assert not any(row.succeeded for row in failed)
    assert events("locked").count() == 1
    assert "nobody" not in "".join(row.facts + row.subject for row in failed)


def test_passwords_are_kept_nowhere_in_what_is_counted(accounts):
    knock(Client(), "wang", "Secret-That-Failed-1")
    kept = str(list(AccessAttempt.objects.values())) + str(list(SecurityEvent.objects.values()))
    assert "Secret-That-Failed" not in kept


def test_a17_only_so_many_passwords_are_compared_at_once(accounts):
    for _each in range(4):
        throttling.DOORS.acquire()
    try:
        answer = knock(Client(), "wang")
    finally:
        throttling.DOORS.release(4)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert knock(Client(), "wang").status_code == 303
