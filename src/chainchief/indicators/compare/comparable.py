"""What an indicator can be compared with, in words; `comparisons` says why the rest is refused."""

from collections.abc import Iterator

from chainchief.core.i18n import _
from chainchief.core.units import Dimension
from chainchief.indicators.catalogue.indicator import SUMMED, Indicator
from chainchief.indicators.compare.bases import Basis
from chainchief.indicators.compare.comparison import PERCENT
from chainchief.indicators.compare.matched_basis import about_firms
from chainchief.indicators.figures import MetricType

#: Natures for which a year can have a plan.
PLANNED = (
    *SUMMED,
    MetricType.RATIO,
    MetricType.OFFICIAL,
    MetricType.DIFFERENCE,
    MetricType.GROWTH,
    MetricType.MEMBERS,
)
_PUBLISHED = (MetricType.OFFICIAL, MetricType.FURNISHED)
_GROWING = (MetricType.FLOW, MetricType.CUMULATIVE_REPORT)

_NAMES = {
    Basis.SAME_PERIOD: "same period last year",
    Basis.DIFFERENCE: "difference to last year",
    Basis.MATCHED: "last year, over the records in both spans",
    Basis.PLAN: "plan of the year",
    Basis.SCHEDULE: "time schedule",
    Basis.SHARE: "share in the city",
    Basis.CONTRIBUTION: "contribution to the city's growth",
    Basis.PULL: "pull on the city's growth",
    Basis.AVERAGE: "two-year average growth",
    Basis.RUN: "months in a row",
    Basis.HIGHEST: "place among all years",
    Basis.RANK: "official rank",
    Basis.MONTH_BEFORE: "month before",
}


def basis_in_words(basis: Basis) -> str:
    """The words for a basis: 与上年同期, 与年度计划 …"""
    return _(_NAMES[basis])


def ways_to_compare(indicator: Indicator) -> Iterator[tuple[Basis, str]]:
    """The comparisons that the nature of the number allows, in the order of asking."""
    yield from _with_last_year(indicator)
    if indicator.is_summed and not indicator.measure.counts:
        yield Basis.MATCHED, _("last year, over the records alone that stand in both spans")
    if indicator.nature in PLANNED:
        yield Basis.PLAN, _("the annual plan")
    if indicator.nature in _GROWING:
        yield Basis.SCHEDULE, _("the time schedule of the plan, in percentage points")
    if indicator.is_summed and indicator.dimensions:
        yield Basis.SHARE, _("the whole, of which it is a share")
        yield Basis.CONTRIBUTION, _("the growth of the whole, to which it contributes")
        yield Basis.PULL, _("the growth of the whole, which it pulls, in percentage points")
    if indicator.is_summed or (
        indicator.nature is MetricType.OFFICIAL and indicator.unit is PERCENT
    ):
        yield Basis.AVERAGE, _("the geometric average of several years")
    if indicator.nature is MetricType.RANK:
        yield Basis.RANK, _("the others, as the notice ranks them")
    yield from _with_its_history(indicator)


def _with_its_history(indicator: Indicator) -> Iterator[tuple[Basis, str]]:
    if indicator.nature is MetricType.RECORD or indicator.parameters:
        return
    if indicator.unit.dimension is not Dimension.RANK:
        yield Basis.RUN, _("the months before, how many grew on last year in a row")
    yield Basis.HIGHEST, _("the same span of all years that are known")


def _with_last_year(indicator: Indicator) -> Iterator[tuple[Basis, str]]:
    """Levels of other authorities and attributes of records have no base of their own."""
    rate = indicator.unit.dimension in (Dimension.RATE, Dimension.POINTS)
    rank = indicator.unit.dimension is Dimension.RANK
    level = indicator.nature in _PUBLISHED and not rate and not rank
    if indicator.nature is MetricType.RECORD or level:
        return
    if rate:
        yield Basis.SAME_PERIOD, _("the same period of last year, in percentage points")
    elif about_firms(indicator):
        yield Basis.SAME_PERIOD, _("the same period of last year, over the firms in both spans")
    elif not rank:
        yield Basis.SAME_PERIOD, _("the same period of last year, in percent")
    words = _("last year’s place") if rank else _("last year, by how much more or less")
    yield Basis.DIFFERENCE, words
