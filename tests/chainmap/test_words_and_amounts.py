"""Amounts, shares and reasons as people read them."""

from fractions import Fraction

import pytest

from chainchief.chainmap import Reason, Status, Why
from chainchief.chainmap.wording import percent, reason_words, status_word, wan
from chainchief.core.i18n import speaking


@pytest.mark.parametrize(
    ("fen", "shown"),
    [(None, ""), (0, "0"), (1, "不足1"), (499_999, "不足1"), (500_000, "1"), (1_499_999, "1")],
)
def test_a_known_amount_that_is_not_zero_never_shows_as_zero(fen, shown):
    assert wan(fen) == shown


def test_a_share_has_one_decimal_and_none_is_a_dash():
    assert percent(Fraction(1, 3)) == "33.3%"
    assert percent(Fraction(0)) == "0.0%"
    assert percent(Fraction(1, 10_000)) == "不足0.1%"
    assert percent(None) == "—"


def test_reasons_tell_what_was_found_and_the_threshold():
    reasons = [
        Reason(Why.NO_LOCAL_FIRM, Fraction(0), Fraction(1)),
        Reason(Why.ONE_OUTSIDE_SOURCE, Fraction(3, 4), Fraction(1, 2)),
    ]
    with speaking("en"):
        assert reason_words(reasons) == (
            "no local firm; one source outside delivers 75.0% (from 50.0% on: a risk)"
        )
    assert reason_words(reasons) == "没有本地企业；市外唯一来源占 75.0%（不低于 50.0% 为有风险）"


def test_every_status_has_a_word_in_both_languages():
    assert [status_word(each) for each in Status] == ["不详", "缺失", "有风险", "弱", "强"]
    with speaking("en"):
        assert [status_word(each) for each in Status] == [
            "not known",
            "missing",
            "at risk",
            "weak",
            "strong",
        ]
