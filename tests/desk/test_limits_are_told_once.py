"""What is due or late is told once; what passed while nothing ran, at the next start."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.desk.cast import DAY, step

from chainchief.desk.difficulties.machine import Act
from chainchief.desk.reminders import Reminded, remind
from chainchief.people.models import Notice
from chainchief.people.notices import Topic


@pytest.fixture
def people(desk):
    cast.accounts()
    return desk


def with_topic(topic: Topic) -> list[str]:
    rows = Notice.objects.filter(topic=topic, read_at=None)
    return sorted(rows.values_list("account__username", flat=True))


def test_whose_turn_it_is_hears_of_it_and_of_the_next_step_another(people):
    case = cast.registered(cast.FIRM, informant="")
    desk = sorted([cast.OFFICE.name, cast.COLLEAGUE.name, cast.COUNTY.name])
    assert with_topic(Topic.CASE_TURN) == desk
    case = step(step(case, Act.ACCEPT), Act.ASSIGN, office=cast.POWER)
    assert with_topic(Topic.CASE_TURN) == [cast.POWER_CLERK.name]
    case = step(case, Act.SIGN, cast.POWER_CLERK)
    step(case, Act.ANSWER, cast.POWER_CLERK, note="已增容", outcome="solved")
    assert with_topic(Topic.CASE_TURN) == [cast.FIRM.name]


def test_a_step_is_told_of_before_its_day_then_late_then_to_those_above(people):
    cast.in_work()
    Notice.objects.all().delete()
    assert remind(DAY) == Reminded()
    assert remind(dt.date(2026, 11, 19)) == Reminded(due=1)
    assert with_topic(Topic.CASE_TURN) == [cast.POWER_CLERK.name]
    assert remind(dt.date(2026, 11, 20)) == Reminded()
    assert remind(dt.date(2026, 11, 23)) == Reminded(late=1, escalated=1)
    above = sorted([cast.OFFICE.name, cast.COLLEAGUE.name, cast.CHIEF.name, cast.POWER_CLERK.name])
    assert with_topic(Topic.CASE_LATE) == above


def test_what_passed_while_nothing_ran_is_told_at_the_start_and_once(people):
    cast.in_work()
    Notice.objects.all().delete()
    later = dt.date(2026, 12, 21)
    assert remind(later) == Reminded(late=1, escalated=1)
    assert remind(later) == Reminded()
    Notice.objects.update(read_at=dt.datetime.now(dt.UTC))
    assert remind(later) == Reminded()


def test_a_clock_set_back_tells_nothing_a_second_time(people):
    cast.in_work()
    Notice.objects.all().delete()
    remind(dt.date(2026, 11, 19))
    remind(dt.date(2026, 11, 23))
    told = Notice.objects.count()
    for day in (dt.date(2026, 11, 19), DAY, dt.date(2026, 11, 23)):
        remind(day)
    assert Notice.objects.count() == told


def test_a_step_taken_settles_what_was_told_of_it(people):
    case = cast.in_work()
    remind(dt.date(2026, 11, 23))
    step(case, Act.ANSWER, cast.POWER_CLERK, note="已增容", outcome="solved")
    assert with_topic(Topic.CASE_LATE) == []


def test_serving_tells_it_before_the_first_page(people, monkeypatch, capsys):
    from chainchief.cli.installation.serve import _tell_what_was_missed

    cast.in_work()
    people.set(dt.date(2026, 12, 21))
    _tell_what_was_missed()
    assert "1" in capsys.readouterr().err
    assert cast.CHIEF.name in with_topic(Topic.CASE_LATE)


def test_a_demo_city_whose_life_ended_tells_of_nothing_that_became_late(people, capsys):
    from chainchief.cli.installation.serve import _tell_what_was_missed
    from chainchief.demo import marker

    cast.in_work()
    Notice.objects.all().delete()
    people.set(dt.date(2026, 12, 21))
    marker.path().touch()
    _tell_what_was_missed()
    assert capsys.readouterr().err == ""
    assert not Notice.objects.exists()
