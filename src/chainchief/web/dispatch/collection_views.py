"""Views of the board and of collections: looked at, made, changed, opened, dropped."""

import datetime as dt
import uuid
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import Fault, FaultsError, faults_of
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.answers.opening import drop, open_to_all
from chainchief.dispatch.burden.counting import burden_of
from chainchief.dispatch.burden.preset import limits
from chainchief.dispatch.burden.workbook import write_burden
from chainchief.dispatch.closing import MONTHS
from chainchief.dispatch.collections import making
from chainchief.dispatch.collections.shape import check_respondents
from chainchief.dispatch.models import Collection
from chainchief.web.dispatch import faults
from chainchief.web.dispatch.board import board_page, legend, month_meant
from chainchief.web.dispatch.burden_page import burden_page
from chainchief.web.dispatch.collection_page import collection_page
from chainchief.web.dispatch.new_page import new_page, table_from, wish_from
from chainchief.web.dispatch.quiet import quiet_answers
from chainchief.web.doors.guard import viewer_of
from chainchief.web.imports.views import XLSX, attachment


def dispatch(request: HttpRequest) -> HttpResponse:
    """Board of a month: who has what."""
    month = month_meant(request.GET.get("month", ""))
    viewer = viewer_of(request)
    may_approve = policy.allowed(viewer, "approve", MONTHS)
    page = board_page(month, viewer, len(quiet_answers(month)) if may_approve else 0)
    shown = {"page": page, "legend": legend()}
    return render(request, "web/dispatch/board.html", shown)


def burden(request: HttpRequest) -> HttpResponse:
    """Show what asking cost each unit in a month."""
    month = month_meant(request.GET.get("month", ""))
    page = burden_page(month, viewer_of(request))
    return render(request, "web/dispatch/burden.html", {"page": page})


def burden_file(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, to be printed."""
    month = month_meant(request.GET.get("month", ""))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "burden.xlsx"
        write_burden(burden_of(month), limits(), path)
        content = path.read_bytes()
    return attachment(content, f"{_('Burden')}_{month}.xlsx", XLSX)


def new(request: HttpRequest) -> HttpResponse:
    """The form of a collection; sent, it is kept to be looked through, or one of the preset is."""
    given = request.POST if request.method == "POST" else request.GET
    month = month_meant(given.get("month", ""))
    if request.method != "POST":
        add = request.GET.get("add", "")
        page = new_page(request.GET, month, to=_collection(_uuid_of(add)) if add else None)
        return render(request, "web/dispatch/new.html", {"page": page})
    try:
        wish = _wish(request, month)
        collection = making.make(wish, viewer=viewer_of(request))
    except FaultsError as refusal:
        page = new_page(request.POST, month, refusal.faults)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/dispatch/new.html", {"page": page}, status=status)
    return _to(collection)


def _wish(request: HttpRequest, month: Month) -> making.Wish:
    given = request.POST
    if given.get("template"):
        return making.wish_of(making.template_of(given["template"]), month)
    try:
        wish = wish_from(given, month)
    except ValueError as wrong:
        day = Fault(faults.NO_DAY, value=given.get("due_on", ""))
        raise FaultsError([day]) from wrong
    missing = list(check_respondents(wish.respondents))
    if not wish.tables[0].columns:
        missing.append(Fault(faults.NO_COLUMN))
    if missing:
        raise FaultsError(missing)
    return wish


def collection(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One collection; sent, its due day and its reasons change while it is in preparation."""
    held, viewer = _collection(uid), viewer_of(request)
    if request.method != "POST":
        return _page(request, held, viewer)
    given = request.POST

    def change() -> Collection:
        try:
            day = dt.date.fromisoformat(given.get("due_on", ""))
        except ValueError as wrong:
            found = Fault(faults.NO_DAY, value=given.get("due_on", ""))
            raise FaultsError([found]) from wrong
        return making.change(
            held,
            due_on=day,
            short_notice=given.get("short_notice", ""),
            note=given.get("note", ""),
            viewer=viewer,
        )

    return _done(request, held, viewer, change)


def add_table(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Ask for one more kind of record in a collection that is in preparation."""
    held, viewer = _collection(uid), viewer_of(request)
    return _done(
        request,
        held,
        viewer,
        lambda: making.add_table(held, table_from(request.POST), viewer=viewer),
    )


def open_(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Ask everybody it is for."""
    held, viewer = _collection(uid), viewer_of(request)
    return _done(request, held, viewer, lambda: open_to_all(held, viewer=viewer))


def drop_(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Set it aside, for a reason."""
    held, viewer = _collection(uid), viewer_of(request)
    reason = request.POST.get("reason", "")
    return _done(request, held, viewer, lambda: drop(held, reason=reason, viewer=viewer))


def _uuid_of(text: str) -> uuid.UUID:
    """The identifier in an address; one that is none names nothing."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def _collection(uid: uuid.UUID) -> Collection:
    found = Collection.objects.filter(uid=uid).first()
    if found is None:
        raise WrongUseError(_("There is no such collection, or it is not open to you."))
    return found


def _done(
    request: HttpRequest, held: Collection, viewer: Viewer, act: Callable[[], Collection]
) -> HttpResponse:
    """What was refused stands on the page again, with the reasons."""
    try:
        return _to(act())
    except ChainChiefError as refusal:
        return _page(request, held, viewer, faults_of(refusal, faults.REFUSED))


def _page(
    request: HttpRequest, held: Collection, viewer: Viewer, found: tuple[Fault, ...] = ()
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found else HTTPStatus.OK
    page = collection_page(held, viewer, found)
    return render(request, "web/dispatch/collection.html", {"page": page}, status=status)


def _to(collection: Collection) -> HttpResponse:
    address = reverse("collection", args=[collection.uid])
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
