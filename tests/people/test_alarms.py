"""Alarms of the preset: many refusals, many exports, odd hours; once per occasion."""

import datetime as dt

import pytest
from tests.fixtures.accounts import make_account

from chainchief.access.viewers import HeldRole
from chainchief.people.events import EventKind, record
from chainchief.people.log_in_preset import Hours, log_in
from chainchief.people.models import Notice, SecurityEvent
from chainchief.people.notices.alarms import is_odd

AUDITOR = "审计员"


@pytest.fixture(autouse=True)
def auditor(ledger, monkeypatch):
    make_account(AUDITOR, HeldRole("audit-admin"))
    make_account("王敏", HeldRole("chain-office"))


def alarms():
    found = Notice.objects.filter(topic__startswith="alarm").order_by("pk")
    return [(notice.account.username, notice.topic) for notice in found]


def refuse(times, who="王敏", address="10.1.1.5", kind=EventKind.REFUSED):
    for _ in range(times):
        record(kind, who, address=address, succeeded=False)


def test_refusals_raise_an_alarm_at_the_number_of_the_preset():
    limit = log_in().alarms.refusals.number
    refuse(limit - 1)
    assert alarms() == []
    refuse(1)
    assert alarms() == [(AUDITOR, "alarm-refusals")]


def test_one_occasion_is_told_once():
    refuse(3 * log_in().alarms.refusals.number)
    assert len(alarms()) == 1


def test_the_next_occasion_is_told_again():
    limit = log_in().alarms.refusals
    refuse(limit.number)
    ago = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=limit.minutes + 1)
    Notice.objects.update(at=ago, read_at=ago)
    SecurityEvent.objects.update(at=ago)
    refuse(limit.number - 1)
    assert len(alarms()) == 1
    refuse(1)
    assert len(alarms()) == 2


def test_refusals_of_several_people_are_not_added_up():
    limit = log_in().alarms.refusals.number
    refuse(limit - 1)
    refuse(limit - 1, who="李四")
    assert alarms() == []


def test_wrong_passwords_for_names_of_nobody_are_counted_by_address():
    limit = log_in().alarms.refusals.number
    refuse(limit - 1, who="", kind=EventKind.LOG_IN_FAILED)
    refuse(1, who="", address="10.9.9.9", kind=EventKind.LOG_IN_FAILED)
    assert alarms() == []
    refuse(1, who="", kind=EventKind.LOG_IN_FAILED)
    assert alarms() == [(AUDITOR, "alarm-refusals")]


def test_mass_export_raises_an_alarm():
    limit = log_in().alarms.exports.number
    for _ in range(limit):
        record(EventKind.EXPORTED, "王敏", address="10.1.1.5")
    assert alarms() == [(AUDITOR, "alarm-exports")]


@pytest.mark.parametrize(
    ("at", "odd"),
    [("06:59", True), ("07:00", False), ("20:59", False), ("21:00", True), ("02:00", True)],
)
def test_hours_are_the_offices(at, odd):
    instant = dt.datetime.fromisoformat(f"2023-11-30T{at}:00+08:00").astimezone(dt.UTC)
    assert is_odd(Hours(begin=7, end=21), instant) is odd


def test_a_log_in_at_an_odd_hour_is_told_once_a_night(monkeypatch):
    from chainchief.people.notices import alarms as watched

    monkeypatch.setattr(watched, "is_odd", lambda *_when: True)
    for _ in range(3):
        record(EventKind.LOGGED_IN, "王敏", address="10.1.1.5")
    assert alarms() == [(AUDITOR, "alarm-hours")]


def test_a_log_in_by_day_is_nothing_to_tell(monkeypatch):
    from chainchief.people.notices import alarms as watched

    monkeypatch.setattr(watched, "is_odd", lambda *_when: False)
    record(EventKind.LOGGED_IN, "王敏", address="10.1.1.5")
    assert alarms() == []
