"""Lists of rewards against amounts found by hand: boundaries, ceilings, budgets, exclusions."""

import pytest
from tests.desk.policies import town
from tests.desk.policies.town import WAN, clause

from chainchief.core import clock
from chainchief.desk.policies.clauses.in_force import readings
from chainchief.desk.policies.drawing_up import compute
from chainchief.ledger import changelog
from chainchief.ledger.kinds.enterprise.models import Enterprise


@pytest.fixture
def city(ledger, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: town.DAY)
    town.city()


def found():
    return compute("ZC", town.YEAR).found


def amounts(lines=None):
    lines = found().included if lines is None else lines
    return {(each.clause.number, each.firm.code): each.amount for each in lines}


def test_a_firm_at_the_bound_is_in_and_one_a_step_below_is_out_by_that_step(city):
    clause(qualifies="firm: {revenue: {at_least: 2000万元}}")
    result = found()
    assert amounts(result.included) == {
        (1, "QY-1"): 10 * WAN,
        (1, "QY-3"): 10 * WAN,
        (1, "QY-4"): 10 * WAN,
    }
    (near,) = result.nearly
    assert near.firm.code == "QY-2"
    assert "1,999万元" in near.lacks
    assert "2,000万元" in near.lacks
    assert result.out == 1  # QY-5 states no revenue: that is not nearly


def test_a_firm_above_the_margin_is_out_and_not_nearly_in(city):
    clause(qualifies="firm: {revenue: {at_least: 2499万元}}")
    nearly = {each.firm.code for each in found().nearly}
    # 20 % of 2499 are 499.8: 2000 lacks 499 and is nearly in, 1999 lacks 500 and is not.
    assert nearly == {"QY-1"}


def test_a_rate_is_of_the_measure_with_the_ceiling_and_the_rounding_stated(city):
    clause(
        formula="{rate: 0.33%, of: {firm: revenue}, rounding: {to: 万元, how: down}}",
        ceiling=100 * WAN,
    )
    assert amounts() == {
        (1, "QY-1"): 6 * WAN,  # 6.6
        (1, "QY-2"): 6 * WAN,  # 6.5967
        (1, "QY-3"): 33 * WAN,
        (1, "QY-4"): 100 * WAN,  # 165, the ceiling
    }
    clause(2, formula="{rate: 0.33%, of: {firm: revenue}, rounding: {to: 万元, how: half-up}}")
    assert amounts()[2, "QY-1"] == 7 * WAN


def test_steps_begin_at_their_bound(city):
    clause(
        qualifies="firm: {size_class: [small, medium, large]}",
        formula="{of: {firm: revenue}, steps: [{from: 2000万元, amount: 5万元},"
        " {from: 1亿元, amount: 20万元}]}",
    )
    result = found()
    assert amounts(result.included) == {
        (1, "QY-1"): 5 * WAN,
        (1, "QY-3"): 20 * WAN,
        (1, "QY-4"): 20 * WAN,
    }
    assert [each.firm.code for each in result.nearly] == ["QY-2"]


def test_records_of_a_firm_are_added_up_and_are_the_receipt(city):
    clause(
        qualifies="measures: [{source: project, sum: total_investment, at_least: 1000万元}]",
        formula="{rate: 1%, of: {source: project, sum: total_investment},"
        " rounding: {to: 元, how: down}}",
    )
    result = found()
    (line,) = result.included
    assert (line.firm.code, line.value, line.amount) == ("QY-1", 1000 * WAN, 10 * WAN)
    assert {each.code: each.contribution for each in line.lines} == {
        "XM-0": 300 * WAN,
        "XM-1": 700 * WAN,
    }
    (near,) = result.nearly
    assert near.firm.code == "QY-3"
    assert "1万元" in near.lacks


def test_so_much_for_each_record(city):
    clause(
        qualifies="measures: [{source: project, at_least: 1}]",
        formula="{each: 1个, amount: 3万元, of: {source: project}, rounding: {to: 元, how: down}}",
    )
    assert amounts() == {(1, "QY-1"): 6 * WAN, (1, "QY-3"): 3 * WAN}


def test_of_clauses_that_exclude_each_other_the_firm_has_the_highest(city):
    clause(1, formula="fixed: 10万元", excludes="2")
    clause(2, formula="fixed: 15万元", qualifies="firm: {size_class: small}")
    result = found()
    assert amounts(result.included) == {
        (1, "QY-2"): 10 * WAN,
        (1, "QY-4"): 10 * WAN,
        (2, "QY-1"): 15 * WAN,
        (2, "QY-3"): 15 * WAN,
    }
    assert {(each.clause.number, each.firm.code) for each in result.displaced} == {
        (1, "QY-1"),
        (1, "QY-3"),
    }


def test_a_budget_is_told_and_cut_only_where_the_clause_says_so(city):
    made = clause(budget=25 * WAN)
    (summed,) = found().sums
    assert (summed.wanted, summed.total) == (40 * WAN, 40 * WAN)
    assert summed.fault.kind.code == "DSK-317"
    assert "15万元" in str(summed.fault)
    with changelog.acting("clerk", "cut"):
        made.overrun, made.version = "pro-rata", 2
        made.save()
    result = found()
    assert (result.sums[0].total, result.sums[0].fault) == (25 * WAN, None)
    assert set(amounts(result.included).values()) == {625 * WAN // 100}
    assert result.total == 25 * WAN


def test_a_budget_that_does_not_divide_is_spent_to_the_last_fen(city):
    clause(budget=10 * WAN + 3, overrun="pro-rata")
    result = found()
    assert result.total == 10 * WAN + 3
    assert max(amounts(result.included).values()) - min(amounts(result.included).values()) <= 1


def test_another_name_or_code_changes_no_amount(city):
    clause(formula="{rate: 0.33%, of: {firm: revenue}, rounding: {to: 元, how: down}}")
    before = sorted(amounts().values())
    with changelog.acting("clerk", "renamed"):
        for firm in Enterprise.objects.all():
            firm.name, firm.version = f"改名{firm.code}", 2
            firm.save()
    assert sorted(amounts().values()) == before


def test_a_clause_of_other_years_gives_nothing(city):
    clause(1)
    clause(2, first_year=2026)
    clause(3, last_year=2024)
    assert {number for number, _firm in amounts()} == {1}
    assert len(readings("ZC")) == 3
