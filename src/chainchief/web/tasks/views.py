"""Views of tasks: one with its steps, the form to give one, what one gave."""

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import Fault, FaultsError, faults_of
from chainchief.core.i18n import _
from chainchief.desk.tasks.acts import report_part, take
from chainchief.desk.tasks.deeds import TaskDeed
from chainchief.desk.tasks.giving import give
from chainchief.desk.tasks.machine import TaskAct
from chainchief.desk.tasks.task import open_task
from chainchief.ledger.kinds.task.models import Task
from chainchief.web.desk.faults import NO_SUCH_STEP, REFUSED
from chainchief.web.desk.matter_views import MatterViews
from chainchief.web.desk.reading import day_of, document_of, version_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other
from chainchief.web.tasks.given_page import given_page
from chainchief.web.tasks.new_page import new_task_page, order_of
from chainchief.web.tasks.task_page import TaskPage, task_page


def given(request: HttpRequest) -> HttpResponse:
    """Show what one gave: open, overdue, whose turn it is."""
    page = given_page(request.GET, viewer_of(request))
    return render(request, "web/tasks/given.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """The form; sent, the task."""
    viewer = viewer_of(request)
    if request.method != "POST":
        return render(request, "web/tasks/new.html", {"page": new_task_page(request.GET, viewer)})
    try:
        task = give(order_of(request, viewer), viewer=viewer)
    except ChainChiefError as refusal:
        page = new_task_page(request.POST, viewer, faults_of(refusal, REFUSED))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/tasks/new.html", {"page": page}, status=status)
    return see_other(reverse("task", args=[task.uid]))


def task(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    viewer = viewer_of(request)
    page = task_page(open_task(uid, viewer), viewer)
    return render(request, "web/tasks/task.html", {"page": page})


def act(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One step of a task; or the page again, with what was typed and why it is refused."""
    viewer, sent = viewer_of(request), request.POST
    opened, wanted = open_task(uid, viewer), sent.get("act", "")
    try:
        if wanted not in set(TaskAct):
            raise FaultsError([Fault(NO_SUCH_STEP)])
        deed = TaskDeed(
            note=sent.get("note", ""),
            office=sent.get("office", ""),
            until=day_of(sent.get("until", "")),
            document=document_of(request, viewer),
            informant=sent.get("informant", ""),
        )
        take(
            opened.task,
            TaskAct(wanted),
            deed,
            viewer=viewer,
            version=version_of(request),
        )
    except ChainChiefError as refusal:
        return _VIEWS.refused(request, uid, viewer, refusal, wanted)
    return _VIEWS.after(uid, viewer)


def part(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """An office that helps says what it did."""
    viewer = viewer_of(request)
    opened = open_task(uid, viewer)
    if opened.as_helper is None:
        raise WrongUseError(_("There is no such task, or it is not open to you."))
    try:
        words = request.POST.get("opinion", "")
        document = document_of(request, viewer)
        report_part(opened.as_helper, viewer=viewer, opinion=words, document=document)
    except ChainChiefError as refusal:
        return _VIEWS.refused(request, uid, viewer, refusal, "part")
    return _VIEWS.after(uid, viewer)


def in_hand(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take it in hand, let it go, watch it or no longer."""
    return _VIEWS.in_hand(request, uid, viewer_of(request))


def _page(
    uid: uuid.UUID, viewer: Viewer, faults: tuple[Fault, ...], typed: dict[str, str], act: str
) -> TaskPage:
    return task_page(open_task(uid, viewer), viewer, faults, typed, act)


_VIEWS = MatterViews(Task.kind, "web/tasks/task.html", _page, open_task, "task", "desk")
