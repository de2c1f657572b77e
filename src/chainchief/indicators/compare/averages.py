"""The average growth of several years (两年平均): geometric, never the mean of the rates.

Of amounts and counts of the ledger from both ends: (now / then)^(1/n) − 1. Of growth rates that an
authority released from each year's rate: ((1+r₁)…(1+rₙ))^(1/n) − 1, as statistics offices do, for
last year's published level may rest on another set of units.
"""

from collections.abc import Callable
from fractions import Fraction

from chainchief.core.i18n import _
from chainchief.core.spans import Span
from chainchief.indicators.compare.bases import Basis
from chainchief.indicators.compare.comparison import (
    PERCENT,
    Comparison,
    rate_text,
    signed,
    why_missing,
)
from chainchief.indicators.compute.evaluation import MILLION
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Figure, MetricType

#: Roots are cut off after so many decimals, far below what is shown.
_DECIMALS = 15
#: A published rate is a growth rate where its basis says at which prices.
_BASES = ("comparable", "current")


def average_growth(
    figure: Figure, figures: Figures, in_span: Callable[[Span], Figures], years: int
) -> Comparison:
    """The average growth over the last `years` years, in steps of percent."""
    if years < 2:
        raise NotComparableError(_("an average is of two years or more"))
    if figures.catalogue[figure.code].is_summed:
        return _of_levels(figure, in_span, years)
    if figure.nature is MetricType.OFFICIAL and _is_growth(figure, figures):
        return _of_rates(figure, in_span, years)
    raise NotComparableError(
        _("{} is neither an amount of the ledger nor a growth rate with its basis").format(
            figure.name
        )
    )


def _is_growth(figure: Figure, figures: Figures) -> bool:
    series = figures.catalogue[figure.code].series
    return figure.unit is PERCENT and any(
        row["series"] == series
        and row["division"] == figure.scope.division
        and row["basis"] in _BASES
        for row in figures.statements.official
    )


def _of_levels(figure: Figure, in_span: Callable[[Span], Figures], years: int) -> Comparison:
    then = in_span(_earlier(figure.span, years)).get(figure.code, figure.scope)
    outcome = Comparison(Basis.AVERAGE, figure, PERCENT, None, "", then.value, then)
    if figure.value is None or then.value is None:
        return outcome.without(*why_missing(figure, then))
    if then.value <= 0 or figure.value <= 0:
        return outcome.without(_("no average growth has a meaning where an end is zero or below"))
    return _grown(outcome, figure.value / then.value, years)


def _of_rates(figure: Figure, in_span: Callable[[Span], Figures], years: int) -> Comparison:
    outcome = Comparison(Basis.AVERAGE, figure, PERCENT, None, "")
    factor = Fraction(1)
    for back in range(years):
        span = _earlier(figure.span, back)
        one = figure if not back else in_span(span).get(figure.code, figure.scope)
        if one.value is None:
            return outcome.without(*why_missing(one))
        factor *= 1 + one.value / MILLION
    return _grown(outcome, factor, years)


def _earlier(span: Span, years: int) -> Span:
    for _year in range(years):
        span = span.same_last_year()
    return span


def _grown(outcome: Comparison, factor: Fraction, years: int) -> Comparison:
    rate = (root(factor, years) - 1) * MILLION
    text = rate_text(abs(rate))
    up, down = _("{years} years up {{}} a year"), _("{years} years down {{}} a year")
    number = _("two") if years == 2 else str(years)
    more, less = up.format(years=number), down.format(years=number)
    display = signed(rate, more, less, _("unchanged"), text)
    return Comparison(
        outcome.basis, outcome.now, PERCENT, rate, display, outcome.base, outcome.then
    )


def root(value: Fraction, degree: int) -> Fraction:
    """The positive root, cut off after 15 decimals; in whole numbers alone."""
    scale = 10**_DECIMALS
    wanted = value * scale**degree
    return Fraction(_whole_root(wanted.numerator // wanted.denominator, degree), scale)


def _whole_root(value: int, degree: int) -> int:
    """The largest whole number whose power does not exceed `value` (Newton from above)."""
    if value < 2:
        return value
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better
