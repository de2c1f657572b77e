"""Views of batches: the list, one of them, its file, and undoing it."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.signatures import signature_words
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _
from chainchief.ledger import evidence
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.registers import register_of
from chainchief.web.batches.page import batch_page, may_have_file
from chainchief.web.doors.guard import viewer_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.imports import actions, storing
from chainchief.web.imports.batches import batch_of, some_batches
from chainchief.web.imports.models import Undoing
from chainchief.web.imports.views import FORMS, attachment, file_name

_STEP = 30


@dataclass(frozen=True)
class BatchLine:
    """One batch of the list."""

    number: int
    address: str
    name: str
    kind: str
    at: str
    by: str
    reason: str
    created: str
    revised: str
    is_undone: bool


def batches(request: HttpRequest) -> HttpResponse:
    """The viewer's batches, the newest first; `before` is the number below which they begin."""
    before = request.GET.get("before", "")
    start = int(before[:12]) if before.isdecimal() else 0
    found, is_more = some_batches(viewer_of(request), start, _STEP)
    page = {
        "crumbs": [Crumb(_("Import"), reverse("imports")), Crumb(_("Batches"))],
        "lines": _lines(found),
        "first": reverse("batches") if start else "",
        "after": f"{reverse('batches')}?before={found[-1].pk}" if is_more else "",
    }
    return render(request, "web/batches/list.html", {"page": page})


def _lines(found: list[ImportBatch]) -> list[BatchLine]:
    undone = set(Undoing.objects.filter(batch__in=found).values_list("batch", flat=True))
    return [
        BatchLine(
            number=batch.pk,
            address=reverse("batch", args=[batch.pk]),
            name=batch.file_name,
            kind=_(register_of(batch.kind).plural),
            at=clock.minute(batch.at),
            by=signature_words(batch.actor),
            reason=batch.reason,
            created=f"{batch.created:,}",
            revised=f"{batch.revised:,}",
            is_undone=batch.pk in undone,
        )
        for batch in found
    ]


def batch(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_of(request)
    page = batch_page(batch_of(number, viewer), viewer, request.GET.get("page", ""))
    return render(request, "web/batches/batch.html", {"page": page})


def batch_progress(request: HttpRequest, number: int) -> HttpResponse:
    """The part that moves while the batch is undone."""
    viewer = viewer_of(request)
    page = batch_page(batch_of(number, viewer), viewer, "")
    response = render(request, "web/batches/progress.html", {"page": page})
    if page.progress is None:
        response.headers["HX-Refresh"] = "true"
    return response


def batch_file(request: HttpRequest, number: int) -> HttpResponse:
    """The file as it was brought, for whoever may have all of it."""
    viewer = viewer_of(request)
    found = batch_of(number, viewer)
    path = evidence.path_of(found.sha256)
    if not may_have_file(found, viewer) or not path.is_file():
        raise WrongUseError(_("There is no file of this batch, or it is not open to you."))
    content = path.read_bytes()
    form = storing.form_of(content[:8], "")
    name = file_name(found.file_name, found.kind)
    return attachment(content, f"{name}.{form}", FORMS[form])


def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Have the batch undone; what stands against it is told on its page."""
    viewer = viewer_of(request)
    found = batch_of(number, viewer)
    if request.method != "POST":
        return _to(number)
    reason = request.POST.get("reason", "")
    try:
        actions.undo(found, reason, viewer=viewer)
    except FaultsError as refusal:
        page = batch_page(found, viewer, "", faults=refusal.faults, reason=reason)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/batches/batch.html", {"page": page}, status=status)
    return _to(number)


def _to(number: int) -> HttpResponse:
    address = reverse("batch", args=[number])
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
