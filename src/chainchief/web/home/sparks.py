"""Small lines of the last 24 months for the cards, drawn on the server and fetched afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from chainchief.core.i18n import _
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.figures import Figure, Scope
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.web.figures import cards
from chainchief.web.figures.cache import Memory
from chainchief.web.figures.charts.two_years import MONTHS
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.speech import spoken

#: The drawing's size in its own units: whole numbers, fine enough for any screen.
WIDTH, HEIGHT, MARGIN = 2400, 400, 30


@dataclass(frozen=True)
class Spark:
    """A line of one card: its points for an SVG, the last one apart, and the same in words."""

    code: str
    lines: list[str]
    last: tuple[str, str]
    words: str


def sparks_of(numbers: Numbers, scope: Scope) -> list[Spark]:
    """One for each card that has at least two months with a value."""
    key = (numbers.snapshot.manifest_hash, numbers.month, scope)
    return _memory.get(key, lambda: _made(numbers, scope))


_memory: Memory[list[Spark]] = Memory(64)


def _made(numbers: Numbers, scope: Scope) -> list[Spark]:
    codes = cards.known_codes(cards.CARDS, numbers)
    months = [numbers.month + back for back in range(1 - MONTHS, 1)]
    courses: dict[str, list[Figure]] = {code: [] for code in codes}
    engine = duckdb_engine()
    for month in months:
        found = figures_for(
            numbers.snapshot,
            month,
            catalogue=numbers.catalogue,
            engine=engine,
            codes=codes,
        )
        for code in codes:
            courses[code].append(found.get(code, scope))
    drawn = (_drawn(code, course) for code, course in courses.items())
    return [spark for spark in drawn if spark]


def _drawn(code: str, course: Sequence[Figure]) -> Spark | None:
    # Before its first record nothing is known of it; from then on a zero is a zero.
    begun = next((at for at, figure in enumerate(course) if figure.records), len(course))
    values = [figure.value if at >= begun else None for at, figure in enumerate(course)]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    low, high = min(Fraction(0), *known), max(known)
    spread = (high - low) or Fraction(1)
    step = Fraction(WIDTH - 2 * MARGIN, len(values) - 1)
    points: list[str] = []
    lines: list[str] = []
    for number, value in enumerate(values):
        if value is None:  # a month without a value is a gap
            lines.append(" ".join(points))
            points = []
            continue
        y = HEIGHT - MARGIN - (value - low) / spread * (HEIGHT - 2 * MARGIN)
        points.append(f"{round(MARGIN + number * step)},{round(y)}")
    lines.append(" ".join(points))
    lines = [line for line in lines if line]
    x, y_last = lines[-1].rsplit(" ", 1)[-1].split(",")
    first = next(figure for figure, value in zip(course, values, strict=True) if value is not None)
    words = _("{first} in {then}, {last} in {now}").format(
        first=spoken(first.display),
        then=first.span.end.label,
        last=spoken(course[-1].display),
        now=course[-1].span.end.label,
    )
    return Spark(code, lines, (x, y_last), words)
