"""The acts on a task, what each changes besides the task itself."""

import datetime as dt

from chainchief.access import policy
from chainchief.access.scopes import ScopeCodes, codes_of
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import FaultsError, refuse
from chainchief.core.i18n import _
from chainchief.desk import faults
from chainchief.desk.limits.extensions import step_due_on
from chainchief.desk.limits.task_preset import task_limits
from chainchief.desk.taking import Taking, revised
from chainchief.desk.tasks import notices
from chainchief.desk.tasks.deeds import TaskDeed, check_deed, columns_after
from chainchief.desk.tasks.machine import TRANSITIONS, TaskAct
from chainchief.desk.tasks.parties import may_act
from chainchief.desk.tasks.steps import next_number
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import Change, ChangeSet, Creation, Revision
from chainchief.ledger.kinds.task.models import Task, TaskOffice
from chainchief.ledger.kinds.task.states import last_day, state_of
from chainchief.ledger.registers import register_of


def scope_of(task: Task) -> ScopeCodes:
    """Whose a task is: unit, chain, responsible office."""
    return codes_of(task, register_of(Task.kind).scopes)


def is_allowed(task: Task, act: TaskAct, viewer: Viewer) -> bool:
    """Whether the act is the viewer's, by the policy table and by who gave and who does it."""
    transition, policy_class = TRANSITIONS[act], register_of(Task.kind).policy_class
    if not policy.covers(viewer, policy_class, scope_of(task), transition.verb):
        return False
    return act is TaskAct.ESCALATE or may_act(task, transition.side, viewer)


def possible(task: Task, viewer: Viewer) -> list[TaskAct]:
    """The acts that the viewer may take now, in their order."""
    state = state_of(task)
    return [
        act
        for act, transition in TRANSITIONS.items()
        if state in transition.sources and is_allowed(task, act, viewer) and not _is_idle(task, act)
    ]


def _is_idle(task: Task, act: TaskAct) -> bool:
    """Acts that the state admits and nothing asks for."""
    if act in (TaskAct.EXTEND, TaskAct.REFUSE_EXTENSION):
        return task.extension_until is None
    if act is TaskAct.ESCALATE:
        return clock.today() <= step_due_on(task)
    return act is TaskAct.ASK_EXTENSION and task.extension_until is not None


def take(
    task: Task,
    act: TaskAct,
    deed: TaskDeed | None = None,
    *,
    viewer: Viewer,
    version: int | None = None,
) -> Task:
    """Take a step in a task; the task as it is afterwards. Refuses as `Taking` says."""
    given = deed or TaskDeed()
    reason = given.note.strip()[:400] or _("{act} in task {code}").format(
        act=_(TRANSITIONS[act].step.label), code=task.code
    )
    return _TAKING.take(task, act, given, viewer=viewer, reason=reason, version=version)


def _refusing_state(task: Task, act: TaskAct) -> str:
    state = state_of(task)
    return "" if state in TRANSITIONS[act].sources else _(state.label)


def _changes(task: Task, act: TaskAct, deed: TaskDeed, viewer: Viewer) -> list[Change]:
    # Where the clock was set back, the last day on which something was done.
    day, scheme = max(clock.today(), last_day(task)), task_limits().of(task.process)
    found = check_deed(task, act, deed, viewer, day, scheme)
    if found:
        raise FaultsError(found)
    values = columns_after(task, act, deed, day, scheme)
    return [_step(task, act, deed, day, values), *revised(task, values)]


def _tell(_before: Task, task: Task, act: TaskAct, viewer: Viewer) -> None:
    notices.moved(task, act, viewer)


def report_part(
    part: TaskOffice, *, viewer: Viewer, opinion: str, document: str = ""
) -> TaskOffice:
    """An office that helps says what it did; once, to the responsible office."""
    with changelog.acting(viewer.signature, opinion.strip()[:400] or _("part of the office")):
        held = TaskOffice.objects.select_for_update().select_related("office").get(pk=part.pk)
        register = register_of(TaskOffice.kind)
        codes = codes_of(held, register.scopes)
        if not policy.covers(viewer, register.policy_class, codes, "answer"):
            refuse(faults.NOT_YOURS, viewer=viewer.name)
        if held.reported_on:
            refuse(faults.CO_OFFICE_DONE, office=held.office.name, day=held.reported_on)
        if not opinion.strip():
            refuse(faults.NO_REASON)
        values: dict[str, object] = {
            "reported_on": max(clock.today(), held.requested_on),
            "opinion": opinion.strip()[:400],
            "document": document or None,
        }
        change = Revision(TaskOffice.kind, held.uid, held.version, values)
        apply_change_set(ChangeSet.of(change), viewer=viewer, reason=opinion, verb="answer")
        done = TaskOffice.objects.select_related("task").get(pk=held.pk)
        notices.part_reported(done, viewer)
    return done


def _step(
    task: Task, act: TaskAct, deed: TaskDeed, day: dt.date, values: dict[str, object]
) -> Creation:
    new_due = values.get("due_on")
    if act is TaskAct.ASK_EXTENSION:
        new_due = values["extension_until"]
    return Creation(
        "task_action",
        "",
        {
            "task": task.code,
            "number": next_number(task),
            "step": TRANSITIONS[act].step.value,
            "acted_on": day,
            "office": values.get("host", task.host_id),
            "new_due_on": new_due,
            "note": deed.note.strip()[:400],
            "informant": deed.informant.strip()[:80],
            "document": deed.document or None,
        },
    )


_TAKING: Taking[Task, TaskAct, TaskDeed] = Taking(
    model=Task,
    verb=lambda act: TRANSITIONS[act].verb,
    is_allowed=is_allowed,
    refusing_state=_refusing_state,
    changes=_changes,
    tell=_tell,
)
