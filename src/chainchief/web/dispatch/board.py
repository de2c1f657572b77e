"""The board of a month: who answers, in the order of codes, and where each answer is."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.dispatch.collections.making import days_late, monthly_due
from chainchief.dispatch.collections.preset import Template
from chainchief.dispatch.collections.questionnaires import tables_of
from chainchief.dispatch.collections.respondents import may, names_of, respondent_of
from chainchief.dispatch.models import Collection, CollectionState, Request, RequestState, State
from chainchief.dispatch.steps import SETTLED
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.today import now

#: State → its shape on the board: hollow, half, filled …; a shape says it without a colour.
SHAPES = {
    RequestState.PENDING: "hollow",
    RequestState.DRAFT: "quarter",
    RequestState.TO_CHECK: "half",
    RequestState.SUBMITTED: "three-quarters",
    RequestState.RETURNED: "back",
    RequestState.APPROVED: "full",
    RequestState.CLOSED: "full",
    RequestState.WAIVED: "none",
}


@dataclass(frozen=True)
class Standing:
    """Where an answer is, as a cell of the board says it."""

    state: str
    shape: str
    words: str
    since: str
    late: str
    address: str


@dataclass(frozen=True)
class BoardRow:
    name: str
    code: str
    cells: list[Standing | None]


@dataclass(frozen=True)
class BoardHead:
    """A collection at the head of its column; `share` is how many answers are approved."""

    name: str
    address: str
    due: str
    share: str


@dataclass(frozen=True)
class BoardPage:
    """What templates/web/dispatch/board.html shows."""

    title: str
    bar: Bar
    heads: list[BoardHead]
    rows: list[BoardRow]
    prepared: list[tuple[str, str, str]]
    templates: list[Template]
    blocking: str
    #: Shape, words and number of the answers in each state that blocks the closing.
    blocks: list[tuple[str, str, int]]
    #: Whose late answer to what, its page, and the page of what it would move.
    late_queue: list[tuple[str, str, str]]
    quiet: int
    quiet_words: str
    may_assign: bool
    may_approve: bool
    month: str
    month_page: str


def month_meant(text: str) -> Month:
    """The month of an address; without one the month in work, at the earliest one collected."""
    if text:
        return Month.parse(text)
    open_ = Collection.objects.filter(state=CollectionState.OPEN)
    states = closing.latest_states()
    months = open_.values_list("month", flat=True).distinct()
    waiting = [Month.parse(month) for month in months if states.get(month) != State.CLOSED]
    current = now()
    return min(waiting, default=current.month or current.closed or Month.of(clock.today()))


def board_page(month: Month, viewer: Viewer, quiet: int = 0) -> BoardPage:
    """`quiet` answers wait in which nothing stands out."""
    found = Collection.objects.filter(month=str(month), state=CollectionState.OPEN)
    collections = list(found.order_by("pk"))
    requests = list(Request.objects.filter(collection__in=collections).select_related("collection"))
    may_assign = policy.allowed(viewer, "assign", closing.MONTHS)
    waiting = [one for one in requests if one.state not in SETTLED]
    blocking = [] if closing.is_closed(month) else waiting
    return BoardPage(
        title=_("Dispatch of {}").format(month.label),
        bar=bar_for(month, reverse("dispatch")),
        heads=[_head(one, requests) for one in collections],
        rows=_rows(collections, requests, viewer),
        prepared=_prepared(month) if may_assign else [],
        templates=monthly_due(month) if may_assign else [],
        blocking=_blocking(blocking),
        blocks=_blocks(blocking),
        late_queue=_late_queue(month, waiting, viewer),
        quiet=quiet,
        quiet_words=ngettext(
            "Approve {} answer in which nothing stands out",
            "Approve {} answers in which nothing stands out",
            quiet,
        ).format(quiet),
        may_assign=may_assign,
        may_approve=policy.allowed(viewer, "approve", closing.MONTHS),
        month=str(month),
        month_page=reverse("month", args=[str(month)]),
    )


def standing_of(request: Request, viewer: Viewer) -> Standing:
    state = RequestState(request.state)
    days = days_late(request.collection, _handed_in(request)) if state not in SETTLED else 0
    return Standing(
        state=state.value,
        shape=SHAPES[state],
        words=_(state.label),
        since="" if state == RequestState.PENDING else clock.minute(request.changed_at),
        late=ngettext("{} working day late", "{} working days late", days).format(days)
        if days
        else "",
        address=address_for(request, viewer),
    )


def _handed_in(request: Request) -> dt.date | None:
    """The day a submitted answer came on: from then on nobody who answers is late with it."""
    waits = request.state == RequestState.SUBMITTED
    return clock.local(request.changed_at).date() if waits else None


def address_for(request: Request, viewer: Viewer) -> str:
    """The page of an answer that the viewer may open: to approve it, else to fill it in."""
    if (
        policy.allowed(viewer, "approve", closing.MONTHS)
        and request.state == RequestState.SUBMITTED
    ):
        return reverse("request-review", args=[request.uid])
    tables = tables_of(request.collection.questionnaire)
    if may(viewer, "propose", respondent_of(request), tables):
        return reverse("request", args=[request.uid])
    return ""


def _head(collection: Collection, requests: Iterable[Request]) -> BoardHead:
    own = [one for one in requests if one.collection_id == collection.pk]
    done = sum(one.state in (RequestState.APPROVED, RequestState.CLOSED) for one in own)
    return BoardHead(
        collection.name,
        reverse("collection", args=[collection.uid]),
        _("due {}").format(collection.due_on),
        _("{done} of {all} approved").format(done=done, all=len(own)),
    )


def _rows(collections: list[Collection], requests: list[Request], viewer: Viewer) -> list[BoardRow]:
    by_cell = {(respondent_of(one), one.collection_id): one for one in requests}
    names = names_of({respondent for respondent, _collection in by_cell})
    rows = []
    for respondent in sorted(names):
        cells = []
        for collection in collections:
            request = by_cell.get((respondent, collection.pk))
            cells.append(standing_of(request, viewer) if request else None)
        rows.append(BoardRow(names[respondent], respondent.code, cells))
    return rows


def _prepared(month: Month) -> list[tuple[str, str, str]]:
    found = Collection.objects.filter(month=str(month), state=CollectionState.DRAFT)
    return [
        (one.name, reverse("collection", args=[one.uid]), _("due {}").format(one.due_on))
        for one in found.order_by("pk")
    ]


def _blocking(waiting: list[Request]) -> str:
    if not waiting:
        return ""
    return ngettext(
        "{} answer is still waited for, so the month cannot be closed.",
        "{} answers are still waited for, so the month cannot be closed.",
        len(waiting),
    ).format(len(waiting))


def _blocks(waiting: Iterable[Request]) -> list[tuple[str, str, int]]:
    """How many answers are in each state, in the order of the way."""
    numbers = Counter(RequestState(one.state) for one in waiting)
    return [
        (shape, _(state.label), numbers[state]) for state, shape in SHAPES.items() if numbers[state]
    ]


def _late_queue(month: Month, waiting: list[Request], viewer: Viewer) -> list[tuple[str, str, str]]:
    """Answers that came after the month was closed: approved once it is reopened."""
    if not closing.is_closed(month):
        return []
    names = names_of(respondent_of(one) for one in waiting)
    may_approve = policy.allowed(viewer, "approve", closing.MONTHS)
    return [
        (
            f"{names[respondent_of(one)]} · {one.collection.name}",
            address_for(one, viewer),
            reverse("request-moves", args=[one.uid])
            if may_approve and one.state == RequestState.SUBMITTED
            else "",
        )
        for one in sorted(waiting, key=lambda one: (one.code, one.pk))
    ]


def legend() -> list[tuple[str, str]]:
    """Each shape with the words of its states."""
    found: dict[str, str] = {}
    for state, shape in SHAPES.items():
        found.setdefault(shape, _(state.label))
    return list(found.items())
