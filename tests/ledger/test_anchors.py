"""An anchor on paper: short, typable, and it proves or refutes that this is the same log."""

import random
import re

import pytest
from tests.ledger.small_city import GROUND, project, write
from tests.ledger.tampering import sql, triggers_off

from chainchief.core.errors import WrongUseError
from chainchief.ledger import changelog
from chainchief.ledger.changelog.anchors.codes import SYMBOLS, Anchor, codes_in, made_of, parse

ONE = Anchor(42, 0x1CF54E85D5BDC7A)
DRAWN = random.Random(2023)
SOME = [Anchor(DRAWN.randrange(1, 10**6), DRAWN.getrandbits(60)) for _ in range(40)]


def test_it_looks_as_documented():
    assert re.fullmatch(r"42(-[0-9A-HJKMNP-TV-Z]{4}){3}-[0-9A-HJKMNP-TV-Z]{2}", ONE.code)
    assert made_of(3, 120, "ab" * 32).code == "3-BSH8-MAHZ-ZTVV-RZ"


@pytest.mark.parametrize("anchor", SOME, ids=str)
def test_what_is_printed_is_read_again(anchor):
    assert parse(anchor.code) == anchor


@pytest.mark.parametrize(
    "typed",
    [
        ONE.code.lower(),
        f"  {ONE.code.replace('-', ' - ')} ",
        ONE.code.replace("-", "\u2013"),
        "".join(chr(ord(sign) + 0xFEE0) for sign in ONE.code),
        ONE.code.replace("0", "O").replace("1", "l"),
    ],
)
def test_hands_may_type_it_their_way(typed):
    assert parse(typed) == ONE


@pytest.mark.parametrize("anchor", SOME[:8], ids=str)
def test_every_wrong_character_shows(anchor):
    code = anchor.code
    for at, sign in enumerate(code):
        others = "0123456789" if at < code.index("-") else SYMBOLS
        for other in others if sign != "-" else "":
            if other != sign:
                assert list(codes_in(code[:at] + other + code[at + 1 :])) == []


@pytest.mark.parametrize("anchor", SOME[:8], ids=str)
def test_every_two_neighbours_exchanged_show(anchor):
    code = anchor.code
    for at in range(len(code) - 1):
        swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        if swapped != code:
            assert anchor not in codes_in(swapped)
            if "-" not in code[at : at + 2] and not swapped.startswith("0"):
                assert list(codes_in(swapped)) == []


@pytest.mark.parametrize("typed", ["", "42", "42-AAAA-AAAA-AAAA-AA", "不是", "0" + ONE.code[2:]])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(WrongUseError):
        parse(typed)


def test_codes_are_found_in_a_text():
    text = f"数据说明：2023-11r1，封存码{ONE}。另见（{SOME[0]}）、{SOME[0]}；电话 0534-1234567"
    assert list(codes_in(text)) == [ONE, SOME[0]]


def test_the_log_has_an_anchor_once_it_is_sealed(any_ledger):
    assert changelog.anchor() is None
    write(*GROUND)
    changelog.seal()
    assert changelog.anchor().seal == 1
    assert changelog.against([changelog.anchor()]) == []


def test_what_goes_on_is_a_continuation(any_ledger):
    write(*GROUND)
    changelog.seal()
    older = changelog.anchor()
    write(project("P0001"))
    changelog.seal()
    assert changelog.against([older, changelog.anchor()]) == []


def codes_against(*anchors):
    return [fault.code for fault in changelog.against(anchors)]


def test_a_roll_back_a_rewritten_and_a_removed_seal_are_told_apart(any_ledger):
    write(*GROUND)
    changelog.seal()
    first = changelog.anchor()
    write(project("P0001"))
    changelog.seal()
    seen = changelog.anchor()
    with triggers_off("ledger_seal"):
        sql("UPDATE ledger_seal SET mac = %s WHERE id = 2", "0" * 64)
        assert codes_against(first, seen) == ["VER-019"]
        sql("UPDATE ledger_seal SET id = 3 WHERE id = 2")
        assert codes_against(seen) == ["VER-021"]
        sql("DELETE FROM ledger_seal WHERE id = 3")
    assert codes_against(first, seen) == ["VER-020"]
