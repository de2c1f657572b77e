"""The people of the demo city: one account for each kind of person, with grants by two persons."""

import uuid
from dataclasses import dataclass

from chainchief.access.models import Account
from chainchief.access.rules import MACHINE_ADMIN
from chainchief.access.viewers import HeldRole, Viewer, viewer_of
from chainchief.core import clock
from chainchief.demo.chance import uid_of
from chainchief.ledger import changelog
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.duty.models import Duty
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.financing.models import FinancingNeed
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.people import accounts, grants
from chainchief.people.administrators import Person, make_administrators

REASON = "演示数据"
#: The chain that the people of a chain are of.
CHAIN = "NEW-IT"
SYSTEM, SECURITY = "xitong", "anquan"
#: Whoever builds the demo; there is nobody yet who could make accounts.
_BUILDER = Viewer("演示城市", (HeldRole(MACHINE_ADMIN),))


@dataclass(frozen=True)
class Role:
    """Somebody of the demo city: `tries` is a message, what is worth trying as them."""

    username: str
    full_name: str
    role: str
    tries: str
    division: str = ""
    chain: str = ""
    enterprise: str = ""
    organisation: str = ""
    acting_for: str = ""


#: In the order in which a month goes through their hands.
CAST = (
    Role(
        "qihe",
        "齐河县 孙倩",
        "county",
        "See the county's own projects and figures, look for what is missing in its month, and "
        "find no other county's records.",
        division="371425",
    ),
    Role(
        "ningjin",
        "宁津县 马涛",
        "county",
        "The same pages, another county: compare what each of the two may see.",
        division="371422",
    ),
    Role(
        "lianban",
        "市链办 王敏",
        "chain-office",
        "Open November, follow a figure to its receipt, see the release and what was issued.",
    ),
    Role(
        "lianzhang",
        "",
        "chief",
        "See what is stuck on the chain and whose turn it is, and the chain's map.",
        chain=CHAIN,
    ),
    Role(
        "mishu",
        "李文静（链长秘书）",
        "chief",
        "Read for the chief and act in the chief's name: the log shows both.",
        chain=CHAIN,
        acting_for="lianzhang",
    ),
    Role(
        "zhuanban",
        "何磊（新一代信息技术专班）",
        "task-force",
        "Go through the chain's leads, visits and agreements, and its segments without a firm.",
        chain=CHAIN,
    ),
    Role(
        "bumen",
        "市自然资源局 周宁",
        "department",
        "See the difficulties assigned to this office, and those of no other.",
        organisation="ORG-DEPT-ZR",
    ),
    Role(
        "gongshu",
        "示例通信 吴桐",
        "figure-provider",
        "See the numbers that name this office as their source.",
    ),
    Role(
        "tongji",
        "市统计局 郑岩",
        "statistics-reviewer",
        "Look at official statistics, flash and final, and at the figures made of them.",
    ),
    Role(
        "xuanchuan",
        "冯洁",
        "press-office",
        "Read the release with a source behind every number, and take a draft along.",
    ),
    Role(
        "qiye",
        "",
        "firm",
        "See the firm's own profile, difficulties and needs, and nothing of its neighbours.",
    ),
    Role(
        "yinhang",
        "示例第一银行 陈曦",
        "bank",
        "See the offers of this bank and no other's.",
        organisation="ORG-BANK-1",
    ),
    Role(
        "duzhe",
        "杨柳",
        "reader",
        "Read the public lists: units, chains, what is no one's secret.",
    ),
)
ADMINISTRATORS = (
    Role(
        SYSTEM,
        "许诺",
        "system-admin",
        "Make an account, approve a grant that waits, and find no business page at all.",
    ),
    Role(
        SECURITY,
        "沈岚",
        "security-admin",
        "Propose a role for somebody, revoke one, print the yearly review.",
    ),
    Role(
        "shenji",
        "韩冰",
        "audit-admin",
        "Read who came in, who was refused, who granted what.",
    ),
)
EVERYBODY = (*CAST, *ADMINISTRATORS)


def account_uid(seed: int, username: str) -> uuid.UUID:
    """The identity of an account of the demo city of that seed: no account elsewhere has it."""
    return uid_of(seed, "account", username)


def settle(seed: int) -> None:
    """Make everybody's account; the security administrator proposes, the system one approves."""
    with changelog.acting(_BUILDER.signature, REASON):
        persons = [
            Person(one.username, one.full_name, account_uid(seed, one.username), False)
            for one in ADMINISTRATORS
        ]
        make_administrators(persons, viewer=_BUILDER)
        for one in CAST:
            _settle(one, seed)


def _settle(one: Role, seed: int) -> None:
    accounts.create(
        one.username,
        one.full_name or _name_of(one),
        viewer=_acting(SYSTEM),
        reason=REASON,
        uid=account_uid(seed, one.username),
        with_password=False,
    )
    proposed = grants.propose(_wish(one), viewer=_acting(SECURITY), reason=REASON)
    grants.approve(proposed.pk, viewer=_acting(SYSTEM), reason=REASON)


def _acting(username: str) -> Viewer:
    return viewer_of(Account.objects.get(username=username), clock.today())


def _wish(one: Role) -> grants.Wish:
    behalf = Account.objects.get(username=one.acting_for) if one.acting_for else None
    return grants.Wish(
        Account.objects.get(username=one.username),
        one.role,
        clock.today(),
        division=one.division,
        chain=one.chain,
        enterprise=one.enterprise or (_firm().code if one.role == "firm" else ""),
        organisation=one.organisation or (_operator() if one.role == "figure-provider" else ""),
        acting_for=behalf,
    )


def _name_of(one: Role) -> str:
    """Chiefs and firms are those of the invented ledger."""
    if one.role == "firm":
        return f"{_firm().name} 联系人"
    duty = Duty.objects.filter(chain_id=one.chain, role="chief", valid_to=None)
    return f"{duty.select_related('person').order_by('code')[0].person.name}（链长）"


def _firm() -> Enterprise:
    """A firm of the chain with something to look at: a difficulty or a need, where there is one."""
    firms = Enterprise.objects.filter(chain=CHAIN).order_by("code")
    troubled = set(Difficulty.objects.values_list("enterprise_id", flat=True))
    in_need = set(FinancingNeed.objects.values_list("enterprise_id", flat=True))
    return max(firms, key=lambda firm: (firm.code in troubled) + (firm.code in in_need))


def _operator() -> str:
    """An office that furnishes numbers: the first that the digital infrastructure is of."""
    found = Organisation.objects.filter(category="operator").order_by("code")
    return str(found[0].code)
