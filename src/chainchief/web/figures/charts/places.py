"""A figure over units or chains, in the order of their codes: this year beside the last, and plans.

Nothing is ranked: each place is set against itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from chainchief.core.i18n import _
from chainchief.core.units import from_steps
from chainchief.indicators.compare.comparer import Comparer
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Figure
from chainchief.web.figures.charts.drawing import (
    Chart,
    Series,
    is_rank,
    number_of,
    source_of,
    word_of,
)
from chainchief.web.figures.comparisons import against_plan
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.speech import spoken, unit_words

_PERCENT = 100


@dataclass(frozen=True)
class At:
    """One place with its figure."""

    name: str
    figure: Figure


def range_chart(key: str, head: str, places: Sequence[At], numbers: Numbers, title: str) -> Chart:
    """A dot for this year, a hollow one for the same span of last year, a line between."""
    figures = [place.figure for place in places]
    then = [_then(numbers.comparer, figure) for figure in figures]
    of = figures[0].unit
    year = numbers.month.year
    return Chart(
        kind="range",
        key=key,
        title=title,
        unit=unit_words(of.code),
        labels=[place.name for place in places],
        series=[
            Series(
                str(year - 1),
                [None if each is None else float(from_steps(each.value or 0, of)) for each in then],
                [spoken(each.display) if each else "—" for each in then],
            ),
            Series(
                str(year),
                [number_of(figure, of) for figure in figures],
                [spoken(word_of(figure)) for figure in figures],
            ),
        ],
        source=source_of(numbers),
        file=f"{figures[0].code}_{numbers.month}_{key}",
        label_head=head,
        is_rank=is_rank(figures[0]),
        table=key,
    )


def plan_chart(key: str, head: str, places: Sequence[At], numbers: Numbers, title: str) -> Chart:
    """Chart of how much of the year's plan each place reached, with a tick at the time schedule."""
    found = [(place, against_plan(numbers.comparer, place.figure)) for place in places]
    kept = [
        (place.name, each.done * _PERCENT, None if each.due is None else each.due * _PERCENT)
        for place, each in found
        if each is not None and each.done is not None
    ]
    return Chart(
        kind="bullets",
        key=f"{key}-plan",
        title=title,
        unit="%",
        labels=[name for name, _done, _due in kept],
        series=[
            Series(
                _("of the year's plan"),
                [float(done) for _name, done, _due in kept],
                [f"{float(done):.1f}%" for _name, done, _due in kept],
            ),
            Series(
                _("time schedule"),
                [None if due is None else float(due) for _name, _done, due in kept],
                ["—" if due is None else f"{float(due):.1f}%" for _name, _done, due in kept],
            ),
        ],
        source=source_of(numbers),
        file=f"{places[0].figure.code}_{numbers.month}_{key}_plan",
        label_head=head,
        table=f"{key}-plan",
    )


def _then(comparer: Comparer, figure: Figure) -> Figure | None:
    """The same cell in the same span of last year, where the two may stand side by side."""
    try:
        found = comparer.difference(figure)
    except NotComparableError:
        return None
    return found.then if found.base is not None else None
