"""Views of the way of a file: brought, checked, looked through, written or dropped.

An address that takes a deed leads back to the page where it is read: a page that told what was
missing may be loaded again, or in another language.
"""

import uuid
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.intake.mapping.senders import sender_from
from chainchief.ledger.exchange.exporting import write_records
from chainchief.ledger.registers import register_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.frame.visible import rows_of
from chainchief.web.imports import actions, limits, storing
from chainchief.web.imports.batches import batch_of
from chainchief.web.imports.index import imports_page
from chainchief.web.imports.models import Upload
from chainchief.web.imports.rights import rights_of
from chainchief.web.imports.upload_page import upload_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"xlsx": XLSX, "csv": "text/csv"}


def imports(request: HttpRequest) -> HttpResponse:
    """The form and one's uploads; sent, the file is kept and its own page opened."""
    viewer = viewer_of(request)
    if request.method != "POST":
        page = imports_page(viewer, request.GET.get("kind", ""))
        return render(request, "web/imports/index.html", {"page": page})
    kind, sender = request.POST.get("kind", ""), request.POST.get("sender")
    try:
        _refuse_cut_off(request)
        whose = sender_from(sender) if sender is not None else None
        upload = actions.bring(kind, request.FILES.get("file"), viewer=viewer, sender=whose)
    except FaultsError as refusal:
        page = imports_page(viewer, kind, refusal.faults, sender or "")
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/imports/index.html", {"page": page}, status=status)
    return _to(upload)


def _refuse_cut_off(request: HttpRequest) -> None:
    """A file over the limit was thrown away while it came in; then what it was is not known."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if "file" not in request.FILES and int(length) > limits.MOST_BYTES:
        raise FaultsError([storing.too_large()])


def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The heads alone with the choices, to be filled in."""
    register, viewer = register_of(kind), viewer_of(request)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        heads = rows_of(kind, viewer).none()
        write_records(path, register, heads, tellable=lambda named: rows_of(named, viewer))
        content = path.read_bytes()
    name = _("{}_blank").format(_(register.plural))
    return attachment(content, f"{name}.xlsx", XLSX)


def import_(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return _page(request, actions.own_upload(key, viewer_of(request)))


def progress(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The part that moves; once it has come to its end, the whole page is to be loaded."""
    viewer = viewer_of(request)
    upload = actions.own_upload(key, viewer)
    page = upload_page(upload, viewer, {})
    response = render(request, "web/imports/progress.html", {"page": page})
    if not page.is_busy:
        response.headers["HX-Refresh"] = "true"
    return response


def check(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    viewer = viewer_of(request)
    upload = actions.own_upload(key, viewer)
    if request.method != "POST":
        return _to(upload)
    try:
        actions.check_again(upload, viewer=viewer)
    except FaultsError as refusal:
        return _page(request, upload, refusal.faults)
    return _to(upload)


def say_columns(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Which column each head means, said once; the file is then checked again."""
    viewer = viewer_of(request)
    upload = actions.own_upload(key, viewer)
    if request.method != "POST":
        return _to(upload)
    try:
        actions.say_columns(upload, request.POST.dict(), viewer=viewer)
    except FaultsError as refusal:
        return _page(request, upload, refusal.faults, given=request.POST.dict())
    return _to(upload)


def write(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    viewer = viewer_of(request)
    upload = actions.own_upload(key, viewer)
    if request.method != "POST":
        return _to(upload)
    given = {name: request.POST.get(name, "") for name in ("reason", "acknowledged", "again")}
    try:
        actions.write(upload, given, viewer=viewer)
    except FaultsError as refusal:
        upload.reason = given["reason"]
        return _page(request, upload, refusal.faults)
    return _to(upload)


def drop(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    upload = actions.own_upload(key, viewer_of(request))
    if request.method != "POST":
        return _to(upload)
    actions.drop(upload)
    return HttpResponseRedirect(reverse("imports"), status=HTTPStatus.SEE_OTHER)


def returned(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The workbook with its faults marked, under its level."""
    viewer = viewer_of(request)
    upload = actions.own_upload(key, viewer)
    path = storing.returned_of(upload)
    if not path.is_file() or upload.rights != rights_of(viewer):
        raise WrongUseError(_("There is no returned workbook of this file any more."))
    name = file_name(upload.file_name, upload.kind, _("returned"))
    return attachment(path.read_bytes(), f"{name}.xlsx", XLSX)


def file_name(own: str, kind: str, what: str = "") -> str:
    """The name that people gave a file, what it is now, and how it is to be handled."""
    stem = own.rpartition(".")[0] or own
    level = policy.level_word(register_of(kind).policy_class)
    return "_".join(part for part in (stem, what, level) if part)


def attachment(content: bytes, name: str, media: str) -> HttpResponse:
    """A file to be kept, never to be shown: what it holds came from outside."""
    response = HttpResponse(content, content_type=media)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def _page(
    request: HttpRequest,
    upload: Upload,
    faults: tuple[Fault, ...] = (),
    given: Mapping[str, str] | None = None,
) -> HttpResponse:
    viewer = viewer_of(request)
    parameters = {name: request.GET.get(name, "") for name in ("tab", "page", "column")}
    page = upload_page(
        upload,
        viewer,
        parameters,
        faults=faults,
        repeated_at=_repeated_at(upload, viewer),
        given=given,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "web/imports/upload.html", {"page": page}, status=status)


def _repeated_at(upload: Upload, viewer: Viewer) -> str:
    """The page of the batch that the same file came in with, where the viewer may open it."""
    if not upload.repeats:
        return ""
    try:
        return reverse("batch", args=[batch_of(upload.repeats, viewer).pk])
    except WrongUseError:
        return ""


def _to(upload: Upload) -> HttpResponse:
    address = reverse("import", args=[upload.key])
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
