"""Views of leads: the board, one with its steps, the form to enter one, headquarters called on."""

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import Fault, FaultsError, faults_of
from chainchief.desk.leads.acts import take
from chainchief.desk.leads.deeds import LeadDeed
from chainchief.desk.leads.lead import open_lead
from chainchief.desk.leads.machine import LeadAct
from chainchief.desk.leads.receiving import receive
from chainchief.ledger.kinds.lead.models import Lead
from chainchief.web.desk.faults import NO_SUCH_STEP, REFUSED
from chainchief.web.desk.matter_views import MatterViews
from chainchief.web.desk.new_page import code_in
from chainchief.web.desk.reading import document_of, version_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other
from chainchief.web.forms.filling.references import ReferredRecords
from chainchief.web.leads.board_page import board_page
from chainchief.web.leads.lead_page import LeadPage, lead_page
from chainchief.web.leads.new_page import lead_in, new_lead_page
from chainchief.web.leads.reading import LeadReading
from chainchief.web.leads.visited_page import visited_page


def leads(request: HttpRequest) -> HttpResponse:
    """Show the leads by stage, or as a list."""
    page = board_page(request.GET, viewer_of(request))
    return render(request, "web/leads/board.html", {"page": page})


def visited(request: HttpRequest) -> HttpResponse:
    """Show the headquarters that were called on, with what followed."""
    page = visited_page(request.GET, viewer_of(request))
    return render(request, "web/leads/visited.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """The form; sent, the lead."""
    viewer = viewer_of(request)
    if request.method != "POST":
        page = new_lead_page(request.GET, viewer)
        return render(request, "web/leads/new.html", {"page": page})
    try:
        lead = receive(lead_in(request, viewer), viewer=viewer)
    except ChainChiefError as refusal:
        page = new_lead_page(request.POST, viewer, faults_of(refusal, REFUSED))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/leads/new.html", {"page": page}, status=status)
    return see_other(reverse("lead", args=[lead.uid]))


def lead(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    viewer = viewer_of(request)
    page = lead_page(open_lead(uid, viewer), viewer)
    return render(request, "web/leads/lead.html", {"page": page})


def act(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One step of a lead; or the page again, with what was typed and why it is refused."""
    viewer, wanted = viewer_of(request), request.POST.get("act", "")
    opened = open_lead(uid, viewer)
    try:
        if wanted not in set(LeadAct):
            raise FaultsError([Fault(NO_SUCH_STEP)])
        deed = _deed(request, viewer)
        take(opened, LeadAct(wanted), deed, viewer=viewer, version=version_of(request))
    except ChainChiefError as refusal:
        return _VIEWS.refused(request, uid, viewer, refusal, wanted)
    return _VIEWS.after(uid, viewer)


def in_hand(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take it in hand, let it go, watch it or no longer."""
    return _VIEWS.in_hand(request, uid, viewer_of(request))


def _deed(request: HttpRequest, viewer: Viewer) -> LeadDeed:
    """What was typed with a step; `FaultsError` for days that are none."""
    reading = LeadReading(request.POST)
    days = {name: reading.day(name) for name in ("on", "due", "until")}
    if reading.faults:
        raise FaultsError(reading.faults)
    return LeadDeed(
        note=reading.text("note"),
        unit=reading.text("unit"),
        project=code_in(ReferredRecords(viewer), "project", reading.text("project")),
        next_step=reading.text("next_step"),
        owner=reading.text("owner"),
        document=document_of(request, viewer),
        informant=reading.text("informant"),
        **days,
    )


def _page(
    uid: uuid.UUID, viewer: Viewer, faults: tuple[Fault, ...], typed: dict[str, str], act: str
) -> LeadPage:
    return lead_page(open_lead(uid, viewer), viewer, faults, typed, act)


_VIEWS = MatterViews(Lead.kind, "web/leads/lead.html", _page, open_lead, "lead", "leads")
