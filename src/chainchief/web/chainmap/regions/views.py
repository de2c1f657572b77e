"""Views of where a chain lies: the page, the boundaries that are brought, the map as a picture."""

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from chainchief.access.viewers import Viewer
from chainchief.chainmap.faults import BOUNDARY_SOURCE, BOUNDARY_TOO_LARGE, NO_BOUNDARY
from chainchief.chainmap.regions import boundaries_in, keep, remove
from chainchief.chainmap.regions.boundaries import MOST_BYTES
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.web.chainmap.map_query import MapQuery, map_query
from chainchief.web.chainmap.pictures import check_form, picture
from chainchief.web.chainmap.regions.page import region_picture, regions_page
from chainchief.web.doors.guard import viewer_of
from chainchief.web.frame.visible import records_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

_TEMPLATE = "web/chainmap/regions.html"


def chain_regions(request: HttpRequest, code: str) -> HttpResponse:
    """Units with their firms of the chain; boundaries are brought or removed by a POST."""
    query, viewer = map_query(request, code), viewer_of(request)
    if request.method != "POST":
        page = regions_page(query, request.GET.get("division", ""), viewer)
        return render(request, _TEMPLATE, {"page": page})
    if request.POST.get("act") == "remove":
        remove()
        return HttpResponseRedirect(query.address("chain-regions"), status=HTTPStatus.SEE_OTHER)
    try:
        source = request.POST.get("source", "").strip()
        left_out = _bring(request.FILES.get("file"), source, query, viewer)
    except FaultsError as refused:
        faults = [fault.text for fault in refused.faults]
        page = regions_page(query, "", viewer, faults=faults)
        return render(request, _TEMPLATE, {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if left_out:
        return render(request, _TEMPLATE, {"page": regions_page(query, "", viewer, notes=left_out)})
    return HttpResponseRedirect(query.address("chain-regions"), status=HTTPStatus.SEE_OTHER)


def _bring(
    upload: "UploadedFile[Any] | None", source: str, query: MapQuery, viewer: Viewer
) -> list[str]:
    """Keep the boundaries of a file; what in it is of no unit, in words."""
    if upload is None:
        raise FaultsError([Fault(NO_BOUNDARY)])
    name, size = upload.name or "", upload.size or 0
    if size > MOST_BYTES:
        facts = {"size": f"{size / 1024**2:,.1f}", "most": MOST_BYTES // 1024**2}
        raise FaultsError([Fault(BOUNDARY_TOO_LARGE, Place(file=name), facts=facts)])
    if not source:
        raise FaultsError([Fault(BOUNDARY_SOURCE, Place(file=name))])
    rows = records_of("division", viewer).order_by("code")
    found = boundaries_in(upload.read(), name, dict(rows.values_list("code", "name")))
    today = clock.today().isoformat()
    keep(replace(found, source=source, brought_by=viewer.name, brought_on=today))
    return [fault.text for fault in found.warnings]


def chain_regions_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The units in their boundaries as a picture; WrongUseError where there are none."""
    check_form(form)
    drawing = region_picture(map_query(request, code), viewer_of(request))
    if drawing is None:
        raise WrongUseError(_("No boundaries were brought, so there is no picture of units."))
    return picture(drawing, form, drawing.title)
