"""Tasks of the desk's city, given and moved along in a line."""

import datetime as dt

from tests.desk import cast
from tests.fixtures.viewers import holding

from chainchief.desk.tasks.acts import take
from chainchief.desk.tasks.deeds import TaskDeed
from chainchief.desk.tasks.giving import Order, give
from chainchief.desk.tasks.machine import TaskAct

TASK_FORCE = holding("task-force", "专班 唐某", chain="BIO")
#: A Friday, seven working days after the day of the cast.
DUE = dt.date(2026, 11, 20)


def ordered(**values) -> Order:
    return Order(
        **{
            "name": "现场协调专线增容",
            "division": cast.CITY,
            "chain": "BIO",
            "office": cast.POWER,
            "due_on": DUE,
            "done_when": "专线送电",
            **values,
        }
    )


def given(viewer=cast.OFFICE, **values):
    return give(ordered(**values), viewer=viewer)


def step(task, act: TaskAct, viewer=cast.POWER_CLERK, **deed):
    """Take the act; the task as it is afterwards."""
    return take(task, act, TaskDeed(**deed), viewer=viewer)


def signed(viewer=cast.OFFICE, **values):
    return step(given(viewer, **values), TaskAct.SIGN)


def reported(viewer=cast.OFFICE, **values):
    return step(signed(viewer, **values), TaskAct.REPORT, note="专线已送电")
