"""How a number stands in its own history: months in a row with growth, the highest of all years.

Both go back as far as the ledger knows the number, and say so: a month or a year that nobody can
tell of ends the count, it is never taken for a lower one.
"""

from collections.abc import Callable
from fractions import Fraction

from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month, Span
from chainchief.core.units import Dimension, unit
from chainchief.indicators.compare.bases import Basis
from chainchief.indicators.compare.comparison import Comparison, is_rate, why_missing
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Figure, MetricType, State

#: Nobody speaks of more: five years of months, fifty years.
_MOST_MONTHS, _MOST_YEARS = 60, 50
#: Numbers that are growth already, where they are rates.
_GROWTHS = (MetricType.GROWTH, MetricType.OFFICIAL)

FigureIn = Callable[[Span], Figure]


def months_of_growth(figure: Figure, figure_in: FigureIn) -> Comparison:
    """连续N个月增长: up to the end of the span, each month more than in the year before.

    A figure from January on is followed as such, one of a month month by month. A growth rate
    grows where it is above zero.
    """
    months, follow = unit("个月"), _followed(figure)
    outcome = Comparison(Basis.RUN, figure, months, None, "")
    if figure.value is None:
        return outcome.without(*why_missing(figure))
    found = 0
    while found < _MOST_MONTHS and _grew(figure, figure_in, follow(figure.span.end - found)):
        found += 1
    if not found:
        return outcome.without(_("it has not grown on last year"))
    words = ngettext("up for {} month in a row", "up for {} months in a row", found)
    return Comparison(Basis.RUN, figure, months, Fraction(found), words.format(found))


def _followed(figure: Figure) -> Callable[[Month], Span]:
    if figure.unit.dimension is Dimension.RANK or figure.nature is MetricType.RECORD:
        raise NotComparableError(_("{} does not grow from month to month").format(figure.name))
    if figure.span == Span.single(figure.span.end) and figure.span.end.month > 1:
        return Span.single
    if figure.span == Span.year_to(figure.span.end):
        return Span.year_to
    raise NotComparableError(
        _("months in a row are told of January to a month, or of a month alone, not of {}").format(
            figure.span.label
        )
    )


def _grew(figure: Figure, figure_in: FigureIn, span: Span) -> bool:
    now = figure_in(span).value
    if now is None:
        return False
    if is_rate(figure) and figure.nature in _GROWTHS:
        return now > 0
    then = figure_in(span.same_last_year()).value
    return then is not None and now > then


def place_among_years(figure: Figure, figure_in: FigureIn) -> Comparison:
    """历史同期最好: which place the number has among the same spans of all years that are known."""
    if figure.nature is MetricType.RECORD:
        raise NotComparableError(_("{} does not grow from month to month").format(figure.name))
    places = unit("位")
    outcome = Comparison(Basis.HIGHEST, figure, places, None, "")
    if figure.value is None:
        return outcome.without(*why_missing(figure))
    earlier = _earlier_years(figure.span, figure_in)
    if not earlier:
        reason = _("the ledger knows no earlier year of it")
        return outcome.without(reason, State.NOT_KNOWN)
    lower = figure.unit.dimension is Dimension.RANK
    ahead = sum((each < figure.value if lower else each > figure.value) for each in earlier)
    since = figure.span.start.year - len(earlier)
    words = _("the best of this span since {}") if not ahead else _("place {place} since {}")
    if not ahead and figure.value in earlier:
        words = _("as good as the best of this span since {}")
    text = words.format(since, place=ahead + 1)
    return Comparison(Basis.HIGHEST, figure, places, Fraction(ahead + 1), text)


def _earlier_years(span: Span, figure_in: FigureIn) -> list[Fraction]:
    """The values of the same span of the years before, until one that is not known."""
    found: list[Fraction] = []
    for _year in range(_MOST_YEARS):
        span = span.same_last_year()
        value = figure_in(span).value
        if value is None:
            break
        found.append(value)
    return found


def reached_first(figure: Figure, figure_in: FigureIn, steps: Fraction) -> bool:
    """首次突破: whether it is so much now, and was in no whole year that is known before.

    Without a known year before nobody can say that it is the first time.
    """
    if not figure.reaches(steps):
        return False
    whole = Span(Month(figure.span.end.year, 1), Month(figure.span.end.year, 12))
    earlier = _earlier_years(whole, figure_in)
    lower = figure.unit.dimension is Dimension.RANK
    return bool(earlier) and not any(
        (each <= steps if lower else each >= steps) for each in earlier
    )
