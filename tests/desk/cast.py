"""A city with two firms, three offices and the people of a case; each test steps through it."""

import datetime as dt

from tests.fixtures.accounts import make_account
from tests.fixtures.viewers import holding

from chainchief.desk.difficulties.acts import take
from chainchief.desk.difficulties.deeds import Deed
from chainchief.desk.difficulties.machine import Act
from chainchief.desk.difficulties.registering import Registration, register
from chainchief.desk.difficulties.slips import slip_code
from chainchief.ledger import changelog
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.organisation.models import Organisation

CITY, NORTH, SOUTH = "990100", "990101", "990102"
POWER, LAND, BUREAU, BANK = "ORG-FGW", "ORG-ZGJ", "ORG-GXJ", "ORG-BANK"
#: A Wednesday, with no holiday near.
DAY = dt.date(2026, 11, 11)
OFFICE = holding("chain-office", "市链办 王敏")
COLLEAGUE = holding("chain-office", "市链办 刘强")
COUNTY = holding("county", "北县 孙倩", division=NORTH)
OTHER_COUNTY = holding("county", "南区 李莉", division=SOUTH)
POWER_CLERK = holding("department", "发改委 赵某", organisation=POWER)
LAND_CLERK = holding("department", "自然资源局 钱某", organisation=LAND)
BUREAU_CLERK = holding("department", "工信局 周某", organisation=BUREAU)
FIRM = holding("firm", "甲厂 吴某", enterprise="QY-1")
OTHER_FIRM = holding("firm", "乙厂 郑某", enterprise="QY-2")
CHIEF = holding("chief", "链长秘书 何某", chain="BIO")
BANKER = holding("bank", "某银行 冯某", organisation=BANK)
READER = holding("reader", "读者 杨柳")
CAST = (
    OFFICE,
    COLLEAGUE,
    COUNTY,
    OTHER_COUNTY,
    POWER_CLERK,
    LAND_CLERK,
    BUREAU_CLERK,
    FIRM,
    OTHER_FIRM,
    CHIEF,
    BANKER,
    READER,
)


def city() -> None:
    """Two counties with a firm each, a chain, the offices; nobody has an account yet."""
    with changelog.acting("clerk", "the city"):
        Division.objects.create(code=CITY, name="演示市", level="city")
        for code, name in ((NORTH, "北县"), (SOUTH, "南区")):
            Division.objects.create(code=code, name=name, level="county", parent_id=CITY)
        Chain.objects.create(code="BIO", name="生物制造")
        for code, name in ((POWER, "市发改委"), (LAND, "市自然资源局"), (BUREAU, "市工信局")):
            Organisation.objects.create(code=code, name=name, category="department")
        Organisation.objects.create(code=BANK, name="某银行", category="bank")
        for code, name, unit in (("QY-1", "甲厂", NORTH), ("QY-2", "乙厂", SOUTH)):
            Enterprise.objects.create(code=code, name=name, division_id=unit, chain_id="BIO")


def accounts() -> None:
    """The cast with accounts, so that notices find them."""
    for viewer in CAST:
        make_account(viewer.name, viewer.held[0])


def said(**values) -> Registration:
    return Registration(
        **{
            "firm": "QY-1",
            "subject": "夏季用电负荷受限",
            "category": "energy",
            "source": "visit",
            "office": BUREAU,
            "informant": "吴厂长",
            **values,
        }
    )


def registered(viewer=OFFICE, **values) -> Difficulty:
    return register(said(**values), viewer=viewer)


def step(case, act: Act, viewer=OFFICE, **deed) -> Difficulty:
    """Take the act; the case as it is afterwards."""
    return take(case, act, Deed(**deed), viewer=viewer)


def assigned(helpers=(), **values) -> Difficulty:
    case = step(registered(**values), Act.ACCEPT)
    return step(case, Act.ASSIGN, office=POWER, helpers=tuple(helpers))


def in_work(**values) -> Difficulty:
    case = step(assigned(**values), Act.SIGN, POWER_CLERK)
    return step(case, Act.NOTE, POWER_CLERK, note="已到现场查看线路")


def answered(**values) -> Difficulty:
    return step(
        in_work(**values), Act.ANSWER, POWER_CLERK, note="已增容至2000千伏安", outcome="solved"
    )


def slip_of(case) -> str:
    return slip_code(Difficulty.objects.get(pk=case.pk))
