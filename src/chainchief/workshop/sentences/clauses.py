"""The words of a sentence that say what a number of it counts."""

import re
from collections.abc import Sequence

from chainchief.workshop.sentences.limits import limits_of, without_limits
from chainchief.workshop.sentences.numbers import FoundNumber

_PAUSE = re.compile("[,\uff0c、。;；(\uff08]")
#: 为318家企业解决…: what is counted stands behind the number.
_LEADS = re.compile(
    "(?:为|对|与|帮助|帮扶|支持|向|组织|推动|围绕|聚焦|依托|打造|有|达成|共|全市|全县|全区|全省|我市|我县|我区|的)$"
)
#: With these another thing is said of what was counted.
_VERB = re.compile("累计|共计|实现|达到|新签|签约|开工|完成|总投资|分别")
_HEAD = re.compile(
    "(?:.{0,8}?)(新增|新建|新认定|新获批|新成立|新培育|新设|新揭牌|解决|化解|办结|受理|收集)"
)
#: 开工、投产、达产项目分别为: what the numbers that follow count, one by one.
_RESPECTIVELY = re.compile(
    "([^,\uff0c。;；]*[、和及与][^,\uff0c。;；]*?)(?:数量?|个数)?分别(?:达到?|为|有|是)?$"
)
_JOINED = re.compile("[、和及与,\uff0c\\s]{1,2}")
_NOUNS = ("项目", "企业", "产业链", "困难", "问题")
#: 12条产业链共有企业2150家: the chains, and nothing of what is said about them.
_CHAINS = re.compile("[^\\W\\d_]{0,6}?产业链(?!.{0,12}(?:增长|突破|超|达标|实现|[上下]降))")
_PRODUCTS = re.compile("(?:企业的?)?产品")
_QUOTES = re.compile("[“”\"'‘’《》]")
#: Words that say nothing of what is counted.
_FILLER = re.compile(
    r"其中|全市|全县|全区|累计|已|共有?|达到?|为|有|约|近|超过|的|总数|总量|目前|今年以来|截至|月[底末]?|"
    r"个|家|新增|净增|退出|实现|完成|组织|开展|[\d\s,\uff0c、:\uff1a和及与中-]"
)
#: Words before a number that say too little of what it counts (其中, 共).
SHORT = 3
#: 累计达到47家: no longer those that are new.
_IN_ALL = re.compile("累计|总数|总量|共有|总计")
_NEWLY = re.compile("新增|新认定|新获评?|新入选|净增")


def before_of(number: FoundNumber, found: Sequence[FoundNumber]) -> str:
    """The words between the number before it, in the same sentence, and this one."""
    earlier = [
        each for each in found if each.paragraph == number.paragraph and each.end <= number.start
    ]
    begins = number.start - len(number.before)
    after = max((each.end for each in earlier if each.end >= begins), default=begins)
    return number.before[after - begins :]


def clause_of(number: FoundNumber, found: Sequence[FoundNumber]) -> str:
    """The words that say what a number counts."""
    before = _QUOTES.sub("", before_of(number, found))
    # 100个新竣工项目: the records stand behind the number.
    behind = _QUOTES.sub("", _PAUSE.split(number.after, maxsplit=1)[0])
    behind = _VERB.split(behind, maxsplit=1)[0] if re.search(r"\d", behind) else behind[:24]
    chains = _CHAINS.match(behind) if number.unit is not None and number.unit.code == "条" else None
    behind = chains[0] if chains else behind
    if _PRODUCTS.match(behind):
        # 18个产品居全国第一，36个产品居前三: what stood before the pause is said of the first.
        before = _PAUSE.split(before)[-1]
    is_short = len(before.strip(" ,\uff0c、:\uff1a")) <= SHORT
    before = _new_of_the_list(before, number) + before
    return before + behind if behind and (is_short or _LEADS.search(before)) else before


def _new_of_the_list(clause: str, number: FoundNumber) -> str:
    """新建技术中心9家、实验室3家: what is new, or solved, at the head of a list is so along it."""
    segment = re.split("[,\uff0c;；。]", number.before)[-1]
    head = _HEAD.match(segment)
    return head[1] if head and clause[:1] in "、和及" and not _HEAD.match(clause) else ""


def with_subject(clause: str, earlier: Sequence[str], number: FoundNumber) -> str:
    """The words, with those of the number before where they are too few: 累计达到."""
    if not earlier or not says_little(clause) or not number.before.strip(" ,\uff0c、"):
        return clause
    words = earlier[-1]
    if _IN_ALL.search(clause):
        words = _NEWLY.sub("", words)
    return (without_limits(words) if limits_of(clause) else words) + clause


def says_little(clause: str) -> bool:
    """Whether words name nothing that is counted: 累计达到, 其中超千亿元."""
    return len(remainder(clause)) <= 1


def remainder(clause: str) -> str:
    """Words without limits and without those that say nothing of what is counted."""
    return _FILLER.sub("", without_limits(clause))


def one_by_one(clauses: Sequence[str], found: Sequence[FoundNumber]) -> list[str]:
    """The words of each number, also where those of all stand before the first."""
    result = list(clauses)
    for at, clause in enumerate(clauses):
        listed = _RESPECTIVELY.search(clause)
        items = re.split("[、和及与]", listed[1]) if listed else []
        group = [n for n in range(at, at + len(items)) if n < len(found)]
        alike = all(found[n].unit == found[at].unit for n in group)
        bare = all(_JOINED.fullmatch(clauses[n]) for n in group[1:])
        if len(items) < 2 or len(group) < len(items) or not alike or not bare:
            continue
        tail = next((noun for noun in _NOUNS if items[-1].endswith(noun)), "")
        for n, item in zip(group, items, strict=True):
            result[n] = item if item.endswith(tail) else item + tail
    return result
