"""Meetings of banks and firms: the list, and one with who was presented to which banks."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.desk.financing.meetings import Meeting, meetings, to_present
from chainchief.web.desk.queue_page import Tab
from chainchief.web.financing.words import money
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import doors

#: Indicators whose receipts are the presentations of a month.
_FIGURES = (
    ("IND-FIN-PRES-FIRMS", "Firms presented as holders of the title"),
    ("IND-FIN-PRES-AMOUNT", "Their needs presented to banks"),
    ("IND-FIN-PRESENTED", "Needs presented at all meetings"),
)


@dataclass(frozen=True)
class MeetingRow:
    name: str
    address: str
    held: str
    needs: int
    firms: int
    amount: str


@dataclass(frozen=True)
class MeetingsPage:
    """What templates/web/financing/meetings.html shows."""

    crumbs: list[Crumb]
    lines: list[MeetingRow]


@dataclass(frozen=True)
class PresentedLine:
    firm: str
    unit: str
    name: str
    address: str
    amount: str
    title: str
    banks: str
    offers: int
    concluded: int


@dataclass(frozen=True)
class MeetingPage:
    """What templates/web/financing/meeting.html shows."""

    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    needs: int
    firms: int
    amount: str
    lines: list[PresentedLine]
    figures: list[Tab]
    record: str
    candidates: list[Choice]
    faults: list[Fault]


def meetings_page(viewer: Viewer) -> MeetingsPage:
    return MeetingsPage(
        crumbs=[
            Crumb(_("Financing"), reverse("financing")),
            Crumb(_("Meetings of banks and firms")),
        ],
        lines=[
            MeetingRow(
                one.event.name,
                reverse("financing-meeting", args=[one.event.uid]),
                one.event.held_on.isoformat(),
                one.needs,
                one.firms,
                money(one.amount),
            )
            for one in meetings(viewer)
        ],
    )


def meeting_page(meeting: Meeting, viewer: Viewer, faults: tuple[Fault, ...] = ()) -> MeetingPage:
    event = meeting.event
    key = ("event", str(event.uid))
    return MeetingPage(
        title=event.name,
        crumbs=[
            Crumb(_("Financing"), reverse("financing")),
            Crumb(_("Meetings of banks and firms"), reverse("financing-meetings")),
            Crumb(event.name),
        ],
        as_at=[event.held_on.isoformat(), event.place, event.organiser],
        needs=len(meeting.presented),
        firms=meeting.firms,
        amount=money(meeting.amount),
        lines=[
            PresentedLine(
                firm=one.presentation.need.enterprise.name,
                unit=one.presentation.need.enterprise.division.name,
                name=one.presentation.need.name,
                address=reverse("financing-need", args=[one.presentation.need.uid]),
                amount=money(one.presentation.need.amount),
                title=one.presentation.title.name if one.presentation.title else "",
                banks="、".join(one.banks),
                offers=one.offers,
                concluded=one.concluded,
            )
            for one in meeting.presented
        ],
        figures=_figures(meeting, viewer),
        record=doors([key], viewer).get(key, ""),
        candidates=[
            Choice(one.code, f"{one.enterprise.name} · {money(one.amount)} · {one.code}")
            for one in to_present(event, viewer, clock.today())
        ],
        faults=list(faults),
    )


def _figures(meeting: Meeting, viewer: Viewer) -> list[Tab]:
    """Doors to the receipts of the figures in which the meeting's presentations are counted."""
    if not policy.allowed(viewer, "see", "figures"):
        return []
    month = Month.of(meeting.event.held_on)
    return [
        Tab(_(name), f"{reverse('receipt', args=[code])}?month={month}", False)
        for code, name in _FIGURES
    ]
