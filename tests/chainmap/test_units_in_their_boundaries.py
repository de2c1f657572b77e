"""Boundaries from a GeoJSON: what is taken, what is told, how units are drawn."""

import io
import json

import pytest
from PIL import Image

from chainchief.chainmap.drawing.picture import png_of
from chainchief.chainmap.drawing.shapes import Polygon
from chainchief.chainmap.drawing.svg import page_svg
from chainchief.chainmap.regions import (
    UnitValue,
    boundaries_in,
    keep,
    kept,
    region_drawing,
    remove,
    rings,
)
from chainchief.core.faults import FaultsError

UNITS = {"371402": "德城区", "371403": "陵城区", "371421": "某县"}


def square(x, y, side=1.0):
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(*features):
    listed = [
        {"type": "Feature", "properties": properties, "geometry": geometry}
        for properties, geometry in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": listed}).encode()


def codes(content):
    with pytest.raises(FaultsError) as refused:
        boundaries_in(content, "map.json", UNITS)
    return [(fault.code, fault.value) for fault in refused.value.faults]


def test_features_are_matched_by_code_by_twelve_digits_or_by_name():
    content = collection(
        ({"adcode": 371402}, square(116, 37)),
        ({"区划代码": "371403000000"}, square(117, 37)),
        ({"name": " 某县 "}, {"type": "MultiPolygon", "coordinates": [
            square(118, 37)["coordinates"], square(118, 39)["coordinates"]]}),
    )  # fmt: skip
    found = boundaries_in(content, "map.json", UNITS)
    assert [(unit.code, len(unit.areas)) for unit in found.units] == [
        ("371402", 1), ("371403", 1), ("371421", 2),
    ]  # fmt: skip
    assert found.warnings == ()


def test_what_is_of_no_unit_is_left_out_and_told():
    content = collection(({"name": "外县"}, square(1, 1)), ({"code": "371402"}, square(2, 2)))
    found = boundaries_in(content, "map.json", UNITS)
    assert [unit.code for unit in found.units] == ["371402"]
    assert [(fault.code, fault.value) for fault in found.warnings] == [("CMP-043", "外县")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "CMP-040"),
        (b"{", "CMP-040"),
        (b"[" * 100_000, "CMP-040"),
        (b'{"type": "Topology"}', "CMP-040"),
        (b'{"type": "FeatureCollection", "features": [1]}', "CMP-040"),
        (collection(), "CMP-044"),
        (collection(({"code": "371402"}, square(500_000, 4_100_000))), "CMP-041"),
        (collection(({"code": "371402"}, {"type": "Polygon", "coordinates": [[[1, 2]]]})),
         "CMP-041"),
        (collection(({"code": "371402"}, {"type": "Polygon", "coordinates": [
            [[1, 2], [1, "x"], [2, 2], [1, 2]]]})), "CMP-041"),
        (collection(({"code": "371402"}, {"type": "Point", "coordinates": [1, 2]})), "CMP-042"),
        (collection(({"code": "371402"}, None)), "CMP-042"),
    ],
)  # fmt: skip
def test_each_fault_of_a_file_is_told(content, code):
    assert codes(content)[0][0] == code


def test_all_faults_are_told_at_once():
    content = collection(
        ({"code": "371402"}, None), ({"name": "外县"}, square(1, 1)),
        ({"code": "371403"}, square(900, 1)),
    )  # fmt: skip
    assert [code for code, _value in codes(content)] == ["CMP-042", "CMP-041", "CMP-043"]


def test_a_drawing_keeps_shapes_and_lays_the_smaller_over_the_larger():
    content = collection(
        ({"code": "371402"}, square(116.4, 37.4, 0.2)), ({"code": "371403"}, square(116, 37)),
    )  # fmt: skip
    found = boundaries_in(content, "map.json", UNITS)
    values = [UnitValue(code, name, "3家", 2) for code, name in UNITS.items()]
    drawing = region_drawing(found, values, title="图", shows_title=True)
    nodes = [group for group in drawing.groups if group.kind == "node"]
    assert [group.key for group in nodes] == ["371403", "371402"]
    (outer,) = (shape for shape in nodes[0].shapes if isinstance(shape, Polygon))
    xs, ys = zip(*outer.points, strict=True)
    # A degree of longitude is cos(37.5°) of one of latitude.
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(0.7934, abs=1e-3)
    words = [shape.text for group in drawing.groups for shape in group.shapes
             if hasattr(shape, "text")]  # fmt: skip
    assert any("没有边界的单位：某县" in text for text in words)


def ring(x, y, side):
    return square(x, y, side)["coordinates"][0]


#: A square of two degrees with a hole of one in it, and an area of its own within the hole.
WITH_HOLES = {
    "type": "MultiPolygon",
    "coordinates": [[ring(116, 37, 2.0), ring(116.5, 37.5, 1.0)], [ring(116.8, 37.8, 0.4)]],
}


def painted(png, x, y):
    """The colour of a picture at a place of the drawing: it has two dots for each unit."""
    return Image.open(io.BytesIO(png)).convert("RGB").getpixel((round(2 * x), round(2 * y)))


@pytest.mark.parametrize("turned", [False, True])
def test_holes_stay_empty_whichever_way_round_they_go_and_what_lies_in_them_is_drawn(turned):
    (outer, hole), island = WITH_HOLES["coordinates"]
    shape = {**WITH_HOLES, "coordinates": [[outer, hole[::-1] if turned else hole], island]}
    found = boundaries_in(collection(({"code": "371402"}, shape)), "map.json", UNITS)
    assert [len(area) for area in found.units[0].areas] == [2, 1]
    drawing = region_drawing(
        found, [UnitValue("371402", "德", "3家", 4)], title="图", shows_title=False
    )
    (node,) = (group for group in drawing.groups if group.kind == "node")
    xs, ys = zip(*node.shapes[0].points, strict=True)

    def at(share_x, share_y):
        """A place of the drawing, from the lower left corner of the unit."""
        x = min(xs) + share_x * (max(xs) - min(xs))
        return x, max(ys) - share_y * (max(ys) - min(ys))

    png = png_of(drawing)
    body, paper = painted(png, *at(0.1, 0.9)), (255, 255, 255)
    assert body != paper
    assert painted(png, *at(0.3, 0.7)) == paper
    assert painted(png, *at(0.42, 0.58)) == body
    assert 'fill-rule="evenodd"' in page_svg(drawing, {})
    # The name stands in what is the unit's, not in the hole.
    box = next(group.shapes[0] for group in drawing.groups if group.key == "label-371402")
    middle = (box.x + box.width / 2, box.y + 16)
    assert painted(png, middle[0], box.y - 4) == body


def test_a_ring_that_is_not_closed_is_told_with_its_place():
    opened = {"type": "Polygon", "coordinates": [ring(116, 37, 2.0), ring(116.5, 37.5, 1.0)[:-1]]}
    with pytest.raises(FaultsError) as refused:
        boundaries_in(collection(({"code": "371402"}, opened)), "map.json", UNITS)
    (fault,) = refused.value.faults
    assert fault.code == "CMP-048"
    assert "第1个要素，第1个面的第1个洞" in fault.text
    assert "116.5, 37.5" in fault.text


@pytest.mark.parametrize(
    ("hole", "faults"),
    [
        (ring(116.5, 37.5, 1.0), []),
        (ring(116, 37.5, 1.0), []),  # touches the boundary
        (ring(117.5, 37.5, 1.0), ["CMP-049"]),  # half outside
        (ring(119, 37.5, 1.0), ["CMP-049"]),
        (ring(115, 36, 9.0), ["CMP-049"]),  # around its area
    ],
)
def test_a_hole_lies_within_its_area(hole, faults):
    shape = {"type": "Polygon", "coordinates": [ring(116, 37, 2.0), hole]}
    content = collection(({"code": "371402"}, shape))
    assert ([code for code, _value in codes(content)] if faults else []) == faults
    if not faults:
        assert len(boundaries_in(content, "map.json", UNITS).units[0].areas[0]) == 2


def test_a_hole_that_takes_too_long_to_compare_is_refused(monkeypatch):
    monkeypatch.setattr(rings, "MOST_COMPARED", 24)
    assert codes(collection(({"code": "371402"}, WITH_HOLES)))[0][0] == "CMP-041"


def test_boundaries_of_before_holes_were_kept_are_still_read(own_home):
    file = own_home / "boundaries" / "units.json"
    file.parent.mkdir()
    old = {
        "source": "测绘院",
        "brought_by": "王敏",
        "brought_on": "2023-11-30",
        "units": [{"code": "371402", "rings": [ring(116, 37, 1.0), ring(118, 37, 1.0)]}],
    }
    file.write_text(json.dumps(old), encoding="utf-8")
    assert [len(area) for area in kept().units[0].areas] == [1, 1]


def test_boundaries_are_kept_in_the_home_folder_and_removed(own_home):
    assert kept() is None
    found = boundaries_in(collection(({"code": "371402"}, WITH_HOLES)), "map.json", UNITS)
    keep(found)
    assert kept().units == found.units
    remove()
    assert kept() is None
