"""A forgotten password: one administrator asks, another gives a new one, shown once."""

import pytest
from django.test import Client
from tests.fixtures.accounts import PASSWORD, make_account, with_device
from tests.fixtures.viewers import holding

from chainchief.access.faults import NotAllowedError
from chainchief.access.rules import MACHINE_ADMIN
from chainchief.access.viewers import HeldRole, Viewer
from chainchief.core.faults import FaultsError
from chainchief.people import passwords
from chainchief.people.log_in import recovery_codes, second_factor
from chainchief.people.models import PasswordReset, SecurityEvent, Session
from chainchief.people.passwords.resetting import waiting

SECURITY = holding("security-admin", "安全员")
SYSTEM = holding("system-admin", "系统员")


@pytest.fixture
def account(any_ledger):
    return make_account("wang", password=PASSWORD)


def refused(call, *arguments, **more):
    with pytest.raises(FaultsError) as refusal:
        call(*arguments, **more)
    return [fault.code for fault in refusal.value.faults]


def test_two_administrators_give_a_password_that_must_be_changed(account):
    reset = passwords.ask(account, SECURITY, "本人到场，已核对证件")
    assert [one.pk for one in waiting()] == [reset.pk]
    new = passwords.do(reset, SYSTEM)
    account.refresh_from_db()
    assert account.check_password(new)
    assert passwords.must_change(account)
    assert not account.check_password(PASSWORD)
    assert waiting() == []
    events = SecurityEvent.objects.filter(subject="wang").order_by("pk")
    assert list(events.values_list("event", "account")) == [
        ("reset-asked", "安全员"),
        ("reset-done", "系统员"),
    ]
    assert new not in "".join(SecurityEvent.objects.values_list("facts", flat=True))


def test_it_ends_every_session_and_lets_the_name_be_tried_again(account, client):
    from axes.models import AccessAttempt

    client.force_login(account)
    for number in range(5):
        Client().post("/log-in/", {"username": "wang", "password": f"wrong {number}"})
    assert AccessAttempt.objects.exists()
    passwords.do(passwords.ask(account, SECURITY, "遗忘"), SYSTEM)
    assert not Session.objects.filter(account=account).exists()
    assert not AccessAttempt.objects.exists()


def test_the_device_is_taken_away_where_that_was_asked_for_alone(account):
    with_device(account)
    recovery_codes.renew(account)
    passwords.do(passwords.ask(account, SECURITY, "遗忘"), SYSTEM)
    assert second_factor.device_of(account) is not None
    passwords.do(passwords.ask(account, SECURITY, "手机丢失", second_factor=True), SYSTEM)
    assert second_factor.device_of(account) is None
    assert recovery_codes.number_left(account) == 0
    assert SecurityEvent.objects.filter(event="second-factor-removed").count() == 1


@pytest.mark.parametrize("role", ["audit-admin", "chain-office", "county", "reader"])
def test_nobody_else_asks_or_gives(account, role):
    other = holding(role, "旁人", division="990102")
    with pytest.raises(NotAllowedError):
        passwords.ask(account, other, "遗忘")
    with pytest.raises(NotAllowedError):
        passwords.do(passwords.ask(account, SECURITY, "遗忘"), other)


def test_the_security_administrator_asks_and_does_not_give(account):
    with pytest.raises(NotAllowedError):
        passwords.do(passwords.ask(account, SYSTEM, "遗忘"), SECURITY)


@pytest.mark.parametrize(
    "again",
    [
        SYSTEM,
        Viewer("换名", (HeldRole("system-admin"),), acting_for="系统员"),
    ],
)
def test_one_person_is_not_two_also_not_by_standing_for_oneself(account, again):
    reset = passwords.ask(account, SYSTEM, "遗忘")
    assert refused(passwords.do, reset, again) == ["PPL-031"]
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_two_names_at_one_machine_are_one_person(account):
    first, second = (
        Viewer(name, (HeldRole(MACHINE_ADMIN),), machine_user="root") for name in ("甲", "乙")
    )
    assert refused(passwords.do, passwords.ask(account, first, "遗忘"), second) == ["PPL-031"]
    assert passwords.do(passwords.ask(account, SECURITY, "遗忘"), second)


def test_a_small_office_lets_one_do_both_and_says_so_in_the_log(account, preset):
    preset(small_office=True)
    passwords.do(passwords.ask(account, SYSTEM, "只有一人值班"), SYSTEM)
    (event,) = SecurityEvent.objects.filter(event="done-alone")
    assert (event.account, event.subject) == ("系统员", "wang")
    assert "只有一人值班" in event.facts


def test_nobody_resets_the_own_password(ledger):
    mine = make_account("系统员", password=PASSWORD)
    assert refused(passwords.ask, mine, SYSTEM, "遗忘") == ["PPL-032"]
    assert refused(passwords.do, passwords.ask(mine, SECURITY, "遗忘"), SYSTEM) == ["PPL-032"]


def test_a_reset_is_done_once(account):
    reset = passwords.ask(account, SECURITY, "遗忘")
    passwords.do(reset, SYSTEM)
    assert refused(passwords.do, reset, SYSTEM) == ["PPL-033"]
    assert PasswordReset.objects.get().done_by == "系统员"


def test_it_needs_a_reason_and_an_account_that_works(account):
    assert refused(passwords.ask, account, SECURITY, "  ") == ["PPL-034"]
    account.is_active = False
    account.save()
    assert refused(passwords.ask, account, SECURITY, "遗忘") == ["PPL-035"]


def test_passwords_given_are_read_out_without_doubt_and_never_the_same(account):
    found = {passwords.do(passwords.ask(account, SECURITY, "遗忘"), SYSTEM) for _each in range(9)}
    assert len(found) == 9
    for text in found:
        assert not set(text) & set("0O1lI5S2Z")
        assert passwords.faults_of(text, make_account_like(account)) == []


def make_account_like(account):
    from chainchief.access.models import Account

    return Account(username=account.username)
