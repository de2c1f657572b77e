"""What one gave: instructions and tasks, what became of them, whose turn it is."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.desk.limits.extensions import step_due_on
from chainchief.desk.people import names_for
from chainchief.desk.queue.tasks import SHAPES, state_words
from chainchief.desk.tasks.notices import address_of
from chainchief.desk.tasks.parties import stands_in, turn_words
from chainchief.dispatch.calendar.counting import Calendar, calendar
from chainchief.ledger.kinds.meeting.models import Instruction
from chainchief.ledger.kinds.task.models import Giver, Task
from chainchief.ledger.kinds.task.states import TaskState, last_day, state_of
from chainchief.web.desk.queue_page import Left, left_until
from chainchief.web.frame import today
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import records_of
from chainchief.web.tasks.sources import address_of_source

#: So many of what is over are shown, the latest.
_OVER = 20
#: So many instructions are shown, the latest.
_INSTRUCTIONS = 40


@dataclass(frozen=True)
class TaskLine:
    """A task as lists show it."""

    task: Task
    address: str
    state: str
    shape: str
    turn: str
    left: Left | None
    in_time: bool | None


@dataclass(frozen=True)
class InstructionLine:
    """An instruction and the tasks that came of it."""

    words: str
    by: str
    on: str
    chain: str
    address: str
    give: str
    tasks: list[TaskLine]


@dataclass(frozen=True)
class GivenPage:
    """What templates/web/tasks/given.html shows."""

    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    giver: str
    givers: list[tuple[str, str, bool]]
    blocks: list[tuple[str, str, list[TaskLine]]]
    instructions: list[InstructionLine]

    @property
    def has_tasks(self) -> bool:
        return any(lines for _name, _hint, lines in self.blocks)


def given_page(sent: QueryDict, viewer: Viewer) -> GivenPage:
    giver = _chosen(sent.get("giver", ""), viewer)
    day, days = today.day(), calendar()
    register = records_of(Task.kind, viewer)
    reach = policy.reach(viewer, "assign", "chain")
    condition = Q(giver=giver) if giver else Q()
    rows = register.filter(condition).select_related("chain", "division", "host", "given_by")
    tasks = [] if reach.nothing else list(rows.order_by("turn_due_on", "due_on", "code"))
    names = names_for(viewer, (task.given_by_id for task in tasks))
    lines = [task_line(task, day, days, names) for task in tasks]
    is_open = [one for one in lines if one.left is not None]
    to_decide = [one for one in is_open if _with_giver(one.task)]
    late = [one for one in is_open if one.left and one.left.is_late and one not in to_decide]
    others = [one for one in is_open if one not in to_decide and one not in late]
    over = [one for one in lines if one.left is None]
    over.sort(key=lambda one: last_day(one.task), reverse=True)
    return GivenPage(
        title=_("What I gave") if not stands_in(viewer) else _("What was given"),
        crumbs=[Crumb(_("Work queue"), reverse("desk")), Crumb(_("What was given"))],
        as_at=[day.isoformat(), _tasks(len(is_open)), _late(len(late))],
        giver=giver,
        givers=_givers(giver, viewer),
        blocks=[
            (_("To accept or decide"), _("Reported done, or more time is asked for."), to_decide),
            (_("Overdue with others"), _("The longest first."), late),
            (_("Under way"), "", others),
            (_("Over"), _("The latest."), over[:_OVER]),
        ],
        instructions=_instructions(viewer, giver, {one.task.code: one for one in lines}),
    )


def task_line(task: Task, day: dt.date, days: Calendar, names: Mapping[str, str]) -> TaskLine:
    """One task; `left` is None for what is over."""
    state = state_of(task)
    is_over = state in (TaskState.ACCEPTED, TaskState.CANCELLED)
    limit = None if is_over else step_due_on(task)
    in_time = None
    if state is TaskState.ACCEPTED and task.reported_on:
        in_time = task.reported_on <= task.due_on
    return TaskLine(
        task,
        address_of(task),
        state_words(task),
        SHAPES[state],
        turn_words(task, names.get(task.given_by_id or "", "")),
        left_until(limit, day, days) if limit else None,
        in_time,
    )


def _with_giver(task: Task) -> bool:
    return bool(task.extension_until) or state_of(task) is TaskState.REPORTED


def _chosen(wanted: str, viewer: Viewer) -> str:
    """Whose orders are shown: one's own; the chain office chooses, or sees all."""
    if stands_in(viewer):
        return wanted if wanted in set(Giver) else ""
    return next((giver.value for giver in Giver if giver.value in viewer.roles), "none")


def _givers(chosen: str, viewer: Viewer) -> list[tuple[str, str, bool]]:
    if not stands_in(viewer):
        return []
    every = [(_("by everybody"), reverse("tasks-given"), not chosen)]
    return every + [
        (_(str(giver.label)), f"{reverse('tasks-given')}?giver={giver.value}", giver == chosen)
        for giver in Giver
    ]


def _instructions(viewer: Viewer, giver: str, lines: dict[str, TaskLine]) -> list[InstructionLine]:
    """Of the chief's page and the chain office's: what was said, and what came of it."""
    if giver not in ("", Giver.CHIEF):
        return []
    rows = records_of(Instruction.kind, viewer).select_related("chain", "meeting_item__meeting")
    found = list(rows.order_by("-given_on", "-code")[:_INSTRUCTIONS])
    names = names_for(viewer, (one.given_by_id for one in found))
    came: dict[str, list[TaskLine]] = {}
    for line in lines.values():
        came.setdefault(line.task.instruction_id or "", []).append(line)
    return [
        InstructionLine(
            words=one.words,
            by=names.get(one.given_by_id or "", ""),
            on=one.given_on.isoformat(),
            chain=one.chain.name if one.chain else "",
            address=address_of_source("instruction", one),
            give=f"{reverse('task-new')}?instruction={one.code}",
            tasks=came.get(one.code, []),
        )
        for one in found
    ]


def lines_of(tasks: Sequence[Task], viewer: Viewer, day: dt.date | None = None) -> list[TaskLine]:
    """Tasks as lists show them, counted from a day, by default the one that pages speak of."""
    known, days = min(day or dt.date.max, today.day()), calendar()
    names = names_for(viewer, (task.given_by_id for task in tasks))
    return [task_line(task, known, days, names) for task in tasks]


def _tasks(number: int) -> str:
    return ngettext("{number} task open", "{number} tasks open", number).format(number=number)


def _late(number: int) -> str:
    return ngettext("{number} overdue", "{number} overdue", number).format(number=number)
