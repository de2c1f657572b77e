"""Months in a row with growth, the best of all years, the first time a number is reached."""

from fractions import Fraction

import pytest
from tests.indicators.conftest import CITY, NOVEMBER
from tests.indicators.definitions import catalogue_of, entry, started

from chainchief.core.spans import Span
from chainchief.indicators.compare.comparer import Comparer
from chainchief.indicators.errors import NotComparableError

N = started("IND-N", "once: true")
OFFICIAL = entry("IND-O", "official", "%", "series: iva-growth", "places: 1")
RANK = entry("IND-R", "rank", "位", "series: renovation-rank", "among: {zh: 全省, en: province}")


@pytest.fixture
def years(city, tmp_path):
    city.catalogue = catalogue_of(tmp_path, N, OFFICIAL, RANK)
    return city


def starts(city, months):
    for number, month in enumerate(months):
        city.project(f"P{number}")
        city.stage(f"P{number}", on=f"{month}-15")


def compared(city, code, basis, span=None):
    snapshot = city.snapshot()
    whole = Span.parse(span) if span else None
    figures = city.figures(NOVEMBER, snapshot, codes=[code], span=whole, divisions=[CITY])
    comparer = Comparer(figures, snapshot, city.engine)
    return comparer.compare(figures.get(code), basis)


def is_first(city, code, number):
    snapshot = city.snapshot()
    figures = city.figures(NOVEMBER, snapshot, codes=[code], divisions=[CITY])
    return Comparer(figures, snapshot, city.engine).reached_first(
        figures.get(code), Fraction(number)
    )


def test_months_alone_are_followed_until_one_has_not_grown(years):
    """September 2:1, October 1:0, November 1:0; August 0:1."""
    starts(
        years,
        ["2022-01", "2022-08", "2022-09", "2023-09", "2023-09", "2023-10", "2023-11"],
    )
    told = compared(years, "IND-N", "run", "2023-11..2023-11")
    assert (told.value, told.display) == (3, "连续3个月增长")


def test_january_to_the_month_is_followed_as_such(years):
    """To September 2 against 3, to October 4 against 3, to November 4 against 3."""
    starts(years, ["2022-01", "2022-02", "2022-03", *["2023-01"] * 2, *["2023-10"] * 2])
    assert compared(years, "IND-N", "run").value == 2


def test_a_published_growth_is_growth_where_it_is_above_zero(years):
    for month, ppm in (("11", 10), ("10", 5_000), ("09", 0), ("08", 9_000)):
        years.statistic(ppm, span_to=f"2023-{month}")
    assert compared(years, "IND-O", "run").display == "连续2个月增长"


def test_what_has_not_grown_is_told_so(years):
    starts(years, ["2022-01", "2022-11", "2023-11"])
    told = compared(years, "IND-N", "run")
    assert (told.value, told.absent) == (None, "与上年同期相比没有增长")


def test_a_quarter_has_no_months_in_a_row(years):
    with pytest.raises(NotComparableError):
        compared(years, "IND-N", "run", "2023-07..2023-09")


def test_the_best_of_the_years_that_are_known(years):
    starts(years, ["2021-01", "2022-01", "2022-02", "2023-01", "2023-02", "2023-03"])
    told = compared(years, "IND-N", "highest")
    assert (told.value, told.display) == (1, "为2021年以来同期最好")


def test_a_year_with_as_many_and_a_year_with_more(years):
    starts(years, ["2021-01", "2021-02", "2021-03", "2022-01", "2022-02", "2023-01", "2023-02"])
    told = compared(years, "IND-N", "highest")
    assert (told.value, told.display) == (2, "居2021年以来同期第2位")
    years.project("P9")
    years.stage("P9", on="2023-03-15")
    assert compared(years, "IND-N", "highest").display == "与2021年以来同期最好水平持平"


def test_without_an_earlier_year_nothing_is_the_best(years):
    starts(years, ["2023-01"])
    told = compared(years, "IND-N", "highest")
    assert (told.state.value, told.display) == ("not-known", "?")


def test_of_a_rank_less_is_better(years):
    years.rank(5, edition=2023, span_to="2023-11")
    years.rank(7, edition=2022, span_to="2022-11", released_on="2022-12-20")
    assert compared(years, "IND-R", "highest").value == 1


def test_the_first_time_is_in_no_whole_year_before(years):
    starts(years, ["2022-01", "2022-12", "2023-01", "2023-02", "2023-03"])
    assert is_first(years, "IND-N", 3)
    assert not is_first(years, "IND-N", 2)
    assert not is_first(years, "IND-N", 4)


def test_without_a_year_before_nobody_can_say_that_it_is_the_first(years):
    starts(years, ["2023-01", "2023-02"])
    assert not is_first(years, "IND-N", 2)
