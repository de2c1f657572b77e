"""The view of editing several records at once."""

import secrets
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.core.i18n import _, ngettext
from chainchief.ledger.errors import StaleVersionError
from chainchief.ledger.registers import register_of
from chainchief.ledger.validation import RefusedError
from chainchief.web.doors.guard import viewer_of
from chainchief.web.forms.filling.bulk import COLUMN, MOST, VALUE, BulkEdit, BulkLine, bulk_edit
from chainchief.web.forms.filling.form import ACTION, KEY, REASON
from chainchief.web.forms.keeping import saving
from chainchief.web.forms.pages.fields import Field, column_field, id_of, plain_field
from chainchief.web.forms.pages.page import FaultLine
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.registers.query import ListQuery

SAVE = "save"


@dataclass(frozen=True)
class BulkPage:
    """What templates/web/forms/bulk.html shows; `value` is None until a column is chosen."""

    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    action: str
    cancel: str
    key: str
    column: str
    columns: list[Choice]
    value: Field | None
    reason: Field
    lines: list[BulkLine]
    faults: list[FaultLine]
    stale: str
    note: str

    @property
    def moving(self) -> int:
        return sum(line.moves for line in self.lines)

    @property
    def save_words(self) -> str:
        return ngettext("Save {} record", "Save {} records", self.moving).format(self.moving)


def record_bulk(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose rows, a column and a value; look at old → new; say why; save. One change set."""
    register, viewer = register_of(kind), viewer_of(request)
    edit = bulk_edit(register, ListQuery.of(request.GET), viewer)
    if request.method != "POST":
        wanted = request.GET.get(COLUMN, "")
        edit.column = next((each for each in edit.columns if each.name == wanted), None)
        return _page(request, edit, secrets.token_hex(16), HTTPStatus.OK)
    key = request.POST.get(KEY, "")
    saving.require_key(key)
    before = saving.saved_before(viewer, key)
    if before is not None:
        return HttpResponseRedirect(saving.after(before), status=HTTPStatus.SEE_OTHER)
    edit.take(request.POST)
    if request.POST.get(ACTION, "") != SAVE:
        return _page(request, edit, key, HTTPStatus.OK)
    if edit.column is None or not edit.chosen:
        return _page(request, edit, key, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _save(request, edit, key)


def _save(request: HttpRequest, edit: BulkEdit, key: str) -> HttpResponse:
    try:
        change_set = edit.change_set()
        if edit.is_readable:
            edit.check(change_set)
        if edit.faults:
            return _page(request, edit, key, HTTPStatus.UNPROCESSABLE_ENTITY)
        address = reverse("record-list", args=[edit.register.kind])
        sent = saving.save(
            saving.Saving(change_set, edit.viewer, edit.reason, key, lambda: address, edit.locate)
        )
    except RefusedError as refusal:
        edit.faults += [(REASON, fault) for fault in refusal.faults]
        return _page(request, edit, key, HTTPStatus.UNPROCESSABLE_ENTITY)
    except StaleVersionError as stale:
        return _page(request, edit, key, HTTPStatus.CONFLICT, stale=str(stale))
    return HttpResponseRedirect(saving.after(sent), status=HTTPStatus.SEE_OTHER)


def _page(
    request: HttpRequest, edit: BulkEdit, key: str, status: HTTPStatus, stale: str = ""
) -> HttpResponse:
    page = _bulk_page(request, edit, key, stale)
    return render(request, "web/forms/bulk.html", {"page": page}, status=status)


def _bulk_page(request: HttpRequest, edit: BulkEdit, key: str, stale: str) -> BulkPage:
    register = edit.register
    listed = reverse("record-list", args=[register.kind])
    query = request.GET.urlencode()
    messages = {name: fault.text for name, fault in edit.faults}
    shown = len(edit.records)
    note = ""
    if edit.count > shown:
        note = _("Shown are the first {shown} of {all}; narrow the list for others.").format(
            shown=MOST, all=f"{edit.count:,}"
        )
    lines = edit.lines()
    names = {line.uid for line in lines}
    return BulkPage(
        title=_("Change several: {}").format(_(register.plural)),
        crumbs=[
            Crumb(_("Registers"), reverse("records")),
            Crumb(_(register.plural), listed),
            Crumb(_("Change several")),
        ],
        as_at=[register.meaning, _("{} that you may change").format(f"{edit.count:,}")],
        action=f"{request.path}?{query}" if query else request.path,
        cancel=f"{listed}?{query}" if query else listed,
        key=key,
        column=edit.column.name if edit.column else "",
        columns=[Choice(each.name, each.title) for each in edit.columns],
        value=_value(edit, messages),
        reason=plain_field(
            REASON,
            _("Reason of the change"),
            edit.reason,
            help_=_("It stands in the history beside your name."),
            faults=[messages[REASON]] if REASON in messages else [],
            required=True,
        ),
        lines=lines,
        faults=[
            FaultLine(f"row-{name}" if name in names else id_of(name), fault.text)
            for name, fault in edit.faults
        ],
        stale=stale,
        note=note,
    )


def _value(edit: BulkEdit, messages: dict[str, str]) -> Field | None:
    if edit.column is None:
        return None
    return column_field(
        edit.register, edit.column, VALUE, edit.text, [messages[VALUE]] if VALUE in messages else []
    )
