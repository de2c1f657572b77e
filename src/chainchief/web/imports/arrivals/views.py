"""Files that arrived by folders: listed on the import page, and taken up there by a person."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.intake.mapping.senders import Sender, is_open_to, names_of, sender_from
from chainchief.intake.models import Arrival, ArrivalState
from chainchief.ledger import evidence
from chainchief.ledger.registers import all_registers
from chainchief.web.doors.guard import viewer_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.imports import faults, storing
from chainchief.web.imports.actions import ask_for_check
from chainchief.web.imports.limits import size_words
from chainchief.web.imports.models import Upload

_MOST = 200
_PIECE = 1 << 20


@dataclass(frozen=True)
class ArrivalLine:
    """One file that arrived."""

    key: str
    name: str
    sender: str
    kind: str
    state: str
    words: str
    outcome: str
    size: str
    at: str
    is_open: bool


def arrivals_for(viewer: Viewer) -> list[Arrival]:
    """The files of the viewer's senders and kinds, those that wait first, then the newest."""
    others = Arrival.objects.exclude(state=ArrivalState.STAGED).order_by("-pk")[: 5 * _MOST]
    return [*waiting_for(viewer), *(one for one in others if _is_open_to(one, viewer))][:_MOST]


def waiting_for(viewer: Viewer) -> list[Arrival]:
    """Arrivals that wait to be looked through, the newest first."""
    staged = Arrival.objects.filter(state=ArrivalState.STAGED).order_by("-pk")
    return [one for one in staged if _is_open_to(one, viewer)]


def _is_open_to(arrival: Arrival, viewer: Viewer) -> bool:
    if not is_open_to(_sender_of(arrival), viewer):
        return False
    register = all_registers().get(arrival.kind)
    return register is None or policy.allowed(viewer, "enter", register.policy_class)


def _sender_of(arrival: Arrival) -> Sender:
    """Whose the file is; the office's own where its folder named nobody of the ledger."""
    try:
        return sender_from(arrival.sender)
    except WrongUseError:
        return Sender()


def arrivals(request: HttpRequest) -> HttpResponse:
    """All files that arrived by folders, as far as they are the viewer's."""
    page = {
        "crumbs": [Crumb(_("Import"), reverse("imports")), Crumb(_("Arrived by folder"))],
        "lines": list(_lines(arrivals_for(viewer_of(request)))),
    }
    return render(request, "web/imports/arrivals.html", {"page": page})


def take_up(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Make an upload of a staged file, once: it is checked and looked through as any other."""
    viewer = viewer_of(request)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("import-arrivals"), status=HTTPStatus.SEE_OTHER)
    upload = _taken_up(key, viewer)
    address = reverse("import", args=[upload.key])
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _taken_up(key: uuid.UUID, viewer: Viewer) -> Upload:
    with transaction.atomic():
        arrival = Arrival.objects.select_for_update().filter(key=key).first()
        if arrival is None or not _is_open_to(arrival, viewer):
            raise WrongUseError(_("There is no such file, or it is not yours."))
        if arrival.state != ArrivalState.STAGED:
            raise WrongUseError(_("This file was taken up already."))
        source = evidence.path_of(arrival.sha256)
        if not source.is_file():
            raise FaultsError([Fault(faults.FILE_GONE)])
        storing.check_quota(viewer.signature, arrival.size)
        with source.open("rb") as stream:
            upload = storing.keep(
                iter(lambda: stream.read(_PIECE), b""),
                arrival.file_name,
                arrival.size,
                owner=viewer.signature,
                kind=arrival.kind,
                sender=arrival.sender,
            )
        upload.job = ask_for_check(upload, viewer)
        upload.save()
        arrival.state, arrival.taken_by = ArrivalState.TAKEN, viewer.signature
        arrival.taken_at = dt.datetime.now(dt.UTC)
        arrival.save()
    return upload


def _lines(found: list[Arrival]) -> Iterator[ArrivalLine]:
    senders = {arrival.pk: _sender_of(arrival) for arrival in found}
    names = names_of(list(set(senders.values())))
    registers = all_registers()
    for arrival in found:
        known = registers.get(arrival.kind)
        yield ArrivalLine(
            str(arrival.key),
            arrival.file_name,
            names[senders[arrival.pk]],
            _(known.plural) if known else "",
            arrival.state,
            _(ArrivalState(arrival.state).label),
            _outcome(arrival),
            size_words(arrival.size),
            clock.minute(arrival.arrived_at),
            arrival.state == ArrivalState.STAGED,
        )


def _outcome(arrival: Arrival) -> str:
    if arrival.first_fault:
        return arrival.first_fault
    if arrival.state == ArrivalState.ANSWERED:
        return _("cells filled in: {}").format(f"{arrival.revised:,}")
    return _("{created} new, {revised} revised, {unchanged} unchanged").format(
        created=f"{arrival.created:,}",
        revised=f"{arrival.revised:,}",
        unchanged=f"{arrival.unchanged:,}",
    )
