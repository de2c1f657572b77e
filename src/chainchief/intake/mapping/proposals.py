"""Which column each head of a foreign sheet probably means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from chainchief.core.units import UNITS
from chainchief.intake.files.sheets import Sheet
from chainchief.intake.mapping.foreign_heads import ForeignHead, samples
from chainchief.intake.table.known_heads import (
    BRACKETED_END,
    KnownHeads,
    folded,
    is_running_number,
)
from chainchief.intake.table.qualifiers import without_other_sense

#: The least likeness of a head to a column's name at which the column is proposed.
_LEAST = 0.55
#: Words of ours, and what offices write for them.
_SAME_WORDS = {
    "项目": "工程",
    "编号": "号码|编码|代码|序列号|id$",
    "名称": "名字|全称|简称|称谓",
    "落地单位": "所在县区|所在区县|所在地区?|属地|县市区|区县|县区|行政区划?|区划",
    "建设单位": "业主单位?|项目单位|投资主体",
    "企业": "公司|厂家|法人单位|市场主体",
    "从业人员": "职工人数|员工(?:人?数)?|用工(?:人?数)?",
    "计划总投资": "(?<!计划)总投资(?:规模|额)?|投资总额|投资规模",
    "备注": "说明|附注",
}


@dataclass(frozen=True)
class Head:
    """One head: what is proposed for it, a column's name, "" to leave it out, None if unknown.

    `is_known` says that the head means the column by itself, so that nobody needs to be asked.
    """

    place: int
    text: str
    column: str | None
    is_known: bool
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """What a person is asked once about a layout: which column each of its heads means."""

    sheet: str
    row: int
    layout: str
    heads: tuple[Head, ...]


def question_about(
    sheet: Sheet, head: ForeignHead, known: KnownHeads, remembered: Mapping[str, str]
) -> Question:
    """The question with the program's proposal; `remembered` is what the same sender said before
    of such a head, by its folded words."""
    meant = _known(head, known)
    taken = set(meant.values())
    for place, text in head.heads.items():
        said = remembered.get(folded(text))
        if place not in meant and said is not None and (said == "" or said not in taken):
            meant[place] = said
            taken.add(said)
    proposed = meant | _near(head, known, meant)
    values = samples(sheet, head)
    return Question(
        sheet.name,
        head.row,
        head.layout,
        tuple(
            Head(
                place,
                text,
                proposed.get(place),
                known.meant_by(text) is not None,
                tuple(values[place]),
            )
            for place, text in head.heads.items()
        ),
    )


def _known(head: ForeignHead, known: KnownHeads) -> dict[int, str]:
    """Heads that mean a column by themselves, each column once, and running numbers left out."""
    meant: dict[int, str] = {}
    for place, text in head.heads.items():
        found = known.meant_by(text)
        if found is not None and found.column.name not in meant.values():
            meant[place] = found.column.name
        elif found is None and (is_running_number(text) or known.is_computed(text)):
            meant[place] = ""
    return meant


def _near(head: ForeignHead, known: KnownHeads, meant: Mapping[int, str]) -> dict[int, str]:
    """The nearest pairs of the other heads and the other columns, the most alike first."""
    free = {name: c.name for name, c in known.by_name.items() if c.name not in meant.values()}
    pairs = []
    for place, text in head.heads.items():
        if place in meant:
            continue
        bare = without_unit(text)
        for name in without_other_sense(bare, free):
            likeness = _likeness(bare, name)
            if likeness >= _LEAST:
                pairs.append((likeness, -place, free[name]))
    proposed: dict[int, str] = {}
    for _likeness_of_pair, place, column in sorted(pairs, reverse=True):
        if -place not in proposed and column not in proposed.values():
            proposed[-place] = column
    return proposed


def _likeness(bare: str, name: str) -> float:
    """How alike two names are; one that holds the other whole is at least somewhat so."""
    bare, name = _in_our_words(bare), _in_our_words(name)
    ratio = SequenceMatcher(None, bare, name, autojunk=False).ratio()
    shorter, longer = sorted((bare, name), key=len)
    return max(ratio, 0.6) if len(shorter) > 1 and shorter in longer else ratio


def _in_our_words(text: str) -> str:
    for ours, theirs in _SAME_WORDS.items():
        text = re.sub(theirs, ours, text)
    return text


def unit_in(text: str) -> str:
    """The unit that a head ends in: 亿元 in 计划投资额(亿元); "" where it names none."""
    head = folded(text)
    return _bracketed(head[len(without_unit(text)) :])


def without_unit(text: str) -> str:
    """A head without what stands in brackets at its end if that is a unit."""
    head = folded(text)
    end = BRACKETED_END.search(head)
    return head[: end.start()] if end and _bracketed(end[0]) else head


def _bracketed(end: str) -> str:
    """The unit in brackets at the end of a head, else ""."""
    unit = end.strip("()[]【】").removeprefix("单位").strip(":")
    return unit if unit in UNITS else ""
