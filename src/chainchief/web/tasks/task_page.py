"""The page of a task: where it stands, one next step, what counts as done, its time line."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.desk.limits.task_preset import Level, TaskScheme, task_limits
from chainchief.desk.people import names_for
from chainchief.desk.queue.tasks import SHAPES, state_words
from chainchief.desk.tasks.acts import possible
from chainchief.desk.tasks.machine import TRANSITIONS, Side, TaskAct, turn_of
from chainchief.desk.tasks.parties import doer_words, does, gave, giver_words, turn_words
from chainchief.desk.tasks.steps import steps_of
from chainchief.desk.tasks.task import OpenTask
from chainchief.dispatch.calendar.counting import calendar
from chainchief.ledger.kinds.task.models import Task, TaskOffice, TaskSource
from chainchief.ledger.kinds.task.states import TaskState, state_of
from chainchief.web.desk.act_form import ActForm, ActWords, act_form
from chainchief.web.desk.case_page import office_choices
from chainchief.web.desk.handling import handled_by, is_watched
from chainchief.web.desk.queue_page import Left, left_until
from chainchief.web.desk.time_line import TimeLine, time_line
from chainchief.web.frame import today
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import doors
from chainchief.web.tasks.sources import address_of_source, source_of, words_of


@dataclass(frozen=True)
class TaskPage:
    """What templates/web/tasks/task.html shows."""

    title: str
    uid: str
    code: str
    version: int
    crumbs: list[Crumb]
    state: str
    shape: str
    turn: str
    limit: Left | None
    facts: list[tuple[str, str, str]]
    done_when: str
    result: str
    main: list[ActForm]
    others: list[ActForm]
    helper: str
    helpers: list[tuple[TaskOffice, str]]
    line: list[TimeLine]
    way_up: list[tuple[str, str, bool]]
    offices: list[Choice]
    handler: str
    is_mine: bool
    is_watched: bool
    may_handle: bool
    limits_words: str
    faults: tuple[Fault, ...]
    typed: dict[str, str]
    typed_act: str


_FORMS: Mapping[TaskAct, ActWords] = {
    TaskAct.SIGN: ("Sign for it", "It is known, and in work.", (), ""),
    TaskAct.REPORT: (
        "Report it done",
        "With what proves it; whoever gave it accepts it or sends it back.",
        ("note", "document"),
        "What was done for it",
    ),
    TaskAct.NOTE: (
        "Keep the entry",
        "What was done, with a document where there is one.",
        ("note", "document"),
        "Entry of the process",
    ),
    TaskAct.ASK_EXTENSION: ("Ask for more time", "Before the limit.", ("until", "note"), "Reason"),
    TaskAct.ACCEPT: ("Accept it as done", "The task is over.", ("note",), "Remark"),
    TaskAct.SEND_BACK: (
        "Send it back to be done again",
        "It is not done yet; the day of the report does not count.",
        ("note",),
        "What is still missing",
    ),
    TaskAct.EXTEND: ("Grant the extension", "Until the day asked for.", (), ""),
    TaskAct.REFUSE_EXTENSION: ("Refuse the extension", "The limit stays.", ("note",), "Reason"),
    TaskAct.REASSIGN: (
        "Give it to another office",
        "It signs for it anew.",
        ("office", "until?", "note"),
        "Reason",
    ),
    TaskAct.ESCALATE: (
        "Report it upwards",
        "It is late: the line up to the chief is told.",
        ("note",),
        "Why",
    ),
    TaskAct.CANCEL: ("Cancel the task", "It is not to be done any more.", ("note",), "Reason"),
}
#: The step that brings a task on from its state stands in the head of the page.
_MAIN = {
    TaskState.ASSIGNED: (TaskAct.SIGN,),
    TaskState.SIGNED: (TaskAct.REPORT,),
    TaskState.SENT_BACK: (TaskAct.REPORT,),
    TaskState.REPORTED: (TaskAct.ACCEPT, TaskAct.SEND_BACK),
}
_LEVELS = {
    Level.OFFICE_HEAD: "head of the office",
    Level.CHAIN_OFFICE: "chain office",
    Level.CHIEF: "chief of the chain",
}


def task_page(
    opened: OpenTask,
    viewer: Viewer,
    faults: tuple[Fault, ...] = (),
    typed: dict[str, str] | None = None,
    typed_act: str = "",
) -> TaskPage:
    """`faults` are those of a step that was just tried, `typed` what was typed with it."""
    task = opened.task
    acts = possible(task, viewer)
    main = _main(task, acts, viewer)
    forms = [_form(act, task, viewer, is_main=act in main) for act in acts]
    limit = task.turn_due_on or (task.due_on if turn_of(task) is not Side.NOBODY else None)
    left = left_until(limit, today.day(), calendar()) if limit else None
    scheme = task_limits().of(task.process)
    handler = handled_by(Task.kind, task.uid)
    names = names_for(viewer, (task.given_by_id, task.person_id))
    giver = names.get(task.given_by_id or "", "")
    return TaskPage(
        title=task.name,
        uid=str(task.uid),
        code=task.code,
        version=task.version,
        crumbs=[Crumb(_("Work queue"), reverse("desk")), Crumb(task.code)],
        state=state_words(task),
        shape=SHAPES[state_of(task)],
        turn=turn_words(task, giver),
        limit=left,
        facts=_facts(task, viewer, names),
        done_when=task.done_when,
        result=task.result,
        main=[form for form in forms if form.is_main],
        others=[form for form in forms if not form.is_main],
        helper=_helper(opened),
        helpers=[(part, _part_words(part)) for part in opened.helpers],
        line=time_line(steps_of(task), _("said by {name}")),
        way_up=_way_up(scheme, left),
        offices=office_choices() if TaskAct.REASSIGN in acts else [],
        handler=handler,
        is_mine=handler == viewer.name,
        is_watched=is_watched(Task.kind, task.uid, viewer),
        may_handle=bool(acts),
        limits_words=f"{scheme.label} · {scheme.source}",
        faults=faults,
        typed=typed or {},
        typed_act=typed_act,
    )


def _main(task: Task, acts: list[TaskAct], viewer: Viewer) -> list[TaskAct]:
    """The steps that bring the task on, where it is this viewer's turn to take one."""
    if task.extension_until and gave(task, viewer):
        return [act for act in (TaskAct.EXTEND, TaskAct.REFUSE_EXTENSION) if act in acts]
    is_mine = does(task, viewer) if turn_of(task) is Side.DOER else gave(task, viewer)
    return [act for act in _MAIN.get(state_of(task), ()) if act in acts] if is_mine else []


def _form(act: TaskAct, task: Task, viewer: Viewer, *, is_main: bool) -> ActForm:
    said, transition = _FORMS[act], TRANSITIONS[act]
    is_own = gave(task, viewer) if transition.side is Side.GIVER else does(task, viewer)
    by_another = not is_own and act is not TaskAct.ESCALATE
    fields = (*said[2], "said") if by_another else said[2]
    return act_form(act, said, fields, is_main=is_main, note_required=transition.needs_reason)


def _facts(task: Task, viewer: Viewer, names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    found = source_of(task)
    cited = {(kind, str(record.uid)): record for kind, record in ([found] if found else [])}
    known = doors(cited, viewer)
    source = [
        (_("came of"), words_of(kind, record, viewer), address_of_source(kind, record))
        for (kind, uid), record in cited.items()
        if known.get((kind, uid))
    ]
    plain = [
        (_("responsible"), doer_words(task)),
        (_("responsible person"), names.get(task.person_id or "", "")),
        (_("given by"), giver_words(task, names.get(task.given_by_id or "", ""))),
        (_("chain"), task.chain.name if task.chain else ""),
        (_("division"), task.division.name),
        (_("source"), _(str(TaskSource(task.source).label))),
        (_("given on"), task.assigned_on.isoformat()),
        (_("to be done by"), task.due_on.isoformat()),
        (_("extension requested until"), _day(task.extension_until)),
        (_("reported done on"), _day(task.reported_on)),
        (_("accepted as done on"), _day(task.accepted_on)),
    ]
    facts = [(name, value, "") for name, value in plain if value]
    if task.document and doors([("document", str(task.document.uid))], viewer):
        place = reverse("evidence-file", args=[task.document.uid])
        facts.append((_("Supporting document"), task.document.name or task.document.code, place))
    return facts + source


def _day(day: object) -> str:
    return str(day) if day else ""


def _helper(opened: OpenTask) -> str:
    part = opened.as_helper
    return str(part.uid) if part and not part.reported_on else ""


def _part_words(part: TaskOffice) -> str:
    if part.reported_on:
        return _("reported on {day}").format(day=part.reported_on)
    return _("asked on {day}").format(day=part.requested_on)


def _way_up(scheme: TaskScheme, left: Left | None) -> list[tuple[str, str, bool]]:
    """Who hears of it from how many working days late on, and whether it is so late already."""
    late = left.late_by if left else 0
    return [
        (
            _(_LEVELS[rung.to]),
            _("working days late: {n}").format(n=rung.late),
            0 < rung.late <= late,
        )
        for rung in scheme.line
    ]
