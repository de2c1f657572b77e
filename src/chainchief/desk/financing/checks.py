"""What an act needs before it is taken: every fault of it at once."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.i18n import _
from chainchief.desk.financing import faults
from chainchief.desk.financing.deeds import Deed
from chainchief.desk.financing.machine import TRANSITIONS, Act
from chainchief.desk.financing.rights import banks_of, speaks_for_firm
from chainchief.desk.financing.standing import Standing, contract_amount, is_live
from chainchief.ledger.kinds.financing.models import (
    BankProduct,
    FinancingConsent,
    FinancingOffer,
    NeedOutcome,
)
from chainchief.ledger.kinds.organisation.models import Organisation, OrganisationCategory
from chainchief.ledger.kinds.project.groups import amount_in_words

#: The field of the form that a fault stands at, in words.
LABELS = {
    "amount": "Amount in 10,000 yuan",
    "banks": "Banks",
    "document": "Supporting document",
    "fields": "What the bank may read",
    "informant": "Informant",
    "note": "What is said",
    "on": "Day of it",
    "outcome": "What became of the need",
    "product": "Product",
    "rate": "Yearly rate, percent",
    "term_months": "Term in months",
    "until": "Holds until",
}


def fault(kind: FaultKind, field: str, *, value: str | None = None, **facts: object) -> Fault:
    """A fault at a field of the form."""
    return Fault(kind, Place(column=_(LABELS[field])), value, facts)


def check_deed(
    standing: Standing, act: Act, deed: Deed, viewer: Viewer, day: dt.date
) -> Iterator[Fault]:
    """Faults of what was typed for the act."""
    transition = TRANSITIONS[act]
    if transition.needs_reason and not deed.note.strip():
        yield fault(faults.NO_REASON, "note", value="")
    yield from _CHECKS[act](standing, deed, day)
    itself = _answers_for_itself(standing, act, deed, viewer)
    if not itself and not deed.informant.strip():
        yield fault(faults.NO_INFORMANT, "informant", value="")
    needs_document = transition.needs_document or (act is Act.GIVE and not itself)
    if needs_document and not deed.document:
        yield fault(faults.NO_DOCUMENT, "document", value="")


def consent_in(standing: Standing, deed: Deed, day: dt.date) -> FinancingConsent | None:
    """The consent that the deed names, where it is in force."""
    return next((one for one in standing.in_force(day) if one.uid == deed.consent), None)


def offer_in(standing: Standing, deed: Deed) -> FinancingOffer | None:
    """The offer that the deed names, of this need."""
    return next((one for one in standing.offers if one.uid == deed.offer), None)


def _answers_for_itself(standing: Standing, act: Act, deed: Deed, viewer: Viewer) -> bool:
    if not TRANSITIONS[act].is_of_bank:
        return speaks_for_firm(standing.need, viewer)
    banks = {one.bank_id for one in standing.consents if one.uid == deed.consent}
    banks |= {one.bank_id for one in standing.offers if one.uid == deed.offer}
    return bool(banks) and banks <= banks_of(viewer)


def _give(standing: Standing, deed: Deed, day: dt.date) -> Iterator[Fault]:
    if not deed.banks:
        yield fault(faults.NO_BANK, "banks", value="")
    banks = Organisation.objects.filter(
        code__in=deed.banks, category=OrganisationCategory.BANK, withdrawn_on=None
    )
    known = set(banks.values_list("code", flat=True))
    for code in sorted(set(deed.banks) - known):
        yield fault(faults.NOT_A_BANK, "banks", code=code)
    if not deed.fields:
        yield fault(faults.OPENS_NOTHING, "fields", value="")
    yield from _not_before(deed.until, max(day, standing.need.raised_on))


def _not_before(until: dt.date | None, first: dt.date) -> Iterator[Fault]:
    if until is not None and until < first:
        yield fault(faults.NOT_A_DAY, "until", value=until.isoformat(), first=first)


def _revoke(standing: Standing, deed: Deed, day: dt.date) -> Iterator[Fault]:
    if consent_in(standing, deed, day) is None:
        yield Fault(faults.NO_SUCH_CONSENT)


def _opened(standing: Standing, deed: Deed, day: dt.date) -> Iterator[Fault]:
    if consent_in(standing, deed, day) is None:
        named = next((one.bank.name for one in standing.consents if one.uid == deed.consent), "—")
        yield Fault(faults.NOT_OPENED, facts={"bank": named})


def _offer(standing: Standing, deed: Deed, day: dt.date) -> Iterator[Fault]:
    yield from _opened(standing, deed, day)
    yield from _amount(deed)
    yield from _not_before(deed.until, day)
    consent = consent_in(standing, deed, day)
    if deed.product and consent is not None:
        products = BankProduct.objects.filter(
            code=deed.product, bank__code=consent.bank_id, withdrawn_on=None
        )
        if not any(can_be_had(one, day) for one in products):
            facts = {"bank": consent.bank.name, "code": deed.product}
            yield fault(faults.NOT_ITS_PRODUCT, "product", **facts)


def can_be_had(product: BankProduct, day: dt.date) -> bool:
    """Whether the bank has the product on that day."""
    begun = product.valid_from is None or product.valid_from <= day
    return begun and (product.valid_to is None or day <= product.valid_to)


def _amount(deed: Deed) -> Iterator[Fault]:
    if deed.amount is None or deed.amount <= 0:
        value = "" if deed.amount is None else amount_in_words(deed.amount)
        yield fault(faults.NO_AMOUNT, "amount", value=value)


def _decline(standing: Standing, deed: Deed, day: dt.date) -> Iterator[Fault]:
    yield from _opened(standing, deed, day)


def _live(standing: Standing, deed: Deed, day: dt.date) -> Iterator[Fault]:
    offer = offer_in(standing, deed)
    if offer is None or not is_live(offer, day):
        yield Fault(faults.NO_SUCH_OFFER)


def _conclude(standing: Standing, deed: Deed, day: dt.date) -> Iterator[Fault]:
    yield from _live(standing, deed, day)
    offer = offer_in(standing, deed)
    if offer is not None and offer.chosen_on is None:
        yield Fault(faults.NOT_THE_CHOSEN)
    yield from _amount(deed)
    if offer is not None:
        yield from _day_within(deed, offer.offered_on, max(day, offer.offered_on))
        yield from _not_before(deed.until, deed.on or max(day, offer.offered_on))


def _day_within(deed: Deed, first: dt.date, last: dt.date) -> Iterator[Fault]:
    """The day that is typed is none before `first`, and none that is still to come."""
    if deed.on is not None and not first <= deed.on <= last:
        yield fault(faults.NOT_A_DAY, "on", value=deed.on.isoformat(), first=first)


def _draw(standing: Standing, deed: Deed, day: dt.date) -> Iterator[Fault]:
    offer = offer_in(standing, deed)
    if offer is None or offer.concluded_on is None:
        yield Fault(faults.NO_SUCH_OFFER)
        return
    yield from _amount(deed)
    yield from _day_within(deed, offer.concluded_on, max(day, offer.concluded_on))
    drawn, contract = standing.drawn_of(offer), contract_amount(offer)
    if deed.amount is not None and drawn + deed.amount > contract:
        facts = {
            "drawn": amount_in_words(drawn),
            "amount": amount_in_words(deed.amount),
            "contract": amount_in_words(contract),
            "rest": amount_in_words(contract - drawn),
        }
        yield fault(faults.OVER_CONTRACT, "amount", **facts)


def _close(standing: Standing, deed: Deed, _day: dt.date) -> Iterator[Fault]:
    if deed.outcome not in NeedOutcome.values:
        yield fault(faults.NO_OUTCOME, "outcome", value=deed.outcome)
    elif deed.outcome == NeedOutcome.MET and not standing.contracts:
        yield fault(faults.NO_CONTRACT, "outcome")


_CHECKS: Mapping[Act, Callable[[Standing, Deed, dt.date], Iterator[Fault]]] = {
    Act.GIVE: _give,
    Act.REVOKE: _revoke,
    Act.OFFER: _offer,
    Act.DECLINE: _decline,
    Act.RETRACT: _live,
    Act.CHOOSE: _live,
    Act.TURN_DOWN: _live,
    Act.CONCLUDE: _conclude,
    Act.DRAW: _draw,
    Act.CLOSE: _close,
}
