"""Difficulties in a queue: two queries, whatever their number."""

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.desk.difficulties.machine import TURNS, Turn
from chainchief.desk.models import Handling, Watching
from chainchief.desk.queue.items import Item, Part, Question, View, Whose
from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyOffice
from chainchief.ledger.kinds.difficulty.states import (
    DifficultyState,
    state_of,
)
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

KIND = Difficulty.kind
#: State → the shape beside its word, so that colour alone says nothing.
SHAPES = {
    DifficultyState.REGISTERED: "hollow",
    DifficultyState.ACCEPTED: "quarter",
    DifficultyState.ASSIGNED: "quarter",
    DifficultyState.OBJECTED: "back",
    DifficultyState.SIGNED: "half",
    DifficultyState.IN_WORK: "half",
    DifficultyState.PAUSED: "none",
    DifficultyState.ANSWERED: "three-quarters",
    DifficultyState.SENT_BACK: "back",
    DifficultyState.SOLVED: "full",
    DifficultyState.EXPLAINED: "full",
    DifficultyState.DECLINED: "none",
    DifficultyState.CLOSED: "full",
}
#: What the firm confirmed waits for a call to it only where the desk runs the case.
_OPEN = Q(withdrawn_on=None, closed_on=None, declined_on=None) & (
    Q(confirmed_on=None) | ~Q(process="")
)
#: Long texts of the firm and its office that no line shows.
_UNREAD = ("enterprise__extra", "host__extra")
_UNCONFIRMED = Q(confirmed_on=None)
_BACK = Q(sent_back_on__isnull=False, reanswered_on=None) & _UNCONFIRMED
_ANSWERED = Q(answered_on__isnull=False) & _UNCONFIRMED & ~_BACK
_UNANSWERED = Q(answered_on=None) & _UNCONFIRMED
_REGISTERED = Q(accepted_on=None, assigned_on=None) & ~Q(process="") & _UNANSWERED
_TO_ASSIGN = Q(accepted_on__isnull=False, assigned_on=None) & _UNANSWERED
#: The desk's turn; a call to a firm that confirmed is its turn too, where a process runs the case.
_DESK = (
    _REGISTERED
    | _TO_ASSIGN
    | (Q(objected_on__isnull=False, signed_on=None) & _UNANSWERED)
    | Q(extension_until__isnull=False)
    | Q(confirmed_on__isnull=False)
)
_OFFICE = ((_UNANSWERED & ~_REGISTERED & ~_TO_ASSIGN) | _BACK) & Q(extension_until=None)


def cases(question: Question, number: int) -> Part:
    """The open cases of the question, those that run out first, with the counts of its views.

    Those that the desk runs come in the order of an index; the few that were entered without it
    have the answer's limit alone, and are laid among them.
    """
    rows = _rows(question)
    if rows is None:
        return Part([])
    counted = rows.aggregate(
        **{_name(view): Count("pk", filter=_in_view(view, question)) for view in View}
    )
    shown = rows.filter(_in_view(question.view, question)).select_related("enterprise", "host")
    shown = shown.defer("detail", "extra", *_UNREAD)
    run = shown.exclude(process="").order_by("turn_due_on", "code")[:number]
    entered = shown.filter(process="").order_by("due_on", "code")[:number]
    found = [*run, *entered]
    handled = _handlers(found)
    items = sorted((_item(case, handled.get(case.uid, "")) for case in found), key=_order)
    return Part(items[:number], {view: counted[_name(view)] for view in View})


def _order(item: Item) -> tuple[bool, dt.date, str]:
    return item.order


def helping(question: Question, number: int) -> Part:
    """Opinions that are asked of the viewer's own office on others' cases."""
    own = _own(question.viewer, "organisation")
    if not own or question.whose is Whose.WATCHING or not _opens(question.viewer, "answer"):
        return Part([])
    rows = DifficultyOffice.objects.filter(
        office__code__in=own,
        reported_on=None,
        withdrawn_on=None,
        difficulty__answered_on=None,
        difficulty__closed_on=None,
        difficulty__declined_on=None,
        difficulty__withdrawn_on=None,
    ).select_related("difficulty__enterprise", "difficulty__host", "office")
    limit = {
        View.ALL: Q(),
        View.TO_ANSWER: Q(),
        View.SOON: Q(due_on__gte=question.day, due_on__lte=question.soon),
        View.LATE: Q(due_on__lt=question.day),
    }
    counted = rows.aggregate(
        **{_name(view): Count("pk", filter=condition) for view, condition in limit.items()}
    )
    counts = {view: counted[_name(view)] for view in limit}
    if question.view not in limit:
        return Part([], counts)
    found = rows.filter(limit[question.view]).order_by("due_on", "code")[:number]
    return Part([_helping_item(one) for one in found], counts)


def _helping_item(part: DifficultyOffice) -> Item:
    case = part.difficulty
    return Item(
        kind=KIND,
        uid=case.uid,
        code=case.code,
        name=case.name,
        about=case.enterprise.name,
        state=_("opinion asked of your office"),
        shape="quarter",
        turn=part.office.name,
        due=part.due_on,
        last_day=part.requested_on,
        address=address_of(case),
    )


def _rows(question: Question) -> "QuerySet[Any] | None":
    viewer = question.viewer
    if not _opens(viewer, "see"):
        return None
    rows = in_reach(viewer, register_of(KIND)).filter(_OPEN)
    if question.whose is Whose.WATCHING:
        watched = Watching.objects.filter(account=question.account, kind=KIND).values("uid")
        return rows.filter(uid__in=watched)
    if question.whose is Whose.UNIT:
        return rows
    handled = Handling.objects.filter(kind=KIND)
    with_me = handled.filter(account=question.account).values("uid")
    with_others = handled.exclude(account=question.account).values("uid")
    turn = _my_turn(question)
    mine = Q(uid__in=with_me)
    return rows.filter(mine | (turn & ~Q(uid__in=with_others)) if turn else mine)


def _my_turn(question: Question) -> Q:
    """Whose turn it is, by what the viewer holds: the desk, an office, a firm."""
    viewer, found = question.viewer, Q(pk__in=[])
    if _opens(viewer, "assign"):
        reach = policy.reach(viewer, "assign", register_of(KIND).policy_class)
        asleep = _ANSWERED & Q(turn_due_on__lt=question.day)
        found |= (_DESK | asleep) & reach.q(register_of(KIND).scopes)
    offices = _own(viewer, "organisation")
    if offices and _opens(viewer, "answer"):
        found |= _OFFICE & Q(host__in=offices)
    firms = _own(viewer, "enterprise")
    if firms and _opens(viewer, "confirm"):
        found |= _ANSWERED & Q(enterprise__in=firms)
    return found


def _own(viewer: Viewer, dimension: str) -> set[str]:
    return {str(getattr(held, dimension)) for held in viewer.held} - {""}


def _opens(viewer: Viewer, verb: str) -> bool:
    return policy.allowed(viewer, verb, register_of(KIND).policy_class)


def _in_view(view: View, question: Question) -> Q:
    limit = Q(turn_due_on__isnull=False) | Q(process="", answered_on=None)
    late = Q(turn_due_on__lt=question.day) | (
        Q(process="", answered_on=None, turn_due_on=None, due_on__lt=question.day)
    )
    soon = Q(turn_due_on__lte=question.soon) | (
        Q(process="", answered_on=None, turn_due_on=None, due_on__lte=question.soon)
    )
    return {
        View.ALL: Q(),
        View.TO_ACCEPT: _REGISTERED | _TO_ASSIGN,
        View.TO_ANSWER: _OFFICE,
        View.SOON: limit & soon & ~late,
        View.LATE: late,
        View.SENT_BACK: _BACK,
        View.TO_CONFIRM: _ANSWERED,
    }[view]


def _name(view: View) -> str:
    return f"in_{view.value.replace('-', '_')}"


def _handlers(found: list[Difficulty]) -> dict[Any, str]:
    uids = [case.uid for case in found]
    rows = Handling.objects.filter(kind=KIND, uid__in=uids)
    return dict(rows.values_list("uid", "account"))


def _item(case: Difficulty, handler: str) -> Item:
    state = state_of(case)
    return Item(
        kind=KIND,
        uid=case.uid,
        code=case.code,
        name=case.name,
        about=case.enterprise.name,
        state=_("an extension is asked for") if case.extension_until else _(state.label),
        shape=SHAPES[state],
        turn=turn_words(case),
        due=limit_of(case),
        last_day=last_day(case),
        address=address_of(case),
        handler=handler,
    )


def limit_of(case: Difficulty) -> dt.date | None:
    """Day by which the next step is due: as kept, or the answer's where no process runs it."""
    if case.turn_due_on or case.process or case.answered_on:
        return case.turn_due_on
    return case.due_on


def turn_words(case: Difficulty) -> str:
    """Whose turn it is, by name."""
    turn = Turn.DESK if case.extension_until else TURNS[state_of(case)]
    names: dict[Turn, str] = {
        Turn.DESK: _("the desk"),
        Turn.OFFICE: case.host.name,
        Turn.FIRM: case.enterprise.name,
        Turn.NOBODY: "",
    }
    return names[turn]


def last_day(case: Difficulty) -> dt.date:
    """The last day on which something was done in it."""
    days = (
        case.received_on,
        case.accepted_on,
        case.assigned_on,
        case.objected_on,
        case.signed_on,
        case.begun_on,
        case.paused_on,
        case.answered_on,
        case.sent_back_on,
        case.reanswered_on,
        case.confirmed_on,
    )
    return max(day for day in days if day)


def address_of(case: Difficulty) -> str:
    return f"/desk/difficulties/{case.uid}/"
