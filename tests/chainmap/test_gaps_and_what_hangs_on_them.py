"""Gaps in the order of what they hold up, with paths, and what closing one adds."""

from fractions import Fraction

from tests.chainmap.charts import chart, presence, purchase

from chainchief.chainmap import Status, Structure, Thresholds, answers_of

#: a → b → c and a → d essential, e beside them by a link that is not.
FLOWS = ("a>b", "b>c", "a>d", "e~c")


def answers(presences=(), purchases=(), flows=FLOWS, segments="a b c d e"):
    return answers_of(chart(segments, flows, presences, purchases), Thresholds())


def test_what_hangs_on_a_segment_is_all_that_stops_without_it():
    structure = Structure(chart("a b c d e", FLOWS))
    assert {code: structure.weight(code) for code in "abcde"} == {
        "a": 4, "b": 2, "c": 1, "d": 1, "e": 1,
    }  # fmt: skip
    assert structure.path("a", "c") == ("a", "b", "c")


def test_completeness_weighs_a_segment_by_what_hangs_on_it():
    # 4 of a and 1 of d of 4 + 2 + 1 + 1 + 1.
    whole = answers([presence("f", "a"), presence("g", "d")]).completeness
    assert whole.value == Fraction(5, 9)
    assert whole.adds_up


def test_gaps_come_in_the_order_of_the_firms_they_hold_up():
    found = answers([presence("x", "c"), presence("y", "d"), presence("z", "d")])
    assert [gap.covered.segment.code for gap in found.gaps] == ["a", "b", "e"]
    first = found.gaps[0]
    assert first.firms_held_up == ("y", "z", "x")
    assert first.held_up == ("b", "d", "c")
    assert first.paths == (("a", "d"), ("a", "b", "c"))
    assert first.adds_completeness == Fraction(4, 9)
    assert first.adds_rate is None
    assert sum(line.contribution for line in first.receipt) == 3


def test_a_firm_in_two_segments_is_held_up_once():
    found = answers([presence("x", "b"), presence("x", "d")])
    assert found.gaps[0].firms_held_up == ("x",)


def test_closing_a_gap_adds_its_open_demand_to_the_rate():
    bought = [purchase("x", "far", "a", 30, False), purchase("x", "y", "d", 70, True)]
    gap = answers([presence("y", "d")], bought).gaps[0]
    assert gap.covered.segment.code == "a"
    assert gap.adds_rate == Fraction(30, 100)


def test_a_segment_at_risk_is_a_gap_that_adds_no_completeness():
    firms = [presence("f", "a"), presence("g", "a")]
    found = answers(firms, [purchase("x", "far", "a", 30, False)])
    gap = next(gap for gap in found.gaps if gap.covered.segment.code == "a")
    assert (gap.covered.status, gap.adds_completeness) == (Status.AT_RISK, 0)


def test_a_ring_of_essential_links_is_walked_once_and_told():
    found = answers(flows=("a>b", "b>c", "c>a", "c>d"))
    assert found.structure.weight("a") == 4
    (ring,) = [each for each in found.warnings if each.code == "CMP-012"]
    assert "a → b → c → a" in ring.why


def test_a_link_to_nowhere_and_a_segment_without_class_are_told():
    from dataclasses import replace

    odd = chart("a b", ("a>b", "a>z"))
    bare = replace(odd.segments[1], classes=())
    found = answers_of(replace(odd, segments=(odd.segments[0], bare)), Thresholds())
    assert {each.code for each in found.warnings} == {"CMP-010", "CMP-011"}
    assert found.structure.weight("a") == 2


def test_a_chain_without_anything_has_answers():
    found = answers(segments="", flows=())
    assert found.completeness.value is None
    assert found.rate_by_value.value is None
    assert found.gaps == ()
