"""Views of papers: the pack of a chain's meeting, the brief and the file of a visit."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chainchief.access.policy import level_word
from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.web.doors.guard import viewer_of
from chainchief.web.dossiers.dossier import Dossier, document_of
from chainchief.web.dossiers.pack import pack_of
from chainchief.web.dossiers.visit import BRIEF, FILE, brief_of, file_of, visit_of
from chainchief.web.frame.month_view import of_a_month
from chainchief.web.frame.query import CellQuery
from chainchief.web.imports.views import attachment

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OF_VISIT = {BRIEF: brief_of, FILE: file_of}


@of_a_month
def pack(request: HttpRequest, query: CellQuery, code: str) -> HttpResponse:
    """The pack of a chain's monthly meeting."""
    found = pack_of(code, query, viewer_of(request))
    return render(request, "web/dossiers/dossier.html", {"page": found})


@of_a_month
def pack_file(request: HttpRequest, query: CellQuery, code: str) -> HttpResponse:
    """The same as a document to take along."""
    return _file(pack_of(code, query, viewer_of(request)), "chain")


def visit(request: HttpRequest, uid: uuid.UUID, form: str) -> HttpResponse:
    """The brief before a visit, or the file after it."""
    found = _of_visit(uid, form, viewer_of(request))
    return render(request, "web/dossiers/dossier.html", {"page": found})


def visit_file(request: HttpRequest, uid: uuid.UUID, form: str) -> HttpResponse:
    """The same as a document; firms stand in it, and so does what they said."""
    return _file(_of_visit(uid, form, viewer_of(request), "export"), "firm")


def _of_visit(uid: uuid.UUID, form: str, viewer: Viewer, verb: str = "see") -> Dossier:
    if form not in _OF_VISIT:
        raise WrongUseError(_("There is no such paper of a visit."))
    return _OF_VISIT[form](visit_of(uid, viewer), viewer, verb)


def _file(found: Dossier, policy_class: str) -> HttpResponse:
    name = f"{found.title}_{level_word(policy_class)}.docx".replace("/", "-")
    return attachment(document_of(found, policy_class), name, _DOCX)
