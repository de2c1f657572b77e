"""What a bank reads of needs: those opened to it today, of each the opened fields and no others.

This is the only door: no record of a need or a consent is within a bank's reach anywhere else.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.desk.financing.consents import Field, fields_of, in_force
from chainchief.desk.financing.matching import Wanted
from chainchief.desk.financing.rights import banks_of
from chainchief.desk.financing.standing import NeedState, state_in_sql
from chainchief.ledger.kinds.financing.models import (
    FinancingConsent,
    FinancingDecline,
    FinancingNeed,
    FinancingOffer,
)


@dataclass(frozen=True)
class OpenedNeed:
    """A need as one bank may read it. What is not among `fields` is not here: it is None or ""."""

    consent: uuid.UUID
    code: str
    bank: str
    bank_name: str
    since: dt.date
    until: dt.date | None
    fields: frozenset[Field]
    firm: str = ""
    division: str = ""
    subject: str = ""
    industry: str = ""
    chain: str = ""
    chain_name: str = ""
    amount: int | None = None
    term_months: int | None = None
    purpose: str = ""
    detail: str = ""
    collateral: str = ""
    contact: str = ""
    revenue: int | None = None
    assets: int | None = None
    employees: int | None = None
    offered: bool = False
    declined: bool = False

    @property
    def wanted(self) -> Wanted:
        """Values that the bank's products are held against: those that were opened alone."""
        return Wanted(
            amount=self.amount,
            term_months=self.term_months,
            collateral=self.collateral,
            industry=self.industry,
            chain=self.chain,
            opened=self.fields,
        )


def consents_open_to(viewer: Viewer, day: dt.date) -> "QuerySet[FinancingConsent]":
    """The consents in force that open a need to a bank of the viewer; nobody else has any."""
    rows = FinancingConsent.objects.filter(in_force(day), bank__code__in=banks_of(viewer))
    return rows.select_related("need__enterprise__division", "need__enterprise__chain", "bank")


def opened_to(viewer: Viewer, day: dt.date) -> list[OpenedNeed]:
    """The needs that the viewer's bank reads today, the latest opened first."""
    rows = list(consents_open_to(viewer, day).order_by("-valid_from", "code"))
    codes = [one.need_id for one in rows]
    keys = ("need__code", "bank__code")
    offered = set(
        FinancingOffer.objects.filter(
            need__code__in=codes, withdrawn_on=None, retracted_on=None
        ).values_list(*keys)
    )
    declined = set(
        FinancingDecline.objects.filter(need__code__in=codes, withdrawn_on=None).values_list(*keys)
    )
    return [
        _opened(one, (one.need_id, one.bank_id) in offered, (one.need_id, one.bank_id) in declined)
        for one in rows
    ]


def opened_need(consent: uuid.UUID, viewer: Viewer, day: dt.date) -> OpenedNeed:
    """The need as the consent opens it; `WrongUseError` for whatever else there is or is not."""
    found = next((one for one in opened_to(viewer, day) if one.consent == consent), None)
    if found is None:
        raise WrongUseError(_("No such need is open to your bank."))
    return found


def need_behind(consent: uuid.UUID, viewer: Viewer, day: dt.date) -> FinancingNeed:
    """The need to act on by a consent in force; what it holds is not for the bank to read."""
    row = consents_open_to(viewer, day).filter(uid=consent).first()
    if row is None:
        raise WrongUseError(_("No such need is open to your bank."))
    need: FinancingNeed = row.need
    return need


def own_offers(viewer: Viewer) -> "QuerySet[FinancingOffer]":
    """The offers of the viewer's bank: they stay its own, whatever became of the consent."""
    rows = FinancingOffer.objects.filter(bank__code__in=banks_of(viewer), withdrawn_on=None)
    return rows.select_related("bank", "product", "document", "need").order_by(
        "-offered_on", "code"
    )


def awaited_of(viewer: Viewer, day: dt.date) -> "QuerySet[FinancingConsent]":
    """Consents open to the viewer's bank that it gave no word on yet."""
    takes_answers = (NeedState.OPENED.value, NeedState.OFFERED.value)
    needs = FinancingNeed.objects.alias(stands=state_in_sql(day)).filter(stands__in=takes_answers)
    return unanswered(consents_open_to(viewer, day)).filter(need__in=needs)


def unanswered(consents: "QuerySet[FinancingConsent]") -> "QuerySet[FinancingConsent]":
    """Consents whose bank neither offered nor declined since it was given."""
    same = {"need": OuterRef("need"), "bank": OuterRef("bank"), "withdrawn_on": None}
    offers = FinancingOffer.objects.filter(**same, offered_on__gte=OuterRef("valid_from"))
    declines = FinancingDecline.objects.filter(**same, declined_on__gte=OuterRef("valid_from"))
    return consents.filter(~Exists(offers), ~Exists(declines))


def _opened(row: FinancingConsent, offered: bool, declined: bool) -> OpenedNeed:
    need, fields = row.need, fields_of(row)
    firm = need.enterprise
    values: dict[str, object] = {}
    if Field.FIRM in fields:
        values |= {"firm": firm.name, "division": firm.division.name, "subject": need.name}
    if Field.INDUSTRY in fields:
        chain = firm.chain
        values |= {
            "industry": firm.industry,
            "chain": firm.chain_id or "",
            "chain_name": chain.name if chain else "",
        }
    if Field.AMOUNT in fields:
        values["amount"] = need.amount
    if Field.TERM in fields:
        values["term_months"] = need.term_months
    if Field.PURPOSE in fields:
        values |= {"purpose": need.purpose, "detail": need.detail}
    if Field.COLLATERAL in fields:
        values["collateral"] = need.collateral
    if Field.CONTACT in fields:
        values["contact"] = need.contact
    if Field.FINANCES in fields:
        values |= {"revenue": firm.revenue, "assets": firm.assets, "employees": firm.employees}
    return OpenedNeed(
        consent=row.uid,
        code=need.code,
        bank=row.bank_id,
        bank_name=row.bank.name,
        since=row.valid_from,
        until=row.valid_to,
        fields=fields,
        offered=offered,
        declined=declined,
        **values,  # type: ignore[arg-type]
    )
