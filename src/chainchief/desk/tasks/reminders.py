"""What is due or late among tasks, told once each, and up the line the later it gets."""

import datetime as dt
from collections.abc import Set

from chainchief.desk.limit_reminders import LimitReminders
from chainchief.desk.limits.extensions import step_due_on
from chainchief.desk.limits.task_preset import Level, task_limits
from chainchief.desk.tasks import notices
from chainchief.dispatch.calendar.counting import calendar
from chainchief.ledger.kinds.task.models import Task
from chainchief.ledger.kinds.task.states import OPEN


def remind_of_tasks(today: dt.date, sent: Set[str]) -> tuple[int, int, int]:
    """Tell of every open task whose step is due soon or late: how many due, late, sent upwards."""
    known, schemes = calendar(), task_limits()
    before = max((scheme.remind_before for scheme in schemes.schemes.values()), default=0)
    waiting = Task.objects.filter(OPEN, turn_due_on__lte=known.after(today, before))
    rows = waiting.select_related("division", "chain", "host").order_by("turn_due_on", "pk")

    def levels(task: Task, late: int) -> list[Level]:
        return schemes.of(task.process).levels(late)

    def late_stage(task: Task, late: int) -> str:
        risen = levels(task, late)
        return risen[-1].value if risen else "late"

    reminders: LimitReminders[Task] = LimitReminders(
        stages=("due", "late", *(level.value for level in Level)),
        above=Level.OFFICE_HEAD.value,
        due_on=step_due_on,
        remind_before=lambda task: schemes.of(task.process).remind_before,
        late_stage=late_stage,
        about=notices.about_limit,
        tell_due=notices.due,
        tell_late=lambda task, late, about, _stage: notices.late(
            task, late, about, levels(task, late)
        ),
    )
    return reminders.remind(rows.iterator(), today, known, sent)
