"""What a figure is set against: its own last year, its plan, its time schedule.

Comparisons are exact until shown. Both spans are read from one snapshot, by today's definition.
What must not be compared is refused with the reason (domain practice: 同比 with a base of zero or
below is told in words; 环比 is never computed from raw months; percentages differ by 百分点).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span
from chainchief.core.units import Dimension, Unit
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.compare.averages import average_growth
from chainchief.indicators.compare.bases import Basis
from chainchief.indicators.compare.comparison import (
    PERCENT,
    POINTS,
    Comparison,
    change_of_points,
    growth,
    is_rate,
    places_moved,
    points,
    rate_text,
    signed,
    why_missing,
)
from chainchief.indicators.compare.history import (
    months_of_growth,
    place_among_years,
    reached_first,
)
from chainchief.indicators.compare.matched_basis import about_firms, in_both_spans
from chainchief.indicators.compare.refusals import check_from_january, check_has_last_year
from chainchief.indicators.compare.wholes import (
    contribution_to_growth,
    pull_on_growth,
    share_of_whole,
    whole_of,
)
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.compute.evaluation import MILLION
from chainchief.indicators.compute.plans import Plan, Plans
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.display import amount_text
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Figure, MetricType, Scope, State
from chainchief.lake.engines.engine import Engine
from chainchief.lake.snapshots.manifest import Snapshot

__all__ = ["Basis", "Comparer", "Comparison"]


class Comparer:
    """Compares the figures of one span. Last year's are computed once, for all cells together.

    What is matched is computed cell by cell, and once too: pages ask for it at every reading.
    """

    def __init__(self, figures: Figures, snapshot: Snapshot, engine: Engine) -> None:
        self.figures, self.snapshot, self.engine = figures, snapshot, engine
        self._spans: dict[Span, Figures] = {}
        self._history: dict[tuple[Span, str], Figures] = {}
        self._in_both: dict[tuple[str, Scope, Span], tuple[int, int, int]] = {}

    def compare(self, figure: Figure, basis: Basis | str) -> Comparison:
        """`figure` against `basis`. Raises `NotComparableError` where that is not allowed."""
        ways: Mapping[Basis, Callable[[Figure], Comparison]] = {
            Basis.SAME_PERIOD: self.same_period,
            Basis.MATCHED: self.matched,
            Basis.SHARE: self.share,
            Basis.CONTRIBUTION: self.contribution,
            Basis.PULL: self.pull,
            Basis.AVERAGE: self.average,
            Basis.RUN: self.run,
            Basis.HIGHEST: self.highest,
            Basis.RANK: self.rank,
            Basis.DIFFERENCE: self.difference,
            Basis.PLAN: self.against_plan,
            Basis.SCHEDULE: self.against_schedule,
            Basis.MONTH_BEFORE: self.month_on_month,
        }
        return ways[Basis(basis)](figure)

    def same_period(self, figure: Figure) -> Comparison:
        """同比: a rate for amounts and counts, percentage points for rates.

        (now − then) / then; with a base of zero or below in words (扭亏, 减亏, 增亏). Amounts of
        firms are compared over the firms that stand in both spans (同口径).
        """
        if about_firms(self.figures.catalogue[figure.code]):
            return replace(self.matched(figure), basis=Basis.SAME_PERIOD)
        check_has_last_year(figure)
        if figure.unit.dimension is Dimension.RANK:
            raise NotComparableError(
                _("{} is a rank; its change is told in places, not in percent").format(figure.name)
            )
        unit = POINTS if is_rate(figure) else PERCENT
        over = self._months_of_both(figure)
        now, outcome = self._with_last_year(figure, Basis.SAME_PERIOD, unit, over)
        if now is None or outcome.base is None:
            return outcome
        if unit is POINTS:
            change = now - outcome.base
            compared = replace(outcome, value=change, display=change_of_points(change))
        else:
            compared = growth(outcome, now, outcome.base)
        return compared.like_with_like(over)

    def difference(self, figure: Figure) -> Comparison:
        """The difference from the same period of last year, in the figure's unit."""
        check_has_last_year(figure)
        unit = POINTS if is_rate(figure) else figure.unit
        over = self._months_of_both(figure)
        now, outcome = self._with_last_year(figure, Basis.DIFFERENCE, unit, over)
        if now is None or outcome.base is None:
            return outcome
        change = now - outcome.base
        compared = replace(outcome, value=change, display=self._more_or_less(figure, change))
        return compared.like_with_like(over)

    def against_plan(self, figure: Figure) -> Comparison:
        """The share of the year's plan that is reached; for a rate the distance in points."""
        check_from_january(figure)
        plan = self._plan(figure)
        outcome = _against(Basis.PLAN, figure, plan)
        if outcome.plan is None or figure.value is None:
            return outcome
        if is_rate(figure):
            change = figure.value - outcome.plan.steps
            text = points(change, _("{} above the plan"), _("{} below the plan"), _("as planned"))
            return replace(outcome, value=change, unit=POINTS, display=text)
        return _share_of_plan(outcome, figure.value, outcome.plan.steps)

    def against_schedule(self, figure: Figure) -> Comparison:
        """The share of the plan reached less that of the time schedule, in points."""
        check_from_january(figure)
        if figure.nature not in (MetricType.FLOW, MetricType.CUMULATIVE_REPORT):
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
        display = points(ahead, *texts)
        base = due * outcome.plan.steps
        return replace(outcome, value=ahead, unit=POINTS, base=base, display=display)

    def matched(self, figure: Figure) -> Comparison:
        """同口径: the same months of last year, of the records alone that state both."""
        indicator = self.figures.catalogue[figure.code]
        if not indicator.is_summed or indicator.measure.counts:
            raise NotComparableError(
                _("{} is no amount of several records, so none are matched").format(figure.name)
            )
        over = self._months_of_both(figure)
        value, outcome = self._with_last_year(figure, Basis.MATCHED, PERCENT, over)
        if value is None:
            return outcome
        now, then, number = self._matched_sums(figure)
        outcome = replace(outcome, base=Fraction(then), matched=number)
        if not number:
            missing = outcome.then is not None and outcome.then.state is State.NOT_REPORTED
            state = State.NOT_REPORTED if missing else State.NOT_APPLICABLE
            reason = _("no record stands in both spans")
            return replace(outcome, base=None).without(reason, state)
        present = replace(outcome, absent="", absence=State.NOT_APPLICABLE)
        return growth(present, Fraction(now), Fraction(then)).like_with_like(over)

    def _matched_sums(self, figure: Figure) -> tuple[int, int, int]:
        key = figure.code, figure.scope, figure.span
        if key not in self._in_both:
            found = in_both_spans(self.figures, figure, self.snapshot, self.engine)
            self._in_both[key] = found
        return self._in_both[key]

    def share(self, figure: Figure) -> Comparison:
        """占比: of a unit's number in the city's, of a chain's in that of all chains."""
        return share_of_whole(figure, self.figures)

    def contribution(self, figure: Figure) -> Comparison:
        """贡献率: the share of the whole's growth that the part has grown by."""
        uneven = self._uneven(Basis.CONTRIBUTION, figure)
        return uneven or contribution_to_growth(figure, self.figures, self._last_year)

    def pull(self, figure: Figure) -> Comparison:
        """拉动: by how many points the part's growth moves that of the whole."""
        uneven = self._uneven(Basis.PULL, figure)
        return uneven or pull_on_growth(figure, self.figures, self._last_year)

    def average(self, figure: Figure, years: int = 2) -> Comparison:
        """n年平均: the geometric mean of the yearly growth of so many years."""
        return average_growth(figure, self.figures, self.in_span, years)

    def run(self, figure: Figure) -> Comparison:
        """连续N个月增长: over so many months in a row more than in the year before."""
        return months_of_growth(figure, self._alone(figure))

    def highest(self, figure: Figure) -> Comparison:
        """历史同期最好: the place among the same spans of all years that are known."""
        return place_among_years(figure, self._alone(figure))

    def reached_first(self, figure: Figure, steps: Fraction) -> bool:
        """首次突破: whether it is so much for the first time since the ledger knows it."""
        return reached_first(figure, self._alone(figure), steps)

    def _alone(self, figure: Figure) -> Callable[[Span], Figure]:
        """The same cell of the same indicator over another span; nothing else is computed."""

        def found(span: Span) -> Figure:
            if span == self.figures.span:
                return figure
            key = span, figure.code
            if key not in self._history:
                self._history[key] = figures_for(
                    self.snapshot,
                    span.end,
                    catalogue=self.figures.catalogue,
                    engine=self.engine,
                    divisions=self.figures.divisions,
                    chains=self.figures.chains,
                    codes=[figure.code],
                    span=span,
                )
            return self._history[key].get(figure.code, figure.scope)

        return found

    def rank(self, figure: Figure) -> Comparison:
        """The rank that a notice states; nothing is ranked here."""
        if figure.nature is MetricType.RANK:
            return Comparison(
                Basis.RANK,
                figure,
                figure.unit,
                figure.value,
                figure.display,
                absent=figure.absent,
                absence=figure.absence,
            )
        ranks = [e.name for e in self.figures.catalogue if e.nature is MetricType.RANK]
        raise NotComparableError(
            _("{name} is not ranked here; ranks are quoted from notices: {ranks}").format(
                name=figure.name, ranks="、".join(ranks) or "—"
            )
        )

    def month_on_month(self, figure: Figure) -> Comparison:
        """环比 is never computed from raw months: always refused."""
        raise NotComparableError(
            _(
                "{} is not compared with the month before: raw months differ by season and "
                "working days; compare with the same period of last year"
            ).format(figure.name)
        )

    def _with_last_year(
        self, figure: Figure, basis: Basis, unit: Unit, over: Span | None
    ) -> tuple[Fraction | None, Comparison]:
        """This year's value and the outcome with last year's; `over` these months of both alone."""
        now, before = figure, self._last_year
        if over is not None:
            now = self.in_span(over).get(figure.code, figure.scope, figure.record)
            before = self.in_span(over.same_last_year())
        then = before.get(figure.code, figure.scope, figure.record)
        outcome = Comparison(basis, figure, unit, None, "", then.value, then)
        if now.value is None or then.value is None:
            return now.value, outcome.without(*why_missing(now, then))
        if self._is_undated(figure):
            reason = _("its records have no dates, so nobody knows what there was last year")
            return None, replace(outcome, base=None).without(reason, State.NOT_KNOWN)
        return now.value, outcome

    def _is_undated(self, figure: Figure) -> bool:
        coverage = self.figures.coverage
        return any(coverage.is_undated(each) for each, _scope in self._sums_behind(figure))

    def _sums_behind(self, figure: Figure) -> Iterator[tuple[Indicator, Scope]]:
        """The sums of records that a figure is, or is composed of, each with its cell."""
        catalogue, territory = self.figures.catalogue, self.figures.territory
        indicator = catalogue[figure.code]
        if indicator.is_summed:
            yield indicator, figure.scope
        for term in indicator.terms.values():
            if catalogue[term.indicator].is_summed and not term.span:
                division = territory.division(term, figure.scope.division)
                yield catalogue[term.indicator], Scope(division, term.chain_of(figure.scope.chain))

    def _months_of_both(self, figure: Figure) -> Span | None:
        """The months of the span that both years report, None where their last ones are the same.

        Eleven months of this year are never set against twelve of the last.
        """
        now, then = self.figures.coverage, self._last_year.coverage
        common = []
        for indicator, scope in self._sums_behind(figure):
            if indicator.nature is MetricType.CUMULATIVE_REPORT:
                ends = now.last_month(indicator, scope), then.last_month(indicator, scope)
                if all(ends):
                    common.append((Month.parse(ends[0]), Month.parse(ends[1]) + 12))
        if all(here == there for here, there in common):
            return None
        last = min(min(pair) for pair in common)
        return Span(figure.span.start, last) if figure.span.start <= last else None

    def _uneven(self, basis: Basis, figure: Figure) -> Comparison | None:
        """Why growth is told of neither part nor whole: one year's reports go further."""
        for one in (figure, whole_of(figure, self.figures)):
            over = self._months_of_both(one)
            if over is not None:
                reason = _("both years report no further than {}").format(over.end.label)
                blank = Comparison(basis, figure, PERCENT, None, "")
                return blank.without(reason, State.NOT_REPORTED)
        return None

    @property
    def _last_year(self) -> Figures:
        """The same cells twelve months earlier, in the same snapshot, by the same catalogue."""
        return self.in_span(self.figures.span.same_last_year())

    def in_span(self, span: Span) -> Figures:
        """The same figures over another span, computed once."""
        if span not in self._spans:
            figures = self.figures
            self._spans[span] = figures_for(
                self.snapshot,
                span.end,
                catalogue=figures.catalogue,
                engine=self.engine,
                divisions=figures.divisions,
                chains=figures.chains,
                codes=figures.codes,
                span=span,
            )
        return self._spans[span]

    @cached_property
    def _plans(self) -> Plans:
        return Plans(self.snapshot, self.engine)

    def _plan(self, figure: Figure) -> Plan | str:
        indicator = self.figures.catalogue[figure.code]
        return self._plans.of(indicator, figure.scope, figure.span.end.year)

    def _more_or_less(self, figure: Figure, change: Fraction) -> str:
        if is_rate(figure):
            return change_of_points(change)
        if figure.unit.dimension is Dimension.RANK:
            return places_moved(change)
        indicator: Indicator = self.figures.catalogue[figure.code]
        amount = amount_text(abs(change), figure.unit, indicator.places, indicator.rounding)
        return signed(change, _("{} more"), _("{} less"), _("unchanged"), amount)


def _against(basis: Basis, figure: Figure, plan: Plan | str) -> Comparison:
    if isinstance(plan, str):
        return Comparison(basis, figure, PERCENT, None, "").without(plan)
    outcome = Comparison(basis, figure, PERCENT, None, "", Fraction(plan.steps), plan=plan)
    return outcome if figure.value is not None else outcome.without(*why_missing(figure))


def _share_of_plan(outcome: Comparison, now: Fraction, plan: int) -> Comparison:
    if plan <= 0:
        reason = _("the plan is zero, so no share of it is reached")
        return outcome.without(reason)
    share = now / plan * MILLION
    text = _("{} of the annual plan").format(rate_text(share))
    return replace(outcome, value=share, display=text)
