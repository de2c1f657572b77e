"""A small town to search in: two counties, a bank, firms, projects, people."""

import datetime as dt

from benchmarks.clerk import clerk

from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation

EAST, WEST = "371702", "371721"
DAY = dt.date(2023, 11, 1)


def create(*records):
    """Each record as (kind, code, values)."""
    made = ChangeSet(creations=tuple(Creation(*record) for record in records))
    return apply_change_set(made, viewer=clerk(), reason="测试")


def build():
    create(
        ("division", "371700", {"name": "菏泽市", "level": "city"}),
        ("division", EAST, {"name": "牡丹区", "level": "county", "parent": "371700"}),
        ("division", WEST, {"name": "单县", "level": "county", "parent": "371700"}),
        ("chain", "BIOMED", {"name": "生物医药产业链", "short_name": "医药链", "position": 1}),
        ("organisation", "ORG-1", {"name": "市金融局", "category": "department"}),
        ("organisation", "BANK-1", {"name": "单州农商银行", "category": "bank"}),
        ("organisation", "BANK-2", {"name": "曹州农商银行", "category": "bank"}),
        (
            "enterprise",
            "QY-001",
            {"name": "华信（生物）科技有限公司", "division": EAST, "chain": "BIOMED"},
        ),
        ("enterprise", "QY-002", {"name": "华信重工股份有限公司", "division": WEST}),
        (
            "project",
            "XM-001",
            {"name": "华信5G原料药基地", "division": EAST, "enterprise": "QY-001"},
        ),
        (
            "project",
            "XM-002",
            {"name": "单县华信铸造项目", "division": WEST, "enterprise": "QY-002"},
        ),
        ("person", "RY-1", {"name": "曾华信", "organisation": "ORG-1"}),
        ("financing_need", "RZ-1", need("华信生物流动资金", "QY-001")),
        ("financing_need", "RZ-2", need("华信重工设备贷款", "QY-002")),
        ("financing_offer", "", offer("RZ-1", "BANK-1")),
        ("financing_offer", "", offer("RZ-2", "BANK-2")),
    )


def need(name, firm):
    return {
        "name": name,
        "enterprise": firm,
        "purpose": "working",
        "amount": 10**10,
        "raised_on": DAY,
        "consent_on": DAY,
    }


def offer(needed, bank):
    return {"need": needed, "bank": bank, "offered_on": DAY, "amount": 10**9}
