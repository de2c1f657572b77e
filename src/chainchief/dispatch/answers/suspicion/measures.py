"""Why one figure stands out against its own history: each rule of the preset, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median

from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.answers.suspicion.preset import Rules

_DECEMBER = 12
#: 元 and 万元, 万元 and 亿元 lie four zeros apart.
_UNIT_ZEROS = 4
_ZEROS = (1, 2, 3, 4, 5, 6, 7, 8)
#: Makes a median deviation comparable to a standard deviation (Iglewicz and Hoaglin 1993).
_NORMAL = 0.6745


@dataclass(frozen=True)
class Suspicion:
    """A reason to look again, the graver the larger; `words` are a message with its facts."""

    weight: int
    words: str


@dataclass(frozen=True)
class History:
    """Earlier figures of one cell, oldest first: month and amount.

    `is_cumulative`: the amounts count since January, and begin anew with a year.
    """

    figures: tuple[tuple[Month, int], ...] = ()
    is_cumulative: bool = True

    @property
    def last(self) -> int | None:
        return self.figures[-1][1] if self.figures else None


def suspicions(
    value: int, history: History, month: Month, same_rows: int, rules: Rules
) -> list[Suspicion]:
    """Every reason to look at a figure again; `same_rows` rows of its answer have this amount."""
    found = [
        *_against_history(value, history, month, rules),
        *_same_in_rows(value, same_rows, rules),
    ]
    return [one for one in found if one.weight]


def _against_history(
    value: int, history: History, month: Month, rules: Rules
) -> Iterator[Suspicion]:
    last = history.last
    if last is None:
        if value:
            yield Suspicion(rules.no_history.weight, _("no earlier figure to compare with"))
        return
    begins_anew = history.is_cumulative and history.figures[-1][0].year != month.year
    slip = _slip(value, last, rules, begins_anew=begins_anew)
    if slip is not None:
        yield slip
        return
    if history.is_cumulative:
        yield from _falls(value, history, month, rules)
    yield from _same_in_months(value, history, rules)
    yield from _rises(value, history, month, rules)


def _same_in_rows(value: int, same_rows: int, rules: Rules) -> Iterator[Suspicion]:
    if value and same_rows >= rules.same_rows.rows:
        words = _("the same amount stands in several rows: {}").format(same_rows)
        yield Suspicion(rules.same_rows.weight, words)


def _slip(value: int, last: int, rules: Rules, *, begins_anew: bool) -> Suspicion | None:
    """A unit taken for another, or a point that slipped; by the zeros between two amounts.

    Where a year begins anew, a tenth of the last figure is nothing to wonder at.
    """
    zeros = zeros_between(value, last, rules)
    if not zeros or (begins_anew and zeros < _UNIT_ZEROS and abs(value) < abs(last)):
        return None
    if zeros == _UNIT_ZEROS and abs(value) > abs(last):
        words = _("ten thousand times last month's: 元 taken for 万元, or 万元 for 亿元")
    elif zeros == _UNIT_ZEROS:
        words = _("a ten-thousandth of last month's: 万元 taken for 元, or 亿元 for 万元")
    elif abs(value) > abs(last):
        words = _("{} × last month's: a slip of the point").format(f"{10**zeros:,}")
    else:
        words = _("1/{} of last month's: a slip of the point").format(f"{10**zeros:,}")
    rule = rules.unit_slip if zeros == _UNIT_ZEROS else rules.point_slip
    return Suspicion(rule.weight, words)


def zeros_between(value: int, last: int, rules: Rules) -> int:
    """The number of zeros by which one amount is the other shifted, nearly; else 0."""
    large, small = max(abs(value), abs(last)), min(abs(value), abs(last))
    if not small or (value < 0) != (last < 0):
        return 0
    for zeros in _ZEROS:
        rule = rules.unit_slip if zeros == _UNIT_ZEROS else rules.point_slip
        if rule.weight and abs(large - small * 10**zeros) * 100 <= rule.near * small * 10**zeros:
            return zeros
    return 0


def _falls(value: int, history: History, month: Month, rules: Rules) -> Iterator[Suspicion]:
    when, last = history.figures[-1]
    if when.year == month.year and value < last:
        words = _("less than last month, though counted since January")
        yield Suspicion(rules.falls.weight, words)


def _same_in_months(value: int, history: History, rules: Rules) -> Iterator[Suspicion]:
    """One amount, month after month; of a cumulative figure, nothing was added."""
    same = sum(1 for _one in takewhile(lambda one: one[1] == value, reversed(history.figures)))
    if value and same + 1 >= rules.same_months.months:
        words = _("the same amount in so many months running: {}").format(same + 1)
        yield Suspicion(rules.same_months.weight, words)


def _rises(value: int, history: History, month: Month, rules: Rules) -> Iterator[Suspicion]:
    """One of: a December that makes the year, a jump out of the usual steps, a large growth."""
    whole = (*history.figures, (month, value))
    steps = steps_of(whole, is_cumulative=history.is_cumulative)
    step, earlier = steps[-1], steps[:-1]
    when, last = history.figures[-1]
    if month.month == _DECEMBER and history.is_cumulative and when.year == month.year:
        added = value - last
        if value > 0 and added * 100 > rules.december.share * value:
            share = round(100 * added / value)
            words = _("{}% of the year comes in December").format(share)
            yield Suspicion(rules.december.weight, words)
            return
    if len(earlier) >= rules.jump.months:
        times = jump_of(step, earlier, rules)
        if times:
            words = _("a jump: {:.1f} × the usual month").format(times)
            yield Suspicion(rules.jump.weight, words)
    elif value > rules.growth.times * last > 0:
        words = _("{:.1f} × last month's").format(value / last)
        yield Suspicion(rules.growth.weight, words)


def jump_of(step: float, earlier: Sequence[float], rules: Rules) -> float:
    """Number of usual months that a step is, where a robust measure finds it outside; else 0.

    The modified z-score of Iglewicz and Hoaglin: it stays in place when one month in history was
    extreme itself, which a mean and a standard deviation do not.
    """
    usual = median(earlier)
    deviation = median(abs(one - usual) for one in earlier)
    if usual <= 0 or step <= rules.jump.times * usual:
        return 0
    if deviation and _NORMAL * (step - usual) / deviation <= rules.jump.score:
        return 0
    return step / usual


def steps_of(figures: Sequence[tuple[Month, int]], *, is_cumulative: bool) -> tuple[float, ...]:
    """Amounts that each month added; where reports are missing, spread over the months between.

    A cumulative figure begins anew with its year; of any other each figure is its own step.
    """
    if not is_cumulative:
        return tuple(amount for _month, amount in figures)
    found = []
    for (before, earlier), (now, later) in pairwise(figures):
        if before.year == now.year:
            found.append((later - earlier) / (now.month - before.month))
        else:
            found.append(later / now.month)
    return tuple(found)
