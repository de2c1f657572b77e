"""What stands beside a figure: its bar against the year's plan, and last year in words."""

from dataclasses import dataclass
from fractions import Fraction

from chainchief.core.i18n import _, ngettext
from chainchief.core.units import Dimension
from chainchief.indicators.compare.comparer import Comparer, Comparison
from chainchief.indicators.compute.evaluation import MILLION
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Figure
from chainchief.web.figures.speech import spoken

#: How wide the mark of the schedule is: at the end of the year it stands at the end of the bar.
_TICK = 12
_BAR = 1000


@dataclass(frozen=True)
class PlanBar:
    """Lengths are in parts of 1000, the width of the drawing."""

    done: int
    tick: int
    words: str


def last_year(comparer: Comparer, figure: Figure) -> str:
    """268个；多33个，增长12.3%; "" where there is no base to compare with.

    Growth over the firms that stand in both years does not belong to the levels of all: it says
    so, and over how many, and no difference of the levels stands beside it.
    """
    try:
        growth = comparer.same_period(figure)
        difference = comparer.difference(figure)
    except NotComparableError:
        return ""
    if growth.then is None or growth.base is None or figure.value is None:
        return ""
    if growth.matched is not None:
        change = matched_words(growth.matched, growth.display)
        return spoken(_("{then}; {change}").format(then=growth.then.display, change=change))
    changes = dict.fromkeys((difference.display, growth.display))
    words = _("{then}; {change}").format(then=growth.then.display, change=_(", ").join(changes))
    return spoken(words)


def matched_words(number: int, change: str) -> str:
    """A change over the firms that stand in both years, and over how many."""
    return ngettext(
        "over the {number} firm in both years: {change}",
        "over the {number} firms in both years: {change}",
        number,
    ).format(number=number, change=change)


def plan_bar(comparer: Comparer, figure: Figure) -> PlanBar | None:
    """The bar where the year has a plan for this figure; None where it has none."""
    found = against_plan(comparer, figure)
    if found is None:
        return None
    words = spoken(_(", ").join(filter(None, found.wordings)))
    if found.done is None:
        return PlanBar(0, 0, words)
    due = found.due or Fraction(0)
    return PlanBar(_clipped(found.done * _BAR), min(_clipped(due * _BAR), _BAR - _TICK), words)


@dataclass(frozen=True)
class AgainstPlan:
    """Shares of the year's plan: `done`, and `due` by its schedule; None where there is no such.

    `wordings` are those of documents, also where the plan is not given in percent.
    """

    done: Fraction | None
    due: Fraction | None
    wordings: tuple[str, ...]


def against_plan(comparer: Comparer, figure: Figure) -> AgainstPlan | None:
    """Shares of the year's plan that are reached; None where it has none for this figure."""
    try:
        reached = comparer.against_plan(figure)
    except NotComparableError:
        return None
    if reached.plan is None or reached.value is None:
        return None
    done = reached.value / MILLION if reached.unit.dimension is Dimension.RATE else None
    schedule = _schedule(comparer, figure)
    if schedule is None:
        return AgainstPlan(done, None, (reached.display,))
    due = reached.plan.share_by(figure.span.end)
    return AgainstPlan(done, due, (reached.display, schedule.display))


def _schedule(comparer: Comparer, figure: Figure) -> Comparison | None:
    try:
        found = comparer.against_schedule(figure)
    except NotComparableError:
        return None
    return found if found.value is not None else None


def _clipped(length: Fraction) -> int:
    return min(max(round(length), 0), _BAR)
