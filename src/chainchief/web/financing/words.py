"""Words and numbers that the pages of financing have in common."""

from collections.abc import Iterable

from chainchief.core.i18n import _, ngettext
from chainchief.core.units import from_steps, plain, unit
from chainchief.desk.financing.consents import Field
from chainchief.desk.financing.matching import Aspect, Match, Reason, Verdict
from chainchief.desk.financing.standing import NeedState, Standing, contract_amount
from chainchief.ledger.kinds.financing.models import (
    BankProduct,
    FinancingOffer,
)
from chainchief.ledger.registers import choice_word
from chainchief.web.figures import amounts

#: State → the shape beside its word, so that colour alone says nothing.
SHAPES = {
    NeedState.RAISED: "hollow",
    NeedState.OPENED: "quarter",
    NeedState.OFFERED: "half",
    NeedState.CHOSEN: "three-quarters",
    NeedState.CONCLUDED: "three-quarters",
    NeedState.DRAWN: "full",
    NeedState.CLOSED: "full",
}
FIELDS = {
    Field.FIRM: "name of the firm and the subject",
    Field.INDUSTRY: "industry and chain of the firm",
    Field.AMOUNT: "amount needed",
    Field.TERM: "term in months",
    Field.PURPOSE: "purpose and what the money is for",
    Field.COLLATERAL: "collateral",
    Field.CONTACT: "contact in the firm",
    Field.FINANCES: "revenue, assets and staff of the firm",
}
#: Whether what is wanted is among what is taken.
_SIGNS = {Verdict.FOR: "∈", Verdict.AGAINST: "∉", Verdict.UNKNOWN: "∈ ?"}
#: Aspect, verdict, comparison, and whether it speaks against the product.
ReasonWords = tuple[str, str, str, bool]
_ASPECTS = {
    Aspect.AMOUNT: "Amount of the loan",
    Aspect.TERM: "Term of the loan",
    Aspect.COLLATERAL: "Collateral",
    Aspect.INDUSTRY: "Industry and chain",
}


def money(steps: int | None) -> str:
    """An amount of money in 万元, in the reader's words; "" where none is known."""
    return "" if steps is None else amounts.money(steps)


def percent(ppm: int | None) -> str:
    return "" if ppm is None else f"{plain(from_steps(ppm, unit('%')))} %"


def months(number: int | None) -> str:
    return (
        ""
        if number is None
        else ngettext("{number} month", "{number} months", number).format(number=number)
    )


def purpose(code: str) -> str:
    return choice_word("financing_need", "purpose", code)


def collateral(code: str) -> str:
    return choice_word("financing_need", "collateral", code)


def fields_in(opened: Iterable[Field]) -> str:
    """The fields of a consent in words, in their order."""
    known = set(opened)
    return _("; ").join(_(FIELDS[field]) for field in Field if field in known)


def turn_words(standing: Standing, state: NeedState) -> str:
    """Whose turn it is, by name; of several banks, their number."""
    firm, banks = standing.need.enterprise.name, _("the banks it is open to")
    chosen = [one for one in standing.offers if one.chosen_on and not one.turned_down_on]
    bank = chosen[-1].bank.name if chosen else banks
    names: dict[NeedState, str] = {
        NeedState.RAISED: firm,
        NeedState.OPENED: banks,
        NeedState.OFFERED: firm,
        NeedState.CHOSEN: bank,
        NeedState.CONCLUDED: standing.contracts[-1].bank.name if standing.contracts else banks,
        NeedState.DRAWN: firm,
    }
    return names.get(state, "")


def offer_state(offer: FinancingOffer, standing: Standing | None = None) -> tuple[str, str]:
    """State of an offer in words, and its shape."""
    if offer.concluded_on:
        drawn = standing.drawn_of(offer) if standing else None
        if drawn is not None and drawn >= contract_amount(offer):
            return _("drawn in full"), "full"
        return _("contract of {day}").format(day=offer.concluded_on), "three-quarters"
    for column, words, shape in (
        ("turned_down_on", "turned down by the firm", "none"),
        ("retracted_on", "taken back by the bank", "back"),
        ("chosen_on", "chosen by the firm", "half"),
    ):
        if getattr(offer, column):
            return _(words), shape
    return _("waits for the firm's choice"), "quarter"


def terms(offer: FinancingOffer) -> str:
    """Rate, term and product of an offer in one line."""
    product = offer.product.name if offer.product else ""
    return " · ".join(
        part for part in (percent(offer.rate), months(offer.term_months), product) if part
    )


def product_words(product: BankProduct) -> str:
    """Rates of a product: what a firm reads beside its name."""
    low, high = percent(product.rate_least), percent(product.rate_most)
    return f"{low} – {high}" if low and high else low or high


def reason_words(reason: Reason) -> ReasonWords:
    """One reason in words, its comparison as numbers that are checked by eye."""
    words = {
        Verdict.FOR: _("fits"),
        Verdict.AGAINST: _("does not fit"),
        Verdict.UNKNOWN: _("not stated"),
    }
    return (
        _(_ASPECTS[reason.aspect]),
        words[reason.verdict],
        _comparison(reason),
        reason.verdict is Verdict.AGAINST,
    )


def _comparison(reason: Reason) -> str:
    if reason.aspect is Aspect.AMOUNT:
        return _numbers(reason, money)
    if reason.aspect is Aspect.TERM:
        return _numbers(reason, months)
    if reason.aspect is Aspect.COLLATERAL:
        wanted = collateral(str(reason.wanted or ""))
        taken = _("; ").join(collateral(code) for code in reason.takes)
        return f"{wanted or '?'} {_SIGNS[reason.verdict]} {taken or '?'}"
    if not reason.takes:
        return _("open to every industry")
    limits = ", ".join(reason.takes)
    return f"{reason.wanted or '?'} {_SIGNS[reason.verdict]} {limits}"


def _numbers(reason: Reason, words: "type[str] | object") -> str:
    """`100 ≤ 500 ≤ 300`, and by how much it is outside."""
    say = words if callable(words) else str
    known = reason.wanted if isinstance(reason.wanted, int) else None
    parts = [
        f"{say(reason.least)} ≤" if reason.least is not None else "",
        str(say(known)) if known is not None else "?",
        f"≤ {say(reason.most)}" if reason.most is not None else "",
    ]
    line = " ".join(part for part in parts if part)
    if not reason.gap:
        return line
    return _("{comparison}: outside by {gap}").format(comparison=line, gap=say(reason.gap))


def verdict_of(match: Match) -> str:
    """One line on a product: how much speaks for it and how much against."""
    number = dict.fromkeys(Verdict, 0)
    for reason in match.reasons:
        number[reason.verdict] += 1
    return _("fits: {fits} · does not: {against} · not stated: {unknown}").format(
        fits=number[Verdict.FOR],
        against=number[Verdict.AGAINST],
        unknown=number[Verdict.UNKNOWN],
    )
