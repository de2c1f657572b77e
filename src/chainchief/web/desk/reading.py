"""What was typed with a step, read as forms read it."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from chainchief.access.viewers import Viewer
from chainchief.core.faults import FaultsError
from chainchief.desk import faults
from chainchief.desk.difficulties.checks import fault
from chainchief.desk.difficulties.deeds import Deed
from chainchief.web.forms.views.evidence import kept


def deed_of(request: HttpRequest, viewer: Viewer) -> Deed:
    """The deed of a step's form; `FaultsError` for a day or a mark that is none."""
    given = request.POST
    return Deed(
        note=given.get("note", ""),
        outcome=given.get("outcome", ""),
        office=given.get("office", ""),
        helpers=tuple(str(code) for code in given.getlist("helpers") if code),
        until=day_of(given.get("until", "")),
        document=document_of(request, viewer),
        informant=given.get("informant", ""),
        slip=given.get("slip", ""),
        satisfaction=_mark(given.get("satisfaction", "")),
    )


def document_of(request: HttpRequest, viewer: Viewer) -> str:
    """The code of the file that was sent along, kept as evidence; "" where none was."""
    sent: UploadedFile[Any] | None = request.FILES.get("document")
    return kept(sent, viewer).code if sent else ""


def version_of(request: HttpRequest) -> int | None:
    """The version of the record that the step was typed at; None where the form names none."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def day_of(text: str) -> dt.date | None:
    """The day that was typed; None for blank. `FaultsError` for what is none."""
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip().replace("/", "-"))
    except ValueError:
        raise FaultsError([fault(faults.NO_DAY, "until", value=text)]) from None


def _mark(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or len(text) > 3:
        raise FaultsError([fault(faults.NOT_A_MARK, "satisfaction", mark=text)])
    return int(text)
