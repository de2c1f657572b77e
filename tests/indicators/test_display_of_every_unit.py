"""Every unit and every nature can be shown, and what is shown is the number rounded once."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chainchief.core.i18n import speaking
from chainchief.core.units import UNITS, Dimension, from_steps
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.display import shown, would_be_zero
from chainchief.indicators.figures import MetricType
from chainchief.indicators.metric_type_words import metric_type_in_words

ENTRY = shipped()["IND-PRJ-STARTED"]
SIGNS = {"百分点": "3个百分点", "位": "第3位"}


def printed(steps, code, places=0):
    return shown(Fraction(steps), replace(ENTRY, unit=UNITS[code], places=places))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("code", UNITS)
def test_three_of_every_unit_are_three_of_it_in_either_language(code, language):
    with speaking(language):
        assert printed(3 * UNITS[code].steps, code) == SIGNS.get(code, f"3{code}")


@pytest.mark.parametrize("code", UNITS)
def test_what_is_not_zero_is_never_printed_as_zero(code):
    for sign in (1, -1):
        text = printed(sign * Fraction(4, 10) * UNITS[code].steps, code)
        number = Fraction(re.search(r"-?[0-9.]+", text)[0])
        assert number * sign > 0
    assert printed(0, code) in (f"0{code}", "第0位", "0个百分点")
    assert "-1" in printed(Fraction(-5, 10) * UNITS[code].steps, code)


@given(
    steps=st.integers(-(10**16), 10**16),
    code=st.sampled_from([c for c in UNITS if UNITS[c].dimension is not Dimension.RANK]),
    places=st.integers(0, 6),
)
def test_what_is_printed_is_within_half_of_its_last_place(steps, code, places):
    assume(not would_be_zero(Fraction(steps), UNITS[code], places))
    text = printed(steps, code, places)
    number = text.removesuffix("个百分点" if code == "百分点" else code)
    assert len(number.partition(".")[2]) == places
    off = abs(Fraction(number) - from_steps(steps, UNITS[code]))
    assert off <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize("nature", MetricType)
def test_every_nature_is_told_in_words_of_the_language(nature):
    with speaking("zh-hans"):
        chinese = metric_type_in_words(nature)
    with speaking("en"):
        english = metric_type_in_words(nature)
    assert not chinese.isascii()
    assert english.isascii()
    assert nature.value not in chinese


def test_every_shipped_indicator_has_its_name_in_both_languages():
    for indicator in shipped().entries.values():
        names = []
        for language in ("zh-hans", "en"):
            with speaking(language):
                names.append(indicator.name)
        chinese, english = names
        assert english.isascii(), indicator.code
        assert not chinese.isascii(), indicator.code
