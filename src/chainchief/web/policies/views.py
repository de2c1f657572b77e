"""Views of policies: all, one, its lists and their steps, lines, objections, a firm's chances."""

import uuid
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from chainchief.access import policy as rights
from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import Fault, FaultsError, Place, faults_of
from chainchief.core.i18n import _
from chainchief.core.units import UNITS, number, to_steps
from chainchief.desk.policies.acts import Given, claw_back, take
from chainchief.desk.policies.drawing_up import draw_up
from chainchief.desk.policies.faults import BAD_CLAWBACK
from chainchief.desk.policies.files import ListFile, write_document, write_workbook
from chainchief.desk.policies.machine import Act
from chainchief.desk.policies.objections import answer, object_to
from chainchief.desk.policies.rights import may
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.reward.models import Policy
from chainchief.ledger.kinds.reward_list.models import RewardLine, RewardObjection, Standing
from chainchief.web.desk.reading import document_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import records_of
from chainchief.web.policies import faults
from chainchief.web.policies.line_page import firm_page, line_page
from chainchief.web.policies.list_page import lines_of, list_page, open_list
from chainchief.web.policies.policy_page import policy_lines, policy_page

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def policies(request: HttpRequest) -> HttpResponse:
    """All policies with their lists."""
    viewer = viewer_of(request)
    shown = {
        "lines": policy_lines(viewer),
        "crumbs": [Crumb(_("Work queue"), reverse("desk")), Crumb(_("Policies and rewards"))],
    }
    return render(request, "web/policies/index.html", shown)


def policy(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One policy; `?year=` shows what its list would be; sent, the list is computed and kept."""
    viewer, found = viewer_of(request), _policy(uid)
    if request.method == "POST":
        try:
            given = request.POST
            made = draw_up(
                found.code, _year(given.get("year", "")), viewer=viewer, note=given.get("note", "")
            )
        except ChainChiefError as refusal:
            page = policy_page(found, viewer, faults=_faults(refusal))
            return _again(request, "web/policies/policy.html", page)
        return see_other(reverse("reward-list", args=[made.uid]))
    try:
        text = request.GET.get("year", "")
        page = policy_page(found, viewer, year=_year(text) if text else None)
    except FaultsError as refusal:
        page = policy_page(found, viewer, faults=_faults(refusal))
        return _again(request, "web/policies/policy.html", page)
    return render(request, "web/policies/policy.html", {"page": page})


def reward_list(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    viewer = viewer_of(request)
    page = list_page(open_list(uid, viewer), viewer)
    return render(request, "web/policies/list.html", {"page": page})


def act(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One step of a list; or the page again with why it is refused."""
    viewer = viewer_of(request)
    given, wanted = open_list(uid, viewer), request.POST.get("act", "")
    try:
        if wanted not in set(Act):
            raise FaultsError([Fault(faults.NO_SUCH_STEP)])
        version = request.POST.get("version", "")
        said = Given(request.POST.get("note", ""), document_of(request, viewer))
        take(
            given,
            Act(wanted),
            said,
            viewer=viewer,
            version=int(version) if version.isdecimal() and len(version) < 10 else None,
        )
    except ChainChiefError as refusal:
        return _list_again(request, uid, viewer, refusal)
    return see_other(reverse("reward-list", args=[uid]))


def objection(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A firm objects, or the office enters it for one."""
    viewer = viewer_of(request)
    given, sent = open_list(uid, viewer), request.POST
    try:
        object_to(
            given,
            sent.get("firm", ""),
            sent.get("objection", ""),
            viewer=viewer,
            informant=sent.get("informant", ""),
            document=document_of(request, viewer),
        )
    except ChainChiefError as refusal:
        return _list_again(request, uid, viewer, refusal)
    return see_other(reverse("reward-list", args=[uid]))


def objection_answer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The office answers an objection, and corrects a line where it is right."""
    viewer, sent = viewer_of(request), request.POST
    found = records_of(RewardObjection.kind, viewer).filter(uid=uid).first()
    if found is None:
        raise WrongUseError(_("There is no such objection, or it is not open to you."))
    list_uid = found.reward_list.uid
    try:
        line = _line_named(sent.get("line", ""), viewer)
        text = sent.get("amount", "").strip()
        answer(
            found,
            sent.get("answer", ""),
            viewer=viewer,
            upheld=sent.get("upheld") == "yes",
            line=line,
            amount=_amount(text) if text else None,
        )
    except ChainChiefError as refusal:
        return _list_again(request, list_uid, viewer, refusal)
    return see_other(reverse("reward-list", args=[list_uid]))


def reward_list_file(request: HttpRequest, uid: uuid.UUID, form: str) -> HttpResponse:
    """The notice for the board as DOCX: the public list; the workbook with all that it rests on."""
    viewer = viewer_of(request)
    if not may(viewer, "export"):
        raise WrongUseError(_("The files of a list are the chain office's to take along."))
    given = open_list(uid, viewer)
    held = lines_of(given)
    if form == "docx":
        included = [each for each in held if each.standing == Standing.INCLUDED]
        content, writer, kind = ListFile(given, included, True), write_document, _DOCX
    elif form == "xlsx":
        content, writer, kind = ListFile(given, held, False), write_workbook, _XLSX
    else:
        raise WrongUseError(_("The list comes as docx or as xlsx."))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list.{form}"
        writer(path, content)
        response = HttpResponse(path.read_bytes(), content_type=kind)
    level = rights.level_word("reference" if content.is_public else "firm")
    name = f"{given.code.replace('/', '-')}_{level}.{form}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def reward_line(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A line with what it rests on; sent, what was paid is clawed back."""
    viewer = viewer_of(request)
    line = _line(uid, viewer)
    if request.method != "POST":
        return render(request, "web/policies/line.html", {"page": line_page(line, viewer)})
    try:
        sent = request.POST
        claw_back(
            line,
            _amount(sent.get("amount", "").strip()),
            sent.get("reason", ""),
            viewer=viewer,
            document=document_of(request, viewer),
        )
    except ChainChiefError as refusal:
        typed = {name: str(value) for name, value in request.POST.items()}
        page = line_page(line, viewer, _faults(refusal), typed)
        return _again(request, "web/policies/line.html", page)
    return see_other(reverse("reward-line", args=[uid]))


def firm_policies(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Which policies a firm could have: what it fits, what it nearly fits and what lacks."""
    viewer = viewer_of(request)
    firm: Enterprise | None = records_of("enterprise", viewer).filter(uid=uid).first()
    if firm is None:
        raise WrongUseError(_("There is no such firm, or it is not open to you."))
    template = "firm_lines.html" if request.headers.get("HX-Request") else "firm.html"
    return render(request, f"web/policies/{template}", {"page": firm_page(firm)})


def _policy(uid: uuid.UUID) -> Policy:
    found = Policy.objects.filter(uid=uid, withdrawn_on=None).first()
    if found is None:
        raise WrongUseError(_("There is no such policy."))
    return found


def _line(uid: uuid.UUID, viewer: Viewer) -> RewardLine:
    rows = records_of(RewardLine.kind, viewer).filter(uid=uid)
    found: RewardLine | None = rows.select_related(
        "reward_list__policy", "clause", "enterprise", "reward"
    ).first()
    if found is None:
        raise WrongUseError(_("There is no such line, or it is not open to you."))
    open_list(found.reward_list.uid, viewer)
    return found


def _line_named(text: str, viewer: Viewer) -> RewardLine | None:
    try:
        wanted = uuid.UUID(text)
    except ValueError:
        return None
    rows = records_of(RewardLine.kind, viewer).filter(uid=wanted)
    found: RewardLine | None = rows.select_related("clause").first()
    return found


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) == 4 and 1990 <= int(text) <= 2100):
        raise FaultsError([Fault(faults.NOT_A_YEAR, Place(column=_("Year")), text, {"year": text})])
    return int(text)


def _amount(text: str) -> int:
    try:
        return to_steps(number(text.replace(",", "")), UNITS["万元"])
    except ValueError:
        place = Place(column=_("amount"))
        raise FaultsError([Fault(BAD_CLAWBACK, place, text, {"most": "—"})]) from None


def _faults(refusal: ChainChiefError) -> tuple[Fault, ...]:
    return tuple(faults_of(refusal, faults.REFUSED))


def _again(request: HttpRequest, template: str, page: object) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, template, {"page": page}, status=status)


def _list_again(
    request: HttpRequest, uid: uuid.UUID, viewer: Viewer, refusal: ChainChiefError
) -> HttpResponse:
    typed = {name: str(value) for name, value in request.POST.items()}
    page = list_page(open_list(uid, viewer), viewer, _faults(refusal), typed)
    return _again(request, "web/policies/list.html", page)
