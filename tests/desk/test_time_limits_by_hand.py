"""Limits in working days against days counted by hand on the calendars of 2023 to 2026."""

import datetime as dt

import pytest

from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.desk.limits.deadlines import days_left, due_after, resumed
from chainchief.desk.limits.preset import limits


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


#: From, working days, the last day; counted on paper calendars with the notices beside them.
BY_HAND = [
    # 2023: spring festival 21-27 January, worked on Saturday 28 and Sunday 29.
    ("2023-01-18", 7, "2023-02-01"),
    ("2023-01-20", 1, "2023-01-28"),
    ("2023-01-20", 3, "2023-01-30"),
    # Qingming on Wednesday 5 April alone.
    ("2023-04-04", 1, "2023-04-06"),
    # Labour Day 29 April to 3 May, worked on Sunday 23 April and Saturday 6 May.
    ("2023-04-21", 7, "2023-05-04"),
    ("2023-04-28", 3, "2023-05-06"),
    # Dragon boat 22-24 June, worked on Sunday 25.
    ("2023-06-21", 1, "2023-06-25"),
    # 29 September to 6 October, worked on Saturday 7 and Sunday 8.
    ("2023-09-28", 3, "2023-10-09"),
    # 2024: spring festival 10-17 February, worked on Sunday 4 and Sunday 18.
    ("2024-02-02", 7, "2024-02-18"),
    ("2024-02-09", 7, "2024-02-26"),
    # Qingming 4-6 April, worked on Sunday 7.
    ("2024-04-03", 2, "2024-04-08"),
    # Labour Day 1-5 May, worked on Sunday 28 April and Saturday 11 May.
    ("2024-04-26", 3, "2024-04-30"),
    ("2024-04-30", 6, "2024-05-11"),
    # Mid-autumn 15-17 September, worked on Saturday 14.
    ("2024-09-13", 2, "2024-09-18"),
    # National Day 1-7 October, worked on Sunday 29 September and Saturday 12 October.
    ("2024-09-30", 5, "2024-10-12"),
    # 2025: spring festival 28 January to 4 February, worked on Sunday 26 and Saturday 8.
    ("2025-01-24", 7, "2025-02-10"),
    # Labour Day 1-5 May, worked on Sunday 27 April.
    ("2025-04-25", 5, "2025-05-06"),
    # Dragon boat 31 May to 2 June: no day made up for.
    ("2025-05-30", 1, "2025-06-03"),
    # 1-8 October, worked on Sunday 28 September and Saturday 11 October.
    ("2025-09-26", 4, "2025-10-09"),
    ("2025-09-30", 3, "2025-10-11"),
    # 2026: new year 1-3 January, worked on Sunday 4.
    ("2025-12-31", 2, "2026-01-05"),
    # Spring festival 15-23 February, worked on Saturday 14 and Saturday 28.
    ("2026-02-13", 2, "2026-02-24"),
    ("2026-02-24", 4, "2026-02-28"),
    # Labour Day 1-5 May, worked on Saturday 9.
    ("2026-04-30", 4, "2026-05-09"),
    # National Day 1-7 October, worked on Sunday 20 September and Saturday 10 October.
    ("2026-09-30", 3, "2026-10-10"),
    # None left is the same day, or the next that is worked.
    ("2026-11-11", 0, "2026-11-11"),
    ("2026-11-14", 0, "2026-11-16"),
    ("2026-10-03", 1, "2026-10-09"),
]


@pytest.mark.parametrize(("begin", "number", "last"), BY_HAND)
def test_a_limit_ends_on_the_day_counted_by_hand(begin, number, last):
    assert due_after(day(begin), number) == day(last)


def test_a_clock_that_stopped_adds_the_working_days_it_stood():
    # Stopped over the national holiday: 30 September to 9 October is two working days.
    assert resumed(day("2026-10-12"), day("2026-09-30"), day("2026-10-09")) == day("2026-10-14")
    assert resumed(day("2026-10-12"), day("2026-10-09"), day("2026-10-01")) == day("2026-10-12")


def test_late_over_days_of_rest_alone_is_late():
    assert days_left(day("2026-11-13"), day("2026-11-13")) == 0
    assert days_left(day("2026-11-13"), day("2026-11-14")) == -1
    assert days_left(day("2026-11-13"), day("2026-11-17")) == -2


@pytest.mark.parametrize(
    ("scheme", "category", "urgency", "days"),
    [
        ("quanzhou", "energy", "normal", 7),
        ("quanzhou", "energy", "urgent", 3),
        ("changchun", "policy", "normal", 1),
        ("changchun", "land", "normal", 15),
        ("shenzhen", "policy", "normal", 1),
        ("shenzhen", "land", "normal", 3),
        ("jinniu", "policy", "urgent", 0),
        ("jinniu", "land", "normal", 2),
    ],
)
def test_places_answer_within_the_days_that_they_published(scheme, category, urgency, days):
    assert limits().schemes[scheme].answer_days(category, urgency) == days


def test_each_scheme_says_its_source_and_what_is_a_proposal():
    for scheme in limits().schemes.values():
        assert scheme.source
        assert "answer" not in scheme.proposed
        assert "follow_up" in scheme.proposed


def test_what_is_wrong_in_a_citys_own_limits_is_told_all_at_once(own_home):
    from chainchief.desk.limits.preset import PRESET

    shipped = (PRESET.shipped / PRESET.file).read_text(encoding="utf-8")
    wrong = (
        shipped.replace("in_force: quanzhou", "in_force: nowhere")
        .replace("by_category: {policy: 1}", "by_category: {weather: 1}", 1)
        .replace("proposed: [assign,", "proposed: [luck, assign,", 1)
    )
    place = home().path / "presets" / PRESET.file
    place.parent.mkdir(parents=True)
    place.write_text(wrong, encoding="utf-8")
    with pytest.raises(FaultsError) as raised:
        limits()
    assert sorted(fault.code for fault in raised.value.faults) == ["DSK-001", "DSK-003", "DSK-004"]
