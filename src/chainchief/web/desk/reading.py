"""What was typed with a step, read as forms read it."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.desk import faults
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
        until=_day(given.get("until", "")),
        document=document_of(request, viewer),
        informant=given.get("informant", ""),
        slip=given.get("slip", ""),
        satisfaction=_mark(given.get("satisfaction", "")),
    )


def document_of(request: HttpRequest, viewer: Viewer) -> str:
    """The code of the file that was sent along, kept as evidence; "" where none was."""
    sent: UploadedFile[Any] | None = request.FILES.get("document")
    return kept(sent, viewer).code if sent else ""


def _day(text: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip().replace("/", "-"))
    except ValueError:
        raise FaultsError([Fault(faults.NO_DAY, Place(column=_("Extended until")), text)]) from None


def _mark(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or len(text) > 3:
        place = Place(column=_("Satisfaction"))
        raise FaultsError([Fault(faults.NOT_A_MARK, place, facts={"mark": text})])
    return int(text)
