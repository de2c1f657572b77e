"""Views of the audit administrator's room: the list, the list as a file, the seals."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from chainchief.access import policy
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.people.events import EventKind
from chainchief.people.log_in.addresses import client_of
from chainchief.web.audit.acts import ACTS
from chainchief.web.audit.files import FORMS, rows_of
from chainchief.web.audit.last_export import LastExport, last_export
from chainchief.web.audit.log import COUNTED, STEP, AuditLine, number_of, page_of
from chainchief.web.audit.query import AuditQuery
from chainchief.web.audit.seals import check, seals_page
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.witnessing import ABOUT, EVENTS, name_of


@dataclass(frozen=True)
class Choice:
    """An entry of the select of kinds."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class AuditPage:
    """What templates/web/audit/log.html shows."""

    query: AuditQuery
    lines: list[AuditLine]
    found: str
    before: str
    after: str
    place: str
    events: list[Choice]
    acts: list[Choice]
    files: list[tuple[str, str]]
    last_export: LastExport | None


def audit(request: HttpRequest) -> HttpResponse:
    """The list of events and acts."""
    query = AuditQuery.of(request.GET)
    page = _page(query, policy.allowed(viewer_of(request), "export", EVENTS))
    return render(request, "web/audit/log.html", {"page": page})


def _page(query: AuditQuery, may_export: bool) -> AuditPage:
    lines, number = page_of(query), number_of(query)
    here, pages = reverse("audit"), max(1, -(-min(number, COUNTED) // STEP))
    is_more = len(lines) == STEP and query.page * STEP < number
    counted = _("more than {:,}") if number > COUNTED else _("{:,} found")
    return AuditPage(
        query=query,
        lines=lines,
        found=counted.format(min(number, COUNTED)),
        before=f"{here}?{query.at(query.page - 1)}" if query.page > 1 else "",
        after=f"{here}?{query.at(query.page + 1)}" if is_more or number > COUNTED else "",
        place=_("page {page} of {pages}").format(page=query.page, pages=pages),
        events=[Choice(str(k), k.label, k == query.kind) for k in EventKind],
        acts=[Choice(code, act.label, code == query.kind) for code, act in ACTS.items()],
        files=[
            (form.upper(), f"{reverse('audit-file', args=[form])}?{query.at(1)}")
            for form in (FORMS if may_export else ())
        ],
        last_export=last_export(),
    )


def audit_file(request: HttpRequest, form: str) -> HttpResponse:
    """All that is asked for, named by its day and the beginning of its hash."""
    if form not in FORMS:
        raise WrongUseError(_("There is no download as {!r}.").format(form))
    write, content_type = FORMS[form]
    query = AuditQuery.of(request.GET)
    rows = rows_of(query)
    content = write(rows)
    digest = hashlib.sha256(content).hexdigest()
    day = clock.local(dt.datetime.now(dt.UTC)).strftime("%Y%m%d-%H%M")
    name = f"{_('Log of events')}_{day}_{digest[:12]}.{form}"
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    setattr(response, ABOUT, {"file": name, "rows": len(rows), "asked": query.at(1)})
    return response


def audit_seals(request: HttpRequest) -> HttpResponse:
    """The seals; sent, everything is verified first."""
    viewer = viewer_of(request)
    if request.method == "POST":
        check(viewer, name_of(request), client_of(request))
        return HttpResponseRedirect(reverse("audit-seals"), status=303)
    page = seals_page(policy.allowed(viewer, "verify", EVENTS))
    return render(request, "web/audit/seals.html", {"page": page})
