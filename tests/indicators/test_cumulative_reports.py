"""Cumulative reports: the last report of the year counts, carried over missing months."""

import pytest
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, WAN, ZONE

INVESTED, FUNDS = "IND-PRJ-INVESTED", "IND-PRJ-FUNDS-RECOGNISED"


@pytest.fixture
def reporting(city):
    city.project("P1")
    return city


def invested(city, where=CITY, **more):
    value = city.value(INVESTED, where, **more)
    return value / WAN if value % WAN else value // WAN


def test_the_last_month_counts_not_the_sum_of_months(reporting):
    for month, amount in (("2023-01", 10), ("2023-02", 25), ("2023-11", 60)):
        reporting.report("P1", month, invested=amount)
    assert invested(reporting) == 60


def test_a_later_revision_of_the_month_replaces_the_earlier(reporting):
    reporting.report("P1", "2023-11", revision=0, invested=60)
    reporting.report("P1", "2023-11", revision=2, invested=50)
    reporting.report("P1", "2023-11", revision=1, invested=70)
    assert invested(reporting) == 50


def test_a_revision_of_an_earlier_month_does_not_outrank_a_later_month(reporting):
    reporting.report("P1", "2023-10", revision=9, invested=99)
    reporting.report("P1", "2023-11", revision=0, invested=60)
    assert invested(reporting) == 60


def test_revision_ten_is_later_than_revision_nine(reporting):
    reporting.report("P1", "2023-11", revision=9, invested=9)
    reporting.report("P1", "2023-11", revision=10, invested=10)
    assert invested(reporting) == 10


def test_missing_months_carry_the_last_report_forward(reporting):
    reporting.report("P1", "2023-04", invested=40)
    assert invested(reporting) == 40


def test_last_year_is_not_carried_into_this_year(reporting):
    reporting.report("P1", "2022-12", invested=500)
    assert reporting.value(INVESTED) is None
    assert reporting.lines() == []


def test_a_report_after_the_span_does_not_count(reporting):
    reporting.report("P1", "2023-10", invested=10)
    reporting.report("P1", "2023-12", invested=12)
    assert invested(reporting) == 10


def test_a_report_without_an_amount_leaves_the_one_before_in_force(reporting):
    reporting.report("P1", "2023-10", invested=10, funds_reported=5)
    reporting.report("P1", "2023-11", invested=None, funds_reported=7)
    assert invested(reporting) == 10


def test_a_later_span_is_the_last_less_the_last_before(reporting):
    reporting.report("P1", "2023-06", invested=30)
    reporting.report("P1", "2023-09", invested=45)
    assert invested(reporting, span="2023-07..2023-11") == 15
    assert reporting.lines() == [("value", "P1", 15 * WAN)]


def test_a_later_span_may_be_negative_after_a_correction(reporting):
    reporting.report("P1", "2023-06", invested=30)
    reporting.report("P1", "2023-09", invested=20)
    assert invested(reporting, span="2023-07..2023-11") == -10


def test_a_span_across_years_takes_the_end_of_the_first_and_the_last_of_the_second(reporting):
    for month, amount in (("2022-06", 30), ("2022-12", 100), ("2023-03", 7)):
        reporting.report("P1", month, invested=amount)
    assert invested(reporting, span="2022-07..2023-03") == 100 - 30 + 7


def test_amounts_are_shared_among_units_and_the_city_has_them_once(reporting):
    for unit, percent in ((DECHENG, 30), (NINGJIN, 70)):
        reporting.share("P1", unit, percent)
    reporting.report("P1", "2023-10", invested=90)
    reporting.report("P1", "2023-11", invested=100)
    values = [invested(reporting, where) for where in (DECHENG, NINGJIN, ZONE, CITY)]
    assert values == [30, 70, 0, 100]


def test_a_project_entered_under_two_codes_has_its_own_report_of_a_month(reporting):
    reporting.project("P0", division=NINGJIN, duplicate_of_id="P1")
    reporting.report("P0", "2023-11", revision=5, invested=80)
    reporting.report("P1", "2023-11", revision=0, invested=60)
    assert invested(reporting) == 60
    assert invested(reporting, NINGJIN) == 0


def test_a_later_report_under_the_other_code_is_the_projects_last(reporting):
    reporting.project("P0", division=NINGJIN, duplicate_of_id="P1")
    reporting.report("P1", "2023-10", invested=60)
    reporting.report("P0", "2023-11", invested=80)
    assert invested(reporting) == 80
    assert reporting.lines() == [("value", "P1", 80 * WAN)]


def test_funds_are_over_exactly_the_projects_that_count_as_started(city):
    for code, chain in (("P1", "FOOD"), ("P2", "FOOD"), ("P3", "OLD")):
        city.project(code, chain=chain)
        city.report(code, funds_recognised=10, funds_verified=11, funds_reported=12)
    city.stage("P1")
    city.stage("P2", stage="signed")
    city.stage("P3", on="2023-09-01")
    assert city.value(FUNDS) == 10 * WAN
    assert city.value("IND-PRJ-FUNDS-VERIFIED") == 11 * WAN
    assert city.value("IND-PRJ-FUNDS-REPORTED") == 12 * WAN
    assert city.lines() == [("value", "P1", 12 * WAN)]


def test_the_projects_count_as_started_in_the_same_span(city):
    for code, on in (("P1", "2023-02-01"), ("P2", "2023-08-01")):
        city.project(code)
        city.stage(code, on=on)
        city.report(code, "2023-05", funds_recognised=10)
        city.report(code, "2023-11", funds_recognised=30)
    assert city.value(FUNDS) == 60 * WAN
    assert city.value(FUNDS, span="2023-07..2023-11") == 20 * WAN
    assert city.lines() == [("value", "P2", 20 * WAN)]


def test_a_share_abroad_of_a_started_project_follows_the_project_not_the_unit(city):
    city.project("P1", division=DECHENG)
    city.share("P1", NINGJIN, 100)
    city.stage("P1")
    city.report("P1", funds_recognised=10)
    assert city.value(FUNDS, NINGJIN) == 10 * WAN
    assert city.value("IND-PRJ-STARTED", NINGJIN) == 0


def test_the_investment_of_a_list_is_that_of_its_members_at_the_end(city):
    for code in ("P1", "P2", "P3"):
        city.project(code)
        city.report(code, invested=10)
    city.listing("P1", "PROV-TECH")
    city.listing("P1", "CITY-TECH")
    city.listing("P2", "PROV-TECH", until="2023-10-31")
    city.listing("P3", "CITY-TECH", since="2023-11-01")
    assert city.value("IND-PRJ-INVESTED-PROV") == 10 * WAN
    assert city.value("IND-PRJ-INVESTED-CITY") == 20 * WAN
