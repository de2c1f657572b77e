"""Months and spans."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.core.spans import Month, Span

months = st.builds(Month, st.integers(1901, 2998), st.integers(1, 12))


@given(months, st.integers(-11, 11))
def test_adding_months_and_taking_them_away_comes_back(month, distance):
    assert (month + distance) - distance == month


@given(months)
def test_a_month_reads_back_from_its_text_and_its_ordinal(month):
    assert Month.parse(str(month)) == month
    assert Month.from_ordinal(month.ordinal) == month


@given(months)
def test_the_last_day_is_the_day_before_the_next_first(month):
    assert month.last + dt.timedelta(days=1) == (month + 1).first


@given(months, months)
def test_months_sort_as_their_text_does(one, other):
    assert (one < other) == (str(one) < str(other))


@pytest.mark.parametrize("text", ["2023-13", "2023-00", "2023-1", "23-01", "2023年1月", "", "2023"])
def test_what_is_not_a_month_is_refused_with_the_form(text):
    with pytest.raises(WrongUseError):
        Month.parse(text)


def test_the_default_span_of_a_month_starts_in_january():
    span = Span.year_to(Month(2023, 11))
    assert str(span) == "2023-01..2023-11"
    assert (span.first, span.last) == (dt.date(2023, 1, 1), dt.date(2023, 11, 30))
    assert span.same_last_year() == Span.year_to(Month(2022, 11))


def test_february_of_a_leap_year_ends_on_the_29th():
    assert Month(2024, 2).last == dt.date(2024, 2, 29)


def test_a_span_contains_its_first_and_last_day_and_no_other():
    span = Span.parse("2023-02..2023-03")
    assert dt.date(2023, 2, 1) in span
    assert dt.date(2023, 3, 31) in span
    assert dt.date(2023, 1, 31) not in span
    assert dt.date(2023, 4, 1) not in span


def test_a_span_that_ends_before_it_starts_is_refused():
    with pytest.raises(WrongUseError):
        Span(Month(2023, 2), Month(2023, 1))


def test_what_lies_before_a_span_in_its_year():
    assert Span.parse("2023-04..2023-06").before() == Span.parse("2023-01..2023-03")
    assert Span.year_to(Month(2023, 6)).before() is None


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("2023-01..2023-11", "2023年1-11月", "January 2023 to November 2023"),
        ("2023-11", "2023年11月", "November 2023"),
        ("2022-12..2023-01", "2022年12月至2023年1月", "December 2022 to January 2023"),
    ],
)
def test_spans_are_named_as_offices_name_them(text, chinese, english):
    assert Span.parse(text).label == chinese
    with speaking(ENGLISH):
        assert Span.parse(text).label == english
