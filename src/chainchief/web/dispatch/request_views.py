"""Views of answers: the workbook out and back, the grid, the steps, the bureau's approval."""

import shutil
import uuid
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import Fault, faults_of
from chainchief.core.i18n import _, ngettext
from chainchief.core.looked_up import lookups_kept
from chainchief.core.spans import Month
from chainchief.dispatch.answers import acts
from chainchief.dispatch.collections.rows import questionnaire_of
from chainchief.dispatch.models import Request
from chainchief.dispatch.steps import Act
from chainchief.dispatch.workbook.archives import workbooks_in
from chainchief.dispatch.workbook.reading import take
from chainchief.dispatch.workbook.writing import file_name, write_for
from chainchief.web.dispatch import faults
from chainchief.web.dispatch.grid_page import cell_of_field, grid_page, read_grid
from chainchief.web.dispatch.moves_page import moves_page
from chainchief.web.dispatch.quiet import quiet_answers
from chainchief.web.dispatch.request_page import open_request, request_page, returned_of
from chainchief.web.dispatch.review_page import review_page
from chainchief.web.doors.guard import viewer_of
from chainchief.web.imports import storing
from chainchief.web.imports.views import XLSX, attachment

_UNTIL_SAVED = "saved"


def request_(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    viewer = viewer_of(request)
    held = open_request(acts.request_of(uid), viewer)
    return _page(request, held, viewer)


def workbook(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The workbook as it stands now, filled with what is known and what was answered."""
    viewer = viewer_of(request)
    held = open_request(acts.request_of(uid), viewer)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        write_for(held, path, viewer=viewer)
        content = path.read_bytes()
    return attachment(content, file_name(held), XLSX)


def returned(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Workbook that was sent last, with its faulty cells marked."""
    held = open_request(acts.request_of(uid), viewer_of(request))
    path = returned_of(held)
    if not path.is_file():
        raise WrongUseError(_("There is no returned workbook of this file any more."))
    name = f"{file_name(held).removesuffix('.xlsx')}_{_('returned')}.xlsx"
    return attachment(path.read_bytes(), name, XLSX)


def upload(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A workbook, or an archive of several, laid over the answer; or its faults."""
    viewer = viewer_of(request)
    held = open_request(acts.request_of(uid), viewer)
    sent = request.FILES.get("file")
    if sent is None:
        return _page(request, held, viewer, (Fault(faults.NO_FILE),))
    found: list[Fault] = []
    notices: list[str] = []
    try:
        storing.check_quota(viewer.signature, sent.size or 0)
        with TemporaryDirectory() as folder:
            name = storing.plain_name(sent.name or "")
            path = Path(folder) / f"sent{Path(name).suffix.lower()}"
            with path.open("wb") as stream:
                for chunk in sent.chunks():
                    stream.write(chunk)
            shutil.rmtree(returned_of(held).parent, ignore_errors=True)
            for number, (one, called) in enumerate(workbooks_in(path, name, Path(folder))):
                report = returned_of(held) if not number else None
                outcome = take(held, one, viewer=viewer, called=called, report=report)
                held = outcome.request
                found += outcome.faults
                if not outcome.grave:
                    notices.append(_taken(outcome.saved, called))
    except ChainChiefError as refusal:
        found += faults_of(refusal, faults.REFUSED)
    grave = tuple(fault for fault in found if not fault.is_warning)
    notices += [fault.text for fault in found if fault.is_warning]
    return _page(request, held, viewer, grave, tuple(notices))


def _taken(cells: int, called: str) -> str:
    return ngettext(
        "{count} cell was taken from “{file}”.", "{count} cells were taken from “{file}”.", cells
    ).format(count=f"{cells:,}", file=called)


def grid(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The answer as a grid; sent, what can be read is kept, and the rest comes back with why."""
    viewer = viewer_of(request)
    held = open_request(acts.request_of(uid), viewer)
    part = _part(request)
    if request.method != "POST":
        return _grid(request, held, viewer, part)
    sent = [(name, str(text)) for name, text in request.POST.items()]
    with lookups_kept():  # until something is saved, nothing changes
        given, base, unread = read_grid(held, sent, viewer)
    try:
        if any(True for _cell in given.cells()):
            held = acts.save(held, given, base, viewer=viewer)
    except ChainChiefError as refusal:
        return _grid(request, held, viewer, part, faults_of(refusal, faults.REFUSED), unread)
    if unread:
        return _grid(request, held, viewer, part, (), unread)
    then = request.POST.get("then", "")
    if then == "leave":
        address = reverse("request", args=[uid])
    else:
        next_part = int(then) if then.isdecimal() else part
        address = f"{reverse('request-grid', args=[uid])}?part={next_part}"
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _part(request: HttpRequest) -> int:
    """The part of the grid that is looked at, or was sent; the first where none is named."""
    named = (request.POST if request.method == "POST" else request.GET).get("part", "")
    return int(named) if named.isdecimal() else 1


def _grid(
    request: HttpRequest,
    held: Request,
    viewer: Viewer,
    part: int,
    found: tuple[Fault, ...] = (),
    unread: dict[tuple[int, str, str], tuple[str, str]] | None = None,
) -> HttpResponse:
    with lookups_kept():
        page = grid_page(held, viewer, unread, found, part)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found or unread else HTTPStatus.OK
    return render(request, "web/dispatch/grid.html", {"page": page}, status=status)


def act(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One step of an answer: handed over, submitted, returned, approved …"""
    viewer = viewer_of(request)
    held = open_request(acts.request_of(uid), viewer)
    wanted, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    if wanted not in set(acts.ACTS):
        raise WrongUseError(_("There is no such step."))
    more = {"remarks": _remarks(request, held)} if wanted == Act.RETURN else {}
    try:
        acts.ACTS[Act(wanted)](held, viewer=viewer, reason=reason, **more)
    except ChainChiefError as refusal:
        return _refused(request, held, viewer, wanted, faults_of(refusal, faults.REFUSED))
    if wanted in (Act.APPROVE, Act.RETURN):
        address = f"{reverse('dispatch')}?month={held.collection.month}"
    else:
        address = reverse("request", args=[uid])
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _remarks(request: HttpRequest, held: Request) -> list[acts.Remark]:
    """The reasons per cell that were typed beside the changes."""
    questionnaire = questionnaire_of(held)
    found = []
    for name, text in request.POST.items():
        cell = cell_of_field(name, questionnaire) if str(text).strip() else None
        if cell is not None:
            at, code, column = cell
            found.append(acts.Remark(questionnaire.tables[at].kind, code, column, str(text)))
    return found


def _refused(
    request: HttpRequest, held: Request, viewer: Viewer, wanted: str, found: tuple[Fault, ...]
) -> HttpResponse:
    if wanted in (Act.APPROVE, Act.RETURN):
        page = review_page(held, viewer, found)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/dispatch/review.html", {"page": page}, status=status)
    return _page(request, held, viewer, found)


def review(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Every change of an answer against last month, the most doubtful first."""
    viewer = viewer_of(request)
    held = open_request(acts.request_of(uid), viewer)
    page = review_page(held, viewer)
    return render(request, "web/dispatch/review.html", {"page": page})


def moves(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Which issued figures a late answer would move."""
    viewer = viewer_of(request)
    held = open_request(acts.request_of(uid), viewer)
    return render(request, "web/dispatch/moves.html", {"page": moves_page(held, viewer)})


def approve_quiet(request: HttpRequest) -> HttpResponse:
    """Approve all submitted answers of a month in which nothing stands out."""
    viewer, month = viewer_of(request), Month.parse(request.POST.get("month", ""))
    for held in quiet_answers(month):
        try:
            acts.approve(held, viewer=viewer, reason=_("nothing stood out"))
        except ChainChiefError:
            continue  # it stays submitted, and its own page says why
    address = f"{reverse('dispatch')}?month={month}"
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _page(
    request: HttpRequest,
    held: Request,
    viewer: Viewer,
    found: tuple[Fault, ...] = (),
    notices: tuple[str, ...] = (),
) -> HttpResponse:
    page = request_page(held, viewer, found, notices)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found else HTTPStatus.OK
    return render(request, "web/dispatch/request.html", {"page": page}, status=status)
