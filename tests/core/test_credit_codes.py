"""Unified social credit codes (GB 32100-2015)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.codes.credit_codes import (
    ALPHABET,
    check_character,
    inner_check_holds,
    is_valid,
)

bodies = st.builds(
    lambda organ, region, rest: organ + region + rest,
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
)


@pytest.mark.parametrize("code", ["91110000600037341L", "91350100M000100Y43"])
def test_known_codes_are_valid_inside_and_out(code):
    assert is_valid(code)
    assert inner_check_holds(code)


@pytest.mark.parametrize(
    "code",
    ["91350100M000100Y4Z", "91350100M000100Y44", "", "91110000600037341", "9111000060003734１L"],
)
def test_wrong_codes_are_refused(code):
    assert not is_valid(code)


@given(bodies)
def test_a_code_with_its_check_character_is_valid(body):
    assert is_valid(body + check_character(body))


@given(bodies, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(body, at, other):
    code = body + check_character(body)
    wrong = code[:at] + other + code[at + 1 :]
    assert (wrong == code) or not is_valid(wrong)


def test_codes_may_begin_with_a_letter():
    body = "N1371402MA3ABCDEF"[:17]
    assert is_valid(body + check_character(body))
