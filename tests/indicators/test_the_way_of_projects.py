"""Hand-computed cases of the figures on what stands still, and on the rates against plan."""

from fractions import Fraction

import pytest
from tests.indicators.conftest import DECHENG, NINGJIN, WAN, day

from chainchief.ledger.kinds.project.models import ProjectReport
from chainchief.ledger.kinds.project_plan.models import ProjectPlan


@pytest.fixture
def five(city):
    """Five signed projects: untouched, pending, started, building, completed and producing."""
    for code in ("P1", "P2", "P3", "P4"):
        city.project(code, total_investment=100 * WAN)
        city.stage(code, "signed", "2022-05-01")
    city.project("P5", NINGJIN, total_investment=300 * WAN)
    city.stage("P5", "signed", "2021-02-01", NINGJIN)
    city.stage("P2", "started", "2023-03-01", evidence="pending")
    city.stage("P3", "started", "2023-11-30")
    city.stage("P4", "started", "2022-09-01")
    city.stage("P5", "started", "2021-06-01", NINGJIN)
    city.stage("P5", "completed", "2023-05-01", NINGJIN)
    city.stage("P5", "producing", "2023-06-01", NINGJIN)
    city.stage("P5", "above-scale", "2023-12-01", NINGJIN)
    city.report("P3", "2023-11", invested=0)
    city.report("P4", "2023-10", invested=50, funds_recognised=20)
    city.report("P5", "2023-04", invested=80)
    ProjectReport.objects.update(reported_on=day("2023-11-08"), version=2)
    return city


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("IND-PRJ-APPROVED", 5),
        ("IND-PRJ-APPROVED-BEGUN", 3),
        ("IND-PRJ-NOT-STARTED", 2),
        ("IND-PRJ-BEGUN", 3),
        ("IND-PRJ-BEGUN-SPENT", 2),
        ("IND-PRJ-NOT-BUILDING", 1),
        ("IND-PRJ-BEGUN-DONE", 1),
        ("IND-PRJ-NOT-COMPLETED", 2),
        ("IND-PRJ-PRODUCED", 1),
        ("IND-PRJ-PRODUCED-SCALE", 0),
        ("IND-PRJ-ON-LEDGER", 5),
        ("IND-PRJ-REPORTING", 3),
        ("IND-PRJ-STARTED-TOTAL", 100 * WAN),
    ],
)
def test_the_number_of_the_city(five, code, value):
    assert five.value(code) == value


def test_a_county_has_its_own_projects_alone(five):
    assert five.value("IND-PRJ-NOT-STARTED", DECHENG) == 2
    assert five.value("IND-PRJ-NOT-STARTED", NINGJIN) == 0
    assert five.value("IND-PRJ-NOT-COMPLETED", NINGJIN) == 0


def test_a_month_earlier_one_project_less_had_started(five):
    assert five.value("IND-PRJ-BEGUN", span="2023-01..2023-10") == 2


def test_projects_in_production_as_a_share_of_those_started(five):
    assert five.figure("IND-PRJ-PRODUCING-RATE").value == Fraction(1, 3) * 1_000_000


def test_funds_are_measured_by_the_plan_of_the_same_projects(five):
    five.report("P3", "2023-12", funds_recognised=40)
    five.report("P3", "2023-11", 1, invested=0, funds_recognised=25)
    assert five.figure("IND-PRJ-FUNDS-RATE").value == Fraction(25, 100) * 1_000_000


def planned(project, **days):
    return ProjectPlan.objects.create(
        code=f"{project}/2023",
        project_id=project,
        year=2023,
        **{name: day(text) for name, text in days.items()},
    )


def test_starts_and_completions_are_held_against_the_day_in_the_plan(five):
    planned("P1", start_by="2023-06-30")
    planned("P2", start_by="2023-12-20")
    planned("P3", start_by="2023-10-31", complete_by="2023-11-15")
    planned("P4", complete_by="2023-11-30")
    planned("P5", complete_by="2023-06-30")
    assert five.value("IND-PRJ-START-DUE") == 2
    assert five.value("IND-PRJ-START-KEPT") == 1
    assert five.figure("IND-PRJ-START-KEPT-RATE").value == 500_000
    assert five.value("IND-PRJ-DONE-DUE") == 3
    assert five.value("IND-PRJ-DONE-KEPT") == 1
    assert five.figure("IND-PRJ-DONE-KEPT-RATE").value == Fraction(1, 3) * 1_000_000


def test_nothing_due_has_no_rate(five):
    assert five.figure("IND-PRJ-DONE-KEPT-RATE").value is None
