"""An account has a name of its own; what happens to it stands in the log with its reason."""

import datetime as dt
import json

import pytest
from tests.people.offices import AUDIT, SECURITY, SYSTEM, acting_as, codes, granted, new

from chainchief.access.faults import NotAllowedError
from chainchief.access.models import Account
from chainchief.core.faults import FaultsError
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.people import accounts
from chainchief.people.models import SecurityEvent, Session
from chainchief.people.passwords.one_time import one_time_password
from chainchief.people.passwords.requirements import faults_of


def events(name):
    return list(
        SecurityEvent.objects.filter(subject=name).order_by("pk").values_list("event", flat=True)
    )


def test_a_new_account_has_a_first_password_that_must_be_changed(office):
    made = accounts.create("zhou", "周四", viewer=acting_as(SYSTEM), reason="新到岗")
    stored = Account.objects.get(username="zhou")
    assert stored.check_password(made.password)
    assert stored.must_change_password
    assert made.password not in json.dumps(list(SecurityEvent.objects.values("facts")))
    assert stored.grants.count() == 0
    assert events("zhou") == ["account-created"]
    told = ChangeEvent.objects.filter(kind="people.securityevent").last()
    assert (told.actor, told.reason) == (SYSTEM, "account-created")


def test_first_passwords_differ_and_can_be_read_out(office):
    words = {one_time_password(Account(username="zhou")) for _n in range(50)}
    assert len(words) == 50
    assert all(not set(word) & set("0O1lI") for word in words)


def test_a_first_password_is_one_that_the_citys_profile_takes(office, preset):
    preset(shortest=40)
    made = accounts.create("zhou", "周四", viewer=acting_as(SYSTEM))
    assert len(made.password) >= 40
    assert faults_of(made.password, Account(username="zhou", full_name="周四")) == []


def test_names_that_differ_in_width_or_case_are_one(office):
    new("Zhou")
    for name in ("zhou", "ＺＨＯＵ", " ZHOU "):
        with pytest.raises(FaultsError) as refusal:
            new(name)
        assert codes(refusal) == ["PPL-102"]


def test_all_that_is_wrong_with_the_names_is_said_at_once(office):
    with pytest.raises(FaultsError) as refusal:
        new("", "")
    assert codes(refusal) == ["PPL-100", "PPL-104"]
    with pytest.raises(FaultsError) as refusal:
        new("某人 for 链长", "名" * 151)
    assert codes(refusal) == ["PPL-101", "PPL-103"]


@pytest.mark.parametrize("who", [SECURITY, AUDIT])
def test_the_other_administrators_make_no_accounts(office, who):
    account = new("zhou")
    with pytest.raises(NotAllowedError):
        accounts.create("wu", "吴五", viewer=acting_as(who))
    with pytest.raises(NotAllowedError):
        accounts.disable(account, viewer=acting_as(who), reason="x")
    with pytest.raises(NotAllowedError):
        accounts.rename(account, "x", viewer=acting_as(who))


def test_to_disable_ends_sessions_at_once_and_needs_a_reason(office):
    account = new("zhou")
    granted(account)
    Session.objects.create(
        session_key="k", account=account, expire_date=dt.datetime.now(dt.UTC), session_data=""
    )
    with pytest.raises(FaultsError) as refusal:
        accounts.disable(account, viewer=acting_as(SYSTEM), reason=" ")
    assert codes(refusal) == ["PPL-105"]
    accounts.disable(account, viewer=acting_as(SYSTEM), reason="调离")
    assert not Session.objects.filter(account=account).exists()
    assert acting_as("zhou").held == ()
    with pytest.raises(FaultsError) as refusal:
        accounts.disable(account, viewer=acting_as(SYSTEM), reason="调离")
    assert codes(refusal) == ["PPL-107"]
    accounts.enable(account, viewer=acting_as(SYSTEM), reason="调回")
    assert acting_as("zhou").roles == {"county"}
    assert events("zhou")[-2:] == ["account-disabled", "account-enabled"]


def test_nobody_disables_their_own_account_or_the_last_administrator(office):
    with pytest.raises(FaultsError) as refusal:
        accounts.disable(Account.objects.get(username=SYSTEM), viewer=acting_as(SYSTEM), reason="x")
    assert codes(refusal) == ["PPL-108", "PPL-109"]
    for name in (SECURITY, AUDIT):
        with pytest.raises(FaultsError) as refusal:
            accounts.disable(
                Account.objects.get(username=name), viewer=acting_as(SYSTEM), reason="x"
            )
        assert codes(refusal) == ["PPL-109"]


def test_a_second_administrator_lets_the_first_go(office):
    granted(new("sec-two", "钱二"), "security-admin")
    first = Account.objects.get(username=SECURITY)
    accounts.disable(first, viewer=acting_as(SYSTEM), reason="退休")
    assert not Account.objects.get(username=SECURITY).is_active


def test_a_full_name_changes_and_the_log_in_name_stays(office):
    account = new("zhou", "周四")
    accounts.rename(account, "周思", viewer=acting_as(SYSTEM), reason="更正")
    assert Account.objects.get(username="zhou").full_name == "周思"
    facts = json.loads(SecurityEvent.objects.filter(event="account-changed").get().facts)
    assert (facts["before"], facts["after"]) == ("周四", "周思")


def test_accounts_unused_for_ninety_days_are_listed(office):
    account = new("zhou")
    today = dt.datetime.now(dt.UTC)
    Account.objects.filter(pk=account.pk).update(last_login=today - dt.timedelta(days=91))
    for name in (SYSTEM, SECURITY, AUDIT):
        Account.objects.filter(username=name).update(last_login=today - dt.timedelta(days=89))
    assert [one.account.username for one in accounts.unused(acting_as(SYSTEM))] == ["zhou"]


def test_the_list_is_narrowed_by_name_role_and_state(office):
    granted(new("zhou", "周四"))
    accounts.disable(new("wu", "吴五"), viewer=acting_as(SYSTEM), reason="停用")
    viewer = acting_as(SECURITY)

    def names(**conditions):
        return [one.account.username for one in accounts.accounts_of(viewer, **conditions)]

    assert names(words="ＺＨＯＵ") == ["zhou"]
    assert names(words="吴") == ["wu"]
    assert names(role="county") == ["zhou"]
    assert names(state="disabled") == ["wu"]
    assert set(names()) == {SYSTEM, SECURITY, AUDIT, "zhou", "wu"}
