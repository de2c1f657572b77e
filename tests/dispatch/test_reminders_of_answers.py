"""Reminders go to whoever answers, then to the unit's head, then to the chain office."""

import datetime as dt

import pytest
from tests.dispatch import asking
from tests.dispatch.asking import (
    NORTH,
    NORTHERN_HEAD,
    NORTHERNER,
    OFFICE,
    answer_to,
    blank,
    request_to,
)

from chainchief.dispatch.answers import acts
from chainchief.dispatch.answers.opening import open_to_all
from chainchief.dispatch.collections.making import make
from chainchief.dispatch.reminders import remind
from chainchief.people.models import Notice

#: A Monday, with worked days around it.
DUE = dt.date(2024, 3, 11)


@pytest.fixture
def north(ledger):
    asking.city()
    asking.accounts()
    wish = asking.wish(of=(NORTH,), due_on=DUE, short_notice="补测")
    return request_to(open_to_all(make(wish, viewer=OFFICE), viewer=OFFICE))


def people(topic):
    notices = Notice.objects.filter(topic=topic, read_at=None)
    return set(notices.values_list("account__username", flat=True))


NORTHERNERS = {NORTHERNER.name, NORTHERN_HEAD.name}


@pytest.mark.parametrize(
    ("on", "due", "late"),
    [
        (dt.date(2024, 3, 7), set(), set()),  # two working days before
        (dt.date(2024, 3, 8), NORTHERNERS, set()),  # one
        (DUE, NORTHERNERS, set()),
        (dt.date(2024, 3, 12), set(), NORTHERNERS),
        (dt.date(2024, 3, 15), set(), NORTHERNERS),  # four working days late
        (dt.date(2024, 3, 18), set(), NORTHERNERS | {OFFICE.name, asking.CHIEF.name}),  # five
    ],
)
def test_who_is_reminded_on_which_day(north, on, due, late):
    remind(on)
    assert (people("answer-due"), people("answer-late")) == (due, late)


def test_a_second_run_on_a_day_adds_nothing(north):
    remind(DUE)
    remind(DUE)
    assert Notice.objects.filter(topic="answer-due").count() == len(NORTHERNERS)


def test_what_is_submitted_is_nobodys_to_be_late_with(north):
    saved = acts.save(north, answer_to(north), blank(north), viewer=NORTHERNER)
    handed = acts.hand_over(saved, viewer=NORTHERNER)
    acts.submit(handed, viewer=NORTHERN_HEAD)
    assert remind(dt.date(2024, 3, 20)).late == 0
