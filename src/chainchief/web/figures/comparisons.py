"""What stands beside a figure: its bar against the year's plan, and last year in words."""

from fractions import Fraction

from chainchief.core.i18n import _
from chainchief.core.units import Dimension
from chainchief.indicators.compare.comparer import Comparer, Comparison
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Figure
from chainchief.web.figures.rows import PlanBar

#: A share of the plan is in parts per million, a bar is drawn in parts of 1000.
_TO_BAR = 1000
_BAR = 1000


def last_year(comparer: Comparer, figure: Figure) -> str:
    """上年同期268个,多33个,增长12.3%; "" where there is no base to compare with."""
    try:
        growth = comparer.same_period(figure)
        difference = comparer.difference(figure)
    except NotComparableError:
        return ""
    if growth.then is None or growth.base is None or figure.value is None:
        return ""
    changes = dict.fromkeys((difference.display, growth.display))
    return _("{then}; {change}").format(then=growth.then.display, change=_(", ").join(changes))


def plan_bar(comparer: Comparer, figure: Figure) -> PlanBar | None:
    """The bar where the year has a plan for this figure; None where it has none."""
    try:
        reached = comparer.against_plan(figure)
    except NotComparableError:
        return None
    if reached.plan is None or reached.value is None:
        return None
    schedule = _schedule(comparer, figure)
    told = (reached.display, schedule.display if schedule else "")
    words = _(", ").join(text for text in told if text)
    if reached.unit.dimension is not Dimension.RATE:
        return PlanBar(0, 0, words)
    due = reached.plan.share_by(figure.span.end) if schedule else Fraction(0)
    return PlanBar(_clipped(reached.value / _TO_BAR), _clipped(due * _BAR), words)


def _schedule(comparer: Comparer, figure: Figure) -> Comparison | None:
    try:
        found = comparer.against_schedule(figure)
    except NotComparableError:
        return None
    return found if found.value is not None else None


def _clipped(length: Fraction) -> int:
    return min(max(round(length), 0), _BAR)
