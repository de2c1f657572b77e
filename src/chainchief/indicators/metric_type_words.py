"""The types of metric in words."""

from chainchief.core.i18n import _
from chainchief.indicators.figures import Nature

_NATURES = {
    Nature.FLOW: "a flow: what happened in the span",
    Nature.STOCK: "a stock: what there is at the end of the span",
    Nature.CUMULATIVE_REPORT: "a cumulative report: the last report of the year counts",
    Nature.RATIO: "a ratio of two sums",
    Nature.DIFFERENCE: "a difference of two numbers",
    Nature.OFFICIAL: "an official statistic, looked up, never computed",
    Nature.FURNISHED: "a number furnished by another office, looked up",
    Nature.RANK: "a rank from an authority's notice, looked up",
    Nature.STREAK: "a streak of editions",
    Nature.RECORD: "an attribute of one record",
}


def nature_in_words(nature: Nature) -> str:
    return _(_NATURES[nature])
