"""Where a task stands, told by its days alone: of one record, and in SQL."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When

from chainchief.ledger.registers import MovedByActs


class TaskState(models.TextChoices):
    """In the order of its way."""

    ASSIGNED = "assigned", "given, to be signed for"
    SIGNED = "signed", "signed for, being done"
    REPORTED = "reported", "reported done, to be accepted"
    SENT_BACK = "sent-back", "sent back, to be done again"
    ACCEPTED = "accepted", "accepted as done"
    CANCELLED = "cancelled", "taken back"


#: The last that holds is first: each condition is asked only where none before it holds.
_CONDITIONS: tuple[tuple[TaskState, Mapping[str, object]], ...] = (
    (TaskState.CANCELLED, {"cancelled_on__isnull": False}),
    (TaskState.ACCEPTED, {"accepted_on__isnull": False}),
    (TaskState.REPORTED, {"reported_on__isnull": False}),
    (TaskState.SENT_BACK, {"sent_back_on__isnull": False}),
    (TaskState.SIGNED, {"signed_on__isnull": False}),
)
_DONE = (
    "assigned_on",
    "signed_on",
    "reported_on",
    "sent_back_on",
    "accepted_on",
    "cancelled_on",
)
_SET = (
    "process",
    "host",
    "division",
    "giver",
    "due_on",
    "turn_due_on",
    "extension_until",
    "result",
    "document",
)
MOVED_BY_ACTS = MovedByActs("process", frozenset((*_DONE, *_SET)))
#: What is open: neither accepted nor taken back.
OPEN = Q(withdrawn_on=None, accepted_on=None, cancelled_on=None)


def last_day(record: Any) -> dt.date:
    """The last day on which something was done with a task."""
    days: list[dt.date | None] = [getattr(record, name) for name in _DONE]
    return max(day for day in days if day is not None)


def state_of(record: Any) -> TaskState:
    for state, conditions in _CONDITIONS:
        (name,) = conditions
        if getattr(record, name.partition("__")[0]) is not None:
            return state
    return TaskState.ASSIGNED


def state_in_sql() -> Case:
    """The same in SQL, as an expression to annotate rows with."""
    whens = [When(Q(**conditions), then=Value(state.value)) for state, conditions in _CONDITIONS]
    return Case(*whens, default=Value(TaskState.ASSIGNED.value), output_field=models.CharField())
