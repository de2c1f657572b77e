"""Many chains surveyed on an engine: every number is that of the chain alone, on both engines."""

import datetime as dt
import random
from fractions import Fraction

import pytest
from tests.chainmap.charts import chart, presence, purchase, toy

from chainchief.chainmap import Chart, Status, Thresholds, answers_of
from chainchief.chainmap.survey.holding import reached
from chainchief.chainmap.survey.survey import survey
from chainchief.chainmap.survey.tables import tables_of
from chainchief.lake.engines.engine import engine_named

RULES = Thresholds()


def named(code, made):
    return Chart(
        code, code, dt.date(2023, 11, 30), made.segments, made.flows, made.presences, made.purchases
    )


def drawn(number):
    """A chart by chance: rings, firms in several segments, all statuses, goods nobody can place."""
    chance = random.Random(number)
    codes = [f"s{at}" for at in range(chance.randint(1, 9))]
    flows = {
        f"{chance.choice(codes)}{chance.choice('>>~')}{chance.choice(codes)}" for _turn in range(12)
    }
    firms = [f"f{at}" for at in range(7)]
    presences = {(chance.choice(firms), chance.choice(codes)): None for _turn in range(9)}
    purchases = [
        purchase(
            chance.choice(firms),
            seller,
            chance.choice([*codes, ""]),
            chance.choice([0, 1, 7, 10**13, 10**14]),
            seller.startswith("f"),
        )
        for _turn in range(chance.randint(0, 14))
        for seller in [chance.choice([*firms, "outside-1", "outside-2"])]
    ]
    made = chart(
        " ".join(codes),
        sorted(flows),
        [
            presence(firm, at, capacity=chance.choice([None, 0, 5, 10**14]))
            for firm, at in presences
        ],
        purchases,
    )
    return named(f"C{number:03}", made)


def alone(one):
    """The same of one chain by itself, as `told` has it."""
    found = answers_of(one, RULES)
    return (
        one.code,
        [
            (c.segment.code, c.status, len(c.local_firms), c.demand, c.local, c.capacity, c.sources)
            for c in found.coverage
        ],
        [
            (
                gap.covered.segment.code,
                len(gap.held_up),
                len(gap.firms_held_up),
                gap.adds_completeness,
                gap.adds_rate,
            )
            for gap in found.gaps
        ],
        found.completeness.value,
        found.rate_by_value.value,
        found.rate_by_number.value,
    )


def told(one):
    return (
        one.chain,
        [
            (c.segment, c.status, c.local_firms, c.demand, c.local, c.capacity, c.sources)
            for c in one.segments
        ],
        [
            (
                gap.covered.segment,
                gap.held_up,
                gap.firms_held_up,
                gap.adds_completeness,
                gap.adds_rate,
            )
            for gap in one.gaps
        ],
        one.completeness,
        one.rate_by_value,
        one.rate_by_number,
    )


def test_the_toy_of_purchases_by_hand(ledger):
    (found,) = survey(engine_named("duckdb"), tables_of([toy()]), RULES)
    assert [(each.segment, each.status) for each in found.segments] == [
        ("wafer", Status.MISSING),
        ("gas", Status.WEAK),
        ("target", Status.WEAK),
    ]
    # 60 of 150 are bought here; of wafer 70 are open.
    assert found.rate_by_value == Fraction(60, 150)
    assert [(gap.covered.segment, gap.adds_rate) for gap in found.gaps] == [
        ("wafer", Fraction(70, 150))
    ]
    assert found.completeness == Fraction(2, 3)
    assert found.count(Status.WEAK) == 2


def test_every_number_is_that_of_the_chain_alone(ledger):
    charts = [drawn(number) for number in range(150)]
    found = survey(engine_named("duckdb"), tables_of(charts), RULES)
    assert [told(one) for one in found] == [alone(one) for one in charts]
    # All that can befall a segment befell some.
    statuses = {each.status for one in found for each in one.segments}
    assert statuses == {Status.MISSING, Status.AT_RISK, Status.WEAK, Status.STRONG}
    assert any(gap.firms_held_up for one in found for gap in one.gaps)


@pytest.mark.spark
def test_spark_gives_the_same(ledger, spark):
    tables = tables_of(drawn(number) for number in range(60))
    one, other = (
        survey(engine_named(name), tables, RULES) for name in ("duckdb", "spark=local[2]")
    )
    assert one == other


def test_chains_without_anything_are_told_so(ledger):
    empty, bare = named("A", chart("")), named("B", chart("x y", ["x>y"]))
    first, second = survey(engine_named("duckdb"), tables_of([empty, bare]), RULES)
    assert (first.segments, first.gaps, first.completeness) == ((), (), None)
    assert [gap.held_up for gap in second.gaps] == [1, 0]
    assert (second.completeness, second.rate_by_value, second.rate_by_number) == (0, None, None)


def test_a_chain_partly_out_of_reach_is_refused(ledger):
    made = chart("x")
    partial = Chart("P", "P", made.as_at, made.segments, is_partial=True)
    with pytest.raises(ValueError, match="P"):
        tables_of([partial])


def test_what_is_downstream_goes_round_rings_once():
    # 0 → 1 → 2 → 0, and 2 → 3.
    sets = reached(4, [(0, 1), (1, 2), (2, 0), (2, 3)])
    assert [f"{bits:04b}" for bits in sets] == ["1110", "1101", "1011", "0000"]
