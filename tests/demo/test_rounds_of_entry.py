"""Records come to be known round by round, and none before what it refers to."""

from collections import defaultdict

import pytest
from tests.demo.test_every_kind_at_every_scale import made

from chainchief.core.spans import Month
from chainchief.demo import rounds
from chainchief.demo.projects import lateness

ROUNDS = rounds.rounds()


def round_of(day):
    return next(number for number, each in enumerate(ROUNDS) if day <= each.end)


@pytest.mark.parametrize(("seed", "scale"), [(20231130, 1.0), (7, 1.0), (1, 0.1), (2, 0.1)])
def test_no_record_is_entered_before_what_it_refers_to(seed, scale):
    known = lateness.with_late_records(made(scale, seed), seed)
    since = {each.code: round_of(each.known_on) for each in known.records}
    early = [
        (each.kind, each.code, name, value)
        for each in known.records
        for name, value in each.values.items()
        if isinstance(value, str) and value in since and since[value] > round_of(each.known_on)
    ]
    assert early == []
    for each in known.corrections:
        assert since[each.code] < round_of(each.known_on)


def test_every_month_to_november_is_closed_once_in_its_order_and_after_it_ended():
    closed = [each for each in ROUNDS if each.month and not each.revises]
    assert [str(each.month) for each in closed] == [
        f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)
    ][:23]
    assert all(each.month.last < each.end for each in closed)
    assert ROUNDS[-1].month is None


def test_a_month_is_closed_once_more_after_it_was_closed_and_for_a_reason():
    again = [each for each in ROUNDS if each.revises]
    assert len(again) == 5
    for each in again:
        assert rounds.closing_day(each.month) < each.end
        assert each.reason != rounds.IN_TIME
    assert Month(2023, 11) not in [each.month for each in again]


@pytest.mark.parametrize("scale", [0.1, 1.0])
def test_each_closed_month_has_records_of_its_own(scale):
    kinds = defaultdict(set)
    for each in made(scale, 3):
        first = next((c for c in rounds.CLOSINGS if each.known_on <= c.end), rounds.OPEN)
        kinds[first.month].add(each.kind)
    months = [each.month for each in rounds.CLOSINGS]
    assert all("visit" in kinds[month] for month in months)
    assert all("project_report" in kinds[month] for month in months[4:])
    assert sum("official_statistic" in kinds[month] for month in months) >= 15


@pytest.mark.parametrize(("seed", "scale"), [(5, 1.0), (6, 0.1)])
def test_what_was_late_or_wrong_is_in_the_end_what_it_would_have_been(seed, scale):
    records = made(scale, seed)
    known = lateness.with_late_records(records, seed)
    values = {(each.kind, each.code): dict(each.values) for each in known.records}
    for each in known.corrections:
        assert values[each.kind, each.code] != {**values[each.kind, each.code], **each.values}
        values[each.kind, each.code].update(each.values)
    for each in records:
        held = values.pop((each.kind, each.code))
        if each.kind == "project_report":
            held["reported_on"] = each.values["reported_on"]
        assert held == each.values
    assert values == {}


def test_a_revision_for_which_there_is_no_case_does_not_take_place():
    known = lateness.with_late_records([], 1)
    assert known.revisions == [rounds.LATE_EVIDENCE]
    assert (known.records, known.corrections) == ([], [])


def test_a_report_that_comes_late_was_not_there_when_its_month_was_closed():
    records = made(1.0, 5)
    before = {each.code: each.known_on for each in records}
    late = [
        each
        for each in lateness.with_late_records(records, 5).records
        if before[each.code] != each.known_on
    ]
    assert len(late) == 3
    for each in late:
        month = Month.parse(each.values["month"])
        assert before[each.code] <= rounds.closing_day(month) < each.known_on
        assert each.values["reported_on"] == each.known_on


def test_some_reports_come_after_their_month_was_closed_though_no_revision_waits_for_them():
    months = [
        Month.parse(each.values["month"])
        for each in made(1.0, 5)
        if each.kind == "project_report"
        and each.known_on > rounds.closing_day(Month.parse(each.values["month"]))
    ]
    assert 50 < len(months) < 250
    assert max(months) < Month(2023, 10)


def test_money_comes_in_month_by_month_and_not_all_in_the_last_one():
    """By the last report of each project up to October, at least two thirds of November's."""
    reports = [each for each in made(1.0, 5) if each.kind == "project_report"]
    last = {"2023-10": {}, "2023-11": {}}
    for each in sorted(reports, key=lambda e: (e.values["month"], e.values["revision"])):
        for month, known in last.items():
            if "2023-01" <= each.values["month"] <= month:
                known[each.values["project"]] = each.values["funds_recognised"]
    october, november = (sum(known.values()) for known in last.values())
    assert 2 / 3 < october / november < 0.95
