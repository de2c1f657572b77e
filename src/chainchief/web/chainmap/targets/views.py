"""Views of candidates for attraction, and of the lists of a chain."""

from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header

from chainchief.access import policy
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _
from chainchief.web.chainmap.cities import answers_to
from chainchief.web.chainmap.lists_page import WRITERS, issue, lists_page, made_lists
from chainchief.web.chainmap.map_query import map_query
from chainchief.web.chainmap.targets.page import candidates_in, targets_page
from chainchief.web.doors.guard import viewer_of

_TEMPLATE = "web/chainmap/targets.html"


def chain_targets(request: HttpRequest, code: str) -> HttpResponse:
    """Candidates from the records; a file that is brought is scored and not kept."""
    query, viewer = map_query(request, code), viewer_of(request)
    if request.method != "POST":
        return render(request, _TEMPLATE, {"page": targets_page(query, viewer)})
    upload = request.FILES.get("file")
    try:
        candidates = candidates_in(upload, answers_to(query, viewer))
    except FaultsError as refused:
        faults = [fault.text for fault in refused.faults]
        page = targets_page(query, viewer, faults=faults)
        return render(request, _TEMPLATE, {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    name = (upload.name if upload else "") or ""
    return render(request, _TEMPLATE, {"page": targets_page(query, viewer, candidates, name)})


def chain_lists(request: HttpRequest, code: str) -> HttpResponse:
    """The lists of the chain by a preset, each row a door to its record; a POST issues them."""
    query, viewer = map_query(request, code), viewer_of(request)
    preset = request.GET.get("preset", "")
    if request.method != "POST":
        page = lists_page(query, preset, viewer)
        return render(request, "web/chainmap/lists.html", {"page": page})
    preset = request.POST.get("preset", "") or preset
    try:
        issue(query, preset, viewer)
    except WrongUseError as refused:
        page = lists_page(query, preset, viewer, str(refused))
        state = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/chainmap/lists.html", {"page": page}, status=state)
    address = query.address("chain-lists", preset=preset)
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def chain_lists_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """All lists as one workbook or document; what may not be taken along is not in it."""
    if form not in WRITERS:
        raise WrongUseError(
            _("There is no download as {form!r}; there are: {forms}.").format(
                form=form, forms=", ".join(WRITERS)
            )
        )
    query, viewer = map_query(request, code), viewer_of(request)
    made = made_lists(query, request.GET.get("preset", ""), viewer, verb="export")
    writer, content_type = WRITERS[form]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"lists.{form}"
        writer(path, made.preset, made.answers, made.lists, made.changes, made.since)
        response = HttpResponse(path.read_bytes(), content_type=content_type)
    level = policy.level_word("firm")
    name = f"{made.answers.chart.name}_{made.preset.name}_{query.day}_{level}.{form}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
