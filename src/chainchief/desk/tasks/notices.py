"""Whom a step of a task is told: whoever has the next one, and the line above when it is late."""

from collections.abc import Sequence

from chainchief.access.models import Account
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.desk.limits.deadlines import days_left
from chainchief.desk.limits.extensions import step_due_on
from chainchief.desk.limits.task_preset import Level
from chainchief.desk.matter_notices import MatterNotices, once
from chainchief.desk.tasks.machine import Side, TaskAct, turn_of
from chainchief.desk.tasks.parties import at_level, doers, people_of
from chainchief.ledger.kinds.task.models import Task, TaskOffice
from chainchief.people.notices import Topic
from chainchief.people.notices.recipients import of_organisation
from chainchief.people.notices.sending import send_all


def _who(task: Task) -> str:
    return task.host_id or task.division_id if turn_of(task) is Side.DOER else "—"


_NOTICES: MatterNotices[Task] = MatterNotices(Task.kind, "task", "/tasks/", _who)
about_limit, address_of = _NOTICES.about_limit, _NOTICES.address_of


def given(task: Task, viewer: Viewer) -> None:
    people = [*doers(task)]
    for part in TaskOffice.objects.filter(task=task):
        people += of_organisation(part.office_id)
    _NOTICES.send(task, Topic.CASE_TURN, once(people), but=viewer)


def moved(task: Task, act: TaskAct, viewer: Viewer) -> None:
    """A step was taken: what was said of the one before is done with."""
    if act is TaskAct.ESCALATE:
        left = days_left(step_due_on(task), clock.today())
        late(task, -left, f"{_NOTICES.about(task)}escalated", tuple(Level))
        return
    _NOTICES.end_turns(task)
    people = doers(task) if act in (TaskAct.ACCEPT, TaskAct.CANCEL) else people_of(task)
    topic = Topic.TASK_ENDED if act in (TaskAct.ACCEPT, TaskAct.CANCEL) else Topic.CASE_TURN
    _NOTICES.send(task, topic, people, but=viewer)


def part_reported(part: TaskOffice, viewer: Viewer) -> None:
    task = part.task
    facts = {"kind": Task.kind, "code": task.code, "who": viewer.name}
    send_all(doers(task), Topic.CASE_REPORTED, facts, address_of(task), _NOTICES.about(task))


def late(task: Task, days: int, about: str, levels: Sequence[Level]) -> int:
    """A step is late: its people are told, and those of the line who are to hear; how many."""
    people = [*_in_hand(task)]
    for level in levels:
        people += at_level(task, level)
    _NOTICES.send(task, Topic.CASE_LATE, once(people), days=days, about=about)
    return len(once(people))


def due(task: Task, about: str) -> int:
    """A step is due soon; how many people were told."""
    people = _in_hand(task)
    _NOTICES.send(task, Topic.CASE_TURN, people, about=about)
    return len(people)


def _in_hand(task: Task) -> list[Account]:
    return _NOTICES.in_hand(task, people_of(task))
