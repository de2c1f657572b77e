"""What a visit promised waits in the queue of whoever made it, and moves up once it is late."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.fixtures.viewers import holding

from chainchief.desk.queue.building import queue_of
from chainchief.desk.queue.items import Question, View, Whose
from chainchief.ledger import changelog
from chainchief.ledger.kinds.visit.models import Visit

TASK_FORCE = holding("task-force", "专班 唐某", chain="BIO")
IN_TIME, LATE = dt.date(2026, 11, 20), dt.date(2026, 11, 23)


@pytest.fixture
def visit(desk):
    with changelog.acting("clerk", "a visit"):
        return Visit.objects.create(
            code="HD-1",
            name="走访甲厂",
            form="local",
            chain_id="BIO",
            division_id=cast.NORTH,
            led_by="chief",
            next_step="协调专线增容",
            next_due=IN_TIME,
            occurred_on=cast.DAY,
            reported_on=cast.DAY,
        )


def codes(viewer, day=IN_TIME, whose=Whose.MINE, view=View.ALL):
    soon = day + dt.timedelta(days=3)
    question = Question(viewer, viewer.name, day, soon, whose, view, kind="visit")
    return [item.code for item in queue_of(question).items]


def test_it_waits_for_whoever_enters_the_visits_of_the_chain_or_the_unit(visit):
    assert codes(TASK_FORCE) == codes(cast.COUNTY) == ["HD-1"]
    assert codes(cast.OTHER_COUNTY) == codes(cast.FIRM) == codes(cast.BANKER) == []


def test_once_late_it_is_the_turn_of_the_desk_and_the_chief_too(visit):
    assert codes(cast.OFFICE) == codes(cast.CHIEF) == []
    assert codes(cast.OFFICE, LATE) == codes(cast.CHIEF, LATE) == ["HD-1"]
    assert codes(cast.OFFICE, LATE, view=View.LATE) == ["HD-1"]


def test_what_is_done_waits_no_longer(visit):
    with changelog.acting("clerk", "done"):
        visit.next_done, visit.version = IN_TIME, visit.version + 1
        visit.save()
    assert codes(TASK_FORCE) == []
