"""Two years of a figure laid over each other: January to December, a line to each year."""

import calendar
from collections.abc import Sequence

from chainchief.core.i18n import ENGLISH, _, language
from chainchief.dispatch import closing
from chainchief.web.figures.charts.drawing import (
    Chart,
    Series,
    is_rank,
    number_of,
    source_of,
    word_of,
)
from chainchief.web.figures.charts.two_years import Point
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.speech import spoken, unit_words

_MONTHS = range(1, 13)


def course_chart(points: Sequence[Point], numbers: Numbers, title: str) -> Chart:
    """A month without a value is a gap; one that still moves is marked."""
    figure = points[-1].figure
    closed = {act.month for act in closing.closed_months()}
    years = sorted({point.month.year for point in points})
    return Chart(
        kind="course",
        key="course",
        title=title,
        unit=unit_words(figure.unit.code),
        labels=[month_name(month) for month in _MONTHS],
        series=[_year(year, points, closed) for year in years],
        source=source_of(numbers),
        file=f"{figure.code}_{numbers.month}",
        label_head=_("Month"),
        is_rank=is_rank(figure),
        table="months",
    )


def month_name(month: int) -> str:
    return calendar.month_abbr[month] if language() == ENGLISH else f"{month}月"


def _year(year: int, points: Sequence[Point], closed: set[str]) -> Series:
    by_month = {point.month.month: point for point in points if point.month.year == year}
    values: list[float | None] = []
    words: list[str] = []
    moving: list[bool] = []
    for month in _MONTHS:
        point = by_month.get(month)
        values.append(number_of(point.figure, point.figure.unit) if point else None)
        words.append(spoken(word_of(point.figure)) if point else "")
        moving.append(point is not None and _moves(point, closed))
    return Series(str(year), values, words, moving)


def _moves(point: Point, closed: set[str]) -> bool:
    """Not closed yet, or marked as a flash report."""
    return str(point.month) not in closed or bool(point.figure.note)
