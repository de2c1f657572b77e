"""What a document prints: unit, places, rounding, and words beside the number that never lie."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.approximations import Approximation, holds
from chainchief.core.rounding import Rule
from chainchief.core.spans import Month, Span
from chainchief.core.units import from_steps, to_steps, unit
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.display import WouldLieError, shown
from chainchief.indicators.display import display_as as displayed_as
from chainchief.indicators.figures import Figure, Formula, MetricType, Scope

STARTED = shipped()["IND-PRJ-STARTED"]

FIVE = Fraction(5, 100)


def display_as(one, word, places=None):
    return displayed_as(one, word, places, tolerance=FIVE)


def printed(value, unit_code, places=0, rounding=Rule.HALF_UP):
    indicator = replace(STARTED, unit=unit(unit_code), places=places, rounding=rounding)
    return shown(None if value is None else Fraction(value), indicator)


def figure(value, unit_code):
    """A figure of `value` units."""
    of = unit(unit_code)
    steps = to_steps(Fraction(str(value)), of)
    return Figure(
        code="IND-X",
        name="某",
        nature=MetricType.FLOW,
        unit=of,
        formula=Formula.VALUE,
        value=Fraction(steps),
        parts={"value": steps},
        display="显示",
        span=Span.year_to(Month(2023, 11)),
        scope=Scope("371400"),
        snapshot="working",
        definition="",
        records=1,
    )


@pytest.mark.parametrize(
    ("steps", "unit_code", "places", "text"),
    [
        (201 * 10**10, "亿元", 0, "201亿元"),
        (20_149_999_999_99, "亿元", 0, "201亿元"),
        (1_877 * 10**9, "亿元", 1, "187.7亿元"),
        (86_000, "%", 1, "8.6%"),
        (80_000, "%", 1, "8.0%"),
        (17_000, "百分点", 1, "1.7个百分点"),
        (-9_000, "百分点", 1, "-0.9个百分点"),
        (113, "个", 0, "113个"),
        (11_000, "万个", 1, "1.1万个"),
        (5, "位", 0, "第5位"),
        (0, "亿元", 1, "0.0亿元"),
        (None, "亿元", 1, "—"),
    ],
)
def test_a_figure_is_shown_in_its_unit_with_its_places(steps, unit_code, places, text):
    assert printed(steps, unit_code, places) == text


@pytest.mark.parametrize(
    ("steps", "half_up", "gbt"), [(85_500, "8.6%", "8.6%"), (86_500, "8.7%", "8.6%")]
)
def test_an_exact_half_is_rounded_by_the_declared_rule(steps, half_up, gbt):
    assert printed(steps, "%", 1) == half_up
    assert printed(steps, "%", 1, Rule.GBT8170) == gbt


@pytest.mark.parametrize(
    ("value", "unit_code", "word", "text"),
    [
        (247, "次", "余", "240余次"),
        (1234, "个", "余", "1200余个"),
        (23, "家", "余", "20余家"),
        ("247.3", "亿元", "超过", "超过247亿元"),
        ("1000.5", "万元", "突破", "突破1000万元"),
        (98, "个", "近", "近100个"),
        (101, "个", "约", "约100个"),
    ],
)
def test_a_word_beside_the_number_by_custom(value, unit_code, word, text):
    assert display_as(figure(value, unit_code), Approximation(word)) == text


def test_places_can_be_asked_for():
    assert display_as(figure("1.16", "万个"), Approximation.AT_LEAST, 1) == "1.1万余个"
    assert display_as(figure("247.36", "亿元"), Approximation.EXACT, 1) == "247.4亿元"
    assert display_as(figure("247.36", "亿元"), Approximation.EXACT) == "显示"


def test_a_word_that_would_lie_is_refused():
    with pytest.raises(WouldLieError, match="超过"):
        display_as(figure(0, "个"), Approximation.MORE_THAN)
    with pytest.raises(WouldLieError, match="近"):
        display_as(figure(50, "个"), Approximation.NEARLY, -2)


@given(
    value=st.integers(1, 10**7),
    word=st.sampled_from([word for word in Approximation if word is not Approximation.EXACT]),
)
def test_what_is_printed_is_always_true(value, word):
    one = figure(value, "个")
    try:
        text = display_as(one, word)
    except WouldLieError:
        return
    number = Fraction("".join(c for c in text if c.isdigit() or c == "."))
    assert holds(word, from_steps(one.value, one.unit), number, FIVE)


@pytest.mark.parametrize("mark", ["—", "·", "?", "*"])
def test_a_figure_without_a_value_is_its_mark_with_any_word(mark):
    one = replace(figure(1, "个"), value=None, display=mark)
    assert display_as(one, Approximation.AT_LEAST) == mark
