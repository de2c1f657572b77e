"""Each rule of coverage, tripped alone and at its threshold."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.chainmap.charts import chart, presence, purchase

from chainchief.chainmap import Grade, Status, Thresholds, Why, coverage_of

RULES = Thresholds()


def covered(presences=(), purchases=(), rules=RULES):
    (only,) = coverage_of(chart("a", (), presences, purchases), rules)
    return only


def whys(each):
    return [reason.why for reason in each.reasons]


FOUR = [presence(f"f{at}", "a") for at in range(4)]
SPREAD = [purchase("b", f"f{at}", "a", 10, True) for at in range(4)]


def test_nothing_there_is_missing_and_rests_on_the_template():
    each = covered()
    assert (each.status, whys(each), each.grade) == (
        Status.MISSING, [Why.NO_LOCAL_FIRM], Grade.TEMPLATE,
    )  # fmt: skip
    assert each.hhi is None


def test_many_firms_and_spread_purchases_are_strong():
    each = covered(FOUR, SPREAD)
    assert (each.status, each.reasons, each.grade) == (Status.STRONG, (), Grade.RECORDED)
    assert each.hhi == Fraction(1, 4)


@pytest.mark.parametrize(("firms", "status"), [(1, Status.WEAK), (2, Status.STRONG)])
def test_fewer_firms_than_the_threshold_are_weak(firms, status):
    assert covered(FOUR[:firms]).status is status


def test_a_source_above_the_threshold_of_concentration_is_weak():
    uneven = [*SPREAD[:3], purchase("b", "f3", "a", 11, True)]
    each = covered(FOUR, uneven)
    assert whys(each) == [Why.CONCENTRATED]
    assert each.reasons[0].found == Fraction(3 * 100 + 121, 41**2)


@pytest.mark.parametrize(("outside", "status"), [(40, Status.AT_RISK), (39, Status.STRONG)])
def test_one_source_outside_with_half_of_the_purchases_is_a_risk(outside, status):
    far = purchase("b", "far", "a", outside, False)
    rules = replace(RULES, most_concentrated=Fraction(1))
    assert covered(FOUR, [*SPREAD, far], rules).status is status


def test_two_sources_outside_are_no_single_one():
    far = [purchase("b", f"far{at}", "a", 100, False) for at in range(2)]
    assert Why.ONE_OUTSIDE_SOURCE not in whys(covered(FOUR, [*SPREAD, *far]))


@pytest.mark.parametrize(("capacity", "short"), [(8, False), (7, True)])
def test_capacity_below_eight_tenths_of_demand_is_short(capacity, short):
    firms = [replace(each, capacity=capacity) for each in FOUR]
    assert (Why.SHORT_OF_CAPACITY in whys(covered(firms, SPREAD))) == short


def test_capacity_that_one_firm_has_not_declared_trips_nothing():
    firms = [*(replace(each, capacity=1) for each in FOUR[:3]), FOUR[3]]
    each = covered(firms, SPREAD)
    assert each.capacity is None
    assert each.status is Status.STRONG


def test_undeclared_capacity_is_guessed_from_revenue_shared_among_segments():
    firms = [presence("f", "a", revenue=90), presence("f", "b", revenue=90)]
    bought = [purchase("x", "far", "a", 70, False)]
    first, _second = coverage_of(chart("a b", (), firms, bought), RULES)
    assert (first.likely_capacity, first.capacity_grade, first.latent) == (45, Grade.GUESS, 45)
    assert Why.SHORT_OF_CAPACITY not in whys(first)


def test_a_local_seller_that_no_list_names_counts_by_its_sale():
    each = covered((), [purchase("b", "f", "a", 10, True)])
    assert (each.local_firms, each.status) == (("f",), Status.WEAK)
    assert [line.cite.kind for line in each.receipt if line.part == "local_firms"] == [
        "supply_link"
    ]
