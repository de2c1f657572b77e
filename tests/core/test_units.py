"""Units: conversions are exact, both ways."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.errors import WrongUseError
from chainchief.core.units import (
    UNITS,
    Dimension,
    convert,
    from_steps,
    number,
    plain,
    to_steps,
    unit,
)

decimals = st.decimals(
    allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9
)


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("79.52", "公顷", "亩", "1192.8"),
        ("5.01", "平方公里", "公顷", "501"),
        ("1", "公顷", "亩", "15"),
        ("0.01", "平方公里", "亩", "15"),
        ("6", "亿元", "万元", "60000"),
        ("1.1", "万个", "个", "11000"),
        ("0.01", "元", "分", "1"),
    ],
)
def test_hand_computed_conversions(value, source, target, expected):
    assert convert(number(value), unit(source), unit(target)) == number(expected)


def test_1591_mu_are_106_07_hectares_when_rounded_to_two_places():
    hectares = convert(1591, unit("亩"), unit("公顷"))
    assert hectares == Fraction(1591, 15)
    assert round(hectares, 2) == Fraction(10607, 100)


@given(st.integers(-(10**15), 10**15), st.sampled_from(sorted(UNITS)))
def test_steps_to_unit_and_back_is_the_identity(steps, name):
    assert to_steps(from_steps(steps, unit(name)), unit(name)) == steps


@given(decimals)
def test_plain_text_of_a_decimal_reads_back_exactly(value):
    assert number(plain(Fraction(value))) == Fraction(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(20100000000), "20100000000"),
        (Fraction(5, 2), "2.5"),
    ],
)
def test_plain_text_has_no_exponent_and_no_trailing_zero(value, text):
    assert plain(value) == text


def test_a_third_has_no_plain_text():
    with pytest.raises(ValueError, match="finite"):
        plain(Fraction(1, 3))


def test_a_value_finer_than_one_step_is_refused():
    with pytest.raises(ValueError, match="whole number of steps"):
        to_steps(number("0.0000001"), unit("万元"))


@pytest.mark.parametrize("text", ["1,000", "6亿", "1e3", "", "１", "--1", "0x1"])
def test_only_plain_decimals_are_numbers(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the text itself is the message
        number(text)


def test_an_unknown_unit_is_refused_with_a_near_one():
    with pytest.raises(WrongUseError, match="万元"):
        unit("万圆元")


def test_money_is_never_told_in_area_nor_firms_in_projects():
    with pytest.raises(WrongUseError):
        convert(1, unit("元"), unit("亩"))
    with pytest.raises(WrongUseError):
        convert(1, unit("家"), unit("个"))


def test_percent_and_percentage_points_are_two_dimensions():
    assert unit("%").dimension is Dimension.RATE
    assert unit("百分点").dimension is Dimension.POINTS
