"""Words that set apart what is otherwise called alike: 自报, 核实 and 认定 are three amounts.

A near name never crosses from one to another, and none is proposed for a name that leaves open
which of them is meant.
"""

import re
from collections.abc import Iterable, Sequence

#: Families of words, each a list of senses with the words that say it. Longer words come first
#: where one holds another.
_FAMILIES: tuple[tuple[str, ...], ...] = (
    ("自报|上报|填报|self-?reported|reported", "核实|核查|verified", "认定|确认|recogni[sz]ed"),
    ("计划|拟|预计|目标|plan(?:ned)?|expected|target", "完成|实际|实绩|completed|actual|done"),
    ("签约|签订|signed", "履约|落地|合同|contracted", "意向|洽谈|intended"),
    ("申请|申报|applied|requested", "批复|核准|批准|获批|approved|granted", "拨付|到账|paid"),
    ("受理|收到|received", "办结|解决|solved|settled"),
    ("开工|动工|started", "竣工|投产|完工|finished"),
    ("累计|cumulative|to date", "当月|本月|当期|of the month"),
    ("本年|今年|当年|this year", "上年|去年|同期|last year"),
    ("起始|开始|自何时|生效|from", "截止|终止|结束|失效|至|until|to$"),
    ("总资产|total assets", "净资产|net assets"),
    ("未|不|非|无|not |un(?=[a-z]{4})", "已|有"),
)
_SENSES = tuple(tuple(re.compile(words, re.IGNORECASE) for words in family) for family in _FAMILIES)


def without_other_sense(name: str, known: Iterable[str]) -> list[str]:
    """The names of `known` that may be meant by `name`.

    Not one that says another thing of a family than `name` does. Where `name` says nothing of it,
    one that does may be meant if no other of `known` has the same words around another sense.
    """
    known = list(known)
    return [other for other in known if _may_be_meant(name, other, known)]


def _may_be_meant(name: str, other: str, known: list[str]) -> bool:
    for family in _SENSES:
        said, says = _said(family, name), _said(family, other)
        if any(said) and said != says:
            return False
        if not any(said) and any(says) and _has_rival(family, other, known):
            return False
    return True


def _said(family: Sequence[re.Pattern[str]], name: str) -> list[bool]:
    return [bool(sense.search(name)) for sense in family]


def _has_rival(family: Sequence[re.Pattern[str]], name: str, known: list[str]) -> bool:
    """Whether another known name differs from `name` in its sense of the family alone."""

    def rest(text: str) -> str:
        for sense in family:
            text = sense.sub("", text)
        return text

    said = _said(family, name)
    return any(_said(family, other) != said and rest(other) == rest(name) for other in known)


def is_other_amount(head: str, title: str) -> bool:
    """Whether a head says another of the three amounts 自报, 核实, 认定 than a column's title."""
    said, says = _said(_SENSES[0], head), _said(_SENSES[0], title)
    return any(said) and any(says) and said != says
