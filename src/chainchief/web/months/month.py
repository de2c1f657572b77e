"""The page of one month: what is missing, what blocks, and the way from closing to the release."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.dispatch.agreed_closing import standing_proposal
from chainchief.dispatch.answers.crosschecks.finding import disagreements
from chainchief.dispatch.models import ClosingProposal, Collection, RequestState
from chainchief.ledger.kinds.statistic.models import OfficialStatistic, Standing
from chainchief.people.persons import same_person
from chainchief.people.small_office import allows_alone
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.months import MonthState
from chainchief.web.frame.query import WORKING, CellQuery
from chainchief.web.frame.visible import address_of, records_of
from chainchief.web.home.needs import missing_reports
from chainchief.web.months.register import Act, acts_of
from chainchief.web.months.rehearsal import may_rehearse

#: So many names stand in a line of the list.
_NAMED = 5


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
    #: Who proposed the closing, and when; "" while nobody did.
    proposal: str
    #: Whether the next of the two acts is open to this person.
    may_act: bool
    #: The page of the dry run, "" where there is nothing to compare.
    rehearsal: str
    #: The page of funds in place, "" for whoever may not see statistics.
    funds: str
    fault: str = ""


def month_page(month: Month, viewer: Viewer, division: str = "", fault: str = "") -> MonthPage:
    """`division` narrows what is missing to one unit; `fault` says why an act was refused."""
    here = reverse("month", args=[str(month)])
    bar = bar_for(month, here)
    missing = _missing(month, viewer, division)
    closed, working = CellQuery(month).query, CellQuery(month, snapshot=WORKING).query
    figures, release = reverse("figures"), reverse("release", args=["press-release"])
    may_see = policy.allowed(viewer, "see", "documents")
    proposal = standing_proposal(month)
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
        proposal=_proposed(proposal),
        may_act=proposal is None
        or allows_alone()
        or not same_person(proposal.actor, viewer.signature),
        rehearsal=reverse("month-rehearsal", args=[str(month)]) if may_rehearse(month) else "",
        funds=f"{reverse('funds')}?month={month}"
        if policy.allowed(viewer, "see", "statistics")
        else "",
        fault=fault,
    )


def _proposed(proposal: ClosingProposal | None) -> str:
    if proposal is None:
        return ""
    return _("{who} proposed the closing on {at}: {reason}").format(
        who=signature_words(proposal.actor),
        at=clock.minute(proposal.at),
        reason=proposal.reason or "—",
    )


def _missing(month: Month, viewer: Viewer, division: str) -> list[MissingOfUnit]:
    waiting = missing_reports(viewer, month)
    by_unit: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for one in waiting:
        if division in ("", one.division):
            shown = (one.name, one.code, address_of("project", one.uid))
            by_unit.setdefault((one.unit, one.division), []).append(shown)
    return [MissingOfUnit(name, code, them) for (name, code), them in by_unit.items()]


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
    differing = len(disagreements(month))
    agreement = (
        ngettext(
            "Answers do not agree in {number} place",
            "Answers do not agree in {number} places",
            differing,
        ).format(number=differing)
        if differing
        else _("Answers agree with each other")
    )
    return [
        Check(not number, bool(number), words, address),
        Check(not differing, False, agreement, address),
    ]


def _statistics(month: Month, viewer: Viewer) -> list[Check]:
    """Official statistics of the span, against those of the month before."""
    if not policy.allowed(viewer, "see", "statistics"):
        return []
    rows = records_of("official_statistic", viewer).filter(
        span_to__in=(str(month), str(month + -1))
    )
    found = list(rows.only("span_to", "series", "name", "standing").order_by("pk"))
    there = [row for row in found if row.span_to == str(month)]
    before = {row.series: row.name for row in found if row.span_to != str(month)}
    lacking = sorted(before.keys() - {row.series for row in there})
    there_not = listed(before[series] for series in lacking[:_NAMED])
    words = (
        _("Official statistics not there yet: {names}").format(names=there_not)
        if lacking
        else _("The official statistics of the month before are there for this one too")
    )
    return [
        Check(not lacking, False, words, reverse("record-list", args=["official_statistic"])),
        _unconfirmed(month, there, viewer),
    ]


def _unconfirmed(month: Month, there: list[OfficialStatistic], viewer: Viewer) -> Check:
    """Statistics of the span that are 快报 alone, and furnished numbers that nobody confirmed."""
    final = {row.series for row in there if row.standing == Standing.FINAL}
    flash = [
        row.name for row in there if row.standing == Standing.FLASH and row.series not in final
    ]
    furnished = records_of("furnished_number", viewer).filter(month=str(month), confirmed_on=None)
    names = [*flash, *furnished.values_list("name", flat=True)]
    words = (
        _("Not confirmed yet, or flash alone: {names}").format(
            names=listed(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
        )
        if names
        else _("Every statistic and furnished number of the month is confirmed")
    )
    return Check(not names, False, words, reverse("record-list", args=["furnished_number"]))


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
