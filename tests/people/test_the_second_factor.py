"""The second factor: who needs it, codes of a device, recovery codes, how guessing is slowed."""

import datetime as dt
import time

import pytest
from tests.fixtures.accounts import LONG_AGO, code_of, make_account, step_now, with_device

from chainchief.access.viewers import HeldRole
from chainchief.ledger import changelog
from chainchief.people.log_in import recovery_codes, second_factor
from chainchief.people.models import Device, RecoveryCode, SecurityEvent


@pytest.fixture
def account(any_ledger):
    return make_account("wang", HeldRole("chain-office"))


@pytest.fixture
def at(monkeypatch):
    """Puts the clock, of devices and of throttling, so many seconds on."""
    begun = time.time()

    def put(seconds):
        now = dt.datetime.fromtimestamp(begun + seconds, dt.UTC)
        monkeypatch.setattr("time.time", lambda: begun + seconds)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        return int(begun + seconds) // 30

    return put


@pytest.mark.parametrize(
    ("role", "needs"),
    [
        ("chain-office", True),
        ("system-admin", True),
        ("security-admin", True),
        ("audit-admin", True),
        ("county", False),
        ("chief", False),
        ("firm", False),
        ("reader", False),
    ],
)
def test_whoever_administers_closes_issues_or_grants_needs_one(ledger, role, needs):
    assert second_factor.required(make_account("wang", HeldRole(role))) is needs


def test_so_does_whoever_stands_for_such_a_one(ledger, account):
    secretary = make_account("secretary")
    with changelog.acting("安全管理员", "测试"):
        secretary.grants.create(
            role="chain-office", valid_from=LONG_AGO, decision="approved", acting_for=account
        )
    assert second_factor.required(secretary)


def test_a_grant_that_waits_or_is_over_asks_for_nothing(ledger):
    account = make_account("wang")
    with changelog.acting("安全管理员", "测试"):
        account.grants.create(role="chain-office", valid_from=LONG_AGO)
        account.grants.create(
            role="chain-office", valid_from=LONG_AGO, valid_to=LONG_AGO, decision="approved"
        )
    assert not second_factor.required(account)


def test_the_city_says_which_roles_and_verbs_ask_for_it(ledger, preset):
    county = make_account("county", HeldRole("county"))
    preset(second_factor={"roles": [], "verbs": ["submit"]})
    assert second_factor.required(county)
    preset(second_factor={"roles": ["chief"], "verbs": []})
    assert not second_factor.required(county)
    assert second_factor.required(make_account("chief", HeldRole("chief")))


def test_a_code_confirms_the_secret_and_gives_ten_recovery_codes(account):
    secret = second_factor.new_secret(account)
    assert second_factor.set_up(account, secret, "000000") is None
    assert not Device.objects.exists()
    codes = second_factor.set_up(account, secret, code_of(secret.key, step_now()))
    assert len(set(codes)) == 10
    assert second_factor.device_of(account).bin_key.hex() == secret.key
    assert SecurityEvent.objects.filter(event="second-factor-set", account="wang").count() == 1


def test_no_second_device_is_set_up_beside_the_first(account):
    key = with_device(account)
    secret = second_factor.new_secret(account)
    assert second_factor.set_up(account, secret, code_of(secret.key, step_now())) is None
    assert second_factor.device_of(account).bin_key.hex() == key


def test_a_secret_is_carried_for_one_account_and_half_an_hour(account, monkeypatch):
    other = make_account("other")
    secret = second_factor.new_secret(account)
    sealed = secret.sealed
    assert second_factor.secret_of_page(account, sealed) == secret
    assert second_factor.secret_of_page(other, sealed) is None
    assert second_factor.secret_of_page(account, sealed[:-1] + "!") is None
    assert second_factor.secret_of_page(account, "") is None
    begun = time.time()
    monkeypatch.setattr("time.time", lambda: begun + 1801)
    assert second_factor.secret_of_page(account, sealed) is None


def test_the_secret_is_what_an_authenticator_reads(account):
    secret = second_factor.Secret("3132333435363738393031323334353637383930", "李 强")
    assert secret.text == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    assert secret.address == (
        "otpauth://totp/%E9%93%BE%E9%95%BF%E5%8F%B0%3A%E6%9D%8E%20%E5%BC%BA"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E9%93%BE%E9%95%BF%E5%8F%B0"
        "&digits=6&period=30"
    )


def test_a17_a_code_is_taken_once_and_none_before_it(account, at):
    key, step = with_device(account), at(0)
    assert second_factor.verify(account, code_of(key, step))
    assert not second_factor.verify(account, code_of(key, step))
    at(2)
    assert not second_factor.verify(account, code_of(key, step - 1))
    step = at(60)
    assert second_factor.verify(account, code_of(key, step))


def test_a_clock_half_a_minute_off_is_borne_and_followed(account, at):
    key = with_device(account)
    step = at(0)
    assert second_factor.verify(account, code_of(key, step + 1))
    step = at(300)
    assert second_factor.verify(account, code_of(key, step + 2))
    step = at(600)
    assert not second_factor.verify(account, code_of(key, step))


@pytest.mark.parametrize("code", ["", "abc", "12345", "1234567", "-12345", "１２３", "0x1234"])
def test_what_is_no_code_is_wrong(account, code):
    with_device(account)
    assert not second_factor.verify(account, code)


def test_codes_may_be_typed_in_groups_or_full_width(account, at):
    key, step = with_device(account), at(0)
    code = code_of(key, step)
    assert second_factor.verify(account, f" {code[:3]} {code[3:]}")
    step = at(60)
    wide = code_of(key, step).translate({48 + each: 0xFF10 + each for each in range(10)})
    assert second_factor.verify(account, wide)


def test_a17_guessing_codes_waits_twice_as_long_each_time(account, at):
    key, step = with_device(account), at(0)
    wrong = f"{(int(code_of(key, step)) + 1) % 1_000_000:06d}"
    tried = 0
    for second in range(600):
        step = at(second)
        if code_of(key, step) == wrong:
            continue
        before = second_factor.device_of(account).throttling_failure_count
        second_factor.verify(account, wrong)
        tried += second_factor.device_of(account).throttling_failure_count - before
    assert tried == 10
    assert not second_factor.verify(account, code_of(key, step))
    assert second_factor.waits_until(account) is not None
    assert SecurityEvent.objects.filter(event="second-factor-failed").count() == 10
    assert SecurityEvent.objects.filter(event="locked", account="wang").count() == 1


def test_a17_a_recovery_code_is_used_once(account):
    with_device(account)
    first, second, *_rest = recovery_codes.renew(account)
    assert second_factor.verify(account, first.upper().replace("-", " "))
    assert not second_factor.verify(account, first)
    assert recovery_codes.number_left(account) == 9
    assert RecoveryCode.objects.exclude(used_at=None).count() == 1
    assert second != first


def test_recovery_codes_are_kept_as_hashes_and_are_one_accounts_own(account):
    with_device(account)
    codes = recovery_codes.renew(account)
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert not kept & set(codes)
    other = make_account("other")
    with_device(other)
    assert not second_factor.verify(other, codes[0])


def test_new_recovery_codes_make_the_old_ones_worthless(account):
    with_device(account)
    old = recovery_codes.renew(account)
    recovery_codes.renew(account)
    assert not second_factor.verify(account, old[0])
    assert RecoveryCode.objects.count() == 10


def test_without_a_device_no_code_is_right(account):
    codes = recovery_codes.renew(account)
    assert not second_factor.verify(account, codes[0])


def test_taking_it_away_takes_the_recovery_codes_too(account):
    with_device(account)
    recovery_codes.renew(account)
    assert second_factor.remove(account, by="系统员")
    assert not second_factor.remove(account, by="系统员")
    assert not RecoveryCode.objects.exists()
    assert SecurityEvent.objects.filter(event="second-factor-removed").count() == 1
