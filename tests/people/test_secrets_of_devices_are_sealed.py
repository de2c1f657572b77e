"""Secrets of devices: in the database sealed, for one account, under a key that lies elsewhere."""

import json
import stat
from base64 import b32encode
from contextlib import contextmanager
from importlib import import_module

import pytest
from django.apps import apps
from tests.fixtures.accounts import code_of, make_account, step_now, with_device

from chainchief.access.faults import NotAllowedError
from chainchief.access.viewers import HeldRole, Viewer
from chainchief.core.faults import FaultsError
from chainchief.ledger import changelog
from chainchief.people.log_in import recovery_codes, second_factor
from chainchief.people.log_in.new_key import take_new_key, unreadable
from chainchief.people.models import Device, SecurityEvent
from chainchief.people.secrets import keys, sealing

ADMIN = Viewer("系统管理员", (HeldRole("system-admin"),))


@pytest.fixture
def account(any_ledger):
    return make_account("wang", HeldRole("chain-office"))


def code_now(secret):
    return code_of(secret, step_now())


def faults_of(call, *args):
    with pytest.raises(FaultsError) as refused:
        call(*args)
    return [fault.code for fault in refused.value.faults]


def test_nothing_in_the_database_is_the_secret(account):
    secret = second_factor.new_secret(account)
    assert second_factor.set_up(account, secret, code_now(secret.key))
    stored = Device.objects.values_list("key", flat=True).get()
    bare = bytes.fromhex(secret.key)
    for form in (secret.key, b32encode(bare).decode(), secret.text):
        assert form not in stored
    assert bare not in sealing._bytes(stored)
    assert len(stored) <= Device._meta.get_field("key").max_length
    assert sealing.opened(stored, account.uid) == bare


def test_two_of_the_same_secret_look_unlike(account):
    assert sealing.seal(b"s" * 20, account.uid) != sealing.seal(b"s" * 20, account.uid)


def test_the_key_is_a_file_of_its_owner_alone(account):
    with_device(account)
    assert stat.S_IMODE(keys.key_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.key_file().parent.stat().st_mode) == 0o700


def test_what_was_put_into_another_row_or_altered_anywhere_is_not_opened(account):
    other = make_account("other")
    sealed = sealing.seal(b"s" * 20, account.uid)
    assert faults_of(sealing.opened, sealed, other.uid) == ["PPL-171"]
    for at in range(len(sealed)):
        one = "A" if sealed[at] != "A" else "B"
        altered = sealed[:at] + one + sealed[at + 1 :]
        assert faults_of(sealing.opened, altered, account.uid) in (["PPL-170"], ["PPL-171"])
    for text in ("", "A", sealed[:-4], "zz" * 20, "密"):
        assert faults_of(sealing.opened, text, account.uid) == ["PPL-171"]


def test_without_the_key_codes_stand_for_nothing_and_recovery_codes_do(account):
    secret = second_factor.new_secret(account)
    codes = second_factor.set_up(account, secret, code_now(secret.key))
    keys.key_file().unlink()
    code = code_of(secret.key, step_now() + 1)
    assert faults_of(second_factor.verify, account, code) == ["PPL-170"]
    assert unreadable() == ["wang"]
    assert second_factor.verify(account, codes[0])
    assert recovery_codes.number_left(account) == 9


def test_a_new_key_opens_what_the_old_one_sealed_and_the_old_one_is_forgotten(account):
    secret, before = with_device(account), keys.key_in_use()
    stored = Device.objects.get().key
    assert take_new_key(viewer=ADMIN, reason="每年更换") == 1
    assert keys.read_keys() == (keys.key_in_use(),)
    assert keys.key_in_use() != before
    assert faults_of(sealing.opened, stored, account.uid) == ["PPL-170"]
    assert second_factor.verify(account, code_now(secret))
    event = SecurityEvent.objects.get(event="second-factor-key")
    assert (event.account, json.loads(event.facts)) == ("系统管理员", {"devices": 1})


def test_a_change_of_keys_that_was_stopped_locks_nobody_out_and_is_done_again(account, monkeypatch):
    secret, before = with_device(account), keys.key_in_use()

    def killed(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("chainchief.people.log_in.new_key.record", killed)
        with pytest.raises(KeyboardInterrupt):
            take_new_key(viewer=ADMIN, reason="每年更换")
    assert len(keys.read_keys()) == 2
    assert second_factor.verify(account, code_now(secret))
    take_new_key(viewer=ADMIN, reason="再来")
    assert len(keys.read_keys()) == 1
    assert before not in keys.read_keys()
    assert unreadable() == []


def test_a_device_set_up_while_keys_change_is_sealed_under_the_new_one(account, monkeypatch):
    with_device(make_account("li"))
    secret, first = second_factor.new_secret(account), []

    @contextmanager
    def waited():
        """Whoever is first at the lock changes the keys; the other comes after."""
        if not first:
            first.append("changes")
            take_new_key(viewer=ADMIN, reason="每年更换")
        yield

    monkeypatch.setattr(keys, "only_one", waited)
    assert second_factor.set_up(account, secret, code_now(secret.key))
    assert unreadable() == []


def test_a_secret_that_cannot_be_opened_stops_the_change_of_keys_before_it_begins(account):
    with_device(account)
    before = keys.read_keys()
    Device.objects.update(key=Device.objects.get().key[:-2] + "AA")
    assert faults_of(lambda: take_new_key(viewer=ADMIN, reason="每年更换")) == ["PPL-171"]
    assert keys.read_keys() == before


def test_only_who_keeps_accounts_changes_the_key_and_says_why(account):
    with pytest.raises(NotAllowedError):
        take_new_key(viewer=Viewer("链办", (HeldRole("chain-office"),)), reason="试")
    assert len(faults_of(lambda: take_new_key(viewer=ADMIN, reason=" "))) == 1
    assert keys.read_keys() == ()


def test_a_line_that_is_no_key_is_named(account):
    keys.write_keys(b"k" * 32)
    with keys.key_file().open("a") as stream:
        stream.write("no key\n")
    assert faults_of(keys.read_keys) == ["PPL-172"]


def test_secrets_of_before_are_sealed_by_the_migration_and_opened_by_its_way_back(account):
    migration = import_module("chainchief.people.migrations.0004_sealed_secrets")
    Device.objects.create(user=account, name="手机", key="31" * 20)
    migration.seal(apps, None)
    assert Device.objects.get().bin_key == b"1" * 20
    migration.open_again(apps, None)
    assert Device.objects.get().key == "31" * 20


def test_the_log_says_nothing_of_the_secret(account):
    with changelog.acting("wang", "试"):
        secret = second_factor.new_secret(account)
        second_factor.set_up(account, secret, code_now(secret.key))
    facts = " ".join(SecurityEvent.objects.values_list("facts", flat=True))
    assert secret.key not in facts
