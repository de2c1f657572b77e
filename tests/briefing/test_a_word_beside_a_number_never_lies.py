"""余, 超过, 突破, 近, 约: what is printed is computed from the value and holds for it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.briefing.city import YI, figure

from chainchief.briefing.resolve.printing import printed
from chainchief.briefing.sources import NoFigure
from chainchief.core.approximations import Approximation, holds
from chainchief.indicators.figures import MetricType

WORDS = [word for word in Approximation if word is not Approximation.EXACT]


def count(value, unit="次"):
    return figure("IND-A", "甲", MetricType.FLOW, unit, value, f"{value}{unit}")


def money(yi):
    return figure("IND-A", "甲", MetricType.FLOW, "亿元", int(Fraction(yi) * YI), f"{yi}亿元")


@pytest.mark.parametrize(
    ("one", "word", "places", "text"),
    [
        (count(247), "余", None, "240余次"),
        (count(247), "余", -2, "200余次"),
        (count(1234), "余", None, "1200余次"),
        (count(23), "余", None, "20余次"),
        (count(240), "余", None, "240余次"),
        (money("247.3"), "超过", 0, "超过247亿元"),
        (money("247"), "超过", 0, "超过246亿元"),
        (money("0.1234"), "突破", 1, "突破0.1亿元"),
        (count(296), "近", None, "近300次"),
        (count(247), "约", -1, "约250次"),
        (money("201.25"), "约", 0, "约201亿元"),
    ],
)
def test_the_customary_forms(one, word, places, text):
    assert printed(one, Approximation(word), places) == text


@pytest.mark.parametrize(
    ("one", "word", "places"),
    [(count(247), "近", -3), (count(5), "余", -1), (count(-3), "余", None), (count(0), "约", None)],
)
def test_what_would_not_be_true_is_refused(one, word, places):
    with pytest.raises(NoFigure) as refused:
        printed(one, Approximation(word), places)
    assert refused.value.kind.code == "BRF-014"


@given(st.integers(1, 10**13), st.sampled_from(WORDS), st.none() | st.integers(-6, 4))
def test_whatever_is_printed_holds(steps, word, places):
    one = figure("IND-A", "甲", MetricType.FLOW, "亿元", steps, "")
    try:
        shown = printed(one, word, places)
    except NoFigure:
        return
    digits = "".join(c for c in shown if c.isdigit() or c == ".")
    assert holds(word, Fraction(steps, YI), Fraction(digits), Fraction(5, 100))


def test_without_a_wish_the_figure_is_displayed_as_its_definition_says():
    assert printed(count(247)) == "247次"


@pytest.mark.parametrize(("places", "text"), [(0, "201亿元"), (2, "201.25亿元"), (-1, "200亿元")])
def test_decimals_can_be_chosen(places, text):
    assert printed(money("201.25"), places=places) == text
