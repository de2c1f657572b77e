"""A password is changed by its holder, given by another for one log-in, and grows old."""

import datetime as dt

import pytest
from tests.fixtures.accounts import PASSWORD, make_account

from chainchief.core.faults import FaultsError
from chainchief.people import passwords
from chainchief.people.models import SecurityEvent, Session
from chainchief.people.passwords.setting import has_run_out

NEW = "Kirschbaum-77-rot"


@pytest.fixture
def account(ledger):
    return make_account("wang", password=PASSWORD)


def kinds(event):
    return SecurityEvent.objects.filter(event=event).count()


def test_changing_it_writes_the_day_and_an_event_and_ends_the_other_sessions(account):
    for key in ("here", "there"):
        Session.objects.create(
            session_key=key, account=account, expire_date=dt.datetime.now(dt.UTC)
        )
    account.password_changed_at = None
    passwords.change(account, PASSWORD, NEW, NEW, session="here")
    account.refresh_from_db()
    assert account.check_password(NEW)
    assert account.password_changed_at is not None
    assert [row.session_key for row in Session.objects.all()] == ["here"]
    assert kinds("password-changed") == 1


@pytest.mark.parametrize(
    ("present", "new", "again", "code"),
    [
        ("wrong", NEW, NEW, "PPL-029"),
        (PASSWORD, NEW, NEW + "x", "PPL-028"),
        (PASSWORD, PASSWORD, PASSWORD, "PPL-026"),
        (PASSWORD, "short", "short", "PPL-021"),
    ],
)
def test_what_is_wrong_changes_nothing(account, present, new, again, code):
    with pytest.raises(FaultsError) as refusal:
        passwords.change(account, present, new, again)
    assert code in [fault.code for fault in refusal.value.faults]
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert kinds("password-changed") == 0


def test_one_given_by_another_must_be_changed_and_runs_out(account):
    assert not passwords.must_change(account)
    passwords.give(account, NEW, by="系统管理员")
    assert passwords.must_change(account)
    assert not has_run_out(account)
    days = dt.datetime.now(dt.UTC) + dt.timedelta(hours=72)
    assert has_run_out(account, days)
    passwords.change(account, NEW, PASSWORD + "x", PASSWORD + "x")
    assert not passwords.must_change(account)
    assert not has_run_out(account, days)


def test_it_grows_old_under_mlps_and_never_under_asvs(account, preset):
    now = dt.datetime.now(dt.UTC)
    assert not passwords.must_change(account, now + dt.timedelta(days=89))
    assert passwords.must_change(account, now + dt.timedelta(days=90, minutes=1))
    preset(profile="asvs")
    assert not passwords.must_change(account, now + dt.timedelta(days=9000))


def test_whoever_has_no_password_has_none_to_change(ledger):
    account = make_account("card")
    account.must_change_password = True
    assert not passwords.must_change(account)
