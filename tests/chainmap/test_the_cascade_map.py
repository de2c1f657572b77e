"""The cascade map: who stands in, who stops, whom it reaches over which steps and on which day."""

import pytest

from chainchief.chainmap.drawing.shapes import Box, Label
from chainchief.chainmap.roadmaps.cascade import Reached, Stop, cascade_map

NAMES = {code: f"{code}厂" for code in "ABCDEFGS"}


def drawn(reached, stand_ins=(("S", "同环节"),), closed=("A",)):
    stop = Stop(closed, tuple(reached), tuple(stand_ins), NAMES, {"B": "铸件"})
    return cascade_map(stop, title="假如A厂停产", notes=["依据"], shows_title=True)


def columns(drawing):
    """Left edge → the keys of the boxes there, from the left."""
    found = {}
    for group in drawing.groups:
        if group.kind == "node":
            box = next(shape for shape in group.shapes if isinstance(shape, Box))
            found.setdefault(box.x, []).append(group.key)
    return [found[x] for x in sorted(found)]


def links(drawing):
    return {(g.about["from"], g.about["to"]) for g in drawing.groups if g.kind == "edge"}


def words(drawing):
    return [s.text for g in drawing.groups for s in g.shapes if isinstance(s, Label)]


def test_columns_are_steps_away_and_links_are_the_ways():
    made = drawn([Reached("B", 15, ("A", "B")), Reached("D", 20, ("A", "C", "D"))])
    assert columns(made) == [["stand-in-S"], ["A"], ["B", "C"], ["D"]]
    assert links(made) == {("A", "B"), ("A", "C"), ("C", "D"), ("stand-in-S", "A")}
    said = words(made)
    assert "第15天停摆 · 铸件" in said
    # C passes on what is missing without standing still.
    assert "未停摆，向下传导" in said
    assert {"谁能顶上", "停产企业", "影响第1层", "影响第2层", "依据"} <= set(said)


def test_whom_no_link_reaches_stands_in_a_column_of_its_own():
    made = drawn([Reached("B", 3)], stand_ins=())
    assert columns(made) == [["A"], ["B"]]
    assert "经由同一市场" in words(made)
    assert links(made) == set()


def test_ways_longer_than_the_columns_end_in_the_last_one():
    made = drawn([Reached("F", 9, tuple("ABCDEF"))], stand_ins=())
    assert columns(made)[:3] == [["A"], ["B"], ["C"]]
    assert sorted(columns(made)[3]) == ["D", "E", "F"]


@pytest.mark.parametrize("closed", [("A",), ("A", "G")])
def test_who_stops_stands_once_and_the_drawing_is_always_the_same(closed):
    reached = [Reached("B", 1, ("A", "B")), Reached("C", 2, ("A", "B", "C"))]
    one, other = drawn(reached, closed=closed), drawn(reached, closed=closed)
    assert one == other
    keys = [key for column in columns(one) for key in column]
    assert len(keys) == len(set(keys)) == 3 + len(closed)
