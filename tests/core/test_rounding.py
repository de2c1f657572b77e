"""Rounding happens once and by a stated rule."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.rounding import Rule, rounded, split_by_largest_remainder

fractions = st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**6)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("12.1498", 1, "12.1"),
        ("10.5002", 0, "11"),
        ("1.050", 1, "1.0"),
        ("0.35", 1, "0.4"),
        ("2500", -3, "2000"),
        ("15.4546", 0, "15"),
        ("-1.050", 1, "-1.0"),
        ("-0.35", 1, "-0.4"),
    ],
)
def test_examples_of_gbt_8170(value, places, expected):
    assert rounded(Fraction(value), places, Rule.GBT8170) == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("2.5", 0, "3"),
        ("0.125", 2, "0.13"),
        ("2.675", 2, "2.68"),
        ("-2.5", 0, "-3"),
        ("1.049", 1, "1.0"),
        ("2500", -3, "3000"),
    ],
)
def test_half_up_carries_an_exact_half(value, places, expected):
    assert rounded(Fraction(value), places, Rule.HALF_UP) == Decimal(expected)


@given(fractions, st.integers(-3, 6), st.sampled_from(list(Rule)))
def test_the_rounded_value_is_the_nearest(value, places, rule):
    distance = abs(Fraction(rounded(value, places, rule)) - value)
    assert distance <= Fraction(1, 2) * Fraction(10) ** -places


@given(fractions, st.integers(-3, 6), st.sampled_from(list(Rule)))
def test_a_negative_value_rounds_as_its_absolute_value(value, places, rule):
    assert rounded(-value, places, rule) == -rounded(value, places, rule)


@given(st.integers(-(10**6), 10**6), st.integers(0, 4))
def test_the_two_rules_differ_only_at_an_exact_half(tenths, places):
    value = Fraction(tenths, 10 ** (places + 1))
    half = abs(tenths) % 10 == 5
    same = rounded(value, places, Rule.HALF_UP) == rounded(value, places, Rule.GBT8170)
    assert same or half


def test_rounding_in_two_steps_would_give_another_number():
    once = rounded(Fraction("15.4546"), 0)
    twice = rounded(Fraction(rounded(Fraction("15.4546"), 1)), 0)
    assert once == Decimal(15)
    assert twice == Decimal(16)


@given(st.integers(-(10**15), 10**15), st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_shares_add_up_to_the_whole(total, weights):
    if sum(weights) == 0:
        weights = [*weights, 1]
    parts = split_by_largest_remainder(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(Fraction(total * weight, sum(weights)) - part) < 1


def test_the_odd_fen_goes_to_the_largest_remainder_then_to_the_earlier():
    assert split_by_largest_remainder(100, [333_333, 333_333, 333_334]) == [33, 33, 34]
    assert split_by_largest_remainder(1, [500_000, 500_000]) == [1, 0]
    assert split_by_largest_remainder(-1, [500_000, 500_000]) == [-1, 0]


@pytest.mark.parametrize("weights", [[0, 0], [-1, 2]])
def test_weights_that_cannot_share_are_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        split_by_largest_remainder(10, weights)
