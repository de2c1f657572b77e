"""Words beside a number never lie."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.approximations import Approximation, holds, last_place

FIVE = Fraction(5, 100)


@pytest.mark.parametrize(
    ("printed", "place"),
    [("240", "10"), ("247", "1"), ("1000", "1000"), ("1.1", "0.1"), ("36.5", "0.1"), ("20", "10")],
)
def test_place_of_the_last_digit_that_is_not_zero(printed, place):
    assert last_place(Fraction(printed)) == Fraction(place)


@pytest.mark.parametrize(
    ("word", "value", "printed", "may"),
    [
        ("余", 240, 240, True),
        ("余", 249, 240, True),
        ("余", 250, 240, False),
        ("余", 239, 240, False),
        ("超过", 247, 247, False),
        ("超过", 248, 247, True),
        ("突破", 1000, 1000, False),
        ("近", 95, 100, True),
        ("近", 94, 100, False),
        ("近", 100, 100, False),
        ("约", 105, 100, True),
        ("约", 106, 100, False),
        ("约", 95, 100, True),
        ("exact", 301, 301, True),
        ("exact", 302, 301, False),
    ],
)
def test_hand_computed_cases(word, value, printed, may):
    assert holds(Approximation(word), Fraction(value), Fraction(printed), FIVE) is may


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_nearly_and_more_than_exclude_each_other(value, printed):
    nearly = holds(Approximation.NEARLY, Fraction(value), Fraction(printed), FIVE)
    more = holds(Approximation.MORE_THAN, Fraction(value), Fraction(printed), FIVE)
    assert not (nearly and more)


def test_the_tolerance_of_about_can_be_set():
    assert not holds(Approximation.ABOUT, Fraction(104), Fraction(100), Fraction(3, 100))


def test_nothing_is_approximately_zero():
    with pytest.raises(ValueError, match="positive"):
        last_place(Fraction(0))
