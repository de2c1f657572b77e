"""Views of evidence: a file dropped onto a form is kept under its hash, and opened by a link."""

import uuid
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.utils.http import content_disposition_header

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.ledger import evidence
from chainchief.ledger.kinds.document.models import Document
from chainchief.web.doors.guard import viewer_of
from chainchief.web.forms import faults
from chainchief.web.forms.filling.references import called
from chainchief.web.frame.visible import address_of, rows_of

#: A scan of some hundred pages.
MOST_BYTES = 50 * 1024 * 1024
#: What a browser may show by itself; every other file is saved.
_SHOWN = frozenset(("application/pdf", "image/png", "image/jpeg"))
_LONGEST_NAME = 120
#: What others put in may load and run nothing.
_POLICY = "default-src 'none'; object-src 'self'; img-src 'self'; style-src 'unsafe-inline'"


def evidence_add(request: HttpRequest) -> HttpResponse:
    """Keep the file that was dropped; the same content again is the same document."""
    viewer = viewer_of(request)
    upload = request.FILES.get("file")
    try:
        document = kept(upload, viewer)
    except FaultsError as refusal:
        messages = [fault.text for fault in refusal.faults]
        return JsonResponse({"faults": messages}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse(
        {
            "code": document.code,
            "text": called(document.code, document.name),
            "name": document.name,
            "address": address_of(Document.kind, document.uid),
        }
    )


def kept(upload: "UploadedFile[Any] | None", viewer: Viewer) -> Document:
    if upload is None:
        raise FaultsError([Fault(faults.NO_FILE)])
    size = upload.size or 0
    if size > MOST_BYTES:
        facts = {"size": f"{size / 1024**2:,.1f}", "most": MOST_BYTES // 1024**2}
        raise FaultsError([Fault(faults.FILE_TOO_LARGE, facts=facts)])
    with TemporaryDirectory() as folder:
        path = Path(folder) / _name_of(upload)
        with path.open("wb") as stream:
            for chunk in upload.chunks():
                stream.write(chunk)
        return evidence.store(path, viewer=viewer, reason=_("added in a form"))


def _name_of(upload: "UploadedFile[Any]") -> str:
    """The file's own name, which may not lead elsewhere."""
    name = PurePosixPath((upload.name or "").replace("\\", "/")).name.replace("\0", "")
    stem, dot, ending = name.rpartition(".")
    short = f"{stem[:_LONGEST_NAME]}{dot}{ending[:10]}" if dot else name[:_LONGEST_NAME]
    return short.strip(". ") or _("file without a name")


def evidence_file(request: HttpRequest, uid: uuid.UUID) -> FileResponse:
    """The file of a document, as it was added; pictures and PDF are shown, all else is saved."""
    document = rows_of(Document.kind, viewer_of(request)).filter(uid=uid).first()
    path = evidence.path_of(document.code) if document else None
    if document is None or path is None or not path.is_file():
        raise WrongUseError(_("There is no such file, or it is not open to you."))
    is_shown = document.media_type in _SHOWN
    kind = document.media_type if is_shown else "application/octet-stream"
    response = FileResponse(path.open("rb"), content_type=kind)
    name = content_disposition_header(not is_shown, document.name)
    response.headers["Content-Disposition"] = name or "attachment"
    response.headers["Content-Security-Policy"] = _POLICY
    return response
