"""Ratios and differences: stated functions of the sums of their parts."""

from fractions import Fraction

from tests.indicators.conftest import CITY, DECHENG, NINGJIN, PROVINCE, WAN

RATE, OVER = "IND-PRJ-START-RATE", "IND-OFF-IVA-OVER-PROV"


def test_a_ratio_is_exact_until_it_is_shown(city):
    for number in range(3):
        city.project(f"P{number}")
        city.stage(f"P{number}", stage="signed")
    city.stage("P0")
    figure = city.figure(RATE)
    assert figure.value == Fraction(1_000_000, 3)
    assert figure.parts == {"numerator": 1, "denominator": 3}
    assert figure.display == "33.3%"
    assert figure.records == 3


def test_a_ratio_over_nothing_has_no_value_and_says_why(city):
    city.project("P1")
    city.stage("P1")
    figure = city.figure(RATE)
    assert figure.value is None
    assert figure.parts == {"numerator": 1, "denominator": 0}
    assert figure.display == "—"
    assert "分母为零" in figure.absent
    assert city.lines() == [("numerator", "P1", 1)]


def test_the_entities_behind_a_ratio_of_two_tables_are_counted_once(city):
    city.project("P1", total_investment=400 * WAN)
    city.project("P2", total_investment=100 * WAN)
    city.report("P1", invested=100)
    figure = city.figure("IND-PRJ-INVESTED-RATE")
    assert figure.value == 200_000
    assert figure.display == "20.0%"
    assert figure.records == 2
    assert city.lines() == [
        ("numerator", "P1", 100 * WAN),
        ("denominator", "P1", 400 * WAN),
        ("denominator", "P2", 100 * WAN),
    ]


def test_a_ratio_is_told_for_a_unit_and_a_chain(city):
    city.project("P1", division=NINGJIN)
    city.project("P2", division=DECHENG, chain="NEW-IT")
    for code in ("P1", "P2"):
        city.stage(code, stage="signed")
    city.stage("P1")
    assert city.value(RATE, NINGJIN) == 1_000_000
    assert city.value(RATE, DECHENG) == 0
    assert city.value(RATE, chain="NEW-IT") == 0


def test_growth_above_the_province_is_in_percentage_points(city):
    city.statistic(86_000)
    city.statistic(69_000, division=PROVINCE)
    figure = city.figure(OVER)
    assert figure.value == 17_000
    assert figure.display == "1.7个百分点"
    assert city.lines() == [
        ("minuend", f"iva-growth/{CITY}/2023-11/final", 86_000),
        ("subtrahend", f"iva-growth/{PROVINCE}/2023-11/final", 69_000),
    ]


def test_a_county_is_compared_with_the_province_that_contains_its_city(city):
    city.statistic(70_000, division=DECHENG)
    city.statistic(69_000, division=PROVINCE)
    assert city.value(OVER, DECHENG) == 1_000


def test_a_difference_may_be_negative(city):
    city.statistic(60_000)
    city.statistic(69_000, division=PROVINCE)
    assert city.figure(OVER).display == "-0.9个百分点"


def test_a_difference_without_one_side_has_no_value(city):
    city.statistic(86_000)
    figure = city.figure(OVER)
    assert figure.value is None
    assert figure.parts == {}
    assert "尚未发布" in figure.absent
    assert (figure.display, figure.state) == ("·", "not-reported")
    assert figure.absent.startswith(f"地区{PROVINCE}（{PROVINCE}）：")


def test_the_province_is_found_by_code_where_the_city_is_not_placed_in_it(ledger):
    from tests.indicators.conftest import City

    city = City()
    city.division(PROVINCE, level="province")
    city.division(CITY, level="city")
    city.statistic(86_000)
    city.statistic(69_000, division=PROVINCE)
    assert city.value(OVER) == 17_000


def test_without_a_province_in_the_ledger_the_difference_says_so(ledger):
    from tests.indicators.conftest import City

    city = City()
    city.division(CITY, level="city")
    city.statistic(86_000)
    assert "省" in city.figure(OVER).absent
