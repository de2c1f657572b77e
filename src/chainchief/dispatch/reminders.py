"""Reminders of answers: before the due day, after it, and to others once it is late for long."""

import datetime as dt
from dataclasses import dataclass

from chainchief.core import clock
from chainchief.dispatch.answers import notices
from chainchief.dispatch.calendar.counting import calendar
from chainchief.dispatch.collections.preset import arrangement
from chainchief.dispatch.models import CollectionState, Request, RequestState
from chainchief.dispatch.steps import SETTLED


@dataclass(frozen=True)
class Reminded:
    """How many notices went out, by why."""

    due: int = 0
    late: int = 0


#: Handed in: then it is not its respondent who is late.
_HANDED_IN = (*SETTLED, RequestState.SUBMITTED)


def remind(on: dt.date | None = None) -> Reminded:
    """Tell of every open answer that is due soon or late; run again the same day it adds nothing.

    An unread notice about the same answer is renewed, not doubled.
    """
    today, known, arranged = on or clock.today(), calendar(), arrangement()
    waiting = Request.objects.filter(collection__state=CollectionState.OPEN)
    waiting = waiting.exclude(state__in=_HANDED_IN).select_related("collection")
    due = late = 0
    for request in waiting.order_by("pk"):
        left = known.between(today, request.collection.due_on)
        if left < 0:
            late += notices.late(
                request,
                -left,
                heads=-left >= arranged.escalate_days,
                office=-left >= arranged.escalate_office_days,
            )
        elif left <= arranged.remind_days:
            due += notices.due(request)
    return Reminded(due, late)
