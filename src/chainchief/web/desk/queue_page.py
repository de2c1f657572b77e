"""The queue of a person: its tabs with counts, its lines, its pages."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.desk.difficulties.registering import VERB
from chainchief.desk.limits.deadlines import days_left
from chainchief.desk.queue.building import SOURCES, Queue, queue_of
from chainchief.desk.queue.items import Item, Question, View, Whose
from chainchief.dispatch.calendar.counting import Calendar, calendar
from chainchief.web.frame import today
from chainchief.web.registers.models import ListView

STEP = 50
#: Due within so many working days is soon.
SOON = 3
#: Full bar: a working week and more is left.
_WEEK = 7
#: Under what kept views of the queue stand among those of lists.
KEPT = "desk"
_WHOSE = {Whose.MINE: "My turn", Whose.UNIT: "All open to me", Whose.WATCHING: "Watched by me"}
_VIEWS = {
    View.ALL: "Everything",
    View.TO_ACCEPT: "To take in or assign",
    View.TO_ANSWER: "Waiting for an answer",
    View.SOON: "Due soon",
    View.LATE: "Overdue",
    View.SENT_BACK: "Sent back",
    View.TO_CONFIRM: "The firm is to confirm",
}
_KINDS = {
    "difficulty": "difficulties",
    "task": "tasks",
    "lead": "leads",
    "visit": "promises of visits",
    "financing_need": "financing needs",
    "request": "answers to collections",
    "grant": "grants to decide on",
    "reward_list": "lists of rewards",
    "feature": "features",
    "officer_contact": "contacts that are due",
    "project_requirement": "requirements of projects",
}
#: Of which views the mark of urgency is shown beside the count.
_URGENT = frozenset((View.LATE, View.SENT_BACK))


@dataclass(frozen=True)
class Tab:
    """A door to another part of the queue."""

    name: str
    address: str
    is_current: bool
    count: int | None = None
    is_urgent: bool = False


@dataclass(frozen=True)
class Left:
    """What is left until a day: in working days, in words, as a bar in percent."""

    due: dt.date
    words: str
    bar: int
    is_late: bool
    late_by: int = 0


@dataclass(frozen=True)
class Line:
    """An item as the page shows it; what has no limit has nothing left of it."""

    item: Item
    left: Left | None


@dataclass(frozen=True)
class QueuePage:
    """What templates/web/desk/queue.html shows."""

    title: str
    as_at: list[str]
    whose: list[Tab]
    views: list[Tab]
    kinds: list[Tab]
    kept: list[tuple[int, str, str]]
    lines: list[Line]
    place: str
    before: str
    after: str
    query: str
    may_register: bool
    may_hand_over: bool
    may_see_firms: bool
    unknown_years: str


def question_of(parameters: QueryDict, viewer: Viewer) -> Question:
    """Question of an address; of what it does not know, the first."""
    day = today.day()
    whose, view = parameters.get("whose", ""), parameters.get("view", "")
    kind = parameters.get("kind", "")
    return Question(
        viewer,
        viewer.name,
        day,
        calendar().after(day, SOON),
        Whose(whose) if whose in set(Whose) else Whose.MINE,
        View(view) if view in set(View) else View.ALL,
        kind if kind in SOURCES else "",
    )


def queue_page(parameters: QueryDict, viewer: Viewer) -> QueuePage:
    question = question_of(parameters, viewer)
    number = parameters.get("page", "1")
    page = min(max(int(number), 1), 2000) if number.isdecimal() and len(number) < 6 else 1
    queue = queue_of(question, first=(page - 1) * STEP, number=STEP)
    days = calendar()
    unknown = days.unknown_years(question.day, question.day)
    return QueuePage(
        title=_("Work queue"),
        as_at=[question.day.isoformat(), _matters(queue.total)],
        whose=_whose(question),
        views=_views(question, queue),
        kinds=_kinds(question),
        kept=_kept(viewer),
        lines=[
            Line(item, left_until(item.due, question.day, days) if item.due else None)
            for item in queue.items
        ],
        place=_("page {page} of {pages}").format(page=page, pages=max(-(-queue.total // STEP), 1)),
        before=_address(question, page=page - 1) if page > 1 else "",
        after=_address(question, page=page + 1) if page * STEP < queue.total else "",
        query=query_of(question),
        may_register=policy.allowed(viewer, VERB, "chain"),
        may_hand_over=policy.allowed(viewer, "assign", "chain"),
        may_see_firms=policy.allowed(viewer, "see", "firm"),
        unknown_years=", ".join(map(str, unknown)),
    )


def _matters(number: int) -> str:
    return ngettext("{number} matter", "{number} matters", number).format(number=f"{number:,}")


def left_until(due: dt.date, day: dt.date, days: Calendar) -> Left:
    left = days_left(due, day, days)
    if left < 0:
        words = ngettext("late by {n} working day", "late by {n} working days", -left)
        return Left(due, words.format(n=-left), 100, True, -left)
    if not left:
        return Left(due, _("today is the last day"), 0, False)
    words = ngettext("{n} working day left", "{n} working days left", left)
    return Left(due, words.format(n=left), min(left * 100 // _WEEK, 100), False)


def _whose(question: Question) -> list[Tab]:
    return [
        Tab(_(words), _address(question, whose=whose), whose is question.whose)
        for whose, words in _WHOSE.items()
    ]


def _views(question: Question, queue: Queue) -> list[Tab]:
    return [
        Tab(
            _(words),
            _address(question, view=view),
            view is question.view,
            queue.counts[view],
            view in _URGENT and bool(queue.counts[view]),
        )
        for view, words in _VIEWS.items()
    ]


def _kinds(question: Question) -> list[Tab]:
    every = [Tab(_("all kinds"), _address(question, kind=""), not question.kind)]
    return every + [
        Tab(_(_KINDS[kind]), _address(question, kind=kind), kind == question.kind)
        for kind in SOURCES
    ]


def _kept(viewer: Viewer) -> list[tuple[int, str, str]]:
    rows = ListView.objects.filter(owner=viewer.signature, kind=KEPT).exclude(name="")
    found = rows.order_by("name").values_list("pk", "name", "query")
    return [(key, name, f"{reverse('desk')}?{query}") for key, name, query in found]


def query_of(question: Question, **other: object) -> str:
    """The address's own words of the question, with what is asked otherwise."""
    chosen = {"whose": question.whose, "view": question.view, "kind": question.kind, **other}
    plain = {"whose": Whose.MINE, "view": View.ALL, "kind": ""}
    given = {name: str(value) for name, value in chosen.items() if value != plain.get(name)}
    return urlencode(given)


def _address(question: Question, **other: object) -> str:
    query = query_of(question, **other)
    return f"{reverse('desk')}?{query}" if query else reverse("desk")
