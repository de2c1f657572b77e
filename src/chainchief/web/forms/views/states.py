"""Views that withdraw a record, or take a withdrawal back: a page that says what it means first."""

import secrets
import uuid
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, Place
from chainchief.core.i18n import _
from chainchief.ledger.changesets import Change, ChangeSet, Reinstatement, Withdrawal
from chainchief.ledger.columns import BadCell, Day
from chainchief.ledger.errors import StaleVersionError
from chainchief.ledger.queries.stored_values import Stored
from chainchief.ledger.registers import Register, register_of
from chainchief.ledger.validation import RefusedError, by_record
from chainchief.web.doors.guard import viewer_of
from chainchief.web.forms import faults
from chainchief.web.forms.filling.form import KEY, REASON, VERSION
from chainchief.web.forms.filling.submission import NamedFault
from chainchief.web.forms.keeping import saving
from chainchief.web.forms.pages.fields import Field, id_of, plain_field
from chainchief.web.forms.pages.page import FaultLine
from chainchief.web.forms.records import held_record
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import address_of
from chainchief.web.registers.names import Names
from chainchief.web.registers.records.references import ReferringRecords, references_to

DAY = "form-day"


@dataclass(frozen=True)
class StatePage:
    """What templates/web/forms/state.html shows; `day` is None where a withdrawal is taken back."""

    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    explanation: str
    button: str
    action: str
    cancel: str
    key: str
    version: int
    reason: Field
    day: Field | None
    mentions: list[ReferringRecords]
    faults: list[FaultLine] = field(default_factory=list)
    stale: str = ""


@dataclass
class _Act:
    """One withdrawal or reinstatement as it was asked for."""

    register: Register
    held: Stored
    viewer: Viewer
    withdraws: bool
    version: int = 0
    reason: str = ""
    day: str = ""
    faults: list[NamedFault] = field(default_factory=list)

    def change(self) -> Change | None:
        """Change to be written; None where what was typed cannot be."""
        if not self.reason:
            self._tell(REASON, Fault(faults.NO_REASON, Place(column=_("Reason of the change")), ""))
        kind, uid = self.register.kind, self.held.uid
        if not self.withdraws:
            return None if self.faults else Reinstatement(kind, uid, self.version)
        try:
            day = Day().parse(self.day, {}) if self.day else None
        except BadCell as bad:
            place = Place(column=_("withdrawn on"))
            self._tell(DAY, Fault(bad.kind, place, self.day, bad.facts))
            return None
        return None if self.faults else Withdrawal(kind, uid, self.version, day)

    def _tell(self, name: str, fault: Fault) -> None:
        self.faults.append((name, fault))


def record_withdraw(request: HttpRequest, kind: str, uid: uuid.UUID) -> HttpResponse:
    """Take a record out of use: nothing is deleted."""
    return _answer(request, register_of(kind), uid, withdraws=True)


def record_reinstate(request: HttpRequest, kind: str, uid: uuid.UUID) -> HttpResponse:
    """Take a withdrawal back; the record must keep to the rules of today."""
    return _answer(request, register_of(kind), uid, withdraws=False)


def _answer(
    request: HttpRequest, register: Register, uid: uuid.UUID, *, withdraws: bool
) -> HttpResponse:
    viewer = viewer_of(request)
    held = held_record(register, uid, viewer, "withdraw")
    act = _Act(register, held, viewer, withdraws, held.version, day=str(clock.today()))
    if request.method == "POST":
        return _sent(request, act)
    if (held.withdrawn_on is None) != withdraws:
        return HttpResponseRedirect(address_of(register.kind, uid))
    return _page(request, act, secrets.token_hex(16), HTTPStatus.OK)


def _sent(request: HttpRequest, act: _Act) -> HttpResponse:
    typed = request.POST
    key, version = typed.get(KEY, ""), typed.get(VERSION, "")
    saving.require_key(key)
    before = saving.saved_before(act.viewer, key)
    if before is not None:
        return HttpResponseRedirect(saving.after(before), status=HTTPStatus.SEE_OTHER)
    act.reason, act.day = typed.get(REASON, "").strip(), typed.get(DAY, "").strip()
    act.version = int(version) if version.isdecimal() and len(version) < 9 else 0
    change = act.change()
    if change is None:
        return _page(request, act, key, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        sent = saving.save(_saving(act, change, key))
    except RefusedError as refusal:
        act.faults += [(REASON, fault) for fault in refusal.faults]
        return _page(request, act, key, HTTPStatus.UNPROCESSABLE_ENTITY)
    except StaleVersionError as stale:
        return _stale(request, act, key, str(stale))
    return HttpResponseRedirect(saving.after(sent), status=HTTPStatus.SEE_OTHER)


def _saving(act: _Act, change: Change, key: str) -> saving.Saving:
    address = address_of(act.register.kind, act.held.uid)
    return saving.Saving(
        ChangeSet.of(change), act.viewer, act.reason, key, lambda: address, by_record
    )


def _stale(request: HttpRequest, act: _Act, key: str, messages: str) -> HttpResponse:
    """Others changed it: who saw that may send the form again."""
    act.held = held_record(act.register, act.held.uid, act.viewer, "withdraw")
    act.version = act.held.version
    return _page(request, act, key, HTTPStatus.CONFLICT, stale=messages)


def _page(
    request: HttpRequest, act: _Act, key: str, status: HTTPStatus, stale: str = ""
) -> HttpResponse:
    page = _state_page(act, key, stale)
    return render(request, "web/forms/state.html", {"page": page}, status=status)


def _state_page(act: _Act, key: str, stale: str) -> StatePage:
    register, held = act.register, act.held
    messages: dict[str, list[str]] = {}
    for name, fault in act.faults:
        messages.setdefault(name, []).append(fault.text)
    name = str(held.values.get("name") or held.code)
    here = address_of(register.kind, held.uid)
    if act.withdraws:
        title, button = _("Withdraw: {}").format(name), _("Withdraw it")
        explanation = _(
            "A withdrawn record counts in no figure any more. It stays in the ledger with its "
            "history, and in every month that was closed with it; it can be reinstated."
        )
        route = "record-withdraw"
    else:
        title, button = _("Reinstate: {}").format(name), _("Reinstate it")
        explanation = _("Withdrawn on {day}: {reason}").format(
            day=held.withdrawn_on or "—", reason=held.withdrawn_reason or "—"
        )
        route = "record-reinstate"
    return StatePage(
        title=title,
        crumbs=[
            Crumb(_("Registers"), reverse("records")),
            Crumb(_(register.plural), reverse("record-list", args=[register.kind])),
            Crumb(name, here),
            Crumb(button),
        ],
        as_at=[register.name, held.code, _("version {}").format(held.version)],
        explanation=explanation,
        button=button,
        action=reverse(route, args=[register.kind, held.uid]),
        cancel=here,
        key=key,
        version=act.version,
        reason=_field(REASON, _("Reason of the change"), act.reason, messages, required=True),
        day=_day(act, messages) if act.withdraws else None,
        mentions=references_to(register, held.code, Names(act.viewer)) if act.withdraws else [],
        faults=[FaultLine(id_of(name), fault.text) for name, fault in act.faults],
        stale=stale,
    )


def _field(
    name: str, label: str, text: str, messages: dict[str, list[str]], *, required: bool
) -> Field:
    help_ = _("It stands in the history beside your name.") if name == REASON else ""
    return plain_field(
        name, label, text, help_=help_, faults=messages.get(name, []), required=required
    )


def _day(act: _Act, messages: dict[str, list[str]]) -> Field:
    line = _field(DAY, _("withdrawn on"), act.day, messages, required=False)
    return replace(line, widget="day", is_wide=False, placeholder=Day().example)
