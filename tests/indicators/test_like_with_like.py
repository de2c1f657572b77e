"""Eleven months are never set against twelve: the months that both years report, and said so."""

from fractions import Fraction

from tests.indicators.conftest import CITY, DECHENG, NINGJIN, WAN
from tests.indicators.test_states_of_a_figure import fed, firm

from chainchief.core.spans import Month, Span
from chainchief.indicators.compare.comparer import Comparer
from chainchief.indicators.figures import Scope

INVESTED, REVENUE, REPORTING = "IND-PRJ-INVESTED", "IND-FRM-REVENUE", "IND-FRM-REPORTING"
TEN_PERCENT = Fraction(100_000)


def compare(city, code, basis, division=CITY, month=None):
    snapshot = city.snapshot()
    figures = city.figures(month or Month(2023, 12), snapshot, codes=[code])
    comparer = Comparer(figures, snapshot, city.engine)
    return comparer.compare(figures.get(code, Scope(division)), basis)


def test_growth_of_firms_is_over_the_months_that_both_years_report(city, tmp_path):
    """2022: 100 by November, 120 by December; 2023: 110 by November. Not 110 / 120."""
    firm("E1")
    fed(tmp_path, "E1,2022-11,100", "E1,2022-12,120", "E1,2023-11,110")
    outcome = compare(city, REVENUE, "yoy")
    assert (outcome.value, outcome.base) == (TEN_PERCENT, 100 * WAN)
    assert outcome.over == Span.parse("2023-01..2023-11")
    assert outcome.display == "增长10.0%（2023年1-11月）"


def test_of_each_firm_the_months_count_that_it_reports_in_both_years(city, tmp_path):
    """E1 stops in October this year, E2 goes on: 105 / 100 of E1 by October, 330 / 300 of E2."""
    firm("E1")
    firm("E2")
    fed(
        tmp_path,
        *("E1,2022-10,100", "E1,2022-12,130", "E1,2023-10,105"),
        *("E2,2022-12,300", "E2,2023-12,330"),
    )
    outcome = compare(city, REVENUE, "yoy")
    assert outcome.value == Fraction(35 * 1_000_000, 400)
    assert (outcome.matched, outcome.over) == (2, None)


def test_a_firm_without_a_month_in_common_is_not_matched(city, tmp_path):
    firm("E1")
    fed(tmp_path, "E1,2022-12,130", "E1,2023-10,105")
    outcome = compare(city, REVENUE, "yoy")
    assert (outcome.value, outcome.matched) == (None, 0)


def test_investment_is_compared_over_the_months_reported_in_both_years(city):
    city.project("P1")
    city.project("P2")
    for project, month, amount in (
        ("P1", "2022-11", 100),
        ("P1", "2022-12", 200),
        ("P2", "2023-11", 110),
    ):
        city.report(project, month, invested=amount)
    growth = compare(city, INVESTED, "yoy")
    assert (growth.value, growth.display) == (TEN_PERCENT, "增长10.0%（2023年1-11月）")
    change = compare(city, INVESTED, "yoy-difference")
    assert change.value == 10 * WAN
    assert change.over == growth.over


def test_it_holds_the_other_way_round_too(city):
    city.project("P1")
    for month, amount in (("2022-11", 100), ("2023-11", 110), ("2023-12", 150)):
        city.report("P1", month, invested=amount)
    assert compare(city, INVESTED, "yoy").value == TEN_PERCENT


def test_where_both_years_stop_at_the_same_month_all_is_compared(city):
    city.project("P1")
    for month, amount in (("2022-11", 100), ("2023-11", 110)):
        city.report("P1", month, invested=amount)
    outcome = compare(city, INVESTED, "yoy")
    assert (outcome.display, outcome.over) == ("增长10.0%", None)


def test_shares_in_growth_are_not_told_where_the_months_differ(city):
    city.project("P1", division=DECHENG)
    city.project("P2", division=NINGJIN)
    city.report("P1", "2022-12", invested=100)
    city.report("P1", "2023-11", invested=110)
    city.report("P2", "2022-12", invested=100)
    city.report("P2", "2023-12", invested=150)
    for basis in ("contribution", "pull"):
        outcome = compare(city, INVESTED, basis, DECHENG)
        assert (outcome.value, outcome.state) == (None, "not-reported")
        assert "2023年11月" in outcome.absent


def test_what_nobody_has_reported_has_not_fallen(city):
    city.project("P1")
    city.report("P1", "2023-01", invested=490)
    outcome = compare(city, INVESTED, "yoy", month=Month(2024, 1))
    assert (outcome.value, outcome.display, outcome.state) == (None, "·", "not-reported")


def test_a_register_without_dates_says_nothing_of_last_year(city):
    city.project("P1")
    outcome = compare(city, "IND-PRJ-ON-LEDGER", "yoy")
    assert (outcome.value, outcome.state) == (None, "not-known")
    assert "日期" in outcome.absent


def test_a_share_that_is_not_zero_is_not_told_as_zero(city):
    city.project("P1", division=DECHENG)
    city.project("P2", division=NINGJIN)
    city.report("P1", "2023-12", invested=1)
    city.report("P2", "2023-12", invested=4999)
    assert compare(city, INVESTED, "share", DECHENG).display == "占0.02%"
