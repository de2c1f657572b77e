"""Tasks in a queue: of whoever is to do them, of whoever is to accept them, and up the line."""

from django.db.models import Q

from chainchief.access import policy
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.desk.limits.deadlines import due_when_late_by
from chainchief.desk.limits.extensions import step_due_on
from chainchief.desk.limits.task_preset import Level, task_limits
from chainchief.desk.queue.items import Item, Part, Question, View, Whose
from chainchief.desk.queue.rows import Lines, by_limit, lines_of, wanted
from chainchief.desk.tasks.notices import address_of
from chainchief.desk.tasks.parties import stands_in, turn_words
from chainchief.dispatch.calendar.counting import calendar
from chainchief.ledger.kinds.task.models import Giver, Task, TaskOffice
from chainchief.ledger.kinds.task.states import OPEN, TaskState, last_day, state_in_sql, state_of
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

KIND = Task.kind
#: State → the shape beside its word, so that colour alone says nothing.
SHAPES = {
    TaskState.ASSIGNED: "quarter",
    TaskState.SIGNED: "half",
    TaskState.REPORTED: "three-quarters",
    TaskState.SENT_BACK: "back",
    TaskState.ACCEPTED: "full",
    TaskState.CANCELLED: "none",
}
#: Level of the line → the role that stands there.
_ROLES = {Level.CHAIN_OFFICE: "chain-office", Level.CHIEF: "chief"}
_REPORTED = Q(stands=TaskState.REPORTED.value)
_WITH_GIVER = _REPORTED | Q(extension_until__isnull=False)
_WITH_DOER = ~_REPORTED & Q(extension_until=None)


def tasks(question: Question, number: int) -> Lines | Part:
    """The open tasks of the question, those that run out first, with the counts of its views."""
    viewer, register = question.viewer, register_of(KIND)
    if not policy.allowed(viewer, "see", register.policy_class):
        return Part([])
    rows = in_reach(viewer, register).filter(OPEN).alias(stands=state_in_sql())
    rows = rows.filter(wanted(question, KIND, _my_turn))
    rows = rows.select_related("chain", "division", "host")
    views = {
        **by_limit(question, "turn_due_on"),
        View.TO_ANSWER: _WITH_DOER,
        View.SENT_BACK: Q(stands=TaskState.SENT_BACK.value),
        View.TO_CONFIRM: _WITH_GIVER,
    }
    return lines_of(rows, views, _item, number, "turn_due_on", "code")


def parts(question: Question, number: int) -> Lines | Part:
    """Tasks of others with which the viewer's own office is asked to help."""
    own = question.viewer.own(Dimension.ORGANISATION)
    if not own or question.whose is Whose.WATCHING:
        return Part([])
    rows = TaskOffice.objects.filter(
        office__code__in=own,
        reported_on=None,
        withdrawn_on=None,
        task__withdrawn_on=None,
        task__accepted_on=None,
        task__cancelled_on=None,
    ).select_related("task__division", "task__chain", "office")
    views = {**by_limit(question, "task__due_on"), View.TO_ANSWER: Q()}
    return lines_of(rows, views, _part_item, number, "task__due_on", "code")


def _my_turn(question: Question) -> Q:
    viewer = question.viewer
    return _to_do(viewer) | _to_decide(viewer) | _risen(question)


def _to_do(viewer: Viewer) -> Q:
    if not policy.allowed(viewer, "answer", register_of(KIND).policy_class):
        return Q(pk__in=[])
    own = Q(host__in=viewer.own(Dimension.ORGANISATION))
    own |= Q(host=None, division__in=viewer.own(Dimension.DIVISION))
    chains = [one.chain for one in viewer.in_role("task-force") if one.chain]
    own |= Q(host=None, chain__in=chains, division__level="city")
    return _WITH_DOER & own


def _to_decide(viewer: Viewer) -> Q:
    reach = policy.reach(viewer, "assign", register_of(KIND).policy_class)
    if reach.nothing:
        return Q(pk__in=[])
    givers = {role for role in viewer.roles if role in set(Giver)}
    if stands_in(viewer):
        givers.add(Giver.CHAIN_OFFICE)
    return _WITH_GIVER & Q(giver__in=givers) & reach.q(register_of(KIND).scopes)


def _risen(question: Question) -> Q:
    """What is so late that it has come up to the viewer."""
    viewer, found, known = question.viewer, Q(pk__in=[]), calendar()
    held = {level for level, role in _ROLES.items() if role in viewer.roles}
    reach = policy.reach(viewer, "assign", register_of(KIND).policy_class)
    if not held or reach.nothing:
        return found
    for scheme in task_limits().schemes.values():
        late = [rung.late for rung in scheme.line if rung.to in held]
        if late:
            day = due_when_late_by(min(late), question.day, known)
            found |= Q(process=scheme.code, turn_due_on__lte=day)
    return found & reach.q(register_of(KIND).scopes)


def state_words(task: Task) -> str:
    """Say where it stands; of one for which more time is asked, that."""
    return _("an extension is asked for") if task.extension_until else _(state_of(task).label)


def _item(task: Task) -> Item:
    return Item(
        kind=KIND,
        uid=task.uid,
        code=task.code,
        name=task.name,
        about=task.chain.name if task.chain else task.division.name,
        state=state_words(task),
        shape=SHAPES[state_of(task)],
        turn=turn_words(task),
        due=step_due_on(task),
        last_day=last_day(task),
        address=address_of(task),
    )


def _part_item(part: TaskOffice) -> Item:
    task = part.task
    return Item(
        kind=KIND,
        uid=task.uid,
        code=task.code,
        name=task.name,
        about=task.chain.name if task.chain else task.division.name,
        state=_("your office is to help"),
        shape="quarter",
        turn=part.office.name,
        due=task.due_on,
        last_day=part.requested_on,
        address=address_of(task),
        handler="",  # whoever has it in hand is of the office in charge
    )
