"""Views of the desk: the queue and its files, cases and their steps, what is registered."""

import datetime as dt
import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import Fault, FaultsError, faults_of
from chainchief.core.i18n import _
from chainchief.desk.difficulties.acts import possible, report, take
from chainchief.desk.difficulties.case import OpenCase, open_case
from chainchief.desk.difficulties.machine import Act
from chainchief.desk.difficulties.registering import register
from chainchief.desk.difficulties.slips import slip_code
from chainchief.desk.difficulties.steps import last_action
from chainchief.desk.queue.building import queue_of
from chainchief.desk.queue.calendar_file import calendar_file
from chainchief.desk.queue.handing_over import (
    HandedOver,
    hand_over,
    with_whom,
)
from chainchief.ledger.kinds.difficulty.models import Difficulty, Step
from chainchief.web.desk import faults
from chainchief.web.desk.case_page import case_page
from chainchief.web.desk.handling import handle
from chainchief.web.desk.new_page import like_lines, new_page, registration_of, typed_in
from chainchief.web.desk.queue_page import KEPT, query_of, question_of, queue_page
from chainchief.web.desk.reading import deed_of, document_of, version_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other
from chainchief.web.registers.lists.saved_views import keep_named
from chainchief.web.registers.models import ListView

#: Limits in one calendar file.
_MOST_ENTRIES = 500


def desk(request: HttpRequest) -> HttpResponse:
    page = queue_page(request.GET, viewer_of(request))
    return render(request, "web/desk/queue.html", {"page": page})


def calendar(request: HttpRequest) -> HttpResponse:
    """The limits of the queue as it is asked, for a calendar."""
    question = question_of(request.GET, viewer_of(request))
    queue = queue_of(question, number=_MOST_ENTRIES)
    text = calendar_file(queue.items, dt.datetime.now(dt.UTC))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="desk.ics"'
    return response


def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the queue as it is asked under a name, or drop such a view."""
    viewer, key = viewer_of(request), request.POST.get("drop", "")
    if key.isdecimal() and len(key) < 19:
        ListView.objects.filter(owner=viewer.signature, kind=KEPT, pk=int(key)).delete()
        return see_other(reverse("desk"))
    query = query_of(question_of(QueryDict(request.POST.get("query", "")), viewer))
    try:
        keep_named(KEPT, request.POST.get("name", ""), query, viewer)
    except ChainChiefError as refusal:
        found = {
            "page": queue_page(QueryDict(query), viewer),
            "faults": faults_of(refusal, faults.REFUSED),
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/desk/queue.html", found, status=status)
    return see_other(f"{reverse('desk')}?{query}" if query else reverse("desk"))


def new(request: HttpRequest) -> HttpResponse:
    """The form; sent, first what may be the same matter, then the case."""
    viewer = viewer_of(request)
    if request.method != "POST":
        page = new_page(viewer, typed_in(request.GET))
        return render(request, "web/desk/new.html", {"page": page})
    typed = typed_in(request.POST)
    try:
        said = registration_of(typed, viewer)
        if not request.POST.get("sure") and (known := like_lines(said, viewer)):
            page = new_page(viewer, typed, like=known)
            return render(request, "web/desk/new.html", {"page": page})
        case = register(said, viewer=viewer)
    except ChainChiefError as refusal:
        page = new_page(viewer, typed, faults_of(refusal, faults.REFUSED))
        return render(
            request, "web/desk/new.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    return see_other(reverse("desk-case", args=[case.uid]))


def case(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    viewer = viewer_of(request)
    opened = open_case(uid, viewer)
    return render(request, "web/desk/case.html", {"page": case_page(opened, viewer)})


def act(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One step of a case; or the page again, with what was typed and why it is refused."""
    viewer = viewer_of(request)
    opened = open_case(uid, viewer)
    wanted = request.POST.get("act", "")
    try:
        if wanted not in set(Act):
            raise FaultsError([Fault(faults.NO_SUCH_STEP)])
        take(
            opened.case,
            Act(wanted),
            deed_of(request, viewer),
            viewer=viewer,
            version=version_of(request),
        )
    except ChainChiefError as refusal:
        return _refused(request, uid, viewer, refusal, wanted)
    return _after(uid, viewer)


def opinion(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """An office that helps says what it has to say."""
    viewer = viewer_of(request)
    opened = open_case(uid, viewer)
    if opened.as_helper is None:
        raise WrongUseError(_("There is no such case, or it is not open to you."))
    try:
        words = request.POST.get("opinion", "")
        report(
            opened.as_helper, viewer=viewer, opinion=words, document=document_of(request, viewer)
        )
    except ChainChiefError as refusal:
        return _refused(request, uid, viewer, refusal, "opinion")
    return _after(uid, viewer)


def in_hand(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take it in hand, let it go, watch it or no longer."""
    viewer = viewer_of(request)
    open_case(uid, viewer)
    wanted = request.POST.get("do", "")
    try:
        handle(Difficulty.kind, uid, wanted, viewer)
    except FaultsError as refusal:
        return _refused(request, uid, viewer, refusal, wanted)
    return see_other(reverse("desk-case", args=[uid]))


def slip(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The confirmation slip of the last answer, to be printed and signed by the firm."""
    viewer = viewer_of(request)
    opened = open_case(uid, viewer)
    if Act.CONFIRM not in possible(opened.case, viewer):
        raise WrongUseError(_("There is no answer that waits for the firm's word."))
    shown = {
        "case": opened.case,
        "code": slip_code(opened.case),
        "answer": _last_answer(opened),
        "day": clock.today(),
    }
    return render(request, "web/desk/slip.html", shown)


def handover(request: HttpRequest) -> HttpResponse:
    """Show what lies with whom; sent, everything of one person goes to another."""
    viewer = viewer_of(request)
    done: HandedOver | None = None
    found: tuple[Fault, ...] = ()
    if request.method == "POST":
        given = request.POST
        try:
            done = hand_over(
                given.get("leaving", ""),
                given.get("successor", "").strip(),
                viewer=viewer,
                reason=given.get("reason", ""),
            )
        except ChainChiefError as refusal:
            found = faults_of(refusal, faults.REFUSED)
    shown = {"held": with_whom(viewer), "done": done, "faults": found, "typed": request.POST}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found else HTTPStatus.OK
    return render(request, "web/desk/handover.html", shown, status=status)


def _last_answer(opened: OpenCase) -> str:
    last = last_action(opened.case, Step.ANSWERED)
    return last.note if last else ""


def _refused(
    request: HttpRequest, uid: uuid.UUID, viewer: Viewer, refusal: ChainChiefError, wanted: str
) -> HttpResponse:
    page = case_page(
        open_case(uid, viewer),
        viewer,
        faults_of(refusal, faults.REFUSED),
        request.POST.dict(),
        wanted,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/desk/case.html", {"page": page}, status=status)


def _after(uid: uuid.UUID, viewer: Viewer) -> HttpResponse:
    """Back to the case; to the queue where it concerns the viewer no longer."""
    try:
        open_case(uid, viewer)
    except WrongUseError:
        return see_other(reverse("desk"))
    return see_other(reverse("desk-case", args=[uid]))
