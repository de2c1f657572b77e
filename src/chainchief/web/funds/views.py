"""Views of funds in place: the month, drawing a spot check, and judging one."""

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.access import policy
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import Fault, FaultsError, Place, faults_of
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.ledger import changelog
from chainchief.ledger.actions.draw_funds_sample import draw_funds_sample, judge
from chainchief.ledger.columns import BadCell
from chainchief.ledger.kinds.funds.models import FundsSample
from chainchief.ledger.registers import register_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.frame.month_view import of_a_month
from chainchief.web.frame.query import CellQuery
from chainchief.web.frame.visible import rows_of
from chainchief.web.funds.faults import REFUSED
from chainchief.web.funds.page import funds_page, sample_page


@of_a_month
def funds(request: HttpRequest, query: CellQuery) -> HttpResponse:
    """The three amounts of every unit; sent, a spot check is drawn and its page opened."""
    viewer = viewer_of(request)
    if request.method != "POST":
        return render(
            request, "web/funds/index.html", {"page": funds_page(query.month, viewer, {})}
        )
    given = request.POST.dict()
    try:
        sample = draw_funds_sample(
            given.get("division", ""),
            Month.parse(given.get("month", "")),
            viewer=viewer,
            reason=given.get("reason", ""),
            seed=given.get("seed", ""),
        )
    except ChainChiefError as refusal:
        page = funds_page(query.month, viewer, given, faults_of(refusal, REFUSED))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/funds/index.html", {"page": page}, status=status)
    changelog.seal()
    return _to(sample)


def sample(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One spot check; sent, what was found of each project is recorded."""
    viewer = viewer_of(request)
    found = rows_of(FundsSample.kind, viewer).select_related("division").filter(uid=uid).first()
    if found is None:
        raise WrongUseError(_("There is no such spot check, or it is not yours to see."))
    if request.method != "POST":
        return render(request, "web/funds/sample.html", {"page": sample_page(found, viewer, {})})
    policy.require(viewer, "enter", "statistics")
    given = request.POST.dict()
    try:
        findings = _findings(found, given)
        judge(found, findings, viewer=viewer, reason=given.get("reason", ""))
    except ChainChiefError as refusal:
        page = sample_page(found, viewer, given, faults_of(refusal, REFUSED))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/funds/sample.html", {"page": page}, status=status)
    changelog.seal()
    return _to(found)


def _findings(sample: FundsSample, given: dict[str, str]) -> dict[str, tuple[int, str]]:
    """What was filled in, by project; `FaultsError` with every amount that is none."""
    column = register_of("funds_sample_item").column("verified")
    findings, wrong = {}, []
    drawn = sample.items.filter(withdrawn_on=None, drawn=True).values_list("project_id", flat=True)
    for project in map(str, drawn):
        text = given.get(f"verified-{project}", "").strip()
        if not text:
            continue
        try:
            amount = int(str(column.type.parse(text, {})))
        except BadCell as bad:
            place = Place(record=project, column=column.label)
            wrong.append(Fault(bad.kind, place, text, bad.facts))
            continue
        findings[project] = (amount, given.get(f"finding-{project}", "").strip()[:400])
    if wrong:
        raise FaultsError(wrong)
    return findings


def _to(sample: FundsSample) -> HttpResponse:
    address = reverse("funds-sample", args=[sample.uid])
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
