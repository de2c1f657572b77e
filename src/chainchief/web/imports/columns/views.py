"""Views of what is remembered of columns: all of it, one layout to be changed, and dropping it."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _, ngettext
from chainchief.intake.mapping import remembering
from chainchief.intake.mapping.senders import names_of, sender_from
from chainchief.intake.models import ColumnMapping
from chainchief.ledger.registers import register_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.imports.columns.form import columns_from, mapping_form


@dataclass(frozen=True)
class MappingLine:
    """One layout of a sender."""

    address: str
    sender: str
    kind: str
    heads: str
    mapped: str
    by: str
    at: str
    uses: str


def columns(request: HttpRequest) -> HttpResponse:
    """All that is remembered of the viewer's senders and kinds."""
    page = {
        "crumbs": [Crumb(_("Import"), reverse("imports")), Crumb(_("Columns of foreign sheets"))],
        "lines": _lines(remembering.mappings_for(viewer_of(request))),
    }
    return render(request, "web/imports/columns.html", {"page": page})


def _lines(mappings: list[ColumnMapping]) -> list[MappingLine]:
    senders = {mapping.pk: sender_from(mapping.sender) for mapping in mappings}
    names = names_of(list(set(senders.values())))
    return [_line(mapping, names[senders[mapping.pk]]) for mapping in mappings]


def _line(mapping: ColumnMapping, sender: str) -> MappingLine:
    heads = [str(words) for _place, words, _name in mapping.columns]
    mapped = sum(bool(name) for _place, _words, name in mapping.columns)
    uses = ngettext("{} file", "{} files", mapping.uses).format(mapping.uses)
    if mapping.last_used_at:
        uses = _("{}, last {}").format(uses, clock.minute(mapping.last_used_at))
    return MappingLine(
        reverse("import-mapping", args=[mapping.pk]),
        sender,
        _(register_of(mapping.kind).plural),
        " · ".join(heads[:6]) + (" …" if len(heads) > 6 else ""),
        _("columns: {} of {}").format(mapped, len(heads)),
        signature_words(mapping.confirmed_by),
        clock.minute(mapping.confirmed_at),
        uses,
    )


def mapping(request: HttpRequest, number: int) -> HttpResponse:
    """One layout; sent, it is remembered as it was sent."""
    viewer = viewer_of(request)
    found = remembering.mapping_for(number, viewer)
    if request.method != "POST":
        return _page(request, found, viewer)
    heads = {int(place): str(words) for place, words, _name in found.columns}
    try:
        remembering.confirm(
            found.kind,
            sender_from(found.sender),
            heads,
            columns_from(request.POST.dict(), heads),
            viewer=viewer,
        )
    except FaultsError as refusal:
        return _page(request, found, viewer, refusal.faults)
    return _to_all()


def drop_mapping(request: HttpRequest, number: int) -> HttpResponse:
    """Forget a layout: the next file of it is asked about again."""
    viewer = viewer_of(request)
    found = remembering.mapping_for(number, viewer)
    if request.method == "POST":
        remembering.drop(found, viewer=viewer)
    return _to_all()


def _page(
    request: HttpRequest, found: ColumnMapping, viewer: Viewer, faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    given = request.POST.dict() if faults else {}
    page = {
        "number": found.pk,
        "crumbs": [
            Crumb(_("Import"), reverse("imports")),
            Crumb(_("Columns of foreign sheets"), reverse("import-mappings")),
            Crumb(_("Layout {}").format(found.pk)),
        ],
        "line": _lines([found])[0],
        "columns": mapping_form(found.kind, found.columns, given),
        "faults": list(faults),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "web/imports/mapping.html", {"page": page}, status=status)


def _to_all() -> HttpResponse:
    return HttpResponseRedirect(reverse("import-mappings"), status=HTTPStatus.SEE_OTHER)
