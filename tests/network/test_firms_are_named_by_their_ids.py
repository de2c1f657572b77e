"""Errors name firms as the caller does, not by their place in an array."""

import math

import pytest

from chainchief.core.i18n import speaking
from chainchief.network import (
    ArrayError,
    Network,
    Shock,
    cascade_all,
    prepare,
    pull_through,
    simulate,
)
from chainchief.network.pull.errors import DivergenceError
from chainchief.network.simulation.errors import SimulationError


def ring(count, **known):
    ids = [f"厂{at}" for at in range(count)]
    following = ids[1:] + ids[:1]
    return Network.from_arrays(
        supplier=ids, buyer=following, amount=[10.0] * count, industry=ids, firm_ids=ids, **known
    )


def test_a_ring_that_feeds_on_itself_is_told_by_its_firms():
    with speaking("en"), pytest.raises(DivergenceError) as told:
        pull_through(ring(2))
    assert "2 firms buy for as much as their revenue or more (“厂0”, “厂1”)" in str(told.value)
    assert "position" not in str(told.value)


def test_of_a_long_ring_the_first_five_are_named():
    with speaking("en"), pytest.raises(DivergenceError) as told:
        pull_through(ring(7))
    assert "7 firms" in str(told.value)
    assert "(“厂0”, “厂1”, “厂2”, “厂3”, “厂4” …)" in str(told.value)


@pytest.mark.parametrize("value", [-1.0, math.inf, 1e-320])
@pytest.mark.parametrize("column", ["revenue", "costs"])
def test_a_firm_with_an_impossible_account_is_named(column, value):
    with pytest.raises(ArrayError, match=f"“厂1”的 {column}"):
        ring(2, **{column: [5.0, value]})


def test_a_firm_with_an_impossible_weight_is_named():
    with pytest.raises(ArrayError, match="“厂1”的 weights"):
        prepare(ring(2), weights=[1.0, math.nan])


@pytest.mark.parametrize("amounts", [[1e308, 1e308], [1.2e307, 1.2e307]])
def test_amounts_whose_sum_is_infinite_are_refused(amounts):
    with pytest.raises(ArrayError, match="amount 之和"):
        Network.from_arrays(supplier=[0, 1], buyer=[1, 0], amount=amounts, industry=["a", "b"])


def test_accounts_whose_sum_is_infinite_are_refused():
    with pytest.raises(ArrayError, match="revenue 之和"):
        ring(2, revenue=[1e308, 1e308])


def test_very_small_and_very_large_amounts_are_computed_with():
    for scale in (1e-290, 1e290):
        network = ring(3, revenue=[20 * scale * 10] * 3).with_amounts([10 * scale] * 3)
        assert cascade_all(network).esri.tolist() == pytest.approx(
            cascade_all(ring(3, revenue=[200.0] * 3)).esri.tolist(), rel=1e-12
        )


@pytest.mark.parametrize("days", [math.nan, math.inf, 0.0])
def test_days_of_stores_are_a_number_above_nought(days):
    for name in ("target_days", "adjust_days"):
        with pytest.raises(SimulationError):
            simulate(ring(2), [1.0, 1.0], Shock.none(), 3, **{name: days})
