"""A city with two firms, two banks and their products; each test opens a need and steps on."""

import datetime as dt

from tests.desk import cast
from tests.fixtures.viewers import holding, office

from chainchief.desk.financing.acts import take
from chainchief.desk.financing.consents import Field
from chainchief.desk.financing.deeds import Deed
from chainchief.desk.financing.machine import Act
from chainchief.desk.financing.raising import NewNeed, raise_need
from chainchief.desk.financing.standing import Standing, standing_of
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.kinds.document.models import Document, DocumentAddition
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.financing.models import FinancingNeed
from chainchief.ledger.kinds.organisation.models import Organisation

BANK_A, BANK_B = cast.BANK, "ORG-BANK-B"
BANKER_A = cast.BANKER
BANKER_B = holding("bank", "乙银行 沈某", organisation=BANK_B)
#: An office whose grant names the bank, and that is none.
NO_BANKER = holding("department", "监管部门 蒋某", organisation=BANK_A)
FIRM, OTHER_FIRM = cast.FIRM, cast.OTHER_FIRM
COUNTY, OTHER_COUNTY, OFFICE = cast.COUNTY, cast.OTHER_COUNTY, cast.OFFICE
EVERYBODY = (*cast.CAST, BANKER_B, NO_BANKER)
LETTER, CONTRACT, RECEIPT = ("a" * 64, "b" * 64, "c" * 64)
WAN = 100 * 10_000
ALL = frozenset(Field)


def city() -> None:
    cast.city()
    with changelog.acting("clerk", "the banks"):
        Organisation.objects.create(code=BANK_B, name="乙银行", category="bank")
        Enterprise.objects.filter(code="QY-1").update(
            industry="2762", revenue=3_000 * WAN, assets=8_000 * WAN, employees=85, version=2
        )
        Document.objects.create(code=LETTER, name="授权书.pdf", size=1)
        # Evidence is of the records that it proves, and of whoever added it.
        for code, name in ((CONTRACT, "合同.pdf"), (RECEIPT, "回单.pdf")):
            document = Document.objects.create(code=code, name=name, size=1)
            DocumentAddition.objects.create(document=document, actor=BANKER_A.signature)
    enter(
        Creation("bank_product", "CP-A1", product(bank=BANK_A)),
        Creation(
            "bank_product", "CP-B1", product(bank=BANK_B, name="乙信贷", amount_most=300 * WAN)
        ),
    )


def product(**said) -> dict[str, object]:
    return {
        "name": "甲信贷",
        "amount_least": 100 * WAN,
        "amount_most": 1_000 * WAN,
        "term_most": 36,
        "rate_least": 30_000,
        "rate_most": 45_000,
        "takes_unsecured": True,
        "takes_equipment": True,
        **said,
    }


def enter(*changes) -> None:
    apply_change_set(ChangeSet.of(*changes), viewer=office("clerk"), reason="试验数据")


def said(**values) -> NewNeed:
    return NewNeed(
        **{
            "firm": "QY-1",
            "subject": "甲厂扩产流动资金",
            "purpose": "working",
            "amount": 500 * WAN,
            "term_months": 24,
            "collateral": "equipment",
            "contact": "吴厂长 13800000001",
            "detail": "采购原料",
            **values,
        }
    )


def raised(viewer=FIRM, **values) -> FinancingNeed:
    return raise_need(said(**values), viewer=viewer)


def step(need, act: Act, viewer=FIRM, **deed) -> Standing:
    return take(need, act, Deed(**deed), viewer=viewer)


def opened(banks=(BANK_A,), fields=ALL, **values) -> Standing:
    need = raised()
    return step(need, Act.GIVE, banks=tuple(banks), fields=frozenset(fields), **values)


def consent_to(standing: Standing, bank=BANK_A):
    """The last consent that the firm gave to the bank."""
    return [one for one in standing.consents if one.bank_id == bank][-1]


def offered(bank=BANK_A, viewer=BANKER_A, amount=400 * WAN, **values) -> Standing:
    standing = opened(banks=(BANK_A, BANK_B))
    return offer(standing, bank, viewer, amount, **values)


def offer(standing, bank=BANK_A, viewer=BANKER_A, amount=400 * WAN, **values) -> Standing:
    consent = consent_to(standing, bank).uid
    return step(standing.need, Act.OFFER, viewer, consent=consent, amount=amount, **values)


def chosen(**values) -> Standing:
    standing = offered(**values)
    return step(standing.need, Act.CHOOSE, offer=standing.offers[0].uid)


def concluded(amount=400 * WAN, until=None) -> Standing:
    standing = chosen()
    return step(
        standing.need,
        Act.CONCLUDE,
        BANKER_A,
        offer=standing.offers[0].uid,
        amount=amount,
        document=CONTRACT,
        until=until,
    )


def drawn(standing, amount, **values) -> Standing:
    uid = standing.contracts[0].uid
    return step(
        standing.need, Act.DRAW, BANKER_A, offer=uid, amount=amount, document=RECEIPT, **values
    )


def again(standing: Standing) -> Standing:
    """The need as it stands in the ledger now."""
    return standing_of(FinancingNeed.objects.get(pk=standing.need.pk))


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)
