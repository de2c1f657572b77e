"""Parts of a whole: what share a part has, and what it contributes to the whole's growth.

Only of sums of the ledger, whose parts are known: the weights behind a published rate are not.
"""

from dataclasses import dataclass
from fractions import Fraction

from chainchief.core.i18n import _
from chainchief.indicators.compare.bases import Basis
from chainchief.indicators.compare.comparison import (
    PERCENT,
    PLACES,
    POINTS,
    Comparison,
    rate_text,
    signed,
    why_missing,
)
from chainchief.indicators.compute.evaluation import MILLION
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.display import amount_text
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Figure, Scope, State
from chainchief.indicators.metric_type_words import metric_type_in_words


def share_of_whole(figure: Figure, figures: Figures) -> Comparison:
    """part / whole, in percent."""
    whole = whole_of(figure, figures)
    if figure.value is None or whole.value is None:
        return _blank(Basis.SHARE, figure).without(*why_missing(figure, whole))
    if whole.value <= 0 or figure.value < 0:
        reason = _("the whole or its part is not above zero")
        return _blank(Basis.SHARE, figure).without(reason)
    share = figure.value / whole.value * MILLION
    text = _("{} of the whole").format(rate_text(share))
    return Comparison(Basis.SHARE, figure, PERCENT, share, text, whole.value)


def contribution_to_growth(figure: Figure, figures: Figures, then: Figures) -> Comparison:
    """(part − its base) / (whole − its base), in percent; only of a whole that has grown."""
    ends = _ends(figure, figures, then)
    if isinstance(ends, Missing):
        return _blank(Basis.CONTRIBUTION, figure).without(ends.reason, ends.state)
    part, whole, _base = ends
    if whole <= 0:
        reason = _("the whole has not grown, so nothing contributes to its growth")
        return _blank(Basis.CONTRIBUTION, figure).without(reason)
    rate = part / whole * MILLION
    text = _("{} of the growth").format(rate_text(rate))
    return Comparison(Basis.CONTRIBUTION, figure, PERCENT, rate, text, whole)


def pull_on_growth(figure: Figure, figures: Figures, then: Figures) -> Comparison:
    """(part − its base) / the whole's base, in percentage points: weight × growth."""
    ends = _ends(figure, figures, then)
    if isinstance(ends, Missing):
        return _blank(Basis.PULL, figure).without(ends.reason, ends.state)
    part, _whole, base = ends
    if base <= 0:
        reason = _("the whole had no base above zero in the same period of last year")
        return _blank(Basis.PULL, figure).without(reason)
    moved = part / base * MILLION
    amount = amount_text(abs(moved), POINTS, PLACES)
    texts = _("pulls the whole up by {}"), _("pulls the whole down by {}")
    display = signed(moved, *texts, _("moves the whole not at all"), amount)
    return Comparison(Basis.PULL, figure, POINTS, moved, display, base)


@dataclass(frozen=True)
class Missing:
    """Why growth cannot be told."""

    reason: str
    state: State


def _ends(
    figure: Figure, figures: Figures, then: Figures
) -> tuple[Fraction, Fraction, Fraction] | Missing:
    """What the part and the whole have grown by, and the whole's base; or why that is unknown."""
    whole = whole_of(figure, figures)
    before, whole_before = then.get(figure.code, figure.scope), whole_of(figure, then)
    ends = figure, before, whole, whole_before
    now_part, then_part, now_whole, then_whole = (each.value for each in ends)
    if now_part is None or then_part is None or now_whole is None or then_whole is None:
        return Missing(*why_missing(*ends))
    return now_part - then_part, now_whole - then_whole, then_whole


def whole_of(figure: Figure, figures: Figures) -> Figure:
    """The city's number of the same chain for a unit, that of all chains for a chain."""
    if not figures.catalogue[figure.code].is_summed:
        raise NotComparableError(
            _(
                "{name} has no parts that add up: it is {nature}; shares and contributions need "
                "the amounts behind it"
            ).format(name=figure.name, nature=metric_type_in_words(figure.nature))
        )
    root, scope = figures.territory.root, figure.scope
    if scope.division != root:
        return figures.get(figure.code, Scope(root, scope.chain))
    if scope.chain:
        return figures.get(figure.code, Scope(root))
    raise NotComparableError(
        _("{} is told for the whole city, which is no part of anything here").format(figure.name)
    )


def _blank(basis: Basis, figure: Figure) -> Comparison:
    return Comparison(basis, figure, PERCENT, None, "")
