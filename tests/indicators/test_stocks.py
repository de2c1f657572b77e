"""Stocks: what is in force on the last day of the span."""

from tests.indicators.conftest import CITY, DECHENG, NINGJIN, WAN, day

PROV, TOWN, EITHER = "IND-PRJ-LIST-PROV", "IND-PRJ-LIST-CITY", "IND-PRJ-LIST-EITHER"


def test_a_project_on_two_lists_counts_on_each_and_once_together(city):
    for code in ("P1", "P2", "P3"):
        city.project(code)
    city.listing("P1", "PROV-TECH")
    city.listing("P1", "CITY-TECH")
    city.listing("P2", "CITY-TECH")
    city.listing("P3", "PROV-TECH")
    city.listing("P3", "OTHER")
    assert [city.value(code) for code in (PROV, TOWN, EITHER)] == [2, 2, 3]


def test_valid_to_is_the_last_day_on_which_it_holds(city):
    for code, until in (("P1", "2023-10-31"), ("P2", "2023-11-29"), ("P3", "2023-11-30")):
        city.project(code)
        city.listing(code, "PROV-TECH", until=until)
    assert city.value(PROV) == 1
    assert city.lines() == [("value", "P3", 1)]


def test_what_begins_after_the_last_day_is_not_there_yet(city):
    for code, since in (("P1", "2023-11-30"), ("P2", "2023-12-01")):
        city.project(code)
        city.listing(code, "PROV-TECH", since=since)
    assert city.value(PROV) == 1
    assert city.lines() == [("value", "P1", 1)]


def test_a_stock_looks_at_the_end_of_the_span_alone(city):
    city.project("P1")
    city.listing("P1", "PROV-TECH", since="2023-02-01", until="2023-06-30")
    assert city.value(PROV, span="2023-01..2023-05") == 1
    assert city.value(PROV, span="2023-01..2023-11") == 0


def test_landmark_chains_are_counted_for_the_city_and_chain_by_chain(city):
    assert city.value("IND-CHAIN-LANDMARK") == 2
    assert city.lines() == [("value", "FOOD", 1), ("value", "NEW-IT", 1)]
    assert city.value("IND-CHAIN-LANDMARK", chain="FOOD") == 1
    assert city.value("IND-CHAIN-LANDMARK", chain="OLD") == 0
    assert city.value("IND-CHAIN-LANDMARK", span="2023-01..2023-06") == 3


def test_an_indicator_without_units_says_so_for_a_county(city):
    figure = city.figure("IND-CHAIN-LANDMARK", DECHENG)
    assert figure.value is None
    assert "不分单位" in figure.absent


def test_planned_investment_is_divided_by_shares_without_losing_a_fen(city):
    city.project("P1", total_investment=100 * WAN + 1)
    for unit, percent in ((DECHENG, 34), (NINGJIN, 66)):
        city.share("P1", unit, percent)
    city.project("P2", total_investment=7 * WAN)
    city.project("P3", total_investment=None)
    parts = [city.value("IND-PRJ-PLANNED-TOTAL", unit) for unit in (DECHENG, NINGJIN)]
    assert parts == [41 * WAN, 66 * WAN + 1]
    assert city.value("IND-PRJ-PLANNED-TOTAL", CITY) == 107 * WAN + 1
    assert city.lines() == [("value", "P1", 100 * WAN + 1), ("value", "P2", 7 * WAN)]


def test_a_project_whose_validity_has_ended_is_no_longer_planned(city):
    city.project("P1", total_investment=WAN, valid_to=day("2023-11-29"))
    city.project("P2", total_investment=WAN, valid_from=day("2023-11-30"))
    assert city.value("IND-PRJ-PLANNED-TOTAL") == WAN
