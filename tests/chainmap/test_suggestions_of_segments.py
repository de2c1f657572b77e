"""Segments are suggested from products, scope and industry, with the words that decided."""

from dataclasses import replace

from tests.chainmap.charts import chart, presence, segment

from chainchief.chainmap.targets.suggestions import SAME_CLASS, SAME_GROUP, Suggester


def map_of(**more):
    made = chart("x")
    segments = (
        segment("WAFER", 0, name="硅片", products=("大尺寸抛光片", "外延片"), classes=("3985",)),
        segment("TARGET", 1, name="溅射靶材", products=("铝靶材", "铜靶材"), classes=("3251",)),
        segment("PACK", 2, name="封装测试", products=("引线框架封装",), classes=("3973",)),
    )  # fmt: skip
    return replace(made, segments=segments, **more)


def test_the_best_segment_shares_the_rarest_words():
    best, *_others = Suggester(map_of()).suggest("高纯铜靶材、铝合金靶材的生产销售")
    assert best.segment == "TARGET"
    assert best.words[0] in ("铜靶材", "靶材")
    assert 0 < best.text <= 1


def test_words_are_the_longest_that_both_have():
    (best, *_others) = Suggester(map_of()).suggest("生产抛光片和外延片")
    assert (best.segment, best.words) == ("WAFER", ("外延片", "抛光片"))


def test_an_industry_adds_its_part_and_is_told_apart():
    found = {each.segment: each for each in Suggester(map_of()).suggest("", "3973")}
    assert (found["PACK"].text, found["PACK"].industry) == (0.0, SAME_CLASS)
    # 3974 is of the group 397 as 3973 is.
    found = {each.segment: each for each in Suggester(map_of()).suggest("", "3974")}
    assert found["PACK"].industry == SAME_GROUP


def test_at_most_five_and_nothing_without_a_common_sign():
    many = replace(
        map_of(), segments=tuple(segment(f"S{at}", at, name=f"材料{at}") for at in range(9))
    )
    assert len(Suggester(many).suggest("材料")) == 5
    assert Suggester(map_of()).suggest("养老服务") == []


def test_what_was_confirmed_is_not_asked_again_and_teaches():
    firm = presence("f", "PACK", products=("芯片键合机台代工",))
    taught = Suggester(map_of(presences=(firm,)))
    assert "PACK" not in [each.segment for each in taught.suggest("引线框架封装", firm="f")]
    assert taught.suggest("键合代工")[0].segment == "PACK"
    assert Suggester(map_of()).suggest("键合代工") == []


def test_full_width_and_half_width_are_one():
    one = Suggester(map_of()).suggest("Ａ１２铜靶材")
    assert one == Suggester(map_of()).suggest("a12铜靶材")


def test_a_chart_without_segments_suggests_nothing():
    assert Suggester(replace(map_of(), segments=())).suggest("铜靶材") == []
