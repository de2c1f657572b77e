"""One indicator over two years: what the snapshot shown says, and what was published then."""

from dataclasses import dataclass
from itertools import takewhile

from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.figures import Figure, Scope
from chainchief.lake.engines.engine import Engine, duckdb_engine
from chainchief.lake.snapshots import making
from chainchief.lake.snapshots.manifest import Snapshot
from chainchief.web.figures.cache import Memory
from chainchief.web.figures.numbers import Numbers

#: Two years, so that every month of this one stands beside its own of last year.
MONTHS = 24


@dataclass(frozen=True)
class Point:
    """A month: the figure by the snapshot shown; by the month's own closing, where it has one."""

    month: Month
    figure: Figure
    published: Figure | None = None

    @property
    def differs(self) -> bool:
        """Whether something came in, or was corrected, after that month was closed."""
        return self.published is not None and self.published.value != self.figure.value


def course_of(numbers: Numbers, code: str, scope: Scope) -> list[Point]:
    """The months of this year and of the last, the month shown last; by the snapshot shown.

    A month before there was any record is not told as one in which nothing happened.
    """
    first = Month(numbers.month.year - 1, 1)
    engine = duckdb_engine()
    months = [first + ahead for ahead in range(MONTHS) if first + ahead <= numbers.month]
    points = [
        Point(month, _figures(numbers, numbers.snapshot, month, code, engine).get(code, scope))
        for month in months
    ]
    return begun(points)


def closings_of(numbers: Numbers, code: str, scope: Scope) -> list[Point]:
    """The same months, each beside what its own closing says."""
    closed = {act.month: act.snapshot for act in closing.closed_months()}
    engine = duckdb_engine()
    return [
        Point(
            point.month,
            point.figure,
            _published(numbers, closed.get(str(point.month)), point.month, code, scope, engine),
        )
        for point in course_of(numbers, code, scope)
    ]


def begun(points: list[Point]) -> list[Point]:
    """Without the months at the beginning that have no record."""
    silent = takewhile(lambda each: not each.figure.records, points[:-1])
    return points[len(list(silent)) :]


def _published(
    numbers: Numbers,
    label: str | None,
    month: Month,
    code: str,
    scope: Scope,
    engine: Engine,
) -> Figure | None:
    if label is None:
        return None
    figures = _figures(numbers, making.open_snapshot(label), month, code, engine)
    known = figures.territory
    if scope.division not in known.names or (scope.chain and scope.chain not in known.chains):
        return None
    return figures.get(code, scope)


def _figures(
    numbers: Numbers, snapshot: Snapshot, month: Month, code: str, engine: Engine
) -> Figures:
    """The figures of one indicator in one month, all cells; computed once per snapshot."""
    catalogue = numbers.catalogue
    key = (snapshot.manifest_hash, month, code, catalogue.hashes[code])
    return _memory.get(
        key,
        lambda: figures_for(snapshot, month, catalogue=catalogue, engine=engine, codes=[code]),
    )


_memory: Memory[Figures] = Memory(400)
