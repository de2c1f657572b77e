"""Numbers that no register holds: statistics to be quoted, and what other offices hand over."""

import re

from chainchief.core.units import Dimension
from chainchief.indicators.figures import MetricType
from chainchief.workshop.drafts.draft import Draft
from chainchief.workshop.sentences.numbers import FoundNumber
from chainchief.workshop.sentences.phrases import phrases

#: Words around the name of what is counted: 全市共有…达到.
_LEADING = re.compile(
    r"^[\s,\uff0c、:\uff1a;；和与及]*(?:其中|全市|全县|全区|今年以来|截至[^,\uff0c]*[,\uff0c]|"
    r"(?:\d+\s*[-—–~至]\s*)?\d+月份?[,\uff0c]?|累计|共有?|已|新增|组织|实现|开展|完成)*"
)
_TRAILING = re.compile(
    r"(?:达到|达|为|共|约|近|超过|突破|累计|增长|下降|同比|居|列|第|[\s,\uff0c、:\uff1a])*$"
)
_LONGEST = 24
_SHORTEST = 2


def stated_draft(number: FoundNumber, words: str) -> Draft | None:
    """A number to be looked up: an official statistic, a rank, or one that an office furnishes."""
    name = _LEADING.sub("", _TRAILING.sub("", words).split("\uff0c")[-1])[-_LONGEST:]
    if len(name) < _SHORTEST or number.unit is None:
        return None
    dimension = number.unit.dimension
    if dimension is Dimension.RANK and "第" not in number.text:
        return None
    if dimension is Dimension.RANK:
        return Draft(nature=MetricType.RANK, among=name, name=name, unit="位")
    official = any(word in words for word in phrases().official)
    if official and dimension in (Dimension.RATE, Dimension.POINTS):
        return Draft(nature=MetricType.OFFICIAL, name=name, unit=number.unit.code, places="1")
    return Draft(nature=MetricType.FURNISHED, name=name, unit=number.unit.code)
