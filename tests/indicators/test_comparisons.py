"""Comparisons: exact, in the right unit, in words where a rate would lie, refused where it must."""

from fractions import Fraction

import pytest
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, NOVEMBER, PROVINCE, WAN, day

from chainchief.core.spans import Span
from chainchief.indicators.compare.comparer import Basis, Comparer
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Scope

STARTED, INVESTED = "IND-PRJ-STARTED", "IND-PRJ-INVESTED"


def compare(city, code, basis, division=CITY, span=None, record=""):
    snapshot = city.snapshot()
    records = [record] if record else ()
    figures = city.figures(
        NOVEMBER,
        snapshot,
        span=span and Span.parse(span),
        codes=[code],
        divisions=[division],
        chains=[""],
        records=records,
    )
    figure = figures.get(code, Scope(division), record)
    return Comparer(figures, snapshot, city.engine).compare(figure, basis)


def starts(city, last_year, this_year):
    for year, number in ((2022, last_year), (2023, this_year)):
        for index in range(number):
            city.project(f"P{year}{index}")
            city.stage(f"P{year}{index}", on=f"{year}-04-01")


def invested(city, **by_month):
    city.project("P1")
    for month, amount in by_month.items():
        city.report("P1", month[1:].replace("_", "-"), invested=amount)


def test_growth_is_the_exact_rate_of_the_same_months(city):
    starts(city, 3, 4)
    outcome = compare(city, STARTED, "yoy")
    assert outcome.value == Fraction(1_000_000, 3)
    assert outcome.display == "增长33.3%"
    assert (outcome.then.value, outcome.then.span) == (3, Span.parse("2022-01..2022-11"))


def test_december_of_last_year_is_not_in_the_same_period(city):
    city.project("P1")
    city.stage("P1", stage="signed", on="2022-01-15")
    city.stage("P1", on="2022-12-15")
    assert compare(city, STARTED, "yoy").display == "与上年同期均为零"


@pytest.mark.parametrize(
    ("then", "now", "said"), [(4, 3, "下降25.0%"), (2, 2, "持平"), (3, 0, "下降100.0%")]
)
def test_falls_and_no_change_are_said_in_words(city, then, now, said):
    starts(city, then, now)
    assert compare(city, STARTED, "yoy").display == said


def test_a_base_of_zero_has_no_rate(city):
    starts(city, 0, 5)
    city.stage("P20230", stage="signed", on="2022-04-01")
    outcome = compare(city, STARTED, "yoy")
    assert outcome.value is None
    assert outcome.display == "上年同期为零"


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (-10, 5, "扭亏"),
        (-10, -4, "减亏"),
        (-10, -12, "增亏"),
        (-10, -10, "亏损持平"),
        (10, -1, "由盈转亏"),
        (0, -1, "上年同期为零，本期为负"),
        (0, 0, "与上年同期均为零"),
        (-10, 0, "扭亏"),
    ],
)
def test_a_negative_base_is_told_in_words_and_never_as_a_rate(city, then, now, said):
    invested(city, m2022_06=50, m2022_11=50 + then, m2023_06=50, m2023_11=50 + now)
    outcome = compare(city, INVESTED, "yoy", span="2023-07..2023-11")
    assert outcome.value is None
    assert outcome.display == said


def test_a_cumulative_report_is_compared_month_for_month(city):
    invested(city, m2022_11=100, m2022_12=300, m2023_11=108)
    assert compare(city, INVESTED, "yoy").display == "增长8.0%"


def test_a_stock_is_compared_with_the_same_day_of_last_year(city):
    for code, since in (("P1", "2022-01-01"), ("P2", "2022-12-01"), ("P3", "2023-11-01")):
        city.project(code)
        city.listing(code, "PROV-TECH", since=since)
    assert compare(city, "IND-PRJ-LIST-PROV", "yoy").display == "增长200.0%"


def test_rates_differ_by_percentage_points_never_by_percent(city):
    city.statistic(86_000)
    city.statistic(70_000, span_from="2022-01", span_to="2022-11")
    outcome = compare(city, "IND-OFF-IVA-GROWTH", "yoy")
    assert (outcome.value, outcome.unit.code) == (16_000, "百分点")
    assert outcome.display == "提高1.6个百分点"


def test_a_ratio_is_compared_in_points_of_its_exact_value(city):
    for year, signed in ((2022, 3), (2023, 6)):
        for index in range(signed):
            city.project(f"P{year}{index}")
            city.stage(f"P{year}{index}", stage="signed", on=f"{year}-03-01")
        city.stage(f"P{year}0", on=f"{year}-04-01")
    outcome = compare(city, "IND-PRJ-START-RATE", "yoy")
    assert outcome.value == Fraction(1_000_000, 6) - Fraction(1_000_000, 3)
    assert outcome.display == "降低16.7个百分点"


def test_a_difference_of_rates_is_itself_in_points(city):
    for span, mine, province in (("2023", 86_000, 69_000), ("2022", 80_000, 70_000)):
        months = {"span_from": f"{span}-01", "span_to": f"{span}-11"}
        city.statistic(mine, **months)
        city.statistic(province, division=PROVINCE, **months)
    assert compare(city, "IND-OFF-IVA-OVER-PROV", "yoy").display == "提高0.7个百分点"


def test_last_years_number_that_is_not_there_leaves_nothing_to_say(city):
    city.statistic(86_000)
    outcome = compare(city, "IND-OFF-IVA-GROWTH", "yoy")
    assert (outcome.value, outcome.display) == (None, "·")
    assert "2022年1-11月" in outcome.absent


def test_the_difference_is_told_in_the_figures_own_unit(city):
    starts(city, 3, 5)
    assert compare(city, STARTED, "yoy-difference").display == "多2个"
    city.rank(5)
    city.rank(7, edition=2022, span_to="2022-11")
    assert compare(city, "IND-OFF-TECH-RANK", "yoy-difference").display == "前移2位"


def test_month_on_month_is_always_refused_with_the_reason(city):
    starts(city, 1, 1)
    with pytest.raises(NotComparableError, match="不作环比"):
        compare(city, STARTED, "month-on-month")


def test_what_has_no_plan_by_nature_is_told_so_in_chinese(city):
    city.furnished(11_000)
    with pytest.raises(NotComparableError) as refused:
        compare(city, "IND-FUR-5G-STATIONS", "plan")
    assert "没有年度计划" in str(refused.value)
    assert "furnished" not in str(refused.value)


def test_an_attribute_of_a_record_has_no_plan_and_is_told_so_in_chinese(city):
    city.project("P1", total_investment=WAN)
    with pytest.raises(NotComparableError) as refused:
        compare(city, "IND-PRJ-INVESTMENT", "plan", record="P1")
    assert "record" not in str(refused.value)


def test_a_published_level_is_not_divided_by_last_years(city):
    city.furnished(11_000)
    with pytest.raises(NotComparableError, match="口径"):
        compare(city, "IND-FUR-5G-STATIONS", "yoy")


def test_a_rank_has_no_growth_rate(city):
    with pytest.raises(NotComparableError, match="位次"):
        compare(city, "IND-OFF-TECH-RANK", "yoy")


def test_an_attribute_of_a_record_has_no_last_year(city):
    city.project("P1", total_investment=WAN)
    with pytest.raises(NotComparableError, match="属性"):
        compare(city, "IND-PRJ-INVESTMENT", "yoy", record="P1")


def test_the_share_of_the_annual_plan_is_exact(city):
    starts(city, 0, 4)
    city.plan(STARTED, 6)
    outcome = compare(city, STARTED, "plan")
    assert outcome.value == Fraction(4_000_000, 6)
    assert outcome.display == "完成年度计划的66.7%"
    assert outcome.plan.code == f"2023/{STARTED}/{CITY}/"


def test_the_citys_plan_is_its_own_record_never_the_sum_of_the_counties(city):
    starts(city, 0, 4)
    for unit in (DECHENG, NINGJIN):
        city.plan(STARTED, 3, division=unit)
    outcome = compare(city, STARTED, "plan")
    assert (outcome.value, outcome.display) == (None, "—")
    assert "没有" in outcome.absent
    assert compare(city, STARTED, "plan", division=DECHENG).value == Fraction(4_000_000, 3)


def test_a_plan_of_another_year_or_chain_is_not_this_one(city):
    city.plan(STARTED, 5, year=2022)
    city.plan(STARTED, 5, chain="FOOD")
    assert compare(city, STARTED, "plan").value is None


def test_a_plan_in_another_unit_is_refused_in_words(city):
    city.plan(STARTED, 5, unit="亿元")
    assert "亿元" in compare(city, STARTED, "plan").absent


def test_a_plan_of_zero_has_no_share(city):
    starts(city, 0, 4)
    city.plan(STARTED, 0)
    assert "计划为零" in compare(city, STARTED, "plan").absent


def test_the_schedule_is_a_twelfth_each_month_where_none_is_told(city):
    starts(city, 0, 11)
    city.plan(STARTED, 12)
    outcome = compare(city, STARTED, "schedule")
    assert (outcome.value, outcome.base, outcome.display) == (0, 11, "与时序进度持平")


def test_ahead_and_behind_schedule_are_in_points(city):
    starts(city, 0, 5)
    city.plan(STARTED, 10, schedule="0,0,10,10,20,20,30,30,40,40,45,100")
    ahead = compare(city, STARTED, "schedule")
    assert (ahead.value, ahead.display) == (50_000, "快于时序进度5.0个百分点")
    behind = compare(city, STARTED, "schedule", span="2023-01..2023-12")
    assert behind.display == "慢于时序进度50.0个百分点"


def test_only_january_to_a_month_is_set_against_a_plan(city):
    city.plan(STARTED, 12)
    with pytest.raises(NotComparableError, match="1月"):
        compare(city, STARTED, "plan", span="2023-07..2023-11")


def test_a_stock_has_a_plan_but_no_schedule(city):
    city.project("P1")
    city.listing("P1", "PROV-TECH")
    city.plan("IND-PRJ-LIST-PROV", 2)
    assert compare(city, "IND-PRJ-LIST-PROV", "plan").display == "完成年度计划的50.0%"
    with pytest.raises(NotComparableError):
        compare(city, "IND-PRJ-LIST-PROV", "schedule")


def test_a_planned_rate_is_missed_by_points(city):
    city.statistic(86_000, released_on=day("2023-12-20"))
    city.plan("IND-OFF-IVA-GROWTH", 90_000, unit="%")
    assert compare(city, "IND-OFF-IVA-GROWTH", "plan").display == "低于计划0.4个百分点"


def test_a_figure_that_does_not_exist_is_compared_with_nothing(city):
    city.plan("IND-OFF-IVA-GROWTH", 90_000, unit="%")
    outcome = compare(city, "IND-OFF-IVA-GROWTH", Basis.PLAN)
    assert (outcome.display, outcome.value) == ("·", None)
    assert outcome.state == "not-reported"
    assert "尚未发布" in outcome.absent
