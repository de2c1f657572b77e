"""A city whose five firms are rewarded by hand: every amount can be counted on fingers."""

import datetime as dt

from tests.fixtures.viewers import holding

from chainchief.ledger import changelog
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.document.models import Document
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.policy_clause.models import PolicyClause
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.kinds.reward.models import Policy

CITY, NORTH, SOUTH = "990100", "990101", "990102"
#: 1 万元 in 分.
WAN = 1_000_000
YEAR = 2025
#: A Wednesday after the year, with no holiday near.
DAY = dt.date(2026, 11, 11)
OFFICE = holding("chain-office", "市链办 王敏")
COLLEAGUE = holding("chain-office", "市链办 刘强")
COUNTY = holding("county", "北县 孙倩", division=NORTH)
FIRM = holding("firm", "甲厂 吴某", enterprise="QY-1")
OTHER_FIRM = holding("firm", "乙厂 郑某", enterprise="QY-2")
BANKER = holding("bank", "某银行 冯某", organisation="ORG-BANK")
READER = holding("reader", "读者 杨柳")
#: Code, name, size, revenue in 万元; QY-5 states none.
FIRMS = (
    ("QY-1", "甲厂", "small", 2_000),
    ("QY-2", "乙厂", "medium", 1_999),
    ("QY-3", "丙厂", "small", 10_000),
    ("QY-4", "丁厂", "large", 50_000),
    ("QY-5", "戊厂", "micro", None),
)
#: The document that proves payments.
PROOF = "f" * 64


def city() -> None:
    with changelog.acting("clerk", "the city"):
        Division.objects.create(code=CITY, name="演示市", level="city")
        for code, name in ((NORTH, "北县"), (SOUTH, "南区")):
            Division.objects.create(code=code, name=name, level="county", parent_id=CITY)
        Chain.objects.create(code="BIO", name="生物制造")
        Document.objects.create(
            code=PROOF, name="兑付清单.pdf", media_type="application/pdf", size=9
        )
        for number, (code, name, size, revenue) in enumerate(FIRMS):
            Enterprise.objects.create(
                code=code,
                name=name,
                division_id=NORTH if number % 2 == 0 else SOUTH,
                chain_id="BIO",
                size_class=size,
                revenue=None if revenue is None else revenue * WAN,
            )
        for number, (firm, total) in enumerate((("QY-1", 300), ("QY-1", 700), ("QY-3", 999))):
            Project.objects.create(
                code=f"XM-{number}",
                name=f"项目{number}",
                enterprise_id=firm,
                division_id=NORTH,
                chain_id="BIO",
                total_investment=total * WAN,
            )
        Policy.objects.create(code="ZC", name="演示奖补政策", number="演示发〔2025〕1号")


def clause(number: int = 1, **values: object) -> PolicyClause:
    """A clause of the policy; whatever is not given qualifies everybody with a revenue."""
    with changelog.acting("clerk", "a clause"):
        return PolicyClause.objects.create(
            **{
                "code": f"ZC/{number}",
                "policy_id": "ZC",
                "number": number,
                "wording": f"第{number}条",
                "qualifies": "firm: {revenue: {at_least: 1万元}}",
                "formula": "fixed: 10万元",
                **values,
            }
        )
