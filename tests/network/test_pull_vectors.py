"""Pull-through: hand-computed tables, and the plain inverse as a yardstick."""

import numpy as np
import pytest
from hypothesis import given, settings
from tests.network.economies import economies

from chainchief.network import Network
from chainchief.network.pull import diagonal as diagonals
from chainchief.network.pull.errors import DivergenceError, PullError
from chainchief.network.pull.input_output import table_of
from chainchief.network.pull.series import influence, multipliers
from chainchief.network.pull.through import pull_through


def network_of(links, firms, **known):
    pairs = list(links)
    return Network.from_arrays(
        supplier=[p[0] for p in pairs],
        buyer=[p[1] for p in pairs],
        amount=[links[p] for p in pairs],
        industry=list(range(firms)),
        **known,
    )


def two_sectors(**known):
    """Z = [[20, 45], [40, 15]], x = (100, 150)."""
    return network_of({(0, 1): 45, (1, 0): 40}, 2, revenue=[100, 150], **known)


def test_output_multipliers_of_the_two_sector_table():
    pull = pull_through(two_sectors(), own_use=[20, 15])
    np.testing.assert_allclose(pull.multiplier, [13 / 6, 11 / 6], rtol=1e-12)


def test_extracting_the_first_sector_costs_the_other_44_and_four_ninths():
    pull = pull_through(two_sectors(), own_use=[20, 15])
    assert round(pull.extraction_loss_others[0], 4) == 44.4444
    # L = [[1.5, .5], [.6667, 1.3333]]: (11/6 / (4/3) − 1) · 150 = 56.25.
    assert pull.extraction_loss_others[1] == pytest.approx(56.25)


def test_influence_of_a_triangle():
    triangle = network_of({(0, 1): 1, (0, 2): 1, (1, 2): 1}, 3)
    np.testing.assert_allclose(pull_through(triangle).influence, [5 / 16, 5 / 24, 1 / 6])


def test_influence_counts_own_use_as_a_purchase_like_any_other():
    # Firm 1 buys 45 of 60 from firm 0; firm 0 buys 20 of 60 from itself.
    v = influence(table_of(two_sectors(), [20, 15]))
    omega = np.array([[20, 40], [45, 15]]) / 60
    plain = np.linalg.solve(np.eye(2) - 0.5 * omega.T, np.full(2, 0.25))
    np.testing.assert_allclose(v, plain, rtol=1e-12)


def test_local_pull_uses_links_between_local_firms_only():
    # 0 and 1 are local, 2 is not. Firm 1 buys 30 from 0 and 20 from 2; firm 0 buys 10 from 2.
    links = {(0, 1): 30, (2, 1): 20, (2, 0): 10}
    net = network_of(links, 3, revenue=[60, 100, 50], local=[1, 1, 0])
    pull = pull_through(net)
    # m_0 = 1 + 10/60; m_1 = 1 + .3 m_0 + .2; locally m_0 = 1, m_1 = 1.3.
    np.testing.assert_allclose(pull.multiplier, [7 / 6, 1.55, 1])
    np.testing.assert_allclose(pull.local_multiplier, [1, 1.3, 1])
    np.testing.assert_allclose(pull.leak, [1 - 6 / 7, 1 - 1.3 / 1.55, 0], atol=1e-15)
    np.testing.assert_allclose(pull.local_purchases, [0, 30, 0])
    np.testing.assert_allclose(pull.purchases, [10, 50, 0])


def test_without_knowing_who_is_local_nothing_is_said_about_it():
    pull = pull_through(two_sectors())
    assert pull.local_multiplier is None
    assert pull.leak is None
    assert pull.local_purchases is None
    assert pull.small_local_firms is None


def test_small_suppliers_that_depend_on_a_buyer_are_counted():
    # Buyer 0 has 1000. Small (≤ 100): 1 sells it 5 of 100 (5 %), 2 sells 4 of 100, 3 is large.
    links = {(1, 0): 5, (2, 0): 4, (3, 0): 400}
    net = network_of(links, 4, revenue=[1000, 100, 100, 500], local=[1, 0, 1, 1])
    assert pull_through(net).small_firms.tolist() == [1, 0, 0, 0]
    assert pull_through(net).small_local_firms.tolist() == [0, 0, 0, 0]
    # With a limit in money, below 501 everyone is small; firm 3 sells 80 % and is local.
    assert pull_through(net, small_below=501).small_firms.tolist() == [2, 0, 0, 0]
    assert pull_through(net, small_below=501).small_local_firms.tolist() == [1, 0, 0, 0]
    assert pull_through(net, small_below=100).small_firms.tolist() == [0, 0, 0, 0]


def test_a_firm_without_output_has_no_multiplier_and_is_counted():
    pull = pull_through(network_of({(0, 1): 10}, 2))
    assert pull.multiplier[0] == 1
    assert np.isnan(pull.multiplier[1])
    assert np.isnan(pull.extraction_loss_others[1])
    assert pull.without_output == 1


def test_a_column_sum_of_one_is_no_harm_on_a_chain():
    # 0 → 1 → 2, everything passed on: no revenue beyond recorded sales.
    pull = pull_through(network_of({(0, 1): 10, (1, 2): 10}, 3, revenue=[10, 10, 10]))
    np.testing.assert_allclose(pull.multiplier, [1, 2, 3])


def test_a_ring_that_spends_all_it_earns_is_refused_with_the_firms():
    with pytest.raises(DivergenceError, match=r"2 .*“0”、“1”"):
        pull_through(network_of({(0, 1): 10, (1, 0): 10}, 2))
    with pytest.raises(DivergenceError):
        pull_through(network_of({(0, 1): 10, (1, 0): 20}, 2, revenue=[10, 20]))


def test_a_ring_that_spends_nearly_all_it_earns_is_summed_to_the_end():
    ring = network_of({(0, 1): 9999, (1, 0): 9999}, 2, revenue=[10000, 10000])
    np.testing.assert_allclose(pull_through(ring).multiplier, [10000, 10000], rtol=1e-6)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"alpha": 0.0}, "0.0"),
        ({"alpha": 1.5}, "1.5"),
        ({"own_use": [1.0]}, "own_use"),
        ({"own_use": [1.0, -1.0]}, "own_use"),
        ({"tolerance": 0.0}, "0.0"),
    ],
)
def test_options_without_meaning_are_refused(options, words):
    with pytest.raises(PullError, match=words):
        pull_through(two_sectors(), **options)


@settings(max_examples=80, deadline=None)
@given(economy=economies())
def test_small_economies_agree_with_the_plain_inverse(economy):
    links, industry, final = economy
    net = network_of(links, len(industry), local=[i % 2 for i in range(len(industry))])
    revenue = net.sales + np.array(final) + 0.1 * net.purchases + 1
    net = network_of(links, len(industry), revenue=revenue, local=net.local)
    a = net.matrix().toarray() / revenue
    if np.abs(np.linalg.eigvals(a)).max() >= 0.999:
        with pytest.raises(DivergenceError):
            pull_through(net)
        return
    inverse = np.linalg.inv(np.eye(len(revenue)) - a)
    pull = pull_through(net)
    m = inverse.sum(axis=0)
    np.testing.assert_allclose(pull.multiplier, m, rtol=1e-7)
    for k in range(len(revenue)):
        others = np.delete(np.arange(len(revenue)), k)
        demand = (np.eye(len(revenue)) - a) @ revenue
        without = np.linalg.solve(np.eye(len(others)) - a[np.ix_(others, others)], demand[others])
        lost = revenue[others].sum() - without.sum()
        assert pull.extraction_loss_others[k] == pytest.approx(lost, rel=1e-6, abs=1e-6)
    assert (pull.local_multiplier <= pull.multiplier).all()
    assert (pull.leak >= -1e-12).all()


def large(n=3000, seed=5):
    rng = np.random.default_rng(seed)
    weight = rng.pareto(1.3, n) + 1
    weight /= weight.sum()
    supplier, buyer = rng.choice(n, 6 * n, p=weight), rng.choice(n, 6 * n, p=weight)
    amount = rng.lognormal(0, 1.5, 6 * n)
    spent = np.bincount(buyer, amount, n) + np.bincount(supplier, amount, n)
    return Network.from_arrays(
        supplier=supplier, buyer=buyer, amount=amount, industry=np.zeros(n, int),
        revenue=spent * rng.uniform(0.8, 1.5, n) + 0.01,
    )  # fmt: skip


@pytest.mark.parametrize("tolerance", [1e-3, 1e-6])
def test_the_sparse_diagonal_keeps_its_tolerance(tolerance):
    table = table_of(large())
    m = multipliers(table)
    exact = diagonals._dense(table)
    found = diagonals.diagonal(table, m, tolerance)
    assert exact.max() > 1.001  # returning purchases matter here
    assert (found <= exact + 1e-12).all()
    assert (exact - found).max() <= tolerance


def test_the_diagonal_is_equal_on_one_and_two_threads():
    table = table_of(large())
    m = multipliers(table)
    one = diagonals.diagonal(table, m, 1e-6, 1)
    assert (one == diagonals.diagonal(table, m, 1e-6, 2)).all()


def test_money_scale_does_not_matter():
    net = large()
    again = Network.from_arrays(
        supplier=net.out_supplier, buyer=net.out_buyer, amount=net.out_amount * 1e4,
        industry=net.industry, revenue=net.revenue * 1e4,
    )  # fmt: skip
    here, there = pull_through(net), pull_through(again)
    np.testing.assert_allclose(there.multiplier, here.multiplier, rtol=1e-10)
    np.testing.assert_allclose(there.influence, here.influence, rtol=1e-10)
    np.testing.assert_allclose(
        there.extraction_loss_others, here.extraction_loss_others * 1e4, rtol=1e-5, atol=1e-2
    )
    assert (there.small_firms == here.small_firms).all()


def test_influence_sums_to_one_where_everyone_buys():
    ring = network_of({(0, 1): 1, (1, 2): 5, (2, 0): 3, (0, 2): 2}, 3)
    assert influence(table_of(ring), 0.3).sum() == pytest.approx(1)
