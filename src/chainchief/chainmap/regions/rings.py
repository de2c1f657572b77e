"""Rings of boundaries as plane figures: their area, which way round, what lies within them."""

from collections.abc import Sequence

import numpy as np

Point = tuple[float, float]
Ring = tuple[Point, ...]

#: Points of a hole times points of its area that are compared at most, and how many at once.
MOST_COMPARED, AT_ONCE = 2_000_000_000, 4_000_000
#: Degrees; a corner of a hole this near to the boundary touches it.
TOUCHING = 1e-9


class TooManyPointsError(Exception):
    """A hole and its area have more points than are compared."""


def area_of(ring: Sequence[Point]) -> float:
    """The shoelace formula; the sign says which way round."""
    turned = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(x * y2 - x2 * y for (x, y), (x2, y2) in turned) / 2


def against(ring: Ring, outer: Ring) -> Ring:
    """The ring the other way round than `outer`, so that every way of filling leaves it empty."""
    return ring[::-1] if area_of(ring) * area_of(outer) > 0 else ring


def first_outside(hole: Ring, outer: Ring) -> Point | None:
    """The first corner of `hole` that lies outside of `outer`; None where none does.

    TooManyPointsError where that would take too long.
    """
    if len(hole) * len(outer) > MOST_COMPARED:
        raise TooManyPointsError
    corners = np.array(hole)
    one = np.array(outer)
    two = np.roll(one, -1, axis=0)
    step = max(1, AT_ONCE // len(outer))
    for start in range(0, len(corners), step):
        part = corners[start : start + step]
        out = ~(_inside(part, one, two) | _touching(part, one, two))
        if out.any():
            return hole[start + int(np.argmax(out))]
    return None


Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Flags = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


def _inside(points: Array, one: Array, two: Array) -> Flags:
    """Even-odd: a ray to the right crosses the boundary an odd number of times."""
    x, y = points[:, :1], points[:, 1:]
    crosses = (one[:, 1] > y) != (two[:, 1] > y)
    rise = np.where(two[:, 1] == one[:, 1], 1.0, two[:, 1] - one[:, 1])
    at = one[:, 0] + (y - one[:, 1]) * (two[:, 0] - one[:, 0]) / rise
    return np.asarray((crosses & (x < at)).sum(axis=1) % 2 == 1)


def _touching(points: Array, one: Array, two: Array) -> Flags:
    """Whether a point is no further from some edge than TOUCHING."""
    along = two - one
    length = np.maximum((along**2).sum(axis=1), 1e-300)
    x, y = points[:, :1] - one[:, 0], points[:, 1:] - one[:, 1]
    share = np.clip((x * along[:, 0] + y * along[:, 1]) / length, 0.0, 1.0)
    away = np.hypot(x - share * along[:, 0], y - share * along[:, 1])
    return np.asarray((away <= TOUCHING).any(axis=1))
