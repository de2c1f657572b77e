"""Views of meetings: the list, one with its agenda, minutes and instructions, the form."""

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import faults_of
from chainchief.core.i18n import _
from chainchief.desk.meetings.convening import Notification, add_item, convene, minute
from chainchief.desk.meetings.instructing import Words, instruct
from chainchief.desk.meetings.reading import OpenMeeting, open_meeting
from chainchief.ledger.kinds.meeting.models import MeetingItem
from chainchief.web.desk.faults import REFUSED
from chainchief.web.desk.reading import day_of, document_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other
from chainchief.web.meetings.pages import meeting_page, meetings_page, new_meeting_page


def meetings(request: HttpRequest) -> HttpResponse:
    page = meetings_page(request.GET, viewer_of(request))
    return render(request, "web/meetings/list.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """The form; sent, the meeting with its agenda."""
    viewer, sent = viewer_of(request), request.POST
    if request.method != "POST":
        page = new_meeting_page(request.GET, viewer)
        return render(request, "web/meetings/new.html", {"page": page})
    try:
        called = Notification(
            name=sent.get("name", ""),
            category=sent.get("category", ""),
            division=sent.get("unit", ""),
            held_on=day_of(sent.get("held", "")),
            chain=sent.get("chain", ""),
            place=sent.get("place", ""),
            chair=sent.get("chair", ""),
            host=sent.get("host", ""),
            present=sent.get("present", ""),
            agenda=tuple(line for line in sent.get("agenda", "").splitlines() if line.strip()),
        )
        meeting = convene(called, viewer=viewer)
    except ChainChiefError as refusal:
        page = new_meeting_page(sent, viewer, faults_of(refusal, REFUSED))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/meetings/new.html", {"page": page}, status=status)
    return see_other(reverse("meeting", args=[meeting.uid]))


def meeting(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    viewer = viewer_of(request)
    page = meeting_page(open_meeting(uid, viewer), viewer)
    return render(request, "web/meetings/meeting.html", {"page": page})


def item(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Another item on the agenda."""
    viewer = viewer_of(request)
    opened = open_meeting(uid, viewer)
    try:
        add_item(opened.meeting, request.POST.get("name", ""), viewer=viewer)
    except ChainChiefError as refusal:
        return _refused(request, opened, viewer, refusal)
    return see_other(reverse("meeting", args=[uid]))


def minutes(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Keep what was settled on an item."""
    viewer = viewer_of(request)
    opened = open_meeting(uid, viewer)
    try:
        minute(_item(request, opened), request.POST.get("minutes", ""), viewer=viewer)
    except ChainChiefError as refusal:
        return _refused(request, opened, viewer, refusal)
    return see_other(reverse("meeting", args=[uid]))


def instruction(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """An instruction of a chief on an item; next comes the task that carries it out."""
    viewer, sent = viewer_of(request), request.POST
    opened = open_meeting(uid, viewer)
    found = opened.meeting
    try:
        on = _item(request, opened)
        said = Words(
            name=on.name,
            words=sent.get("words", ""),
            division=found.division_id,
            given_by=sent.get("given_by", ""),
            given_on=day_of(sent.get("given_on", "")),
            chain=found.chain_id or "",
            meeting_item=on.code,
            document=document_of(request, viewer),
        )
        made = instruct(said, viewer=viewer)
    except ChainChiefError as refusal:
        return _refused(request, opened, viewer, refusal)
    return see_other(f"{reverse('task-new')}?instruction={made.code}")


def _item(request: HttpRequest, opened: OpenMeeting) -> MeetingItem:
    """The item that the form names; it is one of this meeting, or there is none such."""
    code = request.POST.get("item", "")
    for one in opened.agenda:
        if one.item.code == code:
            return one.item
    raise WrongUseError(_("There is no such item on this agenda."))


def _refused(
    request: HttpRequest, opened: OpenMeeting, viewer: Viewer, refusal: ChainChiefError
) -> HttpResponse:
    page = meeting_page(opened, viewer, faults_of(refusal, REFUSED), request.POST.dict())
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/meetings/meeting.html", {"page": page}, status=status)
