"""The people of the demo city: one account for each kind of person, in the order of a month."""

import uuid
from dataclasses import dataclass

from chainchief.demo.chance import uid_of

#: The chain that the people of a chain are of.
CHAIN = "NEW-IT"
SYSTEM, SECURITY = "xitong", "anquan"


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
