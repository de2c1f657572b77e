"""The toy computed by hand: rates, statuses, latent matches, and what attracting a firm adds."""

from fractions import Fraction

import pytest
from tests.chainmap.charts import toy

from chainchief.chainmap import Grade, Status, Thresholds, Why, adds_to_rate, answers_of


@pytest.fixture(scope="module")
def answers():
    return answers_of(toy(), Thresholds())


def test_the_rate_by_value_is_local_over_all_purchases(answers):
    # Local: 20 + 30 of gas, 10 of targets. All: 60 + 20 + 20 + 30 + 10 + 10 = 150.
    assert (answers.rate_by_value.numerator, answers.rate_by_value.denominator) == (60, 150)
    assert answers.rate_by_value.value == Fraction(2, 5)
    assert answers.rate_by_value.grade is Grade.RECORDED


def test_the_rate_by_number_counts_suppliers(answers):
    # G and T of G, T and three from outside.
    assert answers.rate_by_number.value == Fraction(2, 5)
    assert answers.rate_by_number.denominator == 5


def test_wafers_are_missing(answers):
    wafer = answers.segment("wafer")
    assert (wafer.status, wafer.demand, wafer.local) == (Status.MISSING, 70, 0)
    # 60 and 10 of 70 from two sources.
    assert wafer.hhi == Fraction(60**2 + 10**2, 70**2)


def test_gas_is_weak_for_its_capacity_and_five_are_latent(answers):
    gas = answers.segment("gas")
    short = next(each for each in gas.reasons if each.why is Why.SHORT_OF_CAPACITY)
    assert short.found == Fraction(55, 70)
    assert float(short.found) == pytest.approx(0.7857, abs=1e-4)
    assert gas.latent == 5
    (latent,) = answers.latent
    assert (latent.amount, latent.grade, latent.sellers, latent.buyers) == (
        5, Grade.DECLARED, ("G",), ("A",),
    )  # fmt: skip


def test_attracting_capacity_adds_what_by_hand(answers):
    rate = answers.rate_by_value
    assert adds_to_rate(answers.segment("wafer"), 50, rate) == Fraction(50, 150)
    # min(50, 70 − max(55, 50)) = 15 of 150.
    assert adds_to_rate(answers.segment("gas"), 50, rate) == Fraction(15, 150)


def test_gas_has_one_source_outside_but_little_comes_from_it(answers):
    # 20 of 70 is less than half.
    assert Why.ONE_OUTSIDE_SOURCE not in {each.why for each in answers.segment("gas").reasons}


def test_every_receipt_adds_up(answers):
    for share in (answers.rate_by_value, answers.rate_by_number, answers.completeness):
        assert share.adds_up
    for each in answers.coverage:
        sums = {"local_firms": 0, "demand": 0, "local": 0}
        for line in each.receipt:
            sums[line.part] += line.contribution
        assert sums == {
            "local_firms": len(each.local_firms), "demand": each.demand, "local": each.local,
        }  # fmt: skip
