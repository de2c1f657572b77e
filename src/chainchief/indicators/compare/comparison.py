"""The outcome of a comparison, and its words."""

from dataclasses import dataclass, replace
from fractions import Fraction

from chainchief.core.i18n import _, ngettext
from chainchief.core.rounding import rounded
from chainchief.core.spans import Span
from chainchief.core.units import Dimension, Unit, from_steps, unit
from chainchief.indicators.compare.bases import Basis
from chainchief.indicators.compute.evaluation import MILLION
from chainchief.indicators.compute.plans import Plan
from chainchief.indicators.display import amount_text
from chainchief.indicators.figures import MARKS, Figure, State, state_of

PERCENT, POINTS = unit("%"), unit("百分点")
PLACES = 1


@dataclass(frozen=True)
class Comparison:
    """The outcome. `value` is exact, in steps of `unit`; None where only words can say it.

    `base` is what was compared with, in steps of the figure's unit; `then` last year's figure and
    `plan` the plan's record, where there is one; `matched` how many records stand in both spans,
    where only those are compared. `absent` says why there is nothing to compare, `absence` by its
    code. `over` are the months of this year that were compared with their own of last year, where
    reports of one of the two do not go as far as the other's.
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
    matched: int | None = None
    absence: State = State.NOT_APPLICABLE
    over: Span | None = None

    @property
    def state(self) -> State:
        return state_of(self.value, self.display, self.absent, self.absence)

    def like_with_like(self, over: Span | None) -> "Comparison":
        """The same, saying over which months both years were compared, where that is not all."""
        if over is None or self.absent:
            return self
        display = _("{told} (over {months})").format(told=self.display, months=over.label)
        return replace(self, display=display, over=over)

    def without(self, reason: str, absence: State = State.NOT_APPLICABLE) -> "Comparison":
        """The same with nothing to tell, and why."""
        return replace(self, value=None, display=MARKS[absence], absent=reason, absence=absence)


def why_missing(*figures: Figure) -> tuple[str, State]:
    """The reason for which there is nothing to compare: of the first figure without a value."""
    for figure in figures:
        if figure.value is None:
            return figure.absent or _("a number of it is missing"), figure.state
    return "", State.VALUE


def is_rate(figure: Figure) -> bool:
    return figure.unit.dimension in (Dimension.RATE, Dimension.POINTS)


def growth(outcome: Comparison, now: Fraction, base: Fraction) -> Comparison:
    if base > 0 and now >= 0:
        rate = (now - base) / base * MILLION
        text = rate_text(abs(rate))
        display = signed(rate, _("up {}"), _("down {}"), _("unchanged"), text)
        return replace(outcome, value=rate, display=display)
    return replace(outcome, display=sign_in_words(now, base))


def sign_in_words(now: Fraction, base: Fraction) -> str:
    """The words (扭亏, 减亏 …) for a base of zero or below, over which no rate has a meaning."""
    if base == 0 and now == 0:
        return _("nothing this year and nothing in the same period of last year")
    if base == 0 and now < 0:
        return _("nothing in the same period of last year, a loss now")
    if base == 0:
        return _("nothing in the same period of last year")
    if base > 0:
        return _("turned from profit to loss")
    if now >= 0:
        return _("turned from loss to profit")
    if now == base:
        return _("loss unchanged")
    return _("loss reduced") if now > base else _("loss grown")


def rate_text(rate: Fraction) -> str:
    return amount_text(rate, PERCENT, PLACES)


def change_of_points(change: Fraction) -> str:
    return points(change, _("{} higher"), _("{} lower"), _("unchanged"))


def points(change: Fraction, more: str, less: str, same: str) -> str:
    text = amount_text(abs(change), POINTS, PLACES)
    return signed(change, more, less, same, text)


def places_moved(change: Fraction) -> str:
    """A smaller rank is better: from 7th to 5th is two places up."""
    places = int(rounded(abs(from_steps(change, unit("位")))))
    return signed(
        -change,
        ngettext("{} place up", "{} places up", places),
        ngettext("{} place down", "{} places down", places),
        _("same place"),
        f"{places}",
    )


def signed(change: Fraction, more: str, less: str, same: str, text: str) -> str:
    return same if change == 0 else (more if change > 0 else less).format(text)
