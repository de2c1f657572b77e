"""The technology, application-field and attraction route maps: what is drawn, and their tables."""

from itertools import combinations

import pytest
from tests.chainmap.charts import DAY, chart, presence, purchase

from chainchief.chainmap import Thresholds, answers_for, answers_of
from chainchief.chainmap.chart.model import Cite
from chainchief.chainmap.chart.traits import Trait
from chainchief.chainmap.drawing.shapes import Box
from chainchief.chainmap.roadmaps import THEMES, roadmap_of
from chainchief.chainmap.roadmaps.applications import application_map
from chainchief.chainmap.roadmaps.attraction import attraction_map
from chainchief.chainmap.roadmaps.technology import technology_map
from chainchief.core.i18n import speaking

RULES = Thresholds()


@pytest.fixture(autouse=True)
def in_chinese():
    with speaking("zh-hans"):
        yield


def trait(segment, aspect, name, **more):
    return Trait(segment, aspect, name, Cite("segment_trait", f"{segment}-{name}", 1, name), **more)


#: b is missing; c hangs on it and has a firm. X of Shanghai is the benchmark of b; S sells it.
MADE = chart(
    "a b c",
    ["a>b", "b>c"],
    [presence("F", "a"), presence("G", "a"), presence("H", "c")],
    [purchase("H", "S", "b", 80, False), purchase("H", "F", "a", 20, True)],
)
TRAITS = [
    trait("a", "technology", "旧法", maturity="replaced"),
    trait("a", "technology", "新法", maturity="pilot", is_doubtful=True),
    trait("a", "application", "汽车"),
    trait("c", "application", "汽车"),
    trait("c", "application", "船舶", is_doubtful=True),
    trait("a", "by-product", "废渣"),
    trait("b", "benchmark", "X公司", place="上海", source="年报"),
    trait("a", "benchmark", "Y公司", place="北京"),
]


def boxes(made):
    """Key → the box that it stands in."""
    return {
        group.key: next(shape for shape in group.shapes if isinstance(shape, Box))
        for group in made.drawing.groups
        if group.kind == "node"
    }


def links(made):
    return {
        (group.about["from"], group.about["to"]): group.key
        for group in made.drawing.groups
        if group.kind == "edge"
    }


def overlap(one, other):
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def test_technologies_stand_on_the_step_of_their_maturity():
    made = technology_map(answers_of(MADE, RULES), TRAITS)
    placed = boxes(made)
    # Only a has technologies; the pilot stands left of what is being replaced.
    assert set(placed) == {"a", "a-旧法", "a-新法"}
    assert placed["a"].x < placed["a-新法"].x < placed["a-旧法"].x
    assert links(made) == {
        ("a", "a-旧法"): "link essential",
        ("a", "a-新法"): "link essential doubtful",
    }
    assert [row.cells[:4] for row in made.rows] == [
        ("a", "旧法", "逐步被替代", "弱"),
        ("a", "新法（待核实）", "中试阶段", "弱"),
    ]


def test_a_field_that_two_segments_serve_stands_once():
    made = application_map(answers_of(MADE, RULES), TRAITS)
    placed = boxes(made)
    assert set(placed) == {"a", "c", "field-汽车", "field-船舶", "a-废渣"}
    assert placed["a-废渣"].x < placed["a"].x < placed["field-汽车"].x
    assert set(links(made)) == {
        *(("a", "field-汽车"), ("c", "field-汽车"), ("c", "field-船舶"), ("a", "a-废渣")),
    }
    assert links(made)["c", "field-船舶"] == "link essential doubtful"
    assert [row.cells[2] for row in made.rows] == ["汽车", "汽车", "船舶（待核实）", "废渣"]


def test_without_by_products_there_is_no_lane_of_them():
    only = [each for each in TRAITS if each.aspect == "application"]
    made = application_map(answers_of(MADE, RULES), only)
    assert "副产品" not in {group.key for group in made.drawing.groups}


def test_gaps_lead_to_benchmarks_and_candidates_and_on_to_contact():
    answers = answers_of(MADE, RULES)
    contacts = {"x公司": "在谈"}
    made = attraction_map(answers, TRAITS, targets_for_chart(answers), contacts)
    # b alone is lacking: its benchmark and its seller; Y is of a, which is not lacking.
    assert set(boxes(made)) == {"b", "firm-x公司", "firm-s", "contact-在谈", "contact-尚无记录"}
    assert set(links(made)) == {
        ("b", "firm-x公司"),
        ("b", "firm-s"),
        ("firm-x公司", "contact-在谈"),
        ("firm-s", "contact-尚无记录"),
    }
    assert [(row.cells[2], row.cells[3], row.cells[5]) for row in made.rows] == [
        ("X公司", "上海", "在谈"),
        ("S", "", "尚无记录"),
    ]
    # The seller adds all open demand of b: 80 of 100.
    assert made.rows[1].cells[4] == "候选企业，补上后本地配套率提高80.0%"


def targets_for_chart(answers):
    from chainchief.chainmap.targets.candidates import Scorer
    from chainchief.chainmap.targets.targeting import outside_suppliers

    return Scorer(answers).targets(outside_suppliers(answers.chart))


@pytest.mark.parametrize("theme", [technology_map, application_map])
def test_nothing_overlaps_and_the_same_chart_gives_the_same_drawing(theme):
    many = [
        trait(code, aspect, f"{'很长的名称' * (number % 5 + 1)}{number}", maturity=maturity)
        for code in "abc"
        for number in range(6)
        for aspect, maturity in (("technology", "pilot"), ("application", ""), ("by-product", ""))
    ]
    answers = answers_of(MADE, RULES)
    made = theme(answers, many)
    placed = list(boxes(made).values())
    assert not [1 for one, other in combinations(placed, 2) if overlap(one, other)]
    assert all(box.x + box.width <= made.drawing.width for box in placed)
    assert all(box.y + box.height <= made.drawing.height for box in placed)
    assert theme(answers, many).drawing == made.drawing


def test_traits_come_from_the_ledger_as_they_hold_on_the_day(small_chain):
    import datetime as dt

    from tests.ledger.small_city import write

    from chainchief.ledger.changesets import Creation

    values = {"segment": "CAST", "aspect": "technology", "maturity": "mature"}
    write(Creation("segment_trait", "", {**values, "name": "砂型", "confidence": 400_000}))
    late = {**values, "name": "打印", "valid_from": DAY + dt.timedelta(days=1)}
    write(Creation("segment_trait", "", late))
    made = roadmap_of("technology", answers_for("NEW-IT", DAY))
    assert [row.cells[1] for row in made.rows] == ["砂型（待核实）"]
    for theme in THEMES:
        empty = roadmap_of(theme, answers_for("NEW-IT", DAY))
        assert empty.drawing.width >= 700
