"""What a figure is set against: its own last year, its plan, its time schedule.

Comparisons are exact until shown. Both spans are read from one snapshot, by today's definition.
What must not be compared is refused with the reason (domain practice: 同比 with a base of zero or
below is told in words; 环比 is never computed from raw months; percentages differ by 百分点).
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from chainchief.core.i18n import _
from chainchief.core.rounding import rounded
from chainchief.core.spans import Month, Span
from chainchief.core.units import Dimension, Unit, from_steps, unit
from chainchief.indicators.collection import MILLION, Figures
from chainchief.indicators.display import ABSENT, number_text, with_unit
from chainchief.indicators.engine import figures_for
from chainchief.indicators.entries import SUMMED, Entry
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.explain import nature_in_words
from chainchief.indicators.figures import Figure, Nature
from chainchief.indicators.plans import Plan, Plans
from chainchief.lake.engines import Engine
from chainchief.lake.manifest import Snapshot

PERCENT, POINTS = unit("%"), unit("百分点")
PLACES = 1


class Basis(StrEnum):
    """What a figure can be asked to be compared with."""

    SAME_PERIOD = "yoy"
    DIFFERENCE = "yoy-difference"
    PLAN = "plan"
    SCHEDULE = "schedule"
    MONTH_BEFORE = "month-on-month"


@dataclass(frozen=True)
class Comparison:
    """The outcome. `value` is exact, in steps of `unit`; None where only words can say it.

    `base` is what was compared with, in steps of the figure's unit; `then` last year's figure and
    `plan` the plan's record, where there is one. `absent` says why there is nothing to compare.
    """

    basis: Basis
    now: Figure
    unit: Unit
    value: Fraction | None
    display: str
    base: Fraction | None = None
    then: Figure | None = None
    plan: Plan | None = None
    absent: str = ""


class Comparer:
    """Compares the figures of one span. Last year's are computed once, for all cells together."""

    def __init__(self, figures: Figures, snapshot: Snapshot, engine: Engine) -> None:
        self.figures, self.snapshot, self.engine = figures, snapshot, engine

    def compare(self, figure: Figure, basis: Basis | str) -> Comparison:
        """`figure` against `basis`. Raises `NotComparableError` where that is not allowed."""
        ways = {
            Basis.SAME_PERIOD: self.same_period,
            Basis.DIFFERENCE: self.difference,
            Basis.PLAN: self.against_plan,
            Basis.SCHEDULE: self.against_schedule,
            Basis.MONTH_BEFORE: self.month_on_month,
        }
        return ways[Basis(basis)](figure)

    def same_period(self, figure: Figure) -> Comparison:
        """同比: a rate for amounts and counts, percentage points for rates.

        (now − then) / then; with a base of zero or below in words (扭亏, 减亏, 增亏).
        """
        _check_has_last_year(figure)
        if figure.unit.dimension is Dimension.RANK:
            raise NotComparableError(
                _("{} is a rank; its change is told in places, not in percent").format(figure.name)
            )
        told_in = POINTS if _is_rate(figure) else PERCENT
        outcome = self._with_last_year(figure, Basis.SAME_PERIOD, told_in)
        if outcome.base is None or figure.value is None:
            return outcome
        if told_in is POINTS:
            change = figure.value - outcome.base
            return replace(outcome, value=change, display=_change_of_points(change))
        return _growth(outcome, figure.value, outcome.base)

    def difference(self, figure: Figure) -> Comparison:
        """How much more or less than in the same period of last year, in the figure's unit."""
        _check_has_last_year(figure)
        told_in = POINTS if _is_rate(figure) else figure.unit
        outcome = self._with_last_year(figure, Basis.DIFFERENCE, told_in)
        if outcome.base is None or figure.value is None:
            return outcome
        change = figure.value - outcome.base
        return replace(outcome, value=change, display=self._more_or_less(figure, change))

    def against_plan(self, figure: Figure) -> Comparison:
        """The share of the year's plan that is reached; for a rate the distance in points."""
        _check_from_january(figure)
        plan = self._plan(figure)
        outcome = _against(Basis.PLAN, figure, plan)
        if outcome.plan is None or figure.value is None:
            return outcome
        if _is_rate(figure):
            change = figure.value - outcome.plan.steps
            text = _points(change, _("{} above the plan"), _("{} below the plan"), _("as planned"))
            return replace(outcome, value=change, unit=POINTS, display=text)
        return _share_of_plan(outcome, figure.value, outcome.plan.steps)

    def against_schedule(self, figure: Figure) -> Comparison:
        """How far the share of the plan reached is ahead of the time schedule, in points."""
        _check_from_january(figure)
        if figure.nature not in (Nature.FLOW, Nature.CUMULATIVE_REPORT):
            raise NotComparableError(
                _(
                    "{} does not grow from January on, so no schedule says how far it should be"
                ).format(figure.name)
            )
        outcome = _against(Basis.SCHEDULE, figure, self._plan(figure))
        if outcome.plan is None or figure.value is None:
            return outcome
        if outcome.plan.steps <= 0:
            return _share_of_plan(outcome, figure.value, outcome.plan.steps)
        due = outcome.plan.share_by(figure.span.end)
        ahead = (figure.value / outcome.plan.steps - due) * MILLION
        texts = _("{} ahead of schedule"), _("{} behind schedule"), _("on schedule")
        display = _points(ahead, *texts)
        base = due * outcome.plan.steps
        return replace(outcome, value=ahead, unit=POINTS, base=base, display=display)

    def month_on_month(self, figure: Figure) -> Comparison:
        """环比 is never computed from raw months: always refused."""
        raise NotComparableError(
            _(
                "{} is not compared with the month before: raw months differ by season and "
                "working days; compare with the same period of last year"
            ).format(figure.name)
        )

    def _with_last_year(self, figure: Figure, basis: Basis, told_in: Unit) -> Comparison:
        then = self._last_year.get(figure.code, figure.scope, figure.record)
        absent = figure.absent or then.absent
        display = ABSENT if figure.value is None or then.value is None else ""
        return Comparison(basis, figure, told_in, None, display, then.value, then, absent=absent)

    @cached_property
    def _last_year(self) -> Figures:
        """The same cells twelve months earlier, in the same snapshot, by the same catalogue."""
        figures = self.figures
        span = figures.span.same_last_year()
        return figures_for(
            self.snapshot,
            span.end,
            catalogue=figures.catalogue,
            engine=self.engine,
            divisions=figures.divisions,
            chains=figures.chains,
            codes=figures.codes,
            span=span,
        )

    @cached_property
    def _plans(self) -> Plans:
        return Plans(self.snapshot, self.engine)

    def _plan(self, figure: Figure) -> Plan | str:
        entry = self.figures.catalogue[figure.code]
        return self._plans.of(entry, figure.scope, figure.span.end.year)

    def _more_or_less(self, figure: Figure, change: Fraction) -> str:
        if _is_rate(figure):
            return _change_of_points(change)
        if figure.unit.dimension is Dimension.RANK:
            return _places_moved(change)
        entry: Entry = self.figures.catalogue[figure.code]
        text = number_text(abs(change), figure.unit, entry.places, entry.rounding)
        amount = with_unit(text, figure.unit)
        return _signed(change, _("{} more"), _("{} less"), _("unchanged"), amount)


def _is_rate(figure: Figure) -> bool:
    return figure.unit.dimension in (Dimension.RATE, Dimension.POINTS)


def _check_has_last_year(figure: Figure) -> None:
    """Levels of other authorities and attributes of records have no base of their own."""
    if figure.nature is Nature.RECORD:
        raise NotComparableError(
            _("{} is an attribute of one record, which has no period to compare").format(
                figure.name
            )
        )
    level = not _is_rate(figure) and figure.unit.dimension is not Dimension.RANK
    if figure.nature in (Nature.OFFICIAL, Nature.FURNISHED) and level:
        raise NotComparableError(
            _(
                "{} is a level that another authority published; last year's may rest on another "
                "set of units, so quote the growth that authority released"
            ).format(figure.name)
        )


def _check_from_january(figure: Figure) -> None:
    if figure.nature not in (*SUMMED, Nature.RATIO, Nature.OFFICIAL, Nature.DIFFERENCE):
        raise NotComparableError(
            _("{} has no annual plan: it is {}").format(figure.name, nature_in_words(figure.nature))
        )
    if figure.span != Span(Month(figure.span.end.year, 1), figure.span.end):
        raise NotComparableError(
            _(
                "a plan is for a whole year, so only January to a month is compared with it, not {}"
            ).format(figure.span.label)
        )


def _growth(outcome: Comparison, now: Fraction, base: Fraction) -> Comparison:
    if base > 0 and now >= 0:
        rate = (now - base) / base * MILLION
        text = _rate_text(abs(rate))
        display = _signed(rate, _("up {}"), _("down {}"), _("unchanged"), text)
        return replace(outcome, value=rate, display=display)
    return replace(outcome, display=_sign_in_words(now, base))


def _sign_in_words(now: Fraction, base: Fraction) -> str:
    """No rate has a meaning where the base is zero or below, or the sign turns."""
    if base == 0:
        return _("nothing in the same period of last year")
    if base > 0:
        return _("turned from profit to loss")
    if now >= 0:
        return _("turned from loss to profit")
    if now == base:
        return _("loss unchanged")
    return _("loss reduced") if now > base else _("loss grown")


def _against(basis: Basis, figure: Figure, plan: Plan | str) -> Comparison:
    if isinstance(plan, str):
        return Comparison(basis, figure, PERCENT, None, ABSENT, absent=plan)
    display = ABSENT if figure.value is None else ""
    base = Fraction(plan.steps)
    return Comparison(basis, figure, PERCENT, None, display, base, plan=plan, absent=figure.absent)


def _share_of_plan(outcome: Comparison, now: Fraction, plan: int) -> Comparison:
    if plan <= 0:
        reason = _("the plan is zero, so no share of it is reached")
        return replace(outcome, display=ABSENT, absent=reason)
    share = now / plan * MILLION
    text = _("{} of the annual plan").format(_rate_text(share))
    return replace(outcome, value=share, display=text)


def _rate_text(rate: Fraction) -> str:
    return with_unit(number_text(rate, PERCENT, PLACES), PERCENT)


def _change_of_points(change: Fraction) -> str:
    return _points(change, _("{} higher"), _("{} lower"), _("unchanged"))


def _points(change: Fraction, more: str, less: str, same: str) -> str:
    text = with_unit(number_text(abs(change), POINTS, PLACES), POINTS)
    return _signed(change, more, less, same, text)


def _places_moved(change: Fraction) -> str:
    """A smaller rank is better: from 7th to 5th is two places up."""
    text = str(rounded(abs(from_steps(change, unit("位")))))
    return _signed(-change, _("{} places up"), _("{} places down"), _("same place"), text)


def _signed(change: Fraction, more: str, less: str, same: str, text: str) -> str:
    return same if change == 0 else (more if change > 0 else less).format(text)
