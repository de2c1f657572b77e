"""Units in their boundaries as a drawing: shaded by a value, which stands in them in words."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chainchief.chainmap.drawing.captions import MARGIN, TITLE, captions
from chainchief.chainmap.drawing.nodes import NAME, SMALL
from chainchief.chainmap.drawing.shapes import Box, Drawing, Group, Label, Polygon
from chainchief.chainmap.drawing.text_width import ems
from chainchief.chainmap.regions.boundaries import Boundaries
from chainchief.chainmap.regions.rings import Point, Ring, against, area_of
from chainchief.core.i18n import _

#: An outer ring and its holes.
Area = tuple[Ring, ...]
FOOT = 15.0
#: The map itself, at most.
WIDTH, HEIGHT = 900.0, 640.0
#: Points nearer to each other than this (in units of the drawing) are one.
FINEST = 0.6


@dataclass(frozen=True)
class UnitValue:
    """A unit with what is said in it, and its shade from 0 (nothing) to 4 (most)."""

    code: str
    name: str
    words: str
    shade: int


def region_drawing(
    found: Boundaries, values: Sequence[UnitValue], *, title: str, shows_title: bool
) -> Drawing:
    """Equirectangular about the middle of the city: true to shape within a province."""
    top = TITLE if shows_title else 8.0
    known = {each.code: each for each in values}
    shapes = {each.code: each.areas for each in found.units if each.code in known}
    place, height = _projection(
        [point for areas in shapes.values() for area in areas for point in area[0]], top
    )
    placed = {
        code: [tuple(_thinned([place(point) for point in ring]) for ring in area) for area in areas]
        for code, areas in shapes.items()
    }
    # The largest first: what lies within another that has no hole for it is drawn over it.
    order = sorted(placed, key=lambda code: -sum(abs(area_of(area[0])) for area in placed[code]))
    groups = [_unit(known[code], placed[code]) for code in order]
    labels = _labels([known[code] for code in order], placed)
    notes = [_("darker: more firms")]
    if found.source:
        notes.append(_("boundaries: {source}").format(source=found.source))
    missing = [each.name for each in values if each.code not in placed]
    if missing:
        notes.append(_("without a boundary: {units}").format(units="、".join(missing)))
    width = WIDTH + 2 * MARGIN
    words, bottom = captions(title if shows_title else "", notes, top + height + 24, width)
    return Drawing(width, bottom + FOOT, (*groups, *labels, words), title)


def _projection(points: Sequence[Point], top: float) -> tuple[Callable[[Point], Point], float]:
    """(Degrees → place in the drawing, height of the map)."""
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    west, east, south, north = min(xs), max(xs), min(ys), max(ys)
    narrow = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * narrow, 1e-9), max(north - south, 1e-9)
    scale = min(WIDTH / wide, HEIGHT / high)
    left = MARGIN + (WIDTH - wide * scale) / 2

    def place(point: Point) -> Point:
        x, y = point
        return left + (x - west) * narrow * scale, top + (north - y) * scale

    return place, high * scale


def _thinned(ring: Sequence[Point]) -> tuple[Point, ...]:
    """The ring without points that cannot be told from the one before."""
    found = [ring[0]]
    for point in ring[1:-1]:
        if math.dist(point, found[-1]) >= FINEST:
            found.append(point)
    return tuple(found) if len(found) >= 3 else tuple(ring)


def _middle(area: Area) -> Point:
    """The centroid, or the middle of the widest stretch inside at its height."""
    ring = area[0]
    size = area_of(ring)
    turned = list(zip(ring, (*ring[1:], ring[0]), strict=True))
    if abs(size) > 1e-9:
        crosses = [(one, two, one[0] * two[1] - two[0] * one[1]) for one, two in turned]
        x = sum((one[0] + two[0]) * c for one, two, c in crosses) / (6 * size)
        y = sum((one[1] + two[1]) * c for one, two, c in crosses) / (6 * size)
    else:
        x, y = ring[0]
    for hole in area[1:]:
        turned += zip(hole, (*hole[1:], hole[0]), strict=True)
    cuts = sorted(
        one[0] + (y - one[1]) * (two[0] - one[0]) / (two[1] - one[1])
        for one, two in turned
        if (one[1] > y) != (two[1] > y)
    )
    stretches = list(zip(cuts[::2], cuts[1::2], strict=False))
    if not stretches or any(a <= x <= b for a, b in stretches):
        return x, y
    a, b = max(stretches, key=lambda pair: pair[1] - pair[0])
    return (a + b) / 2, y


def _unit(value: UnitValue, areas: Sequence[Area]) -> Group:
    role = f"region shade-{value.shade}"
    shapes = tuple(
        Polygon(outer, role, tuple(against(hole, outer) for hole in holes))
        for outer, *holes in areas
    )
    about = {"find": f"{value.name} {value.code}"}
    return Group("node", value.code, shapes, f"{value.name}: {value.words}", about)


def _labels(values: Sequence[UnitValue], placed: Mapping[str, Sequence[Area]]) -> list[Group]:
    """Name and value in each unit, moved down where they would stand on another's."""
    taken: list[Box] = []
    found = []
    for value in sorted(values, key=lambda each: each.code):
        x, y = _middle(max(placed[value.code], key=lambda area: abs(area_of(area[0]))))
        width = max(ems(value.name) * NAME, ems(value.words) * SMALL) + 8
        box = Box(x - width / 2, y - 16, width, 34, 4.0, "paper")
        while any(_meet(box, other) for other in taken):
            box = Box(box.x, box.y + 6, box.width, box.height, 4.0, "paper")
        taken.append(box)
        name = Label(x - ems(value.name) * NAME / 2, box.y + 14, value.name, "name")
        words = Label(x - ems(value.words) * SMALL / 2, box.y + 28, value.words, "small")
        found.append(Group("frame", f"label-{value.code}", (box, name, words)))
    return found


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
