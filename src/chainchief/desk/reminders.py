"""What is due or late at the desk, told once each: by the daily command, and when pages start.

What became late while nothing ran is told at the next start; a clock that was set back tells
nothing a second time.
"""

import datetime as dt
from dataclasses import dataclass

from chainchief.core import clock
from chainchief.desk.difficulties import notices
from chainchief.desk.features.reminders import remind_of_features
from chainchief.desk.leads.reminders import remind_of_leads
from chainchief.desk.limits.deadlines import days_left
from chainchief.desk.limits.extensions import step_due_on
from chainchief.desk.limits.preset import limits
from chainchief.desk.tasks.reminders import remind_of_tasks
from chainchief.dispatch.calendar.counting import calendar
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.people.models import Notice
from chainchief.people.notices import Topic


@dataclass(frozen=True)
class Reminded:
    """How many cases, tasks, leads and features were told of, by why."""

    due: int = 0
    late: int = 0
    escalated: int = 0


#: A step is told of so many working days before its limit.
_BEFORE = 1


def remind(on: dt.date | None = None) -> Reminded:
    """Tell of every open step that is due soon or late; each limit of a case is told of once."""
    today, known, schemes = on or clock.today(), calendar(), limits()
    soon = known.after(today, _BEFORE)
    waiting = Difficulty.objects.filter(
        withdrawn_on=None, closed_on=None, declined_on=None, turn_due_on__lte=soon
    )
    sent_already = _sent_already()
    due = late = escalated = 0
    for case in waiting.order_by("turn_due_on", "pk").iterator():
        left = days_left(step_due_on(case), today, known)
        above = left <= -schemes.of(case.process).escalate
        about = notices.about_limit(case, left, above=above)
        if about in sent_already:
            continue
        if left >= 0:
            due += bool(notices.due(case, about))
        elif notices.late(case, -left, about, everyone=above):
            late += 1
            escalated += above
    for others in (remind_of_tasks, remind_of_leads, remind_of_features):
        more = others(today, sent_already)
        due, late, escalated = due + more[0], late + more[1], escalated + more[2]
    return Reminded(due, late, escalated)


def _sent_already() -> set[str]:
    """What every notice so far was about."""
    topics = (Topic.CASE_TURN, Topic.CASE_LATE, Topic.LEAD_CLAIMED)
    return set(Notice.objects.filter(topic__in=topics).values_list("about", flat=True))
