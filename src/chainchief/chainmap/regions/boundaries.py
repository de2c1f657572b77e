"""A GeoJSON of boundaries (RFC 7946): read, checked, and its features matched to units."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chainchief.chainmap.chart.placement import folded
from chainchief.chainmap.faults import (
    BOUNDARY_COORDINATES,
    BOUNDARY_HOLE,
    BOUNDARY_NO_POLYGON,
    BOUNDARY_OF_NO_UNIT,
    BOUNDARY_OPEN,
    BOUNDARY_UNREADABLE,
    BOUNDARY_WITHOUT_UNITS,
)
from chainchief.chainmap.regions.rings import Point, Ring, TooManyPointsError, first_outside
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _

#: What a page takes: boundaries of a city are a few megabytes.
MOST_BYTES = 20 * 1024**2
MOST_POINTS = 2_000_000
#: Properties that name a unit's code or name in the files that mapping services give.
CODES = ("code", "adcode", "division", "区划代码", "行政区划代码", "代码", "id", "gb", "pac")
NAMES = ("name", "名称", "NAME", "fullname", "区划名称", "县", "县名")


@dataclass(frozen=True)
class UnitShape:
    """A unit with its areas in degrees (longitude, latitude): an outer ring, then its holes."""

    code: str
    areas: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True)
class Boundaries:
    """What a file holds of the city's units; `warnings` say what in it was left out.

    `source` is who published the boundaries and under which approval number (审图号).
    """

    units: tuple[UnitShape, ...]
    source: str = ""
    brought_by: str = ""
    brought_on: str = ""
    warnings: tuple[Fault, ...] = ()


def boundaries_in(content: bytes, name: str, units: Mapping[str, str]) -> Boundaries:
    """The boundaries in a file, of `units` (code → name); FaultsError with all that is wrong.

    A feature is of the unit whose code or name one of its properties has; two of one unit are areas
    of the same one.
    """
    areas: dict[str, list[tuple[Ring, ...]]] = {}
    faults: list[Fault] = []
    left_out: list[Fault] = []
    by_name = {folded(name): code for code, name in units.items()}
    for number, feature in enumerate(_features(content, name), 1):
        place = Place(file=name, record=_("feature {number}").format(number=number))
        code, words = _unit_of(feature, units, by_name)
        if not code:
            left_out.append(Fault(BOUNDARY_OF_NO_UNIT, place, words))
            continue
        found, wrong = _areas(feature.get("geometry"), place)
        if not found and not wrong:
            wrong = [Fault(BOUNDARY_NO_POLYGON, place, units[code])]
        faults += wrong
        areas.setdefault(code, []).extend(found)
    if not areas and not faults:
        facts = {"units": "、".join(list(units.values())[:3])}
        faults = [Fault(BOUNDARY_WITHOUT_UNITS, Place(file=name), facts=facts)]
    if faults:
        raise FaultsError([*faults, *left_out])
    shapes = tuple(UnitShape(code, tuple(areas[code])) for code in units if code in areas)
    return Boundaries(shapes, warnings=tuple(left_out))


class _BadCoordinatesError(Exception):
    """Coordinates that are none in degrees."""


def _features(content: bytes, name: str) -> list[Mapping[str, object]]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as wrong:
        raise _unreadable(name, str(wrong)) from None
    listed = document.get("features") if isinstance(document, dict) else None
    if not isinstance(listed, list) or document.get("type") != "FeatureCollection":
        raise _unreadable(name, _("it is no FeatureCollection"))
    if not all(isinstance(each, dict) for each in listed):
        raise _unreadable(name, _("a feature in it is no object"))
    return listed


def _unreadable(name: str, reason: str) -> FaultsError:
    return FaultsError([Fault(BOUNDARY_UNREADABLE, Place(file=name), facts={"reason": reason})])


def _unit_of(
    feature: Mapping[str, object], units: Mapping[str, str], by_name: Mapping[str, str]
) -> tuple[str, str]:
    """(code of the unit, "" without one; what the feature calls itself)."""
    given = feature.get("properties")
    said = dict(given) if isinstance(given, dict) else {}
    if "id" in feature:
        said.setdefault("id", feature["id"])
    codes = [str(said[key]).strip() for key in CODES if said.get(key) not in (None, "")]
    names = [str(said[key]).strip() for key in NAMES if said.get(key) not in (None, "")]
    # Some files write the code in twelve digits, as statistics do.
    for code in codes:
        for known in (code, code[:6] if code[6:].strip("0") == "" else code):
            if known in units:
                return known, code
    for name in names:
        if folded(name) in by_name:
            return by_name[folded(name)], name
    return "", next(iter([*names, *codes]), "")


def _areas(geometry: object, place: Place) -> tuple[list[tuple[Ring, ...]], list[Fault]]:
    """The areas of a Polygon or MultiPolygon, and what is wrong with them, ring by ring."""
    areas: list[tuple[Ring, ...]] = []
    faults: list[Fault] = []
    for number, polygon in enumerate(_polygons(geometry), 1):
        listed = polygon if isinstance(polygon, list) and polygon else [None]
        rings: list[Ring] = []
        for which, given in enumerate(listed):
            at = replace(place, record=_ring_name(place.record, number, which))
            try:
                ring = _ring(given)
            except _BadCoordinatesError as wrong:
                faults.append(Fault(BOUNDARY_COORDINATES, at, str(wrong)))
                continue
            if ring[0] != ring[-1]:
                facts = {"first": _degrees(ring[0]), "last": _degrees(ring[-1])}
                faults.append(Fault(BOUNDARY_OPEN, at, facts=facts))
            rings.append(ring)
        if len(rings) == len(listed):
            faults += _holes_outside(rings, place, number)
        areas.append(tuple(rings))
    return areas, faults


def _polygons(geometry: object) -> list[object]:
    if not isinstance(geometry, dict):
        return []
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "Polygon":
        return [coordinates]
    if geometry.get("type") == "MultiPolygon" and isinstance(coordinates, list):
        return coordinates
    return []


def _ring_name(feature: str, polygon: int, ring: int) -> str:
    if ring == 0:
        return _("{feature}, area {number}, outer ring").format(feature=feature, number=polygon)
    return _("{feature}, area {number}, hole {hole}").format(
        feature=feature, number=polygon, hole=ring
    )


def _holes_outside(rings: Sequence[Ring], place: Place, polygon: int) -> Iterator[Fault]:
    """A fault for each hole of the area that leaves its outer ring."""
    outer, *holes = rings
    for which, hole in enumerate(holes, 1):
        at = replace(place, record=_ring_name(place.record, polygon, which))
        try:
            point = first_outside(hole, outer)
        except TooManyPointsError:
            words = _("too many points to compare the hole with its area")
            yield Fault(BOUNDARY_COORDINATES, at, words)
            continue
        if point is not None:
            yield Fault(BOUNDARY_HOLE, at, _degrees(point))


def _degrees(point: Point) -> str:
    return f"{point[0]:g}, {point[1]:g}"


def _ring(value: object) -> Ring:
    if not isinstance(value, list) or len(value) < 4:
        raise _BadCoordinatesError(_("a ring of fewer than four points"))
    if len(value) > MOST_POINTS:
        raise _BadCoordinatesError(_("more than {most} points").format(most=MOST_POINTS))
    return tuple(map(_point, value))


def _point(value: object) -> Point:
    numbers = value[:2] if isinstance(value, list) and len(value) >= 2 else []
    if len(numbers) == 2 and all(
        isinstance(each, int | float) and not isinstance(each, bool) and math.isfinite(each)
        for each in numbers
    ):
        x, y = float(numbers[0]), float(numbers[1])
        if abs(x) <= 180 and abs(y) <= 90:
            return x, y
    raise _BadCoordinatesError(json.dumps(value, ensure_ascii=False)[:60])
