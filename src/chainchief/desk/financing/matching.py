"""Products held against a need: what speaks for each and what against, as numbers to check.

Nobody is ranked: products stand in the order of their banks' codes, and which bank is better is
for the firm to say. What is not stated, or not opened, speaks neither way.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chainchief.desk.financing.checks import can_be_had
from chainchief.desk.financing.consents import Field
from chainchief.ledger.kinds.financing.checks import industries_in
from chainchief.ledger.kinds.financing.models import BankProduct, Collateral, FinancingNeed

EVERY_FIELD = frozenset(Field)
#: Kind of collateral → the column of the product that says it is taken.
TAKES = {
    Collateral.UNSECURED: "takes_unsecured",
    Collateral.GUARANTEE: "takes_guarantee",
    Collateral.PROPERTY: "takes_property",
    Collateral.EQUIPMENT: "takes_equipment",
    Collateral.RECEIVABLES: "takes_receivables",
    Collateral.IP: "takes_ip",
}


class Aspect(StrEnum):
    """What is compared, in the order of the pages."""

    AMOUNT = "amount"
    TERM = "term"
    COLLATERAL = "collateral"
    INDUSTRY = "industry"


class Verdict(StrEnum):
    """What an aspect says of a product."""

    FOR = "for"
    AGAINST = "against"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Wanted:
    """What is needed, as far as whoever compares may read it."""

    amount: int | None
    term_months: int | None
    collateral: str
    industry: str
    chain: str
    opened: frozenset[Field] = EVERY_FIELD


@dataclass(frozen=True)
class Reason:
    """One aspect: `wanted` against the product's `least` and `most` (or its list, in words).

    `gap` is by how much an amount (分) or a term (months) is outside; 0 where it is inside.
    """

    aspect: Aspect
    verdict: Verdict
    wanted: int | str | None = None
    least: int | None = None
    most: int | None = None
    gap: int = 0
    takes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A product with all its reasons. It fits where none speaks against it."""

    product: BankProduct
    reasons: tuple[Reason, ...]

    @property
    def fits(self) -> bool:
        return all(one.verdict is not Verdict.AGAINST for one in self.reasons)


def wanted_of(need: FinancingNeed) -> Wanted:
    """All of it, for the firm itself and for whoever acts for firms."""
    firm = need.enterprise
    return Wanted(
        need.amount, need.term_months, need.collateral, firm.industry, firm.chain_id or ""
    )


def matches(wanted: Wanted, products: Sequence[BankProduct]) -> list[Match]:
    """The products with their reasons, in the order of bank and product codes."""
    ordered = sorted(products, key=lambda one: (one.bank_id, one.code))
    return [Match(one, tuple(_reasons(wanted, one))) for one in ordered]


def products_to_be_had(day: dt.date, banks: Sequence[str] | None = None) -> list[BankProduct]:
    """The products of all banks, or of these, that can be had on the day."""
    rows = BankProduct.objects.filter(withdrawn_on=None, bank__withdrawn_on=None)
    if banks is not None:
        rows = rows.filter(bank__code__in=banks)
    return [one for one in rows.select_related("bank", "chain") if can_be_had(one, day)]


def _reasons(wanted: Wanted, product: BankProduct) -> Iterator[Reason]:
    yield _amount(wanted, product)
    yield _term(wanted, product)
    yield _collateral(wanted, product)
    yield _industry(wanted, product)


def _amount(wanted: Wanted, product: BankProduct) -> Reason:
    least, most = product.amount_least, product.amount_most
    if wanted.amount is None or Field.AMOUNT not in wanted.opened:
        return Reason(Aspect.AMOUNT, Verdict.UNKNOWN, None, least, most)
    if least is None and most is None:
        return Reason(Aspect.AMOUNT, Verdict.UNKNOWN, wanted.amount)
    below = max((least or 0) - wanted.amount, 0)
    above = max(wanted.amount - most, 0) if most is not None else 0
    gap = below or above
    verdict = Verdict.AGAINST if gap else Verdict.FOR
    return Reason(Aspect.AMOUNT, verdict, wanted.amount, least, most, gap)


def _term(wanted: Wanted, product: BankProduct) -> Reason:
    most = product.term_most
    known = wanted.term_months if Field.TERM in wanted.opened else None
    if known is None or most is None:
        return Reason(Aspect.TERM, Verdict.UNKNOWN, known, None, most)
    gap = max(known - most, 0)
    return Reason(Aspect.TERM, Verdict.AGAINST if gap else Verdict.FOR, known, None, most, gap)


def _collateral(wanted: Wanted, product: BankProduct) -> Reason:
    taken = tuple(kind.value for kind, column in TAKES.items() if getattr(product, column))
    known = wanted.collateral if Field.COLLATERAL in wanted.opened else ""
    if not known or not taken:
        return Reason(Aspect.COLLATERAL, Verdict.UNKNOWN, known or None, takes=taken)
    verdict = Verdict.FOR if known in taken else Verdict.AGAINST
    return Reason(Aspect.COLLATERAL, verdict, known, takes=taken)


def _industry(wanted: Wanted, product: BankProduct) -> Reason:
    """A product for one chain or some industries asks for each of both that it names."""
    industries = tuple(industries_in(product.industries))
    chain = product.chain_id or ""
    if not industries and not chain:
        return Reason(Aspect.INDUSTRY, Verdict.FOR)
    limits = (*((chain,) if chain else ()), *industries)
    if Field.INDUSTRY not in wanted.opened:
        return Reason(Aspect.INDUSTRY, Verdict.UNKNOWN, takes=limits)
    here = " ".join(part for part in (wanted.chain if chain else "", wanted.industry) if part)
    wrong_chain = bool(chain and wanted.chain and wanted.chain != chain)
    unlike = bool(industries and wanted.industry) and not any(
        wanted.industry.startswith(part) for part in industries
    )
    unknown = bool(chain and not wanted.chain) or bool(industries and not wanted.industry)
    verdict = Verdict.AGAINST if wrong_chain or unlike else Verdict.FOR
    if verdict is Verdict.FOR and unknown:
        verdict = Verdict.UNKNOWN
    return Reason(Aspect.INDUSTRY, verdict, here or None, takes=limits)
