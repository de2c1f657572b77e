"""Passwords against the profile in force: all that is wrong with one is told at once."""

import pytest
from tests.fixtures.accounts import PASSWORD, make_account

from chainchief.access.models import Account
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.people.log_in_preset import log_in
from chainchief.people.passwords import change, faults_of

LI = Account(username="li.qiang", full_name="李强")


def codes(password, account=LI, profile="mlps"):
    return [fault.code for fault in faults_of(password, account, log_in().profiles[profile])]


def test_a_good_one_is_taken_by_both_profiles():
    assert codes(PASSWORD) == []
    assert codes(PASSWORD, profile="asvs") == []


def test_mlps_asks_for_kinds_of_characters_and_asvs_for_length_alone():
    assert codes("regenbogen") == ["PPL-022"]
    assert codes("regenbogen", profile="asvs") == ["PPL-021"]
    assert codes("bambus regnet leise", profile="asvs") == []
    assert codes("bambus regnet leise") == ["PPL-022"]


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("竹林细雨 Aa 夜半", []),
        ("竹林细雨竹林细雨竹林", ["PPL-022"]),
        ("Aa1!", ["PPL-021"]),
        ("Aa1!xyzwvQ", []),
    ],
)
def test_characters_are_counted_and_a_chinese_one_is_of_the_fourth_kind(password, found):
    assert codes(password) == found


@pytest.mark.parametrize(
    "password",
    ["Password-1!", "P@ssw0rd-123", "Qwer@1234", "Huawei@12345", "Aa123456!!", "!@#Admin#@!123456"],
)
def test_what_is_tried_first_everywhere_is_refused_with_signs_in_it_too(password):
    assert "PPL-023" in codes(password)


@pytest.mark.parametrize(
    "password",
    ["Li.Qiang-2026", "ＬｉＱｉａｎｇ-2026", "2026-QIANG-leise", "李强-Aa-2026", "x-LIQIANG-77-Z"],
)
def test_nobodys_own_name_is_a_password_in_no_spelling(password):
    assert "PPL-024" in codes(password)


def test_a_name_of_two_letters_does_not_forbid_half_the_language():
    assert codes("Lichtung-im-Regen-7", Account(username="li")) == []


@pytest.mark.parametrize("password", ["ChainChief-26", "链长台-Aa-2026", "Lian-Zhang-Tai-26"])
def test_the_name_of_this_program_is_none_either(password):
    assert codes(password) == ["PPL-025"]


def test_a_long_one_may_hold_the_name_of_the_program():
    assert codes("ChainChief-unter-dem-Bambus-26") == []


def test_all_reasons_are_told_at_once_in_words_of_both_languages():
    faults = faults_of("li.qiang", LI)
    assert [fault.code for fault in faults] == ["PPL-021", "PPL-022", "PPL-024"]
    assert "只有 8 个字符，至少要 10 个" in faults[0].text
    with speaking(ENGLISH):
        assert "it has 8 characters, 10 are asked for" in faults[0].text


def test_former_passwords_are_not_taken_again_and_their_number_is_the_profiles(ledger):
    account = make_account("wang", password=PASSWORD)
    for number in range(1, 8):
        change(account, _nth(number - 1), _nth(number), _nth(number))
    assert codes(_nth(7), account) == ["PPL-026"]
    assert codes(_nth(2), account) == ["PPL-026"]
    assert codes(_nth(1), account) == []
    assert account.former_passwords.count() == 5


def _nth(number):
    return f"Regen-{number}-im-Bambus" if number else PASSWORD


def test_asvs_forgets_former_ones_but_the_present_is_no_new_one(ledger, preset):
    preset(profile="asvs")
    account = make_account("wang", password=PASSWORD)
    change(account, PASSWORD, _nth(1), _nth(1))
    assert codes(_nth(1), account, "asvs") == ["PPL-027"]
    assert codes(PASSWORD, account, "asvs") == []
    assert account.former_passwords.count() == 0


def test_full_width_and_composed_letters_are_the_same_password(ledger):
    account = make_account("wang", password=PASSWORD)
    wide = "Ｂａｍｂｕｓ－１２３　Ｒｅｇéｎ"
    change(account, PASSWORD, wide, "Bambus-123 Regén")
    assert account.check_password("Bambus-123 Regén")
