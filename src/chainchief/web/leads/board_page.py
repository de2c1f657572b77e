"""Leads by stage with the days in it, as a board or a list, narrowed by unit, chain and words."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.desk.leads.investors import claimed_twice, investor_words
from chainchief.desk.leads.lead import NAMED
from chainchief.desk.leads.notices import address_of
from chainchief.desk.leads.receiving import VERB
from chainchief.desk.leads.units import holder_words, turn_words
from chainchief.desk.queue.leads import SHAPES, state_words
from chainchief.dispatch.calendar.counting import Calendar, calendar
from chainchief.ledger.kinds.lead.models import Lead, LeadState
from chainchief.ledger.kinds.lead.states import FOLLOWED, OPEN, days_in_state
from chainchief.web.desk.queue_page import Left, Tab, left_until
from chainchief.web.figures import amounts
from chainchief.web.frame import today
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import inside, records_of
from chainchief.web.tasks.choices import chain_choices, unit_choices

STEP = 50
#: So many cards of a stage are shown on the board, those that run out first.
CARDS = 8
#: What runs out, what another unit is to answer, what two units follow.
_MARKS = ("stale", "offered", "claimed")
_BOARD, _LIST = "board", "list"
#: Indicators on leads and trips, each a door to its receipt.
_FIGURES = (
    ("IND-LEAD-RECEIVED", "Leads received"),
    ("IND-LEAD-TALKS", "Leads in talks"),
    ("IND-LEAD-SIGNED", "Leads signed"),
    ("IND-ACT-LED-TRIPS", "Trips led by chiefs"),
)


@dataclass(frozen=True)
class LeadLine:
    """A lead as the board and the list show it."""

    lead: Lead
    address: str
    investor: str
    unit: str
    first_unit: str
    amount: str
    state: str
    shape: str
    days: str
    turn: str
    left: Left | None
    is_claimed: bool


@dataclass(frozen=True)
class Column:
    """A stage of the board; `more` is the address of the list of all of it."""

    name: str
    shape: str
    count: int
    cards: list[LeadLine]
    more: str


@dataclass(frozen=True)
class BoardPage:
    """What templates/web/leads/board.html shows."""

    as_at: list[str]
    views: list[Tab]
    states: list[Tab]
    marks: list[Tab]
    columns: list[Column]
    lines: list[LeadLine]
    kept: dict[str, str]
    units: list[Choice]
    chains: list[Choice]
    place: str
    before: str
    after: str
    may_enter: bool
    figures: list[tuple[str, str]]


def board_page(parameters: QueryDict, viewer: Viewer) -> BoardPage:
    """The board of what is followed; asked for a list, or for one stage of it, a list."""
    day, days = today.day(), calendar()
    kept = _kept(parameters)
    claimed = {one.pk for group in claimed_twice() for one in group}
    rows = _rows(viewer, kept, day, claimed)
    counts = Counter(rows.order_by().values_list("state", flat=True))
    is_list = kept["view"] == _LIST or bool(kept["state"])
    shown = rows.filter(state=kept["state"]) if kept["state"] else rows
    total = counts[kept["state"]] if kept["state"] else sum(counts.values())
    number = parameters.get("page", "1")
    page = min(max(int(number), 1), 2000) if number.isdecimal() and len(number) < 6 else 1
    found = _first(shown, (page - 1) * STEP, STEP) if is_list else []
    return BoardPage(
        as_at=[day.isoformat(), _leads(sum(counts[state] for state in FOLLOWED))],
        views=[
            Tab(_("Board"), _address(kept, view="", state=""), not is_list),
            Tab(_("As a list"), _address(kept, view=_LIST), is_list),
        ],
        states=[
            Tab(_("All leads"), _address(kept, state=""), not kept["state"], sum(counts.values())),
            *(
                Tab(
                    _(str(state.label)),
                    _address(kept, state=state.value),
                    state == kept["state"],
                    counts[state],
                )
                for state in LeadState
            ),
        ],
        marks=_marks(kept),
        columns=[] if is_list else _columns(rows, counts, kept, day, days, claimed),
        lines=[_line(one, day, days, claimed) for one in found],
        kept=kept,
        units=unit_choices(viewer),
        chains=chain_choices(viewer, "see"),
        place=_("page {page} of {pages}").format(page=page, pages=max(-(-total // STEP), 1)),
        before=_address(kept, page=page - 1) if is_list and page > 1 else "",
        after=_address(kept, page=page + 1) if is_list and page * STEP < total else "",
        may_enter=policy.allowed(viewer, VERB, "chain"),
        figures=[(_(name), reverse("indicator", args=[code])) for code, name in _FIGURES]
        if policy.allowed(viewer, "see", "figures")
        else [],
    )


def _kept(parameters: QueryDict) -> dict[str, str]:
    """What the address asks for; of what it does not know, nothing."""
    state, mark = parameters.get("state", ""), parameters.get("mark", "")
    return {
        "view": _LIST if parameters.get("view") == _LIST else "",
        "state": state if state in LeadState.values else "",
        "mark": mark if mark in _MARKS else "",
        "unit": parameters.get("unit", "")[:20],
        "chain": parameters.get("chain", "")[:20],
        "words": parameters.get("words", "").replace("\0", "").strip()[:60],
    }


def _rows(
    viewer: Viewer, kept: dict[str, str], day: dt.date, claimed: set[int]
) -> "QuerySet[Lead]":
    rows = records_of(Lead.kind, viewer)
    if kept["unit"]:
        rows = rows.filter(
            inside("division", kept["unit"]) | inside("first_division", kept["unit"])
        )
    if kept["chain"]:
        rows = rows.filter(chain=kept["chain"])
    for word in kept["words"].split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(investor_name__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(code__icontains=word)
        )
    if kept["mark"] == "stale":
        rows = rows.filter(OPEN, turn_due_on__lt=day)
    elif kept["mark"] == "offered":
        rows = rows.filter(OPEN, handover_to__isnull=False)
    elif kept["mark"] == "claimed":
        rows = rows.filter(pk__in=claimed)
    return rows


def _first(rows: "QuerySet[Lead]", first: int, number: int) -> list[Lead]:
    """Those that run out first in front; what the desk does not run yet, at the end."""
    ordered = rows.select_related(*NAMED).order_by("turn_due_on", "received_on", "code")
    run = ordered.filter(turn_due_on__isnull=False)
    found = list(run[first : first + number])
    if len(found) < number:
        before = run.count() if first else 0
        start = max(first - before, 0) if not found else 0
        rest = ordered.filter(turn_due_on=None).order_by("-received_on", "code")
        found += rest[start : start + number - len(found)]
    return found


def _columns(
    rows: "QuerySet[Lead]",
    counts: Counter[str],
    kept: dict[str, str],
    day: dt.date,
    days: Calendar,
    claimed: set[int],
) -> list[Column]:
    return [
        Column(
            name=_(str(state.label)),
            shape=SHAPES[state],
            count=counts[state],
            cards=[
                _line(one, day, days, claimed)
                for one in (_first(rows.filter(state=state), 0, CARDS) if counts[state] else ())
            ],
            more=_address(kept, state=state.value) if counts[state] > CARDS else "",
        )
        for state in LeadState
        if state is not LeadState.DROPPED
    ]


def _line(lead: Lead, day: dt.date, days: Calendar, claimed: set[int]) -> LeadLine:
    in_state = days_in_state(lead, day)
    is_open = lead.state in FOLLOWED
    first = lead.first_division
    return LeadLine(
        lead=lead,
        address=address_of(lead),
        investor=investor_words(lead),
        unit=holder_words(lead),
        first_unit=str(first.name) if first and first != lead.division else "",
        amount="" if lead.amount is None else amounts.money(lead.amount),
        state=state_words(lead) if is_open else _(str(LeadState(lead.state).label)),
        shape=SHAPES[LeadState(lead.state)],
        days="" if in_state is None else days_words(in_state),
        turn=turn_words(lead),
        left=left_until(lead.turn_due_on, day, days) if is_open and lead.turn_due_on else None,
        is_claimed=lead.pk in claimed,
    )


def days_words(number: int) -> str:
    """So many days in a stage, in words."""
    return ngettext("{n} day", "{n} days", number).format(n=f"{number:,}")


def _marks(kept: dict[str, str]) -> list[Tab]:
    names = {
        "": _("every lead"),
        "stale": _("nothing entered in time"),
        "offered": _("offered to another unit, to be answered"),
        "claimed": _("investor that two units follow"),
    }
    return [
        Tab(name, _address(kept, mark=mark), mark == kept["mark"]) for mark, name in names.items()
    ]


def _leads(number: int) -> str:
    return ngettext("{n} lead followed", "{n} leads followed", number).format(n=f"{number:,}")


def _address(kept: dict[str, str], **other: object) -> str:
    given = {name: str(value) for name, value in {**kept, **other}.items() if value}
    return f"{reverse('leads')}?{urlencode(given)}" if given else reverse("leads")
