"""Views of the registers: all kinds, the list of one, one record, and files of what is listed."""

import uuid
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from chainchief.access import policy
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.exchange.exporting import write_records
from chainchief.ledger.registers import Register, register_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import address_of, rows_of
from chainchief.web.registers.index import kind_groups
from chainchief.web.registers.lists.column_panel import column_panel
from chainchief.web.registers.lists.listing import list_page
from chainchief.web.registers.lists.saved_views import drop_view, keep_layout, keep_view
from chainchief.web.registers.query import ListQuery
from chainchief.web.registers.records.counted_in import counted_page
from chainchief.web.registers.records.record import record_page, row_of
from chainchief.web.registers.selection import selected_records
from chainchief.web.search.recent import remember

#: Forms of a download and what a browser is told that they are.
FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def records(request: HttpRequest) -> HttpResponse:
    """All kinds that the viewer may see."""
    text = request.GET.get("words", "")
    page = {"groups": kind_groups(viewer_of(request), text), "text": text}
    return render(request, "web/registers/index.html", page)


def record_list(request: HttpRequest, kind: str) -> HttpResponse:
    page = list_page(register_of(kind), ListQuery.of(request.GET), viewer_of(request))
    return render(request, "web/registers/list.html", {"page": page})


def record_column(request: HttpRequest, kind: str, column: str) -> HttpResponse:
    """Panel of what a column holds among the records found; htmx asks for the panel alone."""
    register, viewer = register_of(kind), viewer_of(request)
    panel = column_panel(register, column, ListQuery.of(request.GET), viewer)
    listed = reverse("record-list", args=[kind])
    crumbs = [
        Crumb(_("Registers"), reverse("records")),
        Crumb(_(register.plural), f"{listed}?{request.GET.urlencode()}"),
        Crumb(panel.title),
    ]
    part = "column_panel" if request.headers.get("HX-Request") else "column"
    return render(request, f"web/registers/{part}.html", {"panel": panel, "crumbs": crumbs})


def record_views(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep the list as it is shown: under a name, or its layout for every list of the kind."""
    register, viewer, sent = register_of(kind), viewer_of(request), request.POST
    parameters = QueryDict(sent.get("query", ""), mutable=True)
    if sent.get("columns-chosen"):
        parameters.setlist("columns", sent.getlist("columns"))
    query = ListQuery.of(parameters)
    if sent.get("keep") == "view":
        is_shared = sent.get("shared") == "1"
        row = keep_view(register, sent.get("name", ""), query, viewer, is_shared=is_shared)
        return _to_list(kind, query.but(view=str(row.pk)))
    if sent.get("keep") == "usual":
        query = query.but(columns=(), size=ListQuery.size, is_tight=False)
    keep_layout(register, query, viewer)
    return _to_list(kind, query)


def record_view(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Forget a view of one's own."""
    drop_view(register_of(kind), number, viewer_of(request))
    return _to_list(kind, ListQuery())


def _to_list(kind: str, query: ListQuery) -> HttpResponse:
    address = reverse("record-list", args=[kind])
    return see_other(f"{address}?{query.query}" if query.query else address)


def record_file(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """All records that are sought, as `chainchief export` writes them, under their level."""
    if form not in FORMS:
        raise WrongUseError(_("There is no download as {!r}.").format(form))
    register = register_of(kind)
    viewer = viewer_of(request)
    rows = selected_records(register, ListQuery.of(request.GET), viewer, "export")
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table.{form}"
        write_records(path, register, rows, tellable=lambda named: rows_of(named, viewer))
        response = HttpResponse(path.read_bytes(), content_type=FORMS[form])
    disposition = content_disposition_header(True, file_name(register, form))
    response.headers["Content-Disposition"] = disposition or ""
    return response


def file_name(register: Register, form: str) -> str:
    """Name that says what the file holds and how it is to be handled: 项目_内部.xlsx."""
    return f"{_(register.plural)}_{policy.level_word(register.policy_class)}.{form}"


def record(request: HttpRequest, kind: str, uid: uuid.UUID) -> HttpResponse:
    page = record_page(register_of(kind), uid, viewer_of(request))
    remember(request, kind, str(uid))
    return render(request, "web/registers/record.html", {"page": page})


def record_figures(request: HttpRequest, kind: str, uid: uuid.UUID) -> HttpResponse:
    """The figures that the record counts in; htmx asks for the table alone."""
    viewer, register = viewer_of(request), register_of(kind)
    row = row_of(register, uid, viewer)
    policy.require(viewer, "see", "figures")
    crumbs = [
        Crumb(_(register.plural), reverse("record-list", args=[kind])),
        Crumb(row["code"], address_of(kind, uid)),
        Crumb(_("Figures it counts in")),
    ]
    page = {"counted": counted_page(kind, str(uid), viewer), "crumbs": crumbs}
    if request.headers.get("HX-Request"):
        return render(request, "web/registers/counted.html", page)
    return render(request, "web/registers/figures.html", page)
