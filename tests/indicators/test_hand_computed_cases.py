"""Figures worked out by hand where years, units, lists and codes meet."""

from tests.indicators.conftest import CITY, DECHENG, NINGJIN, WAN, ZONE, day
from tests.indicators.test_states_of_a_figure import difficulty

from chainchief.core.spans import Month
from chainchief.ledger.kinds.project.models import Project

STARTED, INVESTED, FUNDS = "IND-PRJ-STARTED", "IND-PRJ-INVESTED", "IND-PRJ-FUNDS-RECOGNISED"


def wan(city, where=CITY, **more):
    whole, rest = divmod(city.value(INVESTED, where, **more), WAN)
    assert rest == 0
    return whole


def test_what_occurred_in_december_and_was_recognised_in_january_is_of_the_new_year(city):
    city.project("P1")
    city.stage("P1", on="2022-12-28", recognised_on=day("2023-01-05"))
    assert city.value(STARTED) == 1
    assert city.value(STARTED, span="2022-01..2022-12") == 0
    assert city.value(STARTED, span="2022-12..2023-01") == 1


def test_a_span_over_three_years_takes_each_year_by_itself(city):
    city.project("P1")
    told = {"2021-05": 20, "2021-12": 50, "2022-10": 100, "2023-02": 5}
    for month, amount in told.items():
        city.report("P1", month, invested=amount)
    assert wan(city, span="2021-06..2023-02") == (50 - 20) + 100 + 5
    assert wan(city, span="2021-01..2022-12") == 50 + 100
    assert city.value(INVESTED, span="2021-06..2021-09") is None


def test_a_correction_downwards_is_shared_like_every_other_amount(city):
    city.project("P1", division=NINGJIN)
    city.share("P1", DECHENG, 40)
    city.report("P1", "2023-06", invested=30)
    city.report("P1", "2023-09", invested=20)
    parts = [wan(city, where, span="2023-07..2023-11") for where in (DECHENG, NINGJIN, CITY)]
    assert parts == [-4, -6, -10]


def test_what_a_zone_has_its_county_has_and_the_city_once(city):
    city.project("P1", division=ZONE)
    city.share("P1", NINGJIN, 30)
    city.report("P1", invested=100)
    assert [wan(city, where) for where in (ZONE, DECHENG, NINGJIN, CITY)] == [70, 70, 30, 100]


def test_three_codes_of_one_project_are_one_project_with_one_amount(city):
    city.project("P1", division=DECHENG)
    city.project("P2", division=NINGJIN, duplicate_of_id="P1")
    city.project("P3", division=ZONE, chain="OLD", duplicate_of_id="P2")
    city.stage("P3", on="2023-09-01", by=NINGJIN)
    city.stage("P2", on="2023-10-01")
    city.report("P3", "2023-10", funds_recognised=40)
    city.report("P2", "2023-11", funds_recognised=55)
    assert [city.value(STARTED, where) for where in (DECHENG, NINGJIN, ZONE, CITY)] == [1, 0, 0, 1]
    assert city.value(FUNDS) == 55 * WAN
    assert city.lines() == [("value", "P1", 55 * WAN)]


def test_withdrawing_the_counted_project_takes_its_other_codes_along(city):
    city.project("P1")
    city.project("P2", duplicate_of_id="P1")
    city.stage("P2")
    city.report("P2", invested=5)
    assert (city.value(STARTED), wan(city)) == (1, 5)
    Project.objects.filter(code="P1").update(withdrawn_on=day("2023-12-01"), version=2)
    assert (city.value(STARTED), city.value(INVESTED)) == (None, None)
    assert city.lines() == []


def test_a_reported_zero_is_an_amount_and_a_blank_is_none(city):
    for code, last in (("P1", 0), ("P2", None)):
        city.project(code)
        city.report(code, "2023-10", invested=10)
        city.report(code, "2023-11", invested=last)
    assert wan(city) == 10
    assert [line for line in city.lines() if line[2]] == [("value", "P2", 10 * WAN)]


def test_a_blank_in_a_later_revision_leaves_the_earlier_revision_in_force(city):
    city.project("P1")
    city.report("P1", "2023-11", revision=0, invested=60)
    city.report("P1", "2023-11", revision=1, invested=None)
    assert wan(city) == 60


def test_a_list_that_ends_on_the_leap_day_holds_for_all_of_february(city):
    for code, until in (("P1", "2024-02-28"), ("P2", "2024-02-29")):
        city.project(code)
        city.listing(code, "PROV-TECH", until=until)
    assert city.value("IND-PRJ-LIST-PROV", month=Month(2024, 2)) == 1
    assert city.lines() == [("value", "P2", 1)]
    assert city.value("IND-PRJ-LIST-PROV", month=Month(2024, 3)) == 0


def test_a_chain_that_stops_being_a_landmark_keeps_the_starts_it_had(city):
    for code, on in (("P1", "2023-06-30"), ("P2", "2023-07-01")):
        city.project(code, chain="OLD")
        city.stage(code, on=on)
        city.report(code, funds_recognised=10)
    assert city.value(STARTED, chain="OLD") == 1
    assert city.value(FUNDS, chain="OLD") == 10 * WAN
    assert city.value("IND-CHAIN-LANDMARK") == 2


def test_the_solved_rate_of_the_same_span_and_of_the_same_batch(city):
    """Received last year and solved now: two. Received this year: four, one of them solved."""
    for number, (received, confirmed) in enumerate(
        [
            ("2022-12-01", "2023-02-01"),
            ("2022-12-02", "2023-02-02"),
            ("2023-03-01", "2023-04-01"),
            ("2023-03-02", "2023-12-05"),
            ("2023-05-01", None),
            ("2023-06-01", None),
        ]
    ):
        difficulty(f"D{number}", received, confirmed)
    assert city.value("IND-DIF-SOLVED-RATE") == 750_000
    assert city.value("IND-DIF-BATCH-RATE") == 250_000
    units = {city.catalogue[f"IND-DIF-{each}"].unit.code for each in ("RECEIVED", "SOLVED", "OPEN")}
    assert units == {"个"}
