"""What an act brings with it, what it needs, and what it does to the columns of a task."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.i18n import _
from chainchief.desk import faults
from chainchief.desk.limits import extensions
from chainchief.desk.limits.deadlines import due_after
from chainchief.desk.limits.task_preset import TaskScheme
from chainchief.desk.tasks.machine import TRANSITIONS, Side, TaskAct
from chainchief.desk.tasks.parties import does, gave
from chainchief.desk.tasks.steps import last_actor
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.ledger.kinds.task.models import Task, TaskStep
from chainchief.people.persons import same_person

Values = dict[str, object]
#: The field of the form that a fault stands at, in words.
LABELS = {
    "name": "What is to be done",
    "due": "To be done by",
    "note": "What is said",
    "office": "Responsible office",
    "helpers": "Offices that help",
    "until": "Extended until",
    "informant": "Who said so",
    "unit": "Unit",
    "chain": "Chain",
}


@dataclass(frozen=True)
class TaskDeed:
    """What was typed with an act. `informant` is whoever said it who does not log in."""

    note: str = ""
    office: str = ""
    until: dt.date | None = None
    document: str = ""
    informant: str = ""


def fault(kind: FaultKind, field: str, *, value: str | None = None, **facts: object) -> Fault:
    """A fault at a field of the form."""
    return Fault(kind, Place(column=_(LABELS[field])), value, facts)


def check_deed(
    task: Task, act: TaskAct, deed: TaskDeed, viewer: Viewer, day: dt.date, scheme: TaskScheme
) -> list[Fault]:
    """Faults of what was typed for the act, every one at once."""
    transition, found = TRANSITIONS[act], []
    if transition.needs_reason and not deed.note.strip():
        found.append(fault(faults.NO_REASON, "note", value=""))
    is_own = gave(task, viewer) if transition.side is Side.GIVER else does(task, viewer)
    if not is_own and act not in _BY_ANYBODY_ABOVE and not deed.informant.strip():
        found.append(fault(faults.NOBODY_SAID_SO, "informant", value=""))
    check = _CHECKS.get(act)
    if check is not None:
        found += check(task, deed, day, scheme)
    if act is TaskAct.ACCEPT:
        reported_by = last_actor(task, TaskStep.REPORTED)
        if reported_by and same_person(reported_by, viewer.signature):
            facts = {"person": signature_words(reported_by)}
            found.append(Fault(faults.ACCEPTED_BY_WHO_REPORTED, facts=facts))
    return found


#: What whoever stands above does without being told to by the giver.
_BY_ANYBODY_ABOVE = frozenset({TaskAct.ESCALATE})


def _reassign(task: Task, deed: TaskDeed, day: dt.date, _scheme: TaskScheme) -> Iterator[Fault]:
    yield from office_faults(deed.office)
    if deed.until is not None and deed.until < day:
        yield fault(faults.DUE_IS_PAST, "until", due=deed.until, today=day)


def office_faults(code: str) -> Iterator[Fault]:
    """Faults of an office that is to do something: it is named, and known to the ledger."""
    if not code:
        yield fault(faults.NO_OFFICE, "office", value="")
    elif not Organisation.objects.filter(code=code, withdrawn_on=None).exists():
        yield fault(faults.NOT_AN_OFFICE, "office", code=code)


Check = Callable[[Task, TaskDeed, dt.date, TaskScheme], Iterator[Fault]]
_CHECKS: Mapping[TaskAct, Check] = {
    TaskAct.ASK_EXTENSION: extensions.check_requested,
    TaskAct.EXTEND: extensions.check_decided,
    TaskAct.REFUSE_EXTENSION: extensions.check_decided,
    TaskAct.REASSIGN: _reassign,
    TaskAct.ESCALATE: extensions.check_late,
}


def columns_after(
    task: Task, act: TaskAct, deed: TaskDeed, day: dt.date, scheme: TaskScheme
) -> Values:
    """The values that the act gives the task on `day`; those that stay are left out."""
    adopted: Values = {} if task.process else {"process": scheme.code}
    return {**adopted, **_AFTER[act](task, deed, day, scheme)}


def _sign(task: Task, _deed: TaskDeed, day: dt.date, _scheme: TaskScheme) -> Values:
    return {"signed_on": day, "turn_due_on": task.due_on}


def _report(_task: Task, deed: TaskDeed, day: dt.date, scheme: TaskScheme) -> Values:
    return {
        "reported_on": day,
        "result": deed.note.strip()[:400],
        "document": deed.document or None,
        "extension_until": None,
        "turn_due_on": due_after(day, scheme.accept),
    }


def _accept(_task: Task, _deed: TaskDeed, day: dt.date, _scheme: TaskScheme) -> Values:
    return {"accepted_on": day, "turn_due_on": None}


def _send_back(_task: Task, _deed: TaskDeed, day: dt.date, scheme: TaskScheme) -> Values:
    """What was reported is not done: the day of the report that will be accepted is another."""
    return {
        "sent_back_on": day,
        "reported_on": None,
        "accepted_on": None,
        "turn_due_on": due_after(day, scheme.again),
    }


def _reassigned(task: Task, deed: TaskDeed, day: dt.date, scheme: TaskScheme) -> Values:
    due = deed.until or task.due_on
    return {
        "host": deed.office,
        "signed_on": None,
        "sent_back_on": None,
        "extension_until": None,
        "due_on": due,
        "turn_due_on": min(due, due_after(day, scheme.sign)),
    }


def _cancel(_task: Task, _deed: TaskDeed, day: dt.date, _scheme: TaskScheme) -> Values:
    return {"cancelled_on": day, "extension_until": None, "turn_due_on": None}


def _nothing(_task: Task, _deed: TaskDeed, _day: dt.date, _scheme: TaskScheme) -> Values:
    return {}


_AFTER: Mapping[TaskAct, Callable[[Task, TaskDeed, dt.date, TaskScheme], Values]] = {
    TaskAct.SIGN: _sign,
    TaskAct.REPORT: _report,
    TaskAct.NOTE: _nothing,
    TaskAct.ASK_EXTENSION: extensions.columns_requested,
    TaskAct.ACCEPT: _accept,
    TaskAct.SEND_BACK: _send_back,
    TaskAct.EXTEND: extensions.columns_granted,
    TaskAct.REFUSE_EXTENSION: extensions.columns_refused,
    TaskAct.REASSIGN: _reassigned,
    TaskAct.ESCALATE: _nothing,
    TaskAct.CANCEL: _cancel,
}
