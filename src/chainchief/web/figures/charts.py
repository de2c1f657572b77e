"""Bars for the eye: lengths in drawing units, made of exact values; the table beside has the data.

Bars begin at zero. A month without a value is a gap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from chainchief.web.figures.number_words import shown
from chainchief.web.figures.two_years import Point

WIDTH, HEIGHT = 960, 200
_STEP = 40
_BAR = 26
#: Room above for the value of the highest bar, below for the months.
_TOP, _FOOT = 24, 28


@dataclass(frozen=True)
class Bar:
    """One month's bar, with the words that a pointer over it shows."""

    x: int
    y: int
    width: int
    height: int
    words: str
    kind: str


@dataclass(frozen=True)
class Mark:
    """A text in the picture, at the middle of its place."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Chart:
    """What templates/web/chart.html draws."""

    bars: list[Bar]
    marks: list[Mark]
    zero: int
    width: int = WIDTH
    height: int = HEIGHT


def bars_of(points: Sequence[Point]) -> Chart | None:
    """A bar to each month, the last one marked; None where no month has a value."""
    known = [Fraction(each.figure.value) for each in points if each.figure.value is not None]
    if not any(known):
        return None
    scale = _Scale(min(Fraction(0), *known), max(Fraction(0), *known))
    bars = [
        _bar(at, point, scale, is_last=at == len(points) - 1)
        for at, point in enumerate(points)
        if point.figure.value is not None
    ]
    return Chart(bars, [*_months(points), *_last_value(points, scale)], scale.place(Fraction(0)))


@dataclass(frozen=True)
class _Scale:
    """From values to places in the picture; zero is always between `low` and `high`."""

    low: Fraction
    high: Fraction

    def place(self, value: Fraction) -> int:
        """How far down the picture a value lies."""
        room = HEIGHT - _TOP - _FOOT
        return _TOP + round((self.high - value) / (self.high - self.low) * room)


def _bar(at: int, point: Point, scale: _Scale, *, is_last: bool) -> Bar:
    end, zero = scale.place(Fraction(point.figure.value or 0)), scale.place(Fraction(0))
    words = f"{point.month.label} {point.figure.display}"
    height = max(abs(end - zero), 1)
    return Bar(at * _STEP + 7, min(end, zero), _BAR, height, words, "now" if is_last else "then")


def _months(points: Sequence[Point]) -> list[Mark]:
    """Every third month by its number, January by its year."""
    return [
        Mark(
            at * _STEP + _STEP // 2,
            HEIGHT - 8,
            str(point.month.year) if point.month.month == 1 else str(point.month.month),
        )
        for at, point in enumerate(points)
        if point.month.month % 3 == 1
    ]


def _last_value(points: Sequence[Point], scale: _Scale) -> list[Mark]:
    """The value of the last bar, above it."""
    last = points[-1].figure
    if last.value is None:
        return []
    above = max(scale.place(Fraction(last.value)) - 6, 14)
    return [Mark(len(points) * _STEP - _STEP // 2, above, shown(last).number)]
