"""Official statistics, ranks, furnished numbers and records: looked up, never computed."""

import pytest
from tests.indicators.conftest import CITY, DECHENG, PROVINCE, WAN, day

from chainchief.core.errors import WrongUseError

GROWTH, RANK = "IND-OFF-IVA-GROWTH", "IND-OFF-TECH-RANK"
STATIONS = "IND-FUR-5G-STATIONS"


def test_the_statistic_of_the_unit_and_span_is_quoted(city):
    city.statistic(86_000)
    city.statistic(69_000, division=PROVINCE)
    city.statistic(99_000, span_to="2023-10")
    figure = city.figure(GROWTH)
    assert (figure.value, figure.display, figure.records) == (86_000, "8.6%", 1)
    (line,) = city.last_receipt.contributions
    assert line.kind == "official_statistic"
    assert line.attributes["source"] == "统计局"


def test_a_final_number_goes_before_a_flash_one_even_if_released_earlier(city):
    city.statistic(90_000, standing="flash", released_on=day("2023-12-25"))
    city.statistic(86_000, standing="final", released_on=day("2023-12-20"))
    figure = city.figure(GROWTH)
    assert (figure.value, figure.note) == (86_000, "")


def test_a_flash_number_is_marked(city):
    city.statistic(90_000, standing="flash")
    figure = city.figure(GROWTH)
    assert (figure.value, figure.note) == (90_000, "快报")


def test_a_number_that_was_not_released_is_absent_and_never_zero(city):
    figure = city.figure(GROWTH)
    assert (figure.value, figure.display, figure.records) == (None, "·", 0)
    assert "尚未发布" in figure.absent
    assert city.lines() == []


def test_a_county_does_not_get_the_citys_number(city):
    city.statistic(86_000)
    assert city.value(GROWTH, DECHENG) is None


def test_a_statistic_in_another_unit_is_refused_in_words(city):
    city.statistic(86_000, unit="亿元")
    figure = city.figure(GROWTH)
    assert figure.value is None
    assert "亿元" in figure.absent


def test_an_official_number_is_not_told_by_chain(city):
    city.statistic(86_000)
    assert "不分产业链" in city.figure(GROWTH, chain="FOOD").absent


def test_a_rank_is_quoted_from_the_notice(city):
    city.rank(5)
    assert city.figure(RANK).display == "第5位"


def test_a_furnished_number_is_told_as_at_its_month(city):
    city.furnished(11_000)
    city.furnished(9_000, month="2023-10")
    figure = city.figure(STATIONS)
    assert (figure.value, figure.display) == (11_000, "1.1万个")
    (line,) = city.last_receipt.contributions
    assert line.attributes["office"] == "通信管理局"


@pytest.mark.parametrize("missing", [{"confirmed_by": ""}, {"confirmed_on": None}])
def test_a_furnished_number_counts_once_it_is_confirmed(city, missing):
    city.furnished(11_000, **missing)
    figure = city.figure(STATIONS)
    assert figure.value is None
    assert "尚未" in figure.absent
    assert "通信管理局" in figure.absent


def test_a_furnished_number_is_not_carried_over_a_missing_month(city):
    city.furnished(9_000, month="2023-10")
    assert city.value(STATIONS) is None


def test_a_furnished_number_of_a_chain_is_not_the_citys(city):
    city.furnished(11_000, chain_id="FOOD")
    assert city.value(STATIONS) is None
    assert city.value(STATIONS, chain="FOOD") == 11_000


def test_a_count_of_households_is_no_count_of_stations(city):
    city.furnished(11_000, unit="户")
    assert city.value(STATIONS) is None


def test_one_records_investment_is_asked_for_by_its_code(city):
    city.project("P0001", total_investment=620_000 * WAN)
    figure = city.figure("IND-PRJ-INVESTMENT", record="P0001")
    assert (figure.value, figure.display) == (620_000 * WAN, "62亿元")
    assert figure.record == "P0001"
    assert city.lines() == [("value", "P0001", 620_000 * WAN)]


def test_a_record_that_does_not_exist_or_states_nothing_is_absent(city):
    city.project("P0001", total_investment=None)
    assert "没有" in city.figure("IND-PRJ-INVESTMENT", record="P0002").absent
    assert "P0001" in city.figure("IND-PRJ-INVESTMENT", record="P0001").absent


def test_a_figure_about_one_record_asks_which(city):
    with pytest.raises(WrongUseError, match="IND-PRJ-INVESTMENT"):
        city.figures(codes=["IND-PRJ-INVESTMENT"]).get("IND-PRJ-INVESTMENT")


def test_a_unit_above_the_city_has_no_sum_of_this_ledger(city):
    city.project("P1")
    city.stage("P1")
    figure = city.figure("IND-PRJ-STARTED", PROVINCE)
    assert figure.value is None
    assert f"地区{CITY}" in figure.absent
