"""Shares, contributions, averages of years and the matched basis, by hand; refusals say why."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, NOVEMBER, WAN

from chainchief.indicators.compare.averages import root
from chainchief.indicators.compare.comparer import Comparer
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Scope

INVESTED, STARTED = "IND-PRJ-INVESTED", "IND-PRJ-STARTED-ALL"
GROWTH, RATE, RANK = "IND-OFF-IVA-GROWTH", "IND-PRJ-RECOGNITION-RATE", "IND-OFF-TECH-RANK"


def compare(city, code, basis, division=CITY, chain="", **more):
    snapshot = city.snapshot()
    figures = city.figures(NOVEMBER, snapshot, codes=[code])
    comparer = Comparer(figures, snapshot, city.engine)
    figure = figures.get(code, Scope(division, chain))
    return comparer.average(figure, **more) if more else comparer.compare(figure, basis)


def invest(city, code, division, chain, **by_year):
    """One project's investment by November of each year: y2022=100, in 万元."""
    city.project(code, division, chain)
    for year, amount in by_year.items():
        city.report(code, f"{year[1:]}-11", invested=amount)


@pytest.fixture
def two_counties(city):
    """100 → 130 and 300 → 310, together 400 → 440."""
    invest(city, "P1", DECHENG, "FOOD", y2022=100, y2023=130)
    invest(city, "P2", NINGJIN, "NEW-IT", y2022=300, y2023=310)
    return city


@pytest.mark.parametrize(
    ("division", "chain", "basis", "value", "display"),
    [
        (DECHENG, "", "share", Fraction(130, 440), "占29.5%"),
        (CITY, "NEW-IT", "share", Fraction(310, 440), "占70.5%"),
        (NINGJIN, "NEW-IT", "share", Fraction(1), "占100.0%"),
        (DECHENG, "NEW-IT", "share", Fraction(0), "占0.0%"),
        (DECHENG, "", "contribution", Fraction(30, 40), "对增长的贡献率75.0%"),
        (NINGJIN, "", "contribution", Fraction(10, 40), "对增长的贡献率25.0%"),
        (DECHENG, "", "pull", Fraction(30, 400), "拉动增长7.5个百分点"),
        (NINGJIN, "", "pull", Fraction(10, 400), "拉动增长2.5个百分点"),
    ],
)
def test_parts_of_the_city(two_counties, division, chain, basis, value, display):
    outcome = compare(two_counties, INVESTED, basis, division, chain)
    assert (outcome.value, outcome.display) == (value * 1_000_000, display)


def test_what_all_units_pull_is_the_growth_of_the_whole(two_counties):
    pulls = [compare(two_counties, INVESTED, "pull", unit).value for unit in (DECHENG, NINGJIN)]
    whole = compare(two_counties, INVESTED, "yoy")
    assert sum(pulls) == whole.value == 100_000


def test_a_unit_that_fell_pulls_the_whole_down(city):
    invest(city, "P1", DECHENG, "FOOD", y2022=100, y2023=70)
    invest(city, "P2", NINGJIN, "FOOD", y2022=100, y2023=180)
    assert compare(city, INVESTED, "pull", DECHENG).display == "下拉15.0个百分点"
    assert compare(city, INVESTED, "contribution", DECHENG).display == "对增长的贡献率-60.0%"


def test_nothing_contributes_to_a_whole_that_fell(city):
    invest(city, "P1", DECHENG, "FOOD", y2022=100, y2023=70)
    outcome = compare(city, INVESTED, "contribution", DECHENG)
    assert outcome.value is None
    assert "没有增长" in outcome.absent


def test_a_whole_of_nothing_has_no_shares(city):
    city.project("P1")
    for month in ("2022-11", "2023-11"):
        city.report("P1", month, invested=0)
    outcome = compare(city, INVESTED, "share", DECHENG)
    assert (outcome.value, outcome.display) == (None, "—")
    assert "不大于零" in outcome.absent
    assert "不大于零" in compare(city, INVESTED, "pull", DECHENG).absent


@pytest.mark.parametrize("basis", ["share", "contribution", "pull"])
@pytest.mark.parametrize("code", [GROWTH, RATE])
def test_rates_have_no_parts_because_their_weights_are_unknown(city, basis, code):
    city.statistic(86_000)
    with pytest.raises(NotComparableError, match="没有可相加的部分"):
        compare(city, code, basis)


def test_the_whole_city_is_no_part(two_counties):
    with pytest.raises(NotComparableError, match="全市数"):
        compare(two_counties, INVESTED, "share")


def test_two_years_average_is_geometric_from_the_levels_of_the_ledger(city):
    """√1.135 − 1 = 6.5 %, not 13.5 / 2 = 6.75 %."""
    invest(city, "P1", DECHENG, "FOOD", y2021=1000, y2023=1135)
    outcome = compare(city, INVESTED, "average")
    assert outcome.display == "两年平均增长6.5%"
    assert abs(outcome.value - 65_364) < 1
    assert outcome.base == 1000 * WAN


def test_two_years_average_of_a_published_rate_compounds_the_rates_of_both_years(city):
    """8.3 % after 4.8 %: √(1.083 × 1.048) − 1 = 6.5 %."""
    city.statistic(83_000)
    city.statistic(48_000, span_from="2022-01", span_to="2022-11")
    assert compare(city, GROWTH, "average").display == "两年平均增长6.5%"


def test_three_years_of_decline(city):
    invest(city, "P1", DECHENG, "FOOD", y2020=1000, y2023=729)
    assert compare(city, INVESTED, "average", years=3).display == "3年平均下降10.0%"


def test_no_average_from_a_base_of_nothing_or_without_a_year(city):
    invest(city, "P1", DECHENG, "FOOD", y2021=0, y2023=10)
    assert "没有意义" in compare(city, INVESTED, "average").absent
    city.statistic(83_000)
    assert "尚未发布" in compare(city, GROWTH, "average").absent


@pytest.mark.parametrize("code", [RATE, "IND-FUR-5G-STATIONS", RANK])
def test_what_is_no_level_and_no_growth_has_no_average(city, code):
    with pytest.raises(NotComparableError, match="增速"):
        compare(city, code, "average")


def test_a_published_share_is_no_growth_rate(city):
    city.statistic(83_000, basis="not-stated")
    with pytest.raises(NotComparableError, match="注明口径"):
        compare(city, GROWTH, "average")


def test_an_average_of_one_year_is_refused(two_counties):
    with pytest.raises(NotComparableError, match="两年"):
        compare(two_counties, INVESTED, "average", years=1)


def test_the_matched_basis_leaves_out_who_came_and_who_left(city):
    """100 → 110 of the one that stands in both; 900 left, 50 came."""
    invest(city, "STAYS", DECHENG, "FOOD", y2022=100, y2023=110)
    invest(city, "LEFT", DECHENG, "FOOD", y2022=900)
    invest(city, "CAME", DECHENG, "FOOD", y2023=50)
    plain, matched = (compare(city, INVESTED, basis) for basis in ("yoy", "yoy-matched"))
    assert plain.display == "下降84.0%"
    assert (matched.display, matched.matched, matched.base) == ("增长10.0%", 1, 100 * WAN)


def test_the_matched_basis_is_told_by_unit_and_chain(two_counties):
    invest(two_counties, "P3", DECHENG, "NEW-IT", y2022=50, y2023=25)
    outcome = compare(two_counties, INVESTED, "yoy-matched", DECHENG)
    assert (outcome.matched, outcome.display) == (2, "增长3.3%")
    outcome = compare(two_counties, INVESTED, "yoy-matched", DECHENG, "NEW-IT")
    assert (outcome.matched, outcome.display) == (1, "下降50.0%")


def test_nobody_in_both_spans_is_told(city):
    invest(city, "CAME", DECHENG, "FOOD", y2023=50)
    outcome = compare(city, INVESTED, "yoy-matched")
    assert (outcome.value, outcome.matched) == (None, 0)
    assert "两期" in outcome.absent


@pytest.mark.parametrize("code", [STARTED, GROWTH, RATE])
def test_counts_and_rates_are_not_matched(city, code):
    with pytest.raises(NotComparableError, match="匹配"):
        compare(city, code, "yoy-matched")


def test_nothing_is_ranked_here_and_the_ranks_of_notices_are_named(two_counties):
    with pytest.raises(NotComparableError, match="居全省位次"):
        compare(two_counties, INVESTED, "rank")


def test_month_on_month_is_refused_whatever_it_is_asked_of(two_counties):
    with pytest.raises(NotComparableError, match="上年同期"):
        compare(two_counties, INVESTED, "month-on-month")


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(2, 5))
def test_a_root_is_cut_off_after_fifteen_decimals(numerator, denominator, degree):
    value = Fraction(numerator, denominator)
    found = root(value, degree)
    step = Fraction(1, 10**15)
    assert found**degree <= value < (found + step) ** degree
