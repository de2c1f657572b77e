"""What needs a person today: months to close, reports that are missing, answers that are due.

Each line is asked of the records that the viewer may see, by what the policy table lets them do:
no line names a record out of reach, and none asks for what the person may not do.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Window
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month
from chainchief.desk.financing.opened import awaited_of
from chainchief.desk.financing.rights import banks_of
from chainchief.ledger.kinds.project.models import Stage
from chainchief.ledger.kinds.statistic.models import Standing
from chainchief.web.chains.stuck import Stuck
from chainchief.web.frame.today import Now
from chainchief.web.frame.visible import records_of, rows_of

#: As many lines as the page shows; the others are counted.
SHOWN = 7
#: Reports of a month are due on this day of the next one; the indicators' own rule has the details.
_REPORTS_DUE = 8


@dataclass(frozen=True)
class Need:
    """One line: what, since when, until when, and one button."""

    what: str
    about: str
    since: dt.date | None
    due: dt.date | None
    is_overdue: bool
    action: str
    address: str


@dataclass(frozen=True)
class Needs:
    """The first of them, and how many more there are."""

    first: list[Need]
    more: int


class Missing:
    """The reports that are missing in the month in work, read once for whoever asks."""

    def __init__(self, viewer: Viewer, now: Now) -> None:
        self._viewer, self._now = viewer, now

    @cached_property
    def reports(self) -> "list[MissingReport]":
        """The projects that did not report; none while the month is not over."""
        month = self._now.month
        if month is None or month.last > self._now.day:
            return []
        return missing_reports(self._viewer, month)


def needs_of(viewer: Viewer, now: Now, missing: Missing) -> Needs:
    """The overdue first, then by their last day."""
    found = [
        *_months(viewer, now),
        *_missing_reports(viewer, now, missing),
        *_answers(viewer, now.day),
        *_confirmations(viewer, now.day),
        *_statistics(viewer),
        *_offers(viewer, now.day),
    ]
    ordered = sorted(found, key=lambda one: (not one.is_overdue, one.due or dt.date.max))
    return Needs(ordered[:SHOWN], max(len(ordered) - SHOWN, 0))


def _months(viewer: Viewer, now: Now) -> Iterator[Need]:
    """A month that is over and not closed, for whoever closes months."""
    if now.month is None or not policy.allowed(viewer, "close", "months"):
        return
    if now.month.last > now.day:
        return
    due = (now.month + 1).first.replace(day=_REPORTS_DUE)
    yield Need(
        _("{month} is not closed").format(month=now.month.label),
        _("What is missing, what blocks, and the closing itself"),
        now.month.last,
        due,
        due < now.day,
        _("Close the month"),
        reverse("month", args=[str(now.month)]),
    )


def _missing_reports(viewer: Viewer, now: Now, found: Missing) -> Iterator[Need]:
    """Projects that must report on the month in work, and have not, by unit."""
    if now.month is None or now.month.last > now.day:
        return
    if not policy.allowed(viewer, "enter", "county"):
        return
    missing = found.reports
    if not missing:
        return
    by_unit = Counter((each.division, each.unit) for each in missing)
    due = (now.month + 1).first.replace(day=_REPORTS_DUE)
    yield Need(
        ngettext(
            "{number} project has no report on {month}",
            "{number} projects have no report on {month}",
            len(missing),
        ).format(number=len(missing), month=now.month.label),
        listed(f"{unit} {number}" for (_code, unit), number in sorted(by_unit.items())),
        now.month.last,
        due,
        due < now.day,
        _("See which"),
        f"{reverse('month', args=[str(now.month)])}#missing",
    )


class MissingReport(NamedTuple):
    """A project that has not reported: its record, and the code and name of its unit."""

    code: str
    name: str
    uid: UUID
    division: str
    unit: str


def missing_reports(viewer: Viewer, month: Month) -> list[MissingReport]:
    """The projects that must report on the month by IND-RPT-DUE, and did not, by unit."""
    stages = rows_of("project_stage", viewer).filter(
        withdrawn_on=None, project__withdrawn_on=None, project__duplicate_of=None
    )
    accepted = stages.filter(evidence="accepted", recognised_on__lte=month.last)
    begun = accepted.filter(stage=Stage.STARTED).values("project")
    done = accepted.filter(stage__in=[Stage.COMPLETED, Stage.ENDED]).values("project")
    reported = records_of("project_report", viewer).filter(month=str(month)).values("project")
    projects = records_of("project", viewer).filter(code__in=begun)
    waiting = projects.exclude(code__in=done).exclude(code__in=reported)
    found = waiting.order_by("division", "code")
    return [
        MissingReport(*row)
        for row in found.values_list("code", "name", "uid", "division_id", "division__name")
    ]


def _answers(viewer: Viewer, day: dt.date) -> Iterator[Need]:
    """Difficulties whose answer is due, for whoever answers them or sees to it that others do."""
    may = [verb for verb in ("answer", "assign") if policy.allowed(viewer, verb, "chain")]
    if not may:
        return
    rows = (
        rows_of("difficulty", viewer, may[0])
        .filter(
            Q(answered_on=None) | Q(answered_on__gt=day), withdrawn_on=None, received_on__lte=day
        )
        .exclude(declined_on__lte=day)
    )
    rows = rows.select_related("host", "enterprise").order_by("due_on", "code")
    if policy.reach(viewer, may[0], "chain").everything:
        yield from _overdue_answers(rows.filter(due_on__lte=day))
        return
    for one in rows[: SHOWN * 4]:
        yield Need(
            one.name,
            f"{one.enterprise.name} · {one.host.name}",
            one.received_on,
            one.due_on,
            one.due_on <= day,
            _("Answer") if may[0] == "answer" else _("Open"),
            reverse("desk-case", args=[one.uid]),
        )


def _overdue_answers(rows: "QuerySet[Any, Any]") -> Iterator[Need]:
    """One line for whoever sees to all of them: who is late is on the list."""
    first = _first_of(rows)
    if first is None:
        return
    number = first.number
    yield Need(
        ngettext(
            "{number} difficulty is overdue", "{number} difficulties are overdue", number
        ).format(number=number),
        _("The longest: {name}, {office}").format(name=first.name, office=first.host.name),
        first.received_on,
        first.due_on,
        True,
        _("See which"),
        f"{reverse('desk')}?whose=unit&view=late",
    )


def _first_of(rows: "QuerySet[Any, Any]") -> Any:
    """The first of the rows, with `number`, how many there are; None where there is none."""
    return rows.annotate(number=Window(Count("pk"))).first()


def _confirmations(viewer: Viewer, day: dt.date) -> Iterator[Need]:
    """A firm says whether what was answered is solved."""
    if policy.allowed(viewer, "answer", "chain") or not policy.allowed(viewer, "confirm", "chain"):
        return
    rows = rows_of("difficulty", viewer, "confirm").filter(
        withdrawn_on=None, answered_on__lte=day, confirmed_on=None
    )
    for one in rows.select_related("host").order_by("answered_on")[:SHOWN]:
        yield Need(
            one.name,
            _("{office} answered").format(office=one.host.name),
            one.answered_on,
            None,
            False,
            _("Say whether it is solved"),
            reverse("desk-case", args=[one.uid]),
        )


def _statistics(viewer: Viewer) -> Iterator[Need]:
    """Preliminary statistics, for whoever confirms them."""
    if not policy.allowed(viewer, "confirm", "statistics"):
        return
    rows = rows_of("official_statistic", viewer).filter(withdrawn_on=None)
    waiting = rows.filter(standing=Standing.values[0])
    first = _first_of(waiting.order_by("released_on"))
    if first is None:
        return
    number = first.number
    yield Need(
        ngettext(
            "{number} statistic is preliminary", "{number} statistics are preliminary", number
        ).format(number=number),
        _("The oldest: {name}").format(name=first.name),
        first.released_on,
        None,
        False,
        _("See which"),
        reverse("record-list", args=["official_statistic"]),
    )


def _offers(viewer: Viewer, day: dt.date) -> Iterator[Need]:
    """Needs of firms that are opened to this bank, and that it gave no word on."""
    number = awaited_of(viewer, day).count() if banks_of(viewer) else 0
    if number:
        yield Need(
            ngettext(
                "{number} need that is opened to your bank waits for its word",
                "{number} needs that are opened to your bank wait for its word",
                number,
            ).format(number=number),
            "",
            None,
            None,
            False,
            _("See which"),
            reverse("financing-room"),
        )


def by_turn(things: list[Stuck]) -> list[tuple[str, int, int]]:
    """(whose turn, how many things, how many days the longest), the longest waiting first."""
    number: Counter[str] = Counter()
    longest: dict[str, int] = {}
    for one in things:
        number[one.turn] += 1
        longest[one.turn] = max(longest.get(one.turn, 0), one.days)
    return sorted(((turn, number[turn], longest[turn]) for turn in number), key=lambda t: -t[2])
