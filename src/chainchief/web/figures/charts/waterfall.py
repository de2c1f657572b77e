"""A waterfall from one value of a figure to another: what came in, was corrected, went."""

from collections.abc import Sequence
from dataclasses import dataclass

from chainchief.core.i18n import _
from chainchief.core.units import from_steps
from chainchief.indicators.figures import Figure, Formula
from chainchief.web.figures.amounts import amount
from chainchief.web.figures.charts.drawing import Chart, Series, number_of, source_of, word_of
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.speech import spoken, unit_words


@dataclass(frozen=True)
class Move:
    """What one cause moved, in steps of the figure's dimension."""

    cause: str
    steps: int


def waterfall_chart(
    key: str, old: Figure, new: Figure, moves: Sequence[Move], numbers: Numbers, title: str
) -> Chart | None:
    """Only a figure that is one sum goes from value to value by sums; None for all others."""
    if Formula.VALUE not in (old.formula, new.formula) or old.value is None or new.value is None:
        return None
    of = new.unit
    changed = [move for move in moves if move.steps]
    steps = [float(from_steps(move.steps, of)) for move in changed]
    words = [_signed(move, new) for move in changed]
    return Chart(
        kind="waterfall",
        key=key,
        title=title,
        unit=unit_words(of.code),
        labels=[_("before"), *(move.cause for move in changed), _("after")],
        series=[
            Series(
                new.name,
                [number_of(old, of), *steps, number_of(new, of)],
                [spoken(word_of(old)), *words, spoken(word_of(new))],
            )
        ],
        source=source_of(numbers),
        file=f"{new.code}_{numbers.month}_{key}",
        label_head=_("Cause"),
    )


def _signed(move: Move, figure: Figure) -> str:
    sign = "+" if move.steps > 0 else ""
    return spoken(f"{sign}{amount(move.steps, figure.unit)}{figure.unit}")
