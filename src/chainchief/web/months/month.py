"""The page of one month: what is missing, what blocks, and the way from closing to the release."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.dispatch.models import Collection, RequestState
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.project.models import Project
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.months import MonthState
from chainchief.web.frame.query import WORKING, CellQuery
from chainchief.web.frame.visible import doors, records_of
from chainchief.web.home.needs import missing_reports
from chainchief.web.months.register import Act, acts_of


@dataclass(frozen=True)
class Check:
    """One line of the list before a closing: whether it is in order, and where to look."""

    is_done: bool
    #: Whether a closing is not made while it is not in order.
    blocks: bool
    words: str
    address: str = ""


@dataclass(frozen=True)
class MissingOfUnit:
    """The projects of one unit that have no report on the month: (name, code, address)."""

    unit: str
    code: str
    projects: list[tuple[str, str, str]]


@dataclass(frozen=True)
class MonthPage:
    """What templates/web/months/month.html shows."""

    month: Month
    crumbs: list[Crumb]
    title: str
    bar: Bar
    state: MonthState
    checks: list[Check]
    missing: list[MissingOfUnit]
    acts: list[Act]
    figures: str
    open_figures: str
    release: str
    open_release: str
    may_close: bool
    may_reopen: bool
    may_issue: bool
    may_enter: bool
    fault: str = ""


def month_page(month: Month, viewer: Viewer, division: str = "", fault: str = "") -> MonthPage:
    """`division` narrows what is missing to one unit; `fault` says why an act was refused."""
    here = reverse("month", args=[str(month)])
    bar = bar_for(month, here)
    missing = _missing(month, viewer, division)
    closed, working = CellQuery(month).query, CellQuery(month, snapshot=WORKING).query
    figures, release = reverse("figures"), reverse("release", args=["press-release"])
    may_see = policy.allowed(viewer, "see", "documents")
    return MonthPage(
        month=month,
        crumbs=[Crumb(_("Months"), reverse("months")), Crumb(month.label)],
        title=_("{month}: from reports to the release").format(month=month.label),
        bar=bar,
        state=bar.state,
        checks=_checks(month, missing, viewer),
        missing=missing,
        acts=acts_of(month),
        figures=f"{figures}?{closed}",
        open_figures=f"{figures}?{working}",
        release=f"{release}?{closed}" if may_see else "",
        open_release=f"{release}?{working}" if may_see else "",
        may_close=policy.allowed(viewer, "close", "months"),
        may_reopen=policy.allowed(viewer, "reopen", "months"),
        may_issue=policy.allowed(viewer, "issue", "documents"),
        may_enter=policy.allowed(viewer, "enter", "county"),
        fault=fault,
    )


def _missing(month: Month, viewer: Viewer, division: str) -> list[MissingOfUnit]:
    waiting = missing_reports(viewer, month)
    if division:
        waiting = [(code, unit) for code, unit in waiting if unit == division]
    found = {
        one.code: one for one in Project.objects.filter(code__in=[code for code, _unit in waiting])
    }
    known = doors((("project", str(one.uid)) for one in found.values()), viewer)
    names = dict(Division.objects.values_list("code", "name"))
    by_unit: dict[str, list[tuple[str, str, str]]] = {}
    for code, unit in waiting:
        one = found[code]
        address = known.get(("project", str(one.uid)), "")
        by_unit.setdefault(unit, []).append((one.name, code, address))
    return [MissingOfUnit(names.get(unit, unit), unit, them) for unit, them in by_unit.items()]


def _checks(month: Month, missing: list[MissingOfUnit], viewer: Viewer) -> list[Check]:
    over = month.last <= clock.today()
    number = sum(len(unit.projects) for unit in missing)
    return [
        Check(
            over,
            month.first > clock.today(),
            _("The month is over") if over else _("The month is not over yet"),
        ),
        Check(
            not number,
            False,
            ngettext(
                "{number} project has not reported", "{number} projects have not reported", number
            ).format(number=number)
            if number
            else _("Every project that must report did"),
            "#missing",
        ),
        *_answers(month),
        *_statistics(month, viewer),
        *_difficulties(month.last, viewer),
    ]


def _answers(month: Month) -> list[Check]:
    """Answers of the month's collections: not one is waited for, and which were returned."""
    waiting = closing.waiting_for(month)
    if not waiting and not Collection.objects.filter(month=str(month)).exists():
        return []
    number = len(waiting)
    words = (
        ngettext(
            "{number} answer is still waited for", "{number} answers are still waited for", number
        ).format(number=number)
        if number
        else _("Every answer of the collections is approved or waived")
    )
    returned = sum(one.state == RequestState.RETURNED for one in waiting)
    if returned:
        words += _(", returned and not mended: {}").format(returned)
    address = f"{reverse('dispatch')}?month={month}"
    return [Check(not number, bool(number), words, address)]


def _statistics(month: Month, viewer: Viewer) -> list[Check]:
    """Official statistics of the span, against those of the month before."""
    if not policy.allowed(viewer, "see", "statistics"):
        return []
    rows = records_of("official_statistic", viewer)
    now_there = set(rows.filter(span_to=str(month)).values_list("series", flat=True))
    before = set(rows.filter(span_to=str(month + -1)).values_list("series", flat=True))
    lacking = sorted(before - now_there)
    names = dict(rows.filter(series__in=lacking).values_list("series", "name"))
    listed = "、".join(names.get(series, series) for series in lacking[:5])
    words = (
        _("Official statistics not there yet: {names}").format(names=listed)
        if lacking
        else _("The official statistics of the month before are there for this one too")
    )
    return [Check(not lacking, False, words, reverse("record-list", args=["official_statistic"]))]


def _difficulties(day: dt.date, viewer: Viewer) -> list[Check]:
    if not policy.allowed(viewer, "see", "chain"):
        return []
    rows = records_of("difficulty", viewer).filter(due_on__lte=day, answered_on=None)
    number = rows.count()
    words = (
        ngettext(
            "{number} difficulty is overdue", "{number} difficulties are overdue", number
        ).format(number=number)
        if number
        else _("No difficulty is overdue")
    )
    return [Check(not number, False, words, reverse("record-list", args=["difficulty"]))]
