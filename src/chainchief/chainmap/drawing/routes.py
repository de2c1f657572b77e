"""The ways of links between nodes: through the channels between columns and the gaps between rows.

No link passes behind a node: a column in between is crossed where two of its nodes leave a gap.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chainchief.chainmap.drawing.shapes import Curve, Point

#: How far links in the same gap stand apart, and how many places there are in it.
APART, PLACES = 2.5, 3


@dataclass(frozen=True)
class Place:
    """Where a node stands: its column and its box."""

    column: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True)
class Grid:
    """The columns: where each begins and ends, and what is in it from the top.

    `blocked` are (top, bottom) in each column that no link may cross.
    """

    starts: Sequence[float]
    width: float
    channel: float
    blocked: Sequence[Sequence[tuple[float, float]]]

    def gaps(self, column: int) -> list[float]:
        """The middles of what is free: between what is blocked, above it and below it."""
        boxes = sorted(self.blocked[column])
        if not boxes:
            return [0.0]
        between = [(a[1] + b[0]) / 2 for a, b in pairwise(boxes)]
        return [boxes[0][0] - 5, *between, boxes[-1][1] + 6]


class Router:
    """Draws links one after the other; those that share a gap lie side by side in it."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._gaps = [grid.gaps(column) for column in range(len(grid.starts))]
        self._used: Counter[tuple[int, float]] = Counter()

    def way(self, supplier: Place, buyer: Place, role: str) -> Curve:
        """Way from the right of the supplier to the left of the buyer."""
        start = (supplier.x + supplier.width, supplier.middle)
        end = (buyer.x, buyer.middle)
        forwards = buyer.column > supplier.column
        if forwards:
            between = range(supplier.column + 1, buyer.column)
        else:
            between = range(supplier.column, buyer.column - 1, -1)
        points = [start, *self._crossings(between, start, end, forwards=forwards), end]
        return Curve(start, tuple(self._pieces(points, forwards=forwards)), role)

    def _crossings(
        self, columns: Sequence[int], start: Point, end: Point, *, forwards: bool
    ) -> list[Point]:
        """Where it enters and leaves each column in between."""
        found: list[Point] = []
        for number, column in enumerate(columns, 1):
            wish = start[1] + (end[1] - start[1]) * number / (len(columns) + 1)
            y = self._gap(column, wish)
            left = self._grid.starts[column]
            sides = [(left, y), (left + self._grid.width, y)]
            found += sides if forwards else reversed(sides)
        return found

    def _gap(self, column: int, wish: float) -> float:
        gaps = self._gaps[column]
        at = bisect_left(gaps, wish)
        near = min(gaps[max(at - 1, 0) : at + 1], key=lambda y: (abs(y - wish), y))
        turn = self._used[column, near] % PLACES
        self._used[column, near] += 1
        return near + (turn - (PLACES - 1) / 2) * APART

    def _pieces(self, points: list[Point], *, forwards: bool) -> list[tuple[Point, Point, Point]]:
        """Curves in the channels, straight across columns; handles are level, so joints are smooth.

        Backwards, the first and the last channel are turned round in.
        """
        last = len(points) - 2
        pieces = []
        for at, (a, b) in enumerate(pairwise(points)):
            out = self._grid.channel * 0.5
            if forwards:
                pieces.append(((a[0] + out, a[1]), (b[0] - out, b[1]), b))
            else:
                leaves = out if at == 0 else -out
                enters = -out if at == last else out
                pieces.append(((a[0] + leaves, a[1]), (b[0] + enters, b[1]), b))
        return pieces


def places_by_column(places: Mapping[str, Place], count: int) -> list[list[tuple[float, float]]]:
    """Places that nodes block in each column."""
    found: list[list[tuple[float, float]]] = [[] for _column in range(count)]
    for each in places.values():
        found[each.column].append((each.y, each.y + each.height))
    return found
