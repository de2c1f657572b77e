"""Hand-computed cases: reports due, sent and late; leads and signings that led on; year plans."""

import datetime as dt
from fractions import Fraction

import pytest
from tests.indicators.conftest import DECHENG, NINGJIN, WAN, day

from chainchief.core.spans import Month
from chainchief.indicators.catalogue.due import Due
from chainchief.ledger.kinds.lead.models import Lead
from chainchief.ledger.kinds.project.models import ProjectReport
from chainchief.ledger.kinds.project_plan.models import ProjectPlan

MILLION = 1_000_000


def sent(city, project, on, month="2023-11", revision=0):
    report = city.report(project, month, revision, invested=1)
    ProjectReport.objects.filter(pk=report.pk).update(reported_on=day(on), version=2)


@pytest.fixture
def building(city):
    """Six projects: on the due day, a day late, corrected late, silent, completed, not started."""
    for code in ("P1", "P2", "P3", "P4", "P5"):
        city.project(code)
        city.stage(code, "started", "2022-03-01")
    city.stage("P5", "completed", "2023-11-30")
    city.project("P6", NINGJIN)
    sent(city, "P1", "2023-12-08")
    sent(city, "P2", "2023-12-09")
    sent(city, "P3", "2023-12-05")
    sent(city, "P3", "2023-12-20", revision=1)
    sent(city, "P4", "2023-11-05", month="2023-10")
    sent(city, "P5", "2023-12-01")
    sent(city, "P6", "2023-12-01")
    return city


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("IND-RPT-DUE", 4),
        ("IND-RPT-SENT", 3),
        ("IND-RPT-ON-TIME", 2),
        ("IND-RPT-LATE", 1),
        ("IND-RPT-MISSING", 1),
        ("IND-RPT-COMPLETE-RATE", Fraction(3, 4) * MILLION),
        ("IND-RPT-ON-TIME-RATE", Fraction(1, 2) * MILLION),
    ],
)
def test_reports_on_the_last_month_of_the_span(building, code, value):
    assert building.figure(code).value == value


def test_the_month_before_is_asked_of_its_own_reports(building):
    assert building.value("IND-RPT-DUE", span="2023-01..2023-10") == 5
    assert building.value("IND-RPT-SENT", span="2023-01..2023-10") == 1
    assert building.value("IND-RPT-ON-TIME", span="2023-01..2023-10") == 1


def test_a_completed_project_owes_no_report_and_a_county_none_of_anothers(building):
    building.value("IND-RPT-DUE")
    assert [code for _part, code, _one in building.lines()] == ["P1", "P2", "P3", "P4"]
    assert building.value("IND-RPT-DUE", NINGJIN) == 0
    assert building.figure("IND-RPT-COMPLETE-RATE", NINGJIN).value is None


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("2023-11", "2023-12-08"),
        ("2023-03", "2023-04-10"),  # the 8th of April was a Saturday
        ("2022-12", "2023-01-09"),  # the 8th of January was a Sunday
        ("2023-09", "2023-10-08"),  # a Sunday on which offices worked
    ],
)
def test_the_due_day_moves_with_the_weekend_unless_it_is_told(month, due):
    rule = Due(8, {"2023-09": dt.date(2023, 10, 8)})
    assert rule.of(Month.parse(month)) == day(due)


def test_the_day_is_the_catalogues_and_a_city_may_set_another(city):
    assert city.catalogue["IND-RPT-ON-TIME"].due.day == 8


def lead(code, received, closed=None, state="valid"):
    return Lead.objects.create(
        code=code,
        name=code,
        division_id=DECHENG,
        chain_id="FOOD",
        state=state,
        received_on=day(received),
        closed_on=closed and day(closed),
    )


def test_leads_of_all_years_and_those_of_them_that_were_signed(city):
    lead("L1", "2021-05-01", "2023-02-01", "signed")
    lead("L2", "2023-03-01", "2023-12-05", "signed")
    lead("L3", "2023-04-01", "2023-05-01", "dropped")
    lead("L4", "2023-11-30")
    lead("L5", "2023-12-01")
    assert city.value("IND-LEAD-EVER") == 4
    assert city.value("IND-LEAD-EVER-SIGNED") == 1
    assert city.figure("IND-LEAD-CONVERSION").value == Fraction(1, 4) * MILLION


def test_only_signed_projects_count_among_those_that_led_on_to_a_start(city):
    for code in ("P1", "P2", "P3"):
        city.project(code)
    city.stage("P1", "signed", "2021-02-01")
    city.stage("P1", "started", "2022-02-01")
    city.stage("P2", "signed", "2023-02-01")
    city.stage("P2", "started", "2023-12-01")
    city.stage("P3", "started", "2023-03-01")
    assert city.value("IND-PRJ-SIGNED-EVER") == 2
    assert city.value("IND-PRJ-SIGNED-BEGUN") == 1
    assert city.figure("IND-PRJ-SIGN-START-RATE").value == Fraction(1, 2) * MILLION


def planned(project, year, wan):
    ProjectPlan.objects.create(
        code=f"{project}/{year}", project_id=project, year=year, investment=wan and wan * WAN
    )


def test_investment_is_measured_by_the_plan_of_the_same_projects_for_the_same_year(city):
    for code in ("P1", "P2", "P3"):
        city.project(code)
    planned("P1", 2023, 200)
    planned("P1", 2022, 900)
    planned("P2", 2023, None)
    city.report("P1", "2023-09", invested=120)
    city.report("P1", "2023-11", invested=150)
    city.report("P2", "2023-11", invested=70)
    city.report("P3", "2023-11", invested=30)
    assert city.value("IND-PRJ-YEAR-PLAN") == 200 * WAN
    assert city.value("IND-PRJ-YEAR-INVESTED") == 150 * WAN
    assert city.figure("IND-PRJ-YEAR-RATE").value == Fraction(3, 4) * MILLION


def test_a_shared_project_brings_each_unit_its_part_of_plan_and_investment(city):
    city.project("P1")
    city.share("P1", DECHENG, 75)
    city.share("P1", NINGJIN, 25)
    planned("P1", 2023, 200)
    city.report("P1", "2023-11", invested=100)
    assert city.value("IND-PRJ-YEAR-PLAN", NINGJIN) == 50 * WAN
    assert city.figure("IND-PRJ-YEAR-RATE", NINGJIN).value == Fraction(1, 2) * MILLION
