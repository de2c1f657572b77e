"""Working days by the notices of the State Council, and by a place's own days."""

import datetime as dt

import pytest

from chainchief.core.faults import FaultsError
from chainchief.dispatch.calendar.counting import calendar

LOCAL = """
source: 本市通知
version: 1
valid_from: 2023-01-01
rest:
  - {from: 2023-12-11, to: 2023-12-12, name: 大雪停工}
work: [2023-12-16]
"""


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "is_worked"),
    [
        ("2023-10-06", False),  # the end of the autumn holidays, a Friday
        ("2023-10-07", True),  # a Saturday made up for them
        ("2024-02-18", True),
        ("2024-02-17", False),
        ("2025-01-28", False),
        ("2026-10-10", True),
        ("2026-11-30", True),
        ("2026-11-29", False),
    ],
)
def test_holidays_and_days_made_up_for_them(own_home, text, is_worked):
    assert calendar().is_worked(day(text)) is is_worked


def test_days_are_counted_without_the_first(own_home):
    known = calendar()
    assert known.between(day("2023-09-28"), day("2023-10-07")) == 1
    assert known.between(day("2023-10-07"), day("2023-09-28")) == -1
    assert known.after(day("2023-09-28"), 3) == day("2023-10-09")


def test_a_due_day_that_is_a_holiday_moves_on(own_home):
    assert calendar().worked_from(day("2023-10-01")) == day("2023-10-07")


def test_a_place_has_days_of_its_own(own_home):
    presets = own_home / "presets"
    presets.mkdir()
    (presets / "local-days.yaml").write_text(LOCAL, encoding="utf-8")
    known = calendar()
    assert [known.is_worked(day(f"2023-12-{n}")) for n in (11, 12, 13, 16)] == [
        False,
        False,
        True,
        True,
    ]


def test_years_without_a_notice_are_named(own_home):
    assert calendar().unknown_years(day("2026-12-30"), day("2028-01-05")) == [2027, 2028]


def test_what_is_wrong_in_a_preset_is_told_with_its_line(own_home):
    presets = own_home / "presets"
    presets.mkdir()
    wrong = LOCAL.replace("to: 2023-12-12", "to: 2023-12-01").replace("2023-12-16", "2023-12-16")
    (presets / "local-days.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(FaultsError) as refused:
        calendar()
    assert [fault.code for fault in refused.value.faults] == ["COL-002"]
    assert refused.value.faults[0].place.line == 6


def test_counting_by_weeks_is_counting_day_by_day(own_home):
    presets = own_home / "presets"
    presets.mkdir()
    (presets / "local-days.yaml").write_text(LOCAL, encoding="utf-8")
    known, begin = calendar(), day("2023-09-25")
    for length in range(400):
        end, days = begin + dt.timedelta(length), range(1, length + 1)
        one_by_one = sum(known.is_worked(begin + dt.timedelta(n)) for n in days)
        assert known.between(begin, end) == one_by_one


def test_a_day_centuries_away_is_counted(own_home):
    """21 days make three weeks of five; of years that no preset knows weekends alone are left."""
    known = calendar()
    before = known.between(day("2030-01-01"), day("2999-01-01"))
    assert known.between(day("2030-01-01"), day("2999-01-22")) == before + 15
