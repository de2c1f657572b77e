"""The room of a bank: needs opened to it, of each the opened fields, and its own offers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault
from chainchief.core.i18n import _, ngettext
from chainchief.desk.financing.consents import Field
from chainchief.desk.financing.matching import matches, products_to_be_had
from chainchief.desk.financing.opened import (
    OpenedNeed,
    awaited_of,
    consents_open_to,
    opened_to,
    own_offers,
)
from chainchief.desk.financing.rights import banks_of
from chainchief.desk.financing.standing import Standing, contract_amount, standing_of
from chainchief.ledger.kinds.financing.models import (
    BankProduct,
    FinancingDecline,
    FinancingDrawing,
    FinancingOffer,
)
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.web.financing.forms import ActForm, forms_of
from chainchief.web.financing.words import (
    FIELDS,
    ReasonWords,
    collateral,
    money,
    months,
    offer_state,
    percent,
    purpose,
    reason_words,
    terms,
    verdict_of,
)
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice

#: Lines of the room; whoever has more open needs finds the older ones once these are answered.
SHOWN = 200


@dataclass(frozen=True)
class OpenLine:
    """A need as the room lists it: what is not opened is a dash."""

    address: str
    code: str
    firm: str
    amount: str
    terms: str
    purpose: str
    since: str
    until: str
    answer: str
    shape: str


@dataclass(frozen=True)
class OwnOffer:
    address: str
    code: str
    amount: str
    terms: str
    offered: str
    state: str
    shape: str


@dataclass(frozen=True)
class RoomPage:
    """What templates/web/financing/room.html shows."""

    bank: str
    as_at: list[str]
    is_bank: bool
    waiting: list[OpenLine]
    answered: list[OpenLine]
    offers: list[OwnOffer]
    products: int


@dataclass(frozen=True)
class OpenedPage:
    """What templates/web/financing/opened.html shows."""

    title: str
    consent: str
    crumbs: list[Crumb]
    as_at: list[str]
    facts: list[tuple[str, str]]
    closed: list[str]
    matches: list[tuple[str, str, bool, list[ReasonWords]]]
    forms: list[ActForm]
    products: list[Choice]
    offers: list[OwnOffer]
    declines: list[tuple[str, str]]
    faults: list[Fault]
    typed: dict[str, str]
    typed_key: str


@dataclass(frozen=True)
class OfferPage:
    """What templates/web/financing/offer.html shows."""

    title: str
    uid: str
    crumbs: list[Crumb]
    state: str
    shape: str
    facts: list[tuple[str, str]]
    need: str
    forms: list[ActForm]
    drawings: list[tuple[str, str, str]]
    drawn: str
    faults: list[Fault]
    typed: dict[str, str]
    typed_key: str


def room_page(viewer: Viewer) -> RoomPage:
    day = clock.today()
    awaited = set(awaited_of(viewer, day).values_list("uid", flat=True))
    needs = opened_to(viewer, day)
    waiting = [one for one in needs if one.consent in awaited]
    answered = [one for one in needs if one.consent not in awaited]
    banks = Organisation.objects.filter(code__in=banks_of(viewer)).order_by("code")
    number = len(waiting)
    words = ngettext(
        "{number} need waits for your word", "{number} needs wait for your word", number
    )
    return RoomPage(
        bank="、".join(banks.values_list("name", flat=True)),
        as_at=[day.isoformat(), words.format(number=number)],
        is_bank=bool(banks_of(viewer)),
        waiting=[_open_line(one) for one in waiting[:SHOWN]],
        answered=[_open_line(one) for one in answered[:SHOWN]],
        offers=[_own(one, standing_of(one.need)) for one in own_offers(viewer)[:SHOWN]],
        products=len(products_to_be_had(day, sorted(banks_of(viewer)))),
    )


def _open_line(one: OpenedNeed) -> OpenLine:
    answer, shape = _("no word yet"), "hollow"
    if one.offered:
        answer, shape = _("offer made"), "half"
    elif one.declined:
        answer, shape = _("declined"), "none"
    term = (months(one.term_months), collateral(one.collateral))
    return OpenLine(
        address=reverse("financing-opened", args=[one.consent]),
        code=one.code,
        firm=one.firm or _("name not opened"),
        amount=money(one.amount) or "—",
        terms=" · ".join(part for part in term if part) or "—",
        purpose=purpose(one.purpose) or "—",
        since=one.since.isoformat(),
        until=_("until {day}").format(day=one.until) if one.until else "",
        answer=answer,
        shape=shape,
    )


def _own(offer: FinancingOffer, standing: Standing) -> OwnOffer:
    state, shape = offer_state(offer, standing)
    return OwnOffer(
        address=reverse("financing-offer", args=[offer.uid]),
        code=offer.need_id,
        amount=money(offer.amount),
        terms=terms(offer),
        offered=offer.offered_on.isoformat(),
        state=state,
        shape=shape,
    )


def opened_page(
    opened: OpenedNeed,
    viewer: Viewer,
    faults: tuple[Fault, ...] = (),
    typed: dict[str, str] | None = None,
) -> OpenedPage:
    """The need as it was opened to this bank; the steps are those on this consent alone."""
    day = clock.today()
    consent = consents_open_to(viewer, day).get(uid=opened.consent)
    products = products_to_be_had(day, [opened.bank])
    forms = [
        form
        for form in forms_of(standing_of(consent.need), viewer, day)
        if form.consent == str(opened.consent)
    ]
    declines = FinancingDecline.objects.filter(
        need__code=consent.need_id, bank__code=opened.bank, withdrawn_on=None
    )
    ends = _("until {day}").format(day=opened.until) if opened.until else _("until withdrawn")
    given = typed or {}
    return OpenedPage(
        title=opened.subject or _("Need {code}").format(code=opened.code),
        consent=str(opened.consent),
        crumbs=[Crumb(_("Room of the bank"), reverse("financing-room")), Crumb(opened.code)],
        as_at=[
            opened.bank_name,
            _("opened on {day}").format(day=opened.since),
            ends,
        ],
        facts=[fact for fact in _facts(opened) if fact[1]],
        closed=[_(words) for field, words in FIELDS.items() if field not in opened.fields],
        matches=[
            (one.product.name, verdict_of(one), one.fits, [reason_words(r) for r in one.reasons])
            for one in matches(opened.wanted, products)
        ],
        forms=forms,
        products=_product_choices(products),
        offers=[
            _own(one, standing_of(one.need))
            for one in own_offers(viewer).filter(need__code=consent.need_id)
        ],
        declines=[(one.declined_on.isoformat(), one.reason) for one in declines],
        faults=list(faults),
        typed=given,
        typed_key=f"{given['act']}-{opened.consent}" if given.get("act") else "",
    )


def _product_choices(products: Sequence[BankProduct]) -> list[Choice]:
    return [Choice(one.code, one.name) for one in products]


def _facts(opened: OpenedNeed) -> list[tuple[str, str]]:
    """What is opened, and says something."""
    staff = "" if opened.employees is None else str(opened.employees)
    not_stated = _("the firm states none")

    def said(field: Field, words: str) -> str:
        return (words or not_stated) if field in opened.fields else ""

    return [
        (_("enterprise"), opened.firm),
        (_("division"), opened.division),
        (_("industry (GB/T 4754-2017)"), said(Field.INDUSTRY, opened.industry)),
        (_("chain"), opened.chain_name),
        (_("amount needed"), money(opened.amount)),
        (_("term in months"), said(Field.TERM, months(opened.term_months))),
        (_("purpose"), purpose(opened.purpose)),
        (_("what the money is for"), opened.detail),
        (_("collateral"), said(Field.COLLATERAL, collateral(opened.collateral))),
        (_("contact in the firm"), said(Field.CONTACT, opened.contact)),
        (_("revenue of last year"), said(Field.FINANCES, money(opened.revenue))),
        (_("total assets"), said(Field.FINANCES, money(opened.assets))),
        (_("employees"), said(Field.FINANCES, staff)),
        (_("code"), opened.code),
    ]


def offer_page(
    offer: FinancingOffer,
    viewer: Viewer,
    faults: tuple[Fault, ...] = (),
    typed: dict[str, str] | None = None,
) -> OfferPage:
    """An offer of the bank's own: it says nothing of the need but its code."""
    day = clock.today()
    standing = standing_of(offer.need)
    state, shape = offer_state(offer, standing)
    open_now = (
        consents_open_to(viewer, day)
        .filter(need__code=offer.need_id, bank__code=offer.bank_id)
        .first()
    )
    drawings = FinancingDrawing.objects.filter(offer__code=offer.code, withdrawn_on=None)
    facts = [
        (_("bank"), offer.bank.name),
        (_("amount offered"), money(offer.amount)),
        (_("yearly rate"), percent(offer.rate)),
        (_("term offered in months"), months(offer.term_months)),
        (_("product of a bank"), offer.product.name if offer.product else ""),
        (_("conditions of the offer"), offer.conditions),
        (_("offered on"), offer.offered_on.isoformat()),
        (_("offer holds until"), str(offer.valid_until or "")),
        (_("chosen by the firm on"), str(offer.chosen_on or "")),
        (_("turned down by the firm on"), str(offer.turned_down_on or "")),
        (_("concluded on"), str(offer.concluded_on or "")),
        (_("amount concluded"), money(offer.concluded_amount)),
        (_("to be drawn by"), str(offer.draw_by or "")),
        (_("code"), offer.need_id),
    ]
    drawn = ""
    if offer.concluded_on:
        drawn = _("{drawn} of {contract} drawn").format(
            drawn=money(standing.drawn_of(offer)), contract=money(contract_amount(offer))
        )
    given = typed or {}
    return OfferPage(
        title=_("Offer for {code}").format(code=offer.need_id),
        uid=str(offer.uid),
        crumbs=[Crumb(_("Room of the bank"), reverse("financing-room")), Crumb(offer.need_id)],
        state=state,
        shape=shape,
        facts=[fact for fact in facts if fact[1]],
        need=reverse("financing-opened", args=[open_now.uid]) if open_now else "",
        forms=[form for form in forms_of(standing, viewer, day) if form.offer == str(offer.uid)],
        drawings=[
            (
                one.drawn_on.isoformat(),
                money(one.amount),
                reverse("evidence-file", args=[one.document.uid]) if one.document else "",
            )
            for one in drawings.select_related("document").order_by("number")
        ],
        drawn=drawn,
        faults=list(faults),
        typed=given,
        typed_key=f"{given['act']}-{offer.uid}" if given.get("act") else "",
    )
