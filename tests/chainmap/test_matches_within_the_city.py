"""Matches within the city: who is proposed for what, and that a verdict is not asked twice."""

from tests.chainmap.charts import chart, presence, toy

from chainchief.chainmap import Thresholds, answers_of
from chainchief.chainmap.chart.ledger import Firm
from chainchief.chainmap.targets.matches import segment_matches, supply_matches

RULES = Thresholds()


def firm(code, *products, chain="C"):
    return Firm(code, code, chain, None, "", products)


def test_a_firm_without_a_place_and_one_for_what_is_lacking_are_proposed():
    made = chart("钢材 刀具", presences=[presence("F", "刀具")], products={"钢材": ["特种钢材"]})
    firms = {each.code: each for each in (
        firm("F", "特种钢材"), firm("G", "数控刀具"), firm("H", "刀具", chain="D"), firm("I"),
    )}  # fmt: skip
    answers = answers_of(made, RULES)
    found = [(each.firm, each.segment) for each in segment_matches(answers, firms, set())]
    # 钢材 is lacking, so F (in 刀具) is asked too; H is of another chain, of I nothing is known.
    assert sorted(found) == [("F", "钢材"), ("G", "刀具")]
    assert segment_matches(answers, firms, {("F", "钢材", ""), ("G", "刀具", "")}) == []


def test_supply_is_matched_with_demand_that_is_met_outside():
    # G can make 55 of gas and sells 50 here; A buys 20 of it outside.
    answers = answers_of(toy(), RULES)
    assert [(each.segment, each.seller, each.buyer, each.amount)
            for each in supply_matches(answers, set())] == [("gas", "G", "A", 20)]  # fmt: skip
    assert supply_matches(answers, {("G", "gas", "A")}) == []
