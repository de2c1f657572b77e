"""Candidates scored in parts by hand, and the back-test that hides firms which are here."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.chainmap.charts import chart, presence, purchase, segment

from chainchief.chainmap import Thresholds, answers_of
from chainchief.chainmap.targets.backtest import backtest
from chainchief.chainmap.targets.candidates import Candidate, Scorer, map_density
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import speaking

RULES = Thresholds()


def answers():
    """a → b → c essential; firms in b and c; b buys 60 of a from outside, 40 of c locally."""
    return answers_of(
        chart(
            "a b c", ("a>b", "b>c"), [presence("B", "b"), presence("C", "c")],
            [purchase("B", "far", "a", 60, False), purchase("B", "C", "c", 40, True)],
        ),
        RULES,
    )  # fmt: skip


def best(*candidates, **more):
    return Scorer(answers(), **more).targets(candidates)


def test_the_parts_of_a_score_by_hand():
    (target,) = best(
        Candidate("N", segment="a", capacity=30, customers=("B", "nobody"), expansion=0.5)
    )
    # 30 of 100 bought; weight 3 of 3 + 2 + 1; the heaviest segment; b of a and b is there.
    assert target.adds_rate == Fraction(30, 100)
    assert target.adds_completeness == Fraction(3, 6)
    assert (target.criticality, target.density, target.ties) == (1.0, 0.5, ("B",))
    assert target.score == pytest.approx(0.8 * 1.0 * 0.5 * 1.2 * 1.5)
    assert target.arithmetic == "0.8 × 1 × 0.5 × 1.2 × 1.5 = 0.72"
    with speaking("en"):
        assert "deals with 1 local firm" in target.why
        assert "adds 30.00% to the local rate and 50.00% to completeness" in target.why


def test_a_candidate_without_capacity_meets_all_that_is_open():
    assert best(Candidate("N", segment="a"))[0].adds_rate == Fraction(60, 100)


def test_a_segment_that_is_covered_and_served_adds_nothing():
    assert best(Candidate("N", segment="c"))[0].score == 0.0


def test_the_density_of_the_map_is_the_share_of_neighbours_that_are_here():
    # a: itself and b, of which b. b: a, b, c, of which two. c: b and c, both.
    assert map_density(answers()) == {"a": 1 / 2, "b": 2 / 3, "c": 1.0}


def test_another_density_takes_its_place():
    assert best(Candidate("N", segment="a"), density={"a": 0.9})[0].density == 0.9


def test_recorded_dealings_and_talks_stand_beside():
    found = best(
        Candidate("北方 公司", segment="a"),
        dealt_with={"北方公司": ["B"]},
        contacts={"北方公司": "talks"},
    )
    assert (found[0].ties, found[0].contact) == (("B",), "talks")


def test_the_best_comes_first_and_those_without_a_segment_not_at_all():
    found = best(
        Candidate("small", segment="a", capacity=1),
        Candidate("great", segment="a", capacity=60),
        Candidate("nowhere", products="养老"),
    )
    assert [each.candidate.name for each in found] == ["great", "small"]


def peopled(count=12):
    """Segments of goods, each with local firms that make them."""
    goods = ["抛光片", "铜靶材", "封装基板", "光刻胶"]
    made = chart("x")
    segments = tuple(segment(f"S{at}", at, name=good) for at, good in enumerate(goods))
    firms = tuple(
        presence(f"f{at}", f"S{at % 4}", products=(goods[at % 4],), revenue=10 + at)
        for at in range(count)
    )
    bought = tuple(purchase("f0", f"f{at}", f"S{at % 4}", 10, True) for at in range(1, count))
    return replace(made, segments=segments, presences=firms, purchases=bought)


def test_hidden_firms_are_found_before_those_who_make_something_else():
    outside = [Candidate(f"o{at}", products="养老护理", capacity=10_000) for at in range(40)]
    found = backtest(peopled(), RULES, outside, first=4)
    assert (found.hidden, found.pool, found.first) == (4, 44, 4)
    assert found.by_score == found.right_segment == 4
    # By size the strangers come first; by chance a tenth of four.
    assert found.by_size == 0
    assert found.by_chance == pytest.approx(4 * 4 / 44)
    assert found.unplaced == 0


def test_the_back_test_is_the_same_for_one_seed():
    outside = [Candidate(f"o{at}", products="铜靶材") for at in range(9)]
    once = backtest(peopled(), RULES, outside, seed=3)
    assert once == backtest(peopled(), RULES, outside, seed=3)
    assert once.as_json()["hidden"] == 4


@pytest.mark.parametrize(("firms", "outside"), [(0, 3), (6, 0)])
def test_a_back_test_of_nothing_is_refused(firms, outside):
    with pytest.raises(WrongUseError):
        backtest(peopled(firms), RULES, [Candidate(f"o{at}") for at in range(outside)])
