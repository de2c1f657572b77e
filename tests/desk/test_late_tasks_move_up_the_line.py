"""What is late moves up: the office's people, the chain office, the chief, by working days.

The days are counted by hand. The task is due on Friday 2026-11-20. Working days late: Monday the
23rd is the first, Wednesday the 25th the third, Friday the 27th the fifth. Another is due on
2026-09-30, before the national holiday: 1 to 7 October are days of rest, the 8th, a Thursday, is
the first working day after; Saturday 10 October is worked, to make up, and is the third.
"""

import datetime as dt

import pytest
from tests.desk import cast, tasks
from tests.desk.tasks import DUE, step

from chainchief.desk.queue.building import queue_of
from chainchief.desk.queue.handing_over import take_in_hand
from chainchief.desk.queue.items import Question, View, Whose
from chainchief.desk.reminders import Reminded, remind
from chainchief.desk.tasks.machine import TaskAct
from chainchief.dispatch.calendar.counting import calendar
from chainchief.people.models import Notice
from chainchief.people.notices import Topic

MONDAY, WEDNESDAY, FRIDAY = (dt.date(2026, 11, day) for day in (23, 25, 27))
OFFICE = {cast.OFFICE.name, cast.COLLEAGUE.name}
CLERK, CHIEF = {cast.POWER_CLERK.name}, {cast.CHIEF.name}


@pytest.fixture
def task(desk):
    cast.accounts()
    found = tasks.signed()
    Notice.objects.all().delete()
    return found


def late() -> set[str]:
    rows = Notice.objects.filter(topic=Topic.CASE_LATE, read_at=None)
    return set(rows.values_list("account__username", flat=True))


def test_the_office_then_the_chain_office_then_the_chief(task):
    assert remind(dt.date(2026, 11, 18)) == Reminded()
    assert remind(dt.date(2026, 11, 19)) == Reminded(due=1)
    assert late() == set()
    assert remind(MONDAY) == Reminded(late=1, escalated=1)
    assert late() == CLERK
    assert remind(dt.date(2026, 11, 24)) == Reminded()
    assert remind(WEDNESDAY) == Reminded(late=1, escalated=1)
    assert late() == CLERK | OFFICE
    assert remind(FRIDAY) == Reminded(late=1, escalated=1)
    assert late() == CLERK | OFFICE | CHIEF
    assert remind(dt.date(2026, 12, 31)) == Reminded()


def test_what_passed_while_nothing_ran_is_told_at_the_start_and_once(task):
    assert remind(FRIDAY) == Reminded(late=1, escalated=1)
    assert late() == CLERK | OFFICE | CHIEF
    Notice.objects.update(read_at=dt.datetime.now(dt.UTC))
    for day in (FRIDAY, MONDAY, DUE, WEDNESDAY, FRIDAY):
        assert remind(day) == Reminded(), day
    assert late() == set()


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (dt.date(2026, 10, 7), 0),
        (dt.date(2026, 10, 8), 1),
        (dt.date(2026, 10, 9), 2),
        (dt.date(2026, 10, 10), 3),
        (dt.date(2026, 10, 11), 3),
        (dt.date(2026, 10, 12), 4),
    ],
)
def test_days_of_rest_do_not_count_and_made_up_days_do(day, days):
    known = calendar()
    if 2026 not in known.days.years:
        pytest.fail("the preset of working days ends before 2026")
    assert known.between(dt.date(2026, 9, 30), day) == days


def test_late_work_comes_into_the_queue_of_those_above(task):
    def lines(viewer, day):
        question = Question(viewer, viewer.name, day, day, Whose.MINE, View.LATE, kind="task")
        return [item.code for item in queue_of(question).items]

    assert lines(cast.POWER_CLERK, MONDAY) == [task.code]
    assert lines(cast.OFFICE, dt.date(2026, 11, 24)) == []
    assert lines(cast.OFFICE, WEDNESDAY) == [task.code]
    assert lines(cast.CHIEF, WEDNESDAY) == []
    assert lines(cast.CHIEF, FRIDAY) == [task.code]
    assert lines(cast.COUNTY, FRIDAY) == lines(cast.LAND_CLERK, FRIDAY) == []


def test_whoever_has_it_in_hand_hears_of_it_before_the_others_of_the_office(task):
    from tests.fixtures.accounts import make_account
    from tests.fixtures.viewers import holding

    other = holding("department", "发改委 孙某", organisation=cast.POWER)
    make_account(other.name, other.held[0])
    take_in_hand("task", task.uid, viewer=cast.POWER_CLERK)
    remind(dt.date(2026, 11, 19))
    soon = Notice.objects.filter(topic=Topic.CASE_TURN, read_at=None)
    assert set(soon.values_list("account__username", flat=True)) == CLERK
    remind(MONDAY)
    assert late() == CLERK | {other.name}


def test_what_waits_for_the_giver_does_not_reproach_the_office(task):
    step(task, TaskAct.REPORT, note="专线已送电")
    Notice.objects.all().delete()
    # Three working days to accept it, from the 11th to Monday the 16th; the first day late.
    assert remind(dt.date(2026, 11, 17)) == Reminded(late=1, escalated=1)
    assert late() == OFFICE
