"""Difficulties in a queue: two queries, whatever their number."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from chainchief.access import policy
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.desk.difficulties.machine import TURNS, Turn, turn_of
from chainchief.desk.difficulties.notices import address_of
from chainchief.desk.queue.items import Item, Part, Question, View, Whose
from chainchief.desk.queue.rows import Lines, by_limit, lines_of, wanted
from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyOffice
from chainchief.ledger.kinds.difficulty.states import (
    DifficultyState,
    last_day,
    state_in_sql,
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
#: A difficulty that was entered without the desk has the limit of its answer alone.
_ENTERED = Q(process="", answered_on=None, turn_due_on=None)


def _in(*states: DifficultyState) -> Q:
    """Condition on rows that have their state beside them, as `stands`."""
    return Q(stands__in=[state.value for state in states])


def _waits_for(turn: Turn) -> Q:
    return _in(*(state for state, each in TURNS.items() if each is turn))


_ANSWERED = _in(DifficultyState.ANSWERED)
_DESK = _waits_for(Turn.DESK) | Q(extension_until__isnull=False)
_OFFICE = _waits_for(Turn.OFFICE) & Q(extension_until=None)


def cases(question: Question, number: int) -> Lines | Part:
    """The open cases of the question, those that run out first, with the counts of its views.

    Those that the desk runs come in the order of an index; the few that were entered without it
    have the answer's limit alone, and are laid among them.
    """
    if not _opens(question.viewer, "see"):
        return Part([])
    rows = in_reach(question.viewer, register_of(KIND)).filter(_OPEN)
    rows = rows.alias(stands=state_in_sql()).filter(wanted(question, KIND, _my_turn))

    def read(shown: "QuerySet[Any]") -> list[Item]:
        shown = shown.select_related("enterprise", "host").defer("detail", "extra", *_UNREAD)
        run = shown.exclude(process="").order_by("turn_due_on", "code")[:number]
        entered = shown.filter(process="").order_by("due_on", "code")[:number]
        items = [_item(case) for case in (*run, *entered)]
        return sorted(items, key=lambda item: item.order)[:number]

    return Lines(rows, _views(question), read)


def helping(question: Question, number: int) -> Lines | Part:
    """Opinions that are asked of the viewer's own office on others' cases."""
    own = question.viewer.own(Dimension.ORGANISATION)
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
    views = {**by_limit(question, "due_on"), View.TO_ANSWER: Q()}
    return lines_of(rows, views, _helping_item, number, "due_on", "code")


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
        handler="",  # whoever has it in hand is of the office in charge
    )


def _my_turn(question: Question) -> Q:
    """Whose turn it is, by what the viewer holds: the desk, an office, a firm."""
    viewer, found = question.viewer, Q(pk__in=[])
    if _opens(viewer, "assign"):
        reach = policy.reach(viewer, "assign", register_of(KIND).policy_class)
        asleep = _ANSWERED & Q(turn_due_on__lt=question.day)
        found |= (_DESK | asleep) & reach.q(register_of(KIND).scopes)
    offices = viewer.own(Dimension.ORGANISATION)
    if offices and _opens(viewer, "answer"):
        found |= _OFFICE & Q(host__in=offices)
    firms = viewer.own(Dimension.ENTERPRISE)
    if firms and _opens(viewer, "confirm"):
        found |= _ANSWERED & Q(enterprise__in=firms)
    return found


def _opens(viewer: Viewer, verb: str) -> bool:
    return policy.allowed(viewer, verb, register_of(KIND).policy_class)


def _views(question: Question) -> dict[View, Q]:
    run, entered = by_limit(question, "turn_due_on"), by_limit(question, "due_on")
    return {
        View.ALL: Q(),
        View.TO_ACCEPT: _in(DifficultyState.REGISTERED, DifficultyState.ACCEPTED),
        View.TO_ANSWER: _OFFICE,
        View.SOON: run[View.SOON] | (_ENTERED & entered[View.SOON]),
        View.LATE: run[View.LATE] | (_ENTERED & entered[View.LATE]),
        View.SENT_BACK: _in(DifficultyState.SENT_BACK),
        View.TO_CONFIRM: _ANSWERED,
    }


def _item(case: Difficulty) -> Item:
    return Item(
        kind=KIND,
        uid=case.uid,
        code=case.code,
        name=case.name,
        about=case.enterprise.name,
        state=state_words(case),
        shape=SHAPES[state_of(case)],
        turn=turn_words(case),
        due=limit_of(case),
        last_day=last_day(case),
        address=address_of(case),
    )


def limit_of(case: Difficulty) -> dt.date | None:
    """Day by which the next step is due: as kept, or the answer's where no process runs it."""
    if case.turn_due_on or case.process or case.answered_on:
        return case.turn_due_on
    return case.due_on


def state_words(case: Difficulty) -> str:
    """Say where it stands; of one whose office asked for more time, that."""
    return _("an extension is asked for") if case.extension_until else _(state_of(case).label)


def turn_words(case: Difficulty) -> str:
    """Whose turn it is, by name."""
    names: dict[Turn, str] = {
        Turn.DESK: _("the desk"),
        Turn.OFFICE: case.host.name,
        Turn.FIRM: case.enterprise.name,
        Turn.NOBODY: "",
    }
    return names[turn_of(case)]
