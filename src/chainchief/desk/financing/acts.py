"""The acts on a need, each in one transaction: right → state → deed → change set → notice."""

import datetime as dt
from collections.abc import Callable, Mapping

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import FaultsError, refuse
from chainchief.core.i18n import _
from chainchief.desk.financing import faults, notices
from chainchief.desk.financing.checks import check_deed, consent_in, offer_in
from chainchief.desk.financing.deeds import Deed
from chainchief.desk.financing.machine import TRANSITIONS, Act
from chainchief.desk.financing.rights import banks_of, is_allowed
from chainchief.desk.financing.standing import Standing, standing_of
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import Change, ChangeSet, Creation, Revision
from chainchief.ledger.kinds.financing.models import (
    FinancingConsent,
    FinancingDecline,
    FinancingDrawing,
    FinancingNeed,
    FinancingOffer,
)

Changes = list[Change]
#: Mark of an offer that the firm's word is given on here: no form or workbook writes it any more.
PROCESS = "desk"
#: Name of each act in the log, where nothing was typed with it.
WORDS = {
    Act.GIVE: "need opened to banks",
    Act.REVOKE: "consent withdrawn",
    Act.OFFER: "offer made",
    Act.DECLINE: "no offer is made",
    Act.RETRACT: "offer taken back",
    Act.CHOOSE: "offer chosen",
    Act.TURN_DOWN: "offer turned down",
    Act.CONCLUDE: "contract concluded",
    Act.DRAW: "amount drawn",
    Act.CLOSE: "need closed",
}


def take(need: FinancingNeed, act: Act, deed: Deed | None = None, *, viewer: Viewer) -> Standing:
    """Take a step for a need; where it stands afterwards.

    Raises `FaultsError` with all that is wrong: no right, not from this state, or what the act
    needs is missing. Whoever reaches neither the need nor the bank is refused before the state.
    """
    given = deed or Deed()
    with changelog.acting(viewer.signature, _reason(need, act, given)):
        held = FinancingNeed.objects.select_for_update().get(pk=need.pk)
        standing, day = standing_of(held), clock.today()
        if not is_allowed(held, act, viewer, bank_of(standing, given)):
            refuse(faults.NOT_YOURS, viewer=viewer.name)
        state = standing.state(day)
        if state not in TRANSITIONS[act].sources:
            if banks_of(viewer):  # where the need stands tells of other banks
                refuse(faults.CLOSED_TO_BANK)
            refuse(faults.NOT_NOW, state=_(state.label))
        found = list(check_deed(standing, act, given, viewer, day))
        if found:
            raise FaultsError(found)
        apply_change_set(
            ChangeSet.of(*_CHANGES[act](standing, given, day)),
            viewer=viewer,
            reason=_reason(need, act, given),
            verb=TRANSITIONS[act].verb,
        )
        done = standing_of(FinancingNeed.objects.select_related("enterprise").get(pk=held.pk))
        notices.moved(done, act, given, viewer)
    return done


def bank_of(standing: Standing, deed: Deed) -> str:
    """The bank that the deed's consent or offer is of; "" where it names none of this need."""
    named = (deed.offer, deed.consent)
    banks = [one.bank_id for one in standing.offers if one.uid in named]
    banks += [one.bank_id for one in standing.consents if one.uid in named]
    return str(banks[0]) if banks else ""


def _reason(need: FinancingNeed, act: Act, deed: Deed) -> str:
    words = deed.note.strip() or _("{act}: {code}").format(act=_(WORDS[act]), code=need.code)
    said = deed.informant.strip()
    return (f"{words} · {_('informant: {name}').format(name=said)}" if said else words)[:400]


def _give(standing: Standing, deed: Deed, day: dt.date) -> Changes:
    """A consent for each bank; one in force for the same bank makes room for the new one."""
    need, changes = standing.need, Changes()
    for bank in dict.fromkeys(deed.banks):
        changes += [
            _revised(one, {"revoked_on": day})
            for one in standing.in_force(day)
            if one.bank_id == bank
        ]
        before = FinancingConsent.objects.filter(need__code=need.code, bank__code=bank)
        opened = {field.column: True for field in deed.fields}
        values: dict[str, object] = {
            "need": need.code,
            "bank": bank,
            "number": max(before.values_list("number", flat=True), default=0) + 1,
            "valid_from": max(day, need.raised_on),
            "valid_to": deed.until,
            "informant": deed.informant.strip(),
            "document": deed.document or None,
            **opened,
        }
        changes.append(Creation(FinancingConsent.kind, "", values))
    if need.consent_on is None:
        changes.append(_revised(need, {"consent_on": day}))
    return changes


def _revoke(standing: Standing, deed: Deed, day: dt.date) -> Changes:
    consent = consent_in(standing, deed, day)
    return [_revised(consent, {"revoked_on": day})] if consent else []


def _offer(standing: Standing, deed: Deed, day: dt.date) -> Changes:
    consent = consent_in(standing, deed, day)
    bank = consent.bank_id if consent else ""
    values: dict[str, object] = {
        "need": standing.need.code,
        "bank": bank,
        "offered_on": day,
        "amount": deed.amount,
        "rate": deed.rate,
        "term_months": deed.term_months,
        "product": deed.product or None,
        "conditions": deed.note.strip()[:400],
        "valid_until": deed.until,
        "process": PROCESS,
    }
    return [Creation(FinancingOffer.kind, "", values)]


def _decline(standing: Standing, deed: Deed, day: dt.date) -> Changes:
    consent = consent_in(standing, deed, day)
    values: dict[str, object] = {
        "need": standing.need.code,
        "bank": consent.bank_id if consent else "",
        "declined_on": day,
        "reason": deed.note.strip()[:400],
    }
    return [Creation(FinancingDecline.kind, "", values)]


def _on_offer(column: str) -> "Callable[[Standing, Deed, dt.date], Changes]":
    """The act that writes its day into a column of the offer."""

    def changes(standing: Standing, deed: Deed, day: dt.date) -> Changes:
        offer = offer_in(standing, deed)
        if offer is None:
            return []
        return [_revised(offer, {column: max(day, offer.offered_on), "process": PROCESS})]

    return changes


def _conclude(standing: Standing, deed: Deed, day: dt.date) -> Changes:
    offer = offer_in(standing, deed)
    if offer is None:
        return []
    values: dict[str, object] = {
        "concluded_on": deed.on or max(day, offer.offered_on),
        "concluded_amount": deed.amount,
        "draw_by": deed.until,
        "document": deed.document,
    }
    return [_revised(offer, values)]


def _draw(standing: Standing, deed: Deed, day: dt.date) -> Changes:
    offer = offer_in(standing, deed)
    if offer is None:
        return []
    before = FinancingDrawing.objects.filter(offer__code=offer.code)
    values: dict[str, object] = {
        "offer": offer.code,
        "number": max(before.values_list("number", flat=True), default=0) + 1,
        "drawn_on": deed.on or day,
        "amount": deed.amount,
        "document": deed.document,
    }
    return [Creation(FinancingDrawing.kind, "", values)]


def _close(standing: Standing, deed: Deed, day: dt.date) -> Changes:
    values: dict[str, object] = {
        "closed_on": max(day, standing.need.raised_on),
        "outcome": deed.outcome,
    }
    return [_revised(standing.need, values)]


_CHANGES: Mapping[Act, Callable[[Standing, Deed, dt.date], Changes]] = {
    Act.GIVE: _give,
    Act.REVOKE: _revoke,
    Act.OFFER: _offer,
    Act.DECLINE: _decline,
    Act.RETRACT: _on_offer("retracted_on"),
    Act.CHOOSE: _on_offer("chosen_on"),
    Act.TURN_DOWN: _on_offer("turned_down_on"),
    Act.CONCLUDE: _conclude,
    Act.DRAW: _draw,
    Act.CLOSE: _close,
}


def _revised(
    record: FinancingNeed | FinancingConsent | FinancingOffer, values: dict[str, object]
) -> Revision:
    return Revision(record.kind, record.uid, record.version, values)
