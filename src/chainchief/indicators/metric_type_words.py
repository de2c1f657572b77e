"""The types of metric in words."""

from chainchief.core.i18n import _
from chainchief.indicators.figures import MetricType

_NATURES = {
    MetricType.FLOW: "a flow: what happened in the span",
    MetricType.STOCK: "a stock: what there is at the end of the span",
    MetricType.CUMULATIVE_REPORT: "a cumulative report: the last report of the year counts",
    MetricType.RATIO: "a ratio of two sums",
    MetricType.DIFFERENCE: "a difference of two numbers",
    MetricType.GROWTH: "growth over another span, computed",
    MetricType.MEMBERS: "a number of chains or units that meet a threshold",
    MetricType.POSITION: "a place among the chains or units of this ledger",
    MetricType.OFFICIAL: "an official statistic, looked up, never computed",
    MetricType.FURNISHED: "a number furnished by another office, looked up",
    MetricType.RANK: "a rank from an authority's notice, looked up",
    MetricType.STREAK: "a streak of editions",
    MetricType.RECORD: "an attribute of one record",
}


def metric_type_in_words(nature: MetricType) -> str:
    return _(_NATURES[nature])
