"""The drawing of a map: nothing overlaps, every label is whole, the same chart drawn alike."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.chainmap.charts import DAY, presence

from chainchief.chainmap import Chart, Cite, Flow, Segment, answers_of, thresholds
from chainchief.chainmap.coverage.segments import Status
from chainchief.chainmap.drawing.columns import ranks
from chainchief.chainmap.drawing.layout import ESSENTIAL, OF_LACKING, Wish, drawing_of
from chainchief.chainmap.drawing.looks import look_of
from chainchief.chainmap.drawing.nodes import mark_of
from chainchief.chainmap.drawing.picture import pdf_of, png_of
from chainchief.chainmap.drawing.shapes import Box, Curve, Label
from chainchief.chainmap.drawing.svg import file_svg, page_svg
from chainchief.chainmap.drawing.text_width import ems, wrapped
from chainchief.core.i18n import speaking

STREAMS = ("upstream", "midstream", "downstream", "equipment", "services")


def large(segments=60, firms=200, *, every=7):
    """A chart as large as a map must stay legible for; each segment supplies two later ones."""
    made = tuple(
        Segment(
            f"S{n:02d}",
            f"第{n}个名称不短的产业链环节" if n % 5 == 0 else f"环节{n}",
            STREAMS[min(n * 6 // segments, 4)],
            Cite("chain_segment", f"s{n}", 1, f"环节{n}"),
            n,
            is_key=n % 9 == 0,
        )
        for n in range(segments)
    )
    flows = tuple(
        Flow(f"S{n:02d}", f"S{(n + step) % segments:02d}", step == 3)
        for n in range(segments)
        for step in (3, every)
    )
    present = tuple(
        presence(f"示例{n}新材料科技股份有限公司", f"S{n % (segments - 9):02d}")
        for n in range(firms)
    )
    return answers_of(Chart("C", "示例产业链", DAY, made, flows, present), thresholds())


def boxes(drawing):
    """Node → its box."""
    return {
        group.key: next(shape for shape in group.shapes if isinstance(shape, Box))
        for group in drawing.groups
        if group.kind == "node"
    }


def points(curve):
    """Points along its cubic pieces, close enough to see whether it passes behind a node."""
    start = curve.start
    for a, b, end in curve.pieces:
        for step in range(25):
            t = step / 24
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            corners = (start, a, b, end)
            yield tuple(
                sum(w * corner[axis] for w, corner in zip(weights, corners, strict=True))
                for axis in (0, 1)
            )
        start = end


@pytest.mark.parametrize("firms", [False, True])
def test_no_node_lies_on_another_and_all_lie_on_the_paper(firms):
    drawing = drawing_of(large(), Wish(firms=firms))
    there = list(boxes(drawing).values())
    assert len(there) == 60
    for at, one in enumerate(there):
        assert one.x >= 0
        assert one.x + one.width <= drawing.width
        assert one.y >= 0
        assert one.y + one.height <= drawing.height
        for other in there[at + 1 :]:
            apart = (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert apart, (one, other)


@pytest.mark.parametrize("firms", [False, True])
@pytest.mark.parametrize("spoken", ["zh-hans", "en"])
def test_every_word_of_a_node_is_whole_and_inside_of_it(firms, spoken):
    answers = large()
    with speaking(spoken):
        drawing = drawing_of(answers, Wish(firms=firms))
    for group in drawing.groups:
        if group.kind != "node":
            continue
        box, *rest = group.shapes
        labels = [shape for shape in rest if isinstance(shape, Label)]
        for label in labels:
            assert label.x + ems(label.text) * look_of(label.role).size <= box.x + box.width
            assert box.y < label.y < box.y + box.height
        words = "".join(label.text for label in labels if label.role == "name")
        assert words == answers.chart.by_code[group.key].name
        named = "".join(label.text for label in labels if label.role == "firm")
        whole = [each.name for each in answers.chart.firms_in.get(group.key, ())]
        assert named == ("".join(whole) if firms else "")


def test_no_link_passes_behind_a_node():
    drawing = drawing_of(large())
    there = boxes(drawing).values()
    curves = [
        s for g in drawing.groups if g.kind == "edge" for s in g.shapes if isinstance(s, Curve)
    ]
    assert len(curves) == 120
    for curve in curves:
        for x, y in points(curve):
            for box in there:
                inside = (
                    box.x + 1 < x < box.x + box.width - 1 and box.y + 1 < y < box.y + box.height - 1
                )
                assert not inside, (curve.role, x, y)


def test_the_same_chart_is_drawn_alike_whatever_the_order_of_its_rows():
    one = large()
    turned = Chart(
        one.chart.code,
        one.chart.name,
        DAY,
        one.chart.segments,
        tuple(reversed(one.chart.flows)),
        one.chart.presences,
    )
    assert file_svg(drawing_of(one)) == file_svg(drawing_of(answers_of(turned, thresholds())))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30))
def test_suppliers_stand_before_their_buyers_wherever_no_ring_forbids_it(links):
    codes = [f"N{n}" for n in range(8)]
    flows = [Flow(f"N{a}", f"N{b}", True) for a, b in links]
    found = ranks(codes, flows)
    assert set(found) == set(codes)
    forwards = [flow for flow in flows if flow.supplier < flow.buyer]
    straight = ranks(codes, forwards)
    assert all(straight[flow.supplier] < straight[flow.buyer] for flow in forwards)


def test_each_status_has_a_mark_of_its_own_shape():
    shapes = {
        status: tuple(
            (type(shape).__name__, "hollow" in shape.role) for shape in mark_of(status, 0, 0)
        )
        for status in Status
    }
    assert len(set(shapes.values())) == len(Status) == 5


def test_links_of_gaps_are_fewer_than_essential_ones_and_these_than_all():
    answers = large()
    count = {
        wished: sum(
            group.kind == "edge" for group in drawing_of(answers, Wish(links=wished)).groups
        )
        for wished in (OF_LACKING, ESSENTIAL, "all")
    }
    assert 0 < count[OF_LACKING] < count[ESSENTIAL] == 60 < count["all"] == 120


def test_a_page_gets_no_style_and_every_node_a_link_with_words():
    answers = large()
    addresses = {each.code: f"/?segment={each.code}&x=<1>" for each in answers.chart.segments}
    root = ElementTree.fromstring(page_svg(drawing_of(answers), addresses))
    dressed = {"style", "fill", "stroke", "onclick"}
    assert not any(dressed & set(each.attrib) for each in root.iter())
    assert not [each for each in root.iter() if each.tag in ("style", "script", "foreignObject")]
    links = [each for each in root.iter() if each.tag == "a"]
    assert [each.get("href") for each in links if each.get("data-code") == "S07"] == [
        "/?segment=S07&x=<1>"
    ]
    assert all("".join(each.itertext()).strip() for each in links)


def test_a_name_with_signs_of_markup_stays_text():
    segment = Segment("A", '<b>"&', "upstream", Cite("chain_segment", "a", 1, "A"))
    answers = answers_of(Chart("C", "链", DAY, (segment,)), thresholds())
    for text in (file_svg(drawing_of(answers)), page_svg(drawing_of(answers), {"A": "/"})):
        assert "<b>" not in text
        assert "&lt;b&gt;" in text


def test_a_picture_is_as_sharp_as_paper_wants_and_a_sheet_of_a3():
    drawing = drawing_of(large(12, 8, every=5))
    png = png_of(drawing)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width = int.from_bytes(png[16:20], "big")
    assert abs(width - 2 * drawing.width) <= 1
    standing = replace(drawing, height=drawing.width * 1.5)
    for each, sides in ((drawing, [1191, 842]), (standing, [842, 1191])):
        box = re.search(rb"/MediaBox \[ *([\d. ]+)\]", pdf_of(each))
        assert box is not None
        assert [round(float(side)) for side in box[1].split()] == [0, 0, *sides]


def test_lines_lose_nothing_and_keep_words_of_letters_together():
    assert wrapped("一二三四五六七", 40, 10) == ("一二三四", "五六七")
    assert "".join(wrapped("压力容器与反应换热设备", 60, 10)) == "压力容器与反应换热设备"
    assert wrapped("cold rolled steel", 70, 10) == ("cold rolled", "steel")
    assert wrapped("一", 1, 10) == ("一",)


def test_a_font_that_was_installed_since_is_found(monkeypatch):
    from matplotlib import font_manager

    from chainchief.chainmap.drawing.picture import font_here

    if not any("CJK" in path for path in font_manager.findSystemFonts()):
        pytest.skip("this machine has no font with Chinese characters")
    latin = [each for each in font_manager.fontManager.ttflist if each.name.startswith("DejaVu")]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", latin)
    assert "CJK" in font_here() or "Han" in font_here()
