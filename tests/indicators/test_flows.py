"""Flows: rows whose date lies in the span, each entity once."""

from tests.indicators.conftest import CITY, DECHENG, NINGJIN, ZONE, day

STARTED = "IND-PRJ-STARTED"


def test_five_stage_events_are_three_started_projects(city):
    for code in ("P1", "P2", "P3", "P4"):
        city.project(code)
    city.stage("P1", on="2023-01-01")
    city.stage("P2", on="2023-11-30")
    city.stage("P2", on="2023-10-08", by=NINGJIN)
    city.stage("P3", stage="signed", on="2023-05-05")
    city.stage("P4", on="2023-07-07")
    assert city.value(STARTED) == 3
    assert city.lines() == [("value", "P1", 1), ("value", "P2", 1), ("value", "P4", 1)]


def test_the_span_includes_its_first_and_last_day_and_nothing_beyond(city):
    for number, on in enumerate(["2022-12-31", "2023-01-01", "2023-11-30", "2023-12-01"]):
        city.project(f"P{number}")
        city.stage(f"P{number}", on=on)
    assert city.value(STARTED) == 2
    assert [code for _part, code, _n in city.lines()] == ["P1", "P2"]


def test_the_recognised_date_places_it_not_the_day_it_occurred(city):
    city.project("P1")
    city.stage("P1", on="2023-11-20", recognised_on=day("2023-12-05"))
    assert city.value(STARTED) == 0


def test_evidence_that_is_pending_or_refused_does_not_count(city):
    for code, evidence in (("P1", "pending"), ("P2", "refused"), ("P3", "accepted")):
        city.project(code)
        city.stage(code, evidence=evidence)
    assert city.value(STARTED) == 1


def test_an_event_without_a_recognised_date_counts_in_no_span(city):
    city.project("P1")
    city.stage("P1", recognised_on=None)
    assert city.value(STARTED) == 0


def test_a_project_reported_by_two_counties_counts_once_where_it_lands(city):
    city.project("P1", division=NINGJIN)
    city.stage("P1", by=DECHENG, on="2023-03-01")
    city.stage("P1", by=NINGJIN, on="2023-04-01")
    assert city.value(STARTED, CITY) == 1
    assert city.value(STARTED, NINGJIN) == 1
    assert city.value(STARTED, DECHENG) == 0


def test_the_receipt_cites_the_earliest_recognised_row(city):
    city.project("P1")
    later = city.stage("P1", by=DECHENG, on="2023-04-01")
    first = city.stage("P1", by=NINGJIN, on="2023-03-01")
    city.value(STARTED)
    (line,) = city.last_receipt.contributions
    assert line.row_uid == str(first.uid) != str(later.uid)
    assert line.attributes["recognised_on"] == day("2023-03-01")


def test_a_start_recognised_last_year_does_not_count_again_when_another_county_reports_it(city):
    city.project("P1")
    city.stage("P1", by=DECHENG, on="2022-12-01")
    city.stage("P1", by=NINGJIN, on="2023-02-01")
    assert city.value(STARTED) == 0
    assert city.value(STARTED, span="2022-01..2022-12") == 1


def test_two_halves_of_a_year_add_up_to_the_year(city):
    for number, month in enumerate((2, 5, 6, 7, 11)):
        city.project(f"P{number}")
        city.stage(f"P{number}", on=f"2023-{month:02d}-15")
        city.stage(f"P{number}", on=f"2023-{month + 1:02d}-15", by=NINGJIN)
    first = city.value(STARTED, span="2023-01..2023-06")
    second = city.value(STARTED, span="2023-07..2023-12")
    assert (first, second) == (3, 2)
    assert city.value(STARTED, span="2023-01..2023-12") == 5


def test_a_chain_is_a_landmark_as_at_the_day_of_the_event(city):
    city.project("P1", chain="OLD")
    city.project("P2", chain="OLD")
    city.stage("P1", on="2023-06-30")
    city.stage("P2", on="2023-07-01")
    assert city.value(STARTED) == 1
    assert city.lines() == [("value", "P1", 1)]


def test_a_chain_that_never_was_a_landmark_does_not_count(city):
    city.chain("PLAIN", landmark=None)
    city.project("P1", chain="PLAIN")
    city.stage("P1")
    assert city.value(STARTED) == 0
    assert city.value("IND-PRJ-STARTED-ALL") == 1


def test_a_project_without_a_chain_counts_in_all_chains_only(city):
    city.project("P1", chain=None)
    city.project("P2", chain="FOOD")
    city.stage("P1")
    city.stage("P2")
    assert city.value("IND-PRJ-STARTED-ALL") == 2
    assert city.value("IND-PRJ-STARTED-ALL", chain="FOOD") == 1
    assert city.value("IND-PRJ-STARTED-ALL", chain="NEW-IT") == 0


def test_a_zone_counts_in_its_county_and_once_in_the_city(city):
    city.project("P1", division=ZONE)
    city.project("P2", division=DECHENG)
    for code in ("P1", "P2"):
        city.stage(code)
    values = [city.value(STARTED, where) for where in (ZONE, DECHENG, NINGJIN, CITY)]
    assert values == [1, 2, 0, 2]


def test_two_codes_of_one_project_count_once(city):
    city.project("P1", division=DECHENG)
    city.project("P2", division=NINGJIN, duplicate_of_id="P1")
    city.stage("P1", on="2023-03-01")
    city.stage("P2", on="2023-02-01", by=NINGJIN)
    assert city.value(STARTED) == 1
    assert city.lines() == [("value", "P1", 1)]
    assert city.value(STARTED, NINGJIN) == 0


def test_a_withdrawn_event_does_not_count(city):
    city.project("P1")
    event = city.stage("P1")
    event.withdrawn_on = day("2023-12-01")
    event.version = 2
    event.save()
    city.project("P2")
    city.stage("P2", stage="signed")
    assert city.value(STARTED) == 0


def test_nothing_that_counts_is_zero_with_an_empty_receipt(city):
    city.project("P1")
    city.stage("P1", stage="signed")
    assert city.value(STARTED) == 0
    assert city.lines() == []
