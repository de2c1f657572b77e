"""Views of financing for firms, their counties and the office: needs, their steps, meetings."""

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import Fault, FaultsError, faults_of
from chainchief.desk.financing.acts import take
from chainchief.desk.financing.case import open_need
from chainchief.desk.financing.machine import Act
from chainchief.desk.financing.meetings import open_meeting, present
from chainchief.desk.financing.raising import raise_need
from chainchief.desk.financing.rights import banks_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other
from chainchief.web.financing import faults
from chainchief.web.financing.list_page import list_page
from chainchief.web.financing.meeting_page import meeting_page, meetings_page
from chainchief.web.financing.need_page import need_page
from chainchief.web.financing.new_page import need_in, new_page
from chainchief.web.financing.reading import deed_of

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


def financing(request: HttpRequest) -> HttpResponse:
    """The list of needs; a bank comes to its own room."""
    viewer = viewer_of(request)
    if banks_of(viewer):
        return see_other(reverse("financing-room"))
    page = list_page(request.GET, viewer)
    return render(request, "web/financing/list.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """The form; sent, the need is raised, and its page opens for the consent."""
    viewer = viewer_of(request)
    if request.method != "POST":
        page = new_page(viewer, QueryDict())
        return render(request, "web/financing/new.html", {"page": page})
    try:
        need = raise_need(need_in(request.POST, viewer), viewer=viewer)
    except ChainChiefError as refusal:
        page = new_page(viewer, request.POST, faults_of(refusal, faults.REFUSED))
        return render(request, "web/financing/new.html", {"page": page}, status=UNPROCESSABLE)
    return see_other(reverse("financing-need", args=[need.uid]))


def need(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    viewer = viewer_of(request)
    page = need_page(open_need(uid, viewer), viewer)
    return render(request, "web/financing/need.html", {"page": page})


def act(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One step of a need; or the page again, with what was typed and why it is refused."""
    viewer = viewer_of(request)
    standing = open_need(uid, viewer)
    try:
        take(standing.need, act_in(request), deed_of(request, viewer), viewer=viewer)
    except ChainChiefError as refusal:
        return _refused(request, uid, viewer, refusal)
    return see_other(reverse("financing-need", args=[uid]))


def act_in(request: HttpRequest) -> Act:
    """The step that the button names; `FaultsError` where there is none such."""
    wanted = request.POST.get("act", "")
    if wanted not in set(Act):
        raise FaultsError([Fault(faults.NO_SUCH_STEP)])
    return Act(wanted)


def typed_in(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items()}


def _refused(
    request: HttpRequest, uid: uuid.UUID, viewer: Viewer, refusal: ChainChiefError
) -> HttpResponse:
    ticked = None
    if request.POST.get("act") == Act.GIVE:
        chosen = (*request.POST.getlist("banks"), *request.POST.getlist("fields"))
        ticked = frozenset(str(one) for one in chosen)
    found = faults_of(refusal, faults.REFUSED)
    page = need_page(open_need(uid, viewer), viewer, found, typed_in(request), ticked)
    return render(request, "web/financing/need.html", {"page": page}, status=UNPROCESSABLE)


def meetings(request: HttpRequest) -> HttpResponse:
    page = meetings_page(viewer_of(request))
    return render(request, "web/financing/meetings.html", {"page": page})


def meeting(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A meeting; sent, the ticked needs are put on its list."""
    viewer = viewer_of(request)
    found = open_meeting(uid, viewer)
    if request.method == "POST":
        chosen = [str(code) for code in request.POST.getlist("needs") if code]
        try:
            present(found.event, chosen, viewer=viewer)
        except ChainChiefError as refusal:
            page = meeting_page(found, viewer, faults_of(refusal, faults.REFUSED))
            status = UNPROCESSABLE
            return render(request, "web/financing/meeting.html", {"page": page}, status=status)
        return see_other(reverse("financing-meeting", args=[uid]))
    page = meeting_page(found, viewer)
    return render(request, "web/financing/meeting.html", {"page": page})
