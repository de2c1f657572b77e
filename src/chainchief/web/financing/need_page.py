"""The page of a need in one look: what is wanted, opened, offered, matched, and what happened."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.desk.financing.consents import Field, fields_of, is_in_force
from chainchief.desk.financing.matching import Match, matches, products_to_be_had, wanted_of
from chainchief.desk.financing.standing import Standing, contract_amount
from chainchief.desk.financing.timeline import entries_of
from chainchief.ledger.kinds.financing.models import (
    FinancingConsent,
    FinancingNeed,
    FinancingOffer,
    NeedOutcome,
)
from chainchief.ledger.kinds.organisation.models import Organisation, OrganisationCategory
from chainchief.web.financing.forms import ActForm, forms_of
from chainchief.web.financing.words import (
    FIELDS,
    SHAPES,
    ReasonWords,
    collateral,
    fields_in,
    money,
    months,
    offer_state,
    product_words,
    purpose,
    reason_words,
    terms,
    turn_words,
    verdict_of,
)
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import doors


@dataclass(frozen=True)
class OfferLine:
    bank: str
    amount: str
    terms: str
    conditions: str
    state: str
    shape: str
    until: str
    offered: str
    drawn: str
    forms: list[ActForm]


@dataclass(frozen=True)
class ConsentLine:
    bank: str
    fields: str
    since: str
    ends: str
    is_open: bool
    forms: list[ActForm]


@dataclass(frozen=True)
class MatchLine:
    """A product with its reasons; `is_open` where the need is open to its bank already."""

    bank: str
    product: str
    rates: str
    fits: bool
    verdict: str
    reasons: list[ReasonWords]
    is_open: bool


@dataclass(frozen=True)
class TimeLine:
    what: str
    at: str
    by: str
    who: str
    amount: str
    note: str
    informant: str
    document: str


@dataclass(frozen=True)
class BankChoice:
    """A bank that a need can be opened to: how many of its products fit."""

    code: str
    name: str
    words: str
    is_ticked: bool


@dataclass(frozen=True)
class NeedPage:
    """What templates/web/financing/need.html shows."""

    title: str
    uid: str
    code: str
    crumbs: list[Crumb]
    state: str
    shape: str
    turn: str
    facts: list[tuple[str, str, str]]
    giving: list[ActForm]
    answering: list[ActForm]
    closing: list[ActForm]
    offers: list[OfferLine]
    consents: list[ConsentLine]
    matches: list[MatchLine]
    fitting: int
    banks: list[BankChoice]
    fields: list[tuple[str, str, bool]]
    outcomes: list[Choice]
    products: list[Choice]
    line: list[TimeLine]
    faults: list[Fault]
    typed: dict[str, str]
    typed_key: str


def need_page(
    standing: Standing,
    viewer: Viewer,
    faults: tuple[Fault, ...] = (),
    typed: dict[str, str] | None = None,
    ticked: frozenset[str] | None = None,
) -> NeedPage:
    """`faults` are those of a step that was just tried, `typed` what was typed with it."""
    need, day = standing.need, clock.today()
    state = standing.state(day)
    forms = forms_of(standing, viewer, day)
    products = products_to_be_had(day)
    compared = matches(wanted_of(need), products)
    open_to = {one.bank_id for one in standing.in_force(day)}
    given = typed or {}
    act = given.get("act", "")
    return NeedPage(
        title=need.name,
        uid=str(need.uid),
        code=need.code,
        crumbs=[Crumb(_("Financing"), reverse("financing")), Crumb(need.code)],
        state=_(state.label),
        shape=SHAPES[state],
        turn=turn_words(standing, state),
        facts=_facts(standing, viewer),
        giving=[form for form in forms if form.act == "give-consent"],
        answering=[form for form in forms if form.consent and form.act in ("offer", "decline")],
        closing=[form for form in forms if form.act == "close"],
        offers=[_offer(one, standing, forms) for one in standing.offers],
        consents=[_consent(one, forms) for one in reversed(standing.consents)],
        matches=[_match(one, open_to) for one in compared],
        fitting=sum(one.fits for one in compared),
        banks=_banks(compared, open_to, ticked),
        fields=[
            (field.value, _(words), _is_ticked(field, ticked)) for field, words in FIELDS.items()
        ],
        outcomes=[Choice(value, _(str(label))) for value, label in NeedOutcome.choices],
        products=[Choice(one.code, f"{one.bank.name} {one.name}") for one in products],
        line=_line(standing, viewer),
        faults=list(faults),
        typed=given,
        typed_key=f"{act}-{given.get('consent') or given.get('offer') or 'need'}" if act else "",
    )


def _is_ticked(field: Field, ticked: frozenset[str] | None) -> bool:
    """At first everything but the contact: a firm opens that where it wants to be called."""
    return field is not Field.CONTACT if ticked is None else field.value in ticked


def _banks(
    compared: list[Match], open_to: set[str], ticked: frozenset[str] | None
) -> list[BankChoice]:
    fitting = {one.product.bank_id for one in compared if one.fits}
    rows = Organisation.objects.filter(category=OrganisationCategory.BANK, withdrawn_on=None)
    found = []
    for code, name in rows.order_by("code").values_list("code", "name"):
        words = _("a product fits") if code in fitting else _("no product fits")
        if code in open_to:
            words = _("open already; a new consent takes its place")
        proposed = code in fitting and code not in open_to
        is_ticked = proposed if ticked is None else code in ticked
        found.append(BankChoice(code, name, words, is_ticked))
    return found


def _facts(standing: Standing, viewer: Viewer) -> list[tuple[str, str, str]]:
    need, firm = standing.need, standing.need.enterprise
    known = doors([("enterprise", str(firm.uid)), (FinancingNeed.kind, str(need.uid))], viewer)
    outcome = _(str(NeedOutcome(need.outcome).label)) if need.outcome else ""
    facts = [
        (_("enterprise"), firm.name, known.get(("enterprise", str(firm.uid)), "")),
        (_("division"), firm.division.name, ""),
        (_("chain"), firm.chain.name if firm.chain else "", ""),
        (_("amount needed"), money(need.amount), ""),
        (_("term in months"), months(need.term_months), ""),
        (_("purpose"), purpose(need.purpose), ""),
        (_("what the money is for"), need.detail, ""),
        (_("collateral"), collateral(need.collateral), ""),
        (_("contact in the firm"), need.contact, ""),
        (_("informant"), need.informant, ""),
        (_("raised on"), need.raised_on.isoformat(), ""),
        (_("closed on"), str(need.closed_on or ""), ""),
        (_("what became of the need"), outcome, ""),
        (
            _("record"),
            need.code,
            known.get((FinancingNeed.kind, str(need.uid)), ""),
        ),
    ]
    return [fact for fact in facts if fact[1]]


def _offer(offer: FinancingOffer, standing: Standing, forms: list[ActForm]) -> OfferLine:
    state, shape = offer_state(offer, standing)
    drawn = ""
    if offer.concluded_on:
        drawn = _("{drawn} of {contract} drawn").format(
            drawn=money(standing.drawn_of(offer)), contract=money(contract_amount(offer))
        )
    return OfferLine(
        bank=offer.bank.name,
        amount=money(offer.amount),
        terms=terms(offer),
        conditions=offer.conditions,
        state=state,
        shape=shape,
        until=str(offer.valid_until or ""),
        offered=offer.offered_on.isoformat(),
        drawn=drawn,
        forms=[form for form in forms if form.offer == str(offer.uid)],
    )


def _consent(consent: FinancingConsent, forms: list[ActForm]) -> ConsentLine:
    is_open = is_in_force(consent, clock.today())
    ends = ""
    if consent.revoked_on:
        ends = _("withdrawn on {day}").format(day=consent.revoked_on)
    elif consent.valid_to:
        ends = _("until {day}").format(day=consent.valid_to)
    return ConsentLine(
        bank=consent.bank.name,
        fields=fields_in(fields_of(consent)),
        since=_("opened on {day}").format(day=consent.valid_from),
        ends=ends,
        is_open=is_open,
        forms=[
            form
            for form in forms
            if form.consent == str(consent.uid) and form.act == "withdraw-consent"
        ],
    )


def _match(match: Match, open_to: set[str]) -> MatchLine:
    return MatchLine(
        bank=match.product.bank.name,
        product=match.product.name,
        rates=product_words(match.product),
        fits=match.fits,
        verdict=verdict_of(match),
        reasons=[reason_words(one) for one in match.reasons],
        is_open=match.product.bank_id in open_to,
    )


def _line(standing: Standing, viewer: Viewer) -> list[TimeLine]:
    return [
        TimeLine(
            what=_(one.what.value),
            at=one.on.isoformat(),
            by=signature_words(one.actor) if one.actor else "",
            who=one.who,
            amount=money(one.amount),
            note=one.note or one.reason,
            informant=one.informant,
            document=reverse("evidence-file", args=[one.document]) if one.document else "",
        )
        for one in entries_of(standing, viewer)
    ]
