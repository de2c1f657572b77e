"""A name at this machine: an account's own rights where there is one, else the administrator's."""

import datetime as dt
import os
import pwd

import pytest

from chainchief.access.models import Account
from chainchief.access.viewers import HeldRole, viewer_at_this_machine

TODAY = dt.date(2023, 11, 30)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch, db):
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            """Late in the evening of the day before, by the world's clock."""
            return dt.datetime(2023, 11, 29, 17, 0, tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr("chainchief.core.clock.dt.datetime", Clock)


def account(**grant):
    one = Account.objects.create(username="王敏")
    approved = {"role": "county", "valid_from": TODAY, "decision": "approved"}
    one.grants.create(**{**approved, **grant})
    return one


def test_without_an_account_it_is_the_administrator_of_the_machine_under_that_name():
    viewer = viewer_at_this_machine("王敏")
    user = pwd.getpwuid(os.getuid()).pw_name
    assert (viewer.name, viewer.held) == ("王敏", (HeldRole("machine-admin"),))
    assert viewer.signature == f"王敏 via machine:{user}"


def test_what_the_environment_says_of_the_user_does_not_count(monkeypatch):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert viewer_at_this_machine("王敏").machine_user == pwd.getpwuid(os.getuid()).pw_name


def test_a_user_without_a_name_is_told_by_the_number(monkeypatch):
    def nameless(number):
        raise KeyError(number)

    monkeypatch.setattr(pwd, "getpwuid", nameless)
    assert viewer_at_this_machine("王敏").machine_user == str(os.getuid())


def test_the_settings_limit_the_administrator(monkeypatch):
    for name, value in (
        ("ROLE", "task-force"),
        ("DIVISION", "371402"),
        ("CHAIN", "FOOD"),
        ("ENTERPRISE", "QY-1"),
        ("ORGANISATION", "ORG-1"),
    ):
        monkeypatch.setenv(f"CHAINCHIEF_{name}", value)
    held = HeldRole("task-force", "371402", "FOOD", "QY-1", "ORG-1")
    assert viewer_at_this_machine("王敏").held == (held,)


def test_with_an_account_it_is_that_account_with_the_grants_of_the_day_and_no_more():
    account(division="371402", organisation="ORG-1")
    viewer = viewer_at_this_machine("王敏")
    assert viewer.held == (HeldRole("county", "371402", organisation="ORG-1"),)
    assert viewer.signature == "王敏"


def test_a_grant_of_tomorrow_or_of_the_past_does_not_count_today():
    one = account(valid_from=TODAY + dt.timedelta(days=1))
    one.grants.create(
        role="reader",
        valid_from=dt.date(2023, 1, 1),
        valid_to=TODAY - dt.timedelta(days=1),
        decision="approved",
    )
    assert viewer_at_this_machine("王敏").held == ()


def test_a_disabled_account_does_not_become_the_administrator():
    Account.objects.create(username="王敏", is_active=False)
    assert viewer_at_this_machine("王敏").held == ()
