"""Views of forms: a new record, a correction, an earlier version to be taken over again."""

import secrets
import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.errors import StaleVersionError
from chainchief.ledger.queries.history import values_of, versions_of
from chainchief.ledger.queries.stored_values import Stored
from chainchief.ledger.registers import Register, register_of
from chainchief.ledger.validation import RefusedError
from chainchief.web.doors import fault_pages
from chainchief.web.doors.guard import viewer_of
from chainchief.web.forms.faults import UnknownFieldError
from chainchief.web.forms.filling.form import ACTION, Form, open_form, take
from chainchief.web.forms.filling.preview import preview_of
from chainchief.web.forms.filling.submission import Submission, read, refused
from chainchief.web.forms.keeping import drafts, saving
from chainchief.web.forms.models import SentForm
from chainchief.web.forms.pages.page import form_page
from chainchief.web.forms.records import held_record
from chainchief.web.frame.visible import address_of

#: What a form may be sent for.
SAVE, DRAFT, DROP, PREVIEW = "save", "draft", "drop", "preview"
#: In an address: the draft is to be shown.
WITH_DRAFT = "draft"


def record_new(request: HttpRequest, kind: str) -> HttpResponse:
    return _answer(request, register_of(kind), None)


def record_edit(request: HttpRequest, kind: str, uid: uuid.UUID) -> HttpResponse:
    register = register_of(kind)
    held = held_record(register, uid, viewer_of(request), "enter")
    if held.withdrawn_on is not None and request.method != "POST":
        # Its page says so, and how it is reinstated; what is sent gets an answer with its fields.
        return HttpResponseRedirect(address_of(kind, uid))
    return _answer(request, register, held)


def record_restore(request: HttpRequest, kind: str, uid: uuid.UUID) -> HttpResponse:
    """The form of a correction, filled with what an earlier version had."""
    register, viewer = register_of(kind), viewer_of(request)
    held = held_record(register, uid, viewer, "enter")
    number = request.GET.get("version", "")
    form = open_form(register, held, viewer)
    _lay_version(form, held, number)
    form.reason = _("version {} restored").format(number)
    note = _("These are the values of version {}. They are written when you save.").format(number)
    page = form_page(form, key=_new_key(), note=note)
    return render(request, "web/forms/form.html", {"page": page})


def _lay_version(form: Form, held: Stored, number: str) -> None:
    """Put an earlier version's values into the fields, as if they were typed."""
    register, viewer = form.register, form.viewer
    known = versions_of(register.kind, held.uid, viewer)
    found = next((each for each in known if str(each.version) == number and each.is_open), None)
    if found is None:
        raise WrongUseError(_("There is no such version, or it is not open to you."))
    values = values_of(register, ChangeEvent.objects.get(pk=found.event).after)
    for column in form.main.open_columns:
        form.main.texts[column.name] = form.main.shown(column, values, form.named)


def _answer(request: HttpRequest, register: Register, held: Stored | None) -> HttpResponse:
    if request.method == "POST":
        return _sent(request, register, held)
    viewer = viewer_of(request)
    form = open_form(register, held, viewer)
    kept = drafts.kept(viewer, register.kind, held.uid if held else None)
    note = ""
    if kept is not None and WITH_DRAFT in request.GET:
        take(form, kept.fields, is_draft=True)
        note = _("This is your draft of {}; it is not saved yet.").format(kept.saved_at)
        kept = None
    elif held is None:
        _fill_from_address(form, request)
    page = form_page(form, key=_new_key(), draft=kept, note=note)
    return render(request, "web/forms/form.html", {"page": page})


def _fill_from_address(form: Form, request: HttpRequest) -> None:
    """A link to a new record may name what it is about: `?project=PRJ-001`."""
    for column in form.main.open_columns:
        if column.type.target and request.GET.get(column.name):
            code = request.GET[column.name]
            form.main.texts[column.name] = form.named.text(column.type.target, code)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields as they were sent; of a name that came twice, the last."""
    return [(name, str(text)) for name, text in request.POST.items()]


def _new_key() -> str:
    return secrets.token_hex(16)


def _sent(request: HttpRequest, register: Register, held: Stored | None) -> HttpResponse:
    viewer, typed = viewer_of(request), _typed(request)
    uid, action = held.uid if held else None, request.POST.get(ACTION, SAVE)
    form = open_form(register, held, viewer)
    try:
        take(form, typed)
    except UnknownFieldError as unknown:
        return fault_pages.fault_page(request, HTTPStatus.BAD_REQUEST, str(unknown))
    before = saving.saved_before(viewer, form.key)
    if action == DRAFT:
        # A draft that was on its way while the form was saved is none any more.
        kept = "" if before else drafts.keep(viewer, register.kind, uid, typed)
        return _kept_draft(request, kept)
    if action == DROP:
        drafts.drop(viewer, register.kind, uid)
        return HttpResponseRedirect(request.path, status=HTTPStatus.SEE_OTHER)
    if action == PREVIEW:
        return _previewed(request, form)
    saving.require_key(form.key)
    if before is not None:
        return _done(before)
    return _save(request, form, uid)


def _kept_draft(request: HttpRequest, at: str) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"saved_at": at})
    return HttpResponseRedirect(f"{request.path}?{WITH_DRAFT}=1", status=HTTPStatus.SEE_OTHER)


def _save(request: HttpRequest, form: Form, uid: uuid.UUID | None) -> HttpResponse:
    submission = read(form)
    if submission.conflicts or submission.is_refused:
        # The same form, sent a moment earlier, may have been saved while this one was read.
        before = saving.saved_before(form.viewer, form.key)
        return _done(before) if before else _again(request, submission)
    if not submission.change_set.changes:
        drafts.drop(form.viewer, form.register.kind, uid)
        return HttpResponseRedirect(f"{_address(form)}?saved=nothing", status=HTTPStatus.SEE_OTHER)
    try:
        sent = saving.save(_saving(submission))
    except RefusedError as refusal:
        refused(submission, refusal)
        return _again(request, submission)
    except StaleVersionError:
        return _stale(request, form)
    drafts.drop(form.viewer, form.register.kind, uid)
    return _done(sent)


def _saving(submission: Submission) -> saving.Saving:
    form = submission.form
    return saving.Saving(
        submission.change_set,
        form.viewer,
        form.reason,
        form.key,
        lambda: _address(form),
        submission.locate,
    )


def _address(form: Form) -> str:
    """The page of the record, which is there once it was written; within the viewer's reach."""
    kind = form.register.kind
    if form.main.held is not None:
        return address_of(kind, form.main.held.uid)
    uid = form.register.model._default_manager.values_list("uid", flat=True).get(code=form.code)
    return address_of(kind, uid)


def _stale(request: HttpRequest, form: Form) -> HttpResponse:
    """Somebody was faster between reading and writing: the form is laid over what is there now."""
    assert form.main.held is not None or form.grids  # noqa: S101 - new records do not move on
    again = open_form(
        form.register,
        held_record(form.register, form.main.held.uid, form.viewer, "enter")
        if form.main.held
        else None,
        form.viewer,
    )
    take(again, _typed(request))
    return _again(request, read(again))


def _again(request: HttpRequest, submission: Submission) -> HttpResponse:
    """The form with all that was typed and what is wrong; nothing was written."""
    status = HTTPStatus.CONFLICT if submission.conflicts else HTTPStatus.UNPROCESSABLE_ENTITY
    page = form_page(submission.form, key=submission.form.key, submission=submission)
    return render(request, "web/forms/form.html", {"page": page}, status=status)


def _done(sent: SentForm) -> HttpResponse:
    return HttpResponseRedirect(saving.after(sent), status=HTTPStatus.SEE_OTHER)


def _previewed(request: HttpRequest, form: Form) -> HttpResponse:
    """What would be written and which figures count it; htmx asks for the panel alone."""
    submission = read(form, asks_reason=False)
    shown = {"preview": preview_of(submission)}
    if request.headers.get("HX-Request"):
        return render(request, "web/forms/preview.html", shown)
    page = form_page(form, key=form.key or _new_key(), submission=submission)
    return render(request, "web/forms/form.html", {"page": page, **shown})
