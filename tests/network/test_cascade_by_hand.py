"""The index on networks small enough to work out by hand (notes number firms from 1)."""

import numpy as np
import pytest

from chainchief.network import EssentialClasses, Network, cascade, cascade_all


def net(links, industry, **known):
    supplier, buyer, amount = zip(*links, strict=True)
    return Network.from_arrays(
        supplier=np.array(supplier) - 1,
        buyer=np.array(buyer) - 1,
        amount=amount,
        industry=industry,
        firm_ids=range(1, len(industry) + 1),
        **known,
    )


def all_of(network, **assumptions):
    return cascade_all(network, threads=1, **assumptions)


def test_a_line_of_three_loses_everything_whoever_stops():
    # T1: 1→2→3. The middle one starves the last (weight 0) and leaves the first without orders.
    result = all_of(net([(1, 2, 10), (2, 3, 10)], [1, 2, 3]))
    assert result.esri == pytest.approx([1, 1, 1])
    assert result.downstream == pytest.approx([1, 0.5, 0])
    assert result.upstream == pytest.approx([0.5, 1, 1])


TWO_SUPPLIERS = [(1, 3, 60), (2, 3, 40), (3, 4, 200)]


def test_a_supplier_with_a_small_market_share_is_partly_replaced():
    # T2: after firm 2 has stopped, the market is 60, σ of 2 is 40/60; s = 60, 40, 200.
    result = all_of(net(TWO_SUPPLIERS, [1, 1, 2, 3]))
    assert result.esri == pytest.approx([0.6, 0.3111111111, 1, 1])


def test_without_substitution_the_whole_share_is_missing():
    result = all_of(net(TWO_SUPPLIERS, [1, 1, 2, 3]), substitution=False)
    assert result.esri[1] == pytest.approx(0.4)


@pytest.mark.parametrize(("kind", "esri"), [(1, 0.25), (0, 1 / 9), (2, 2 / 3)])
def test_the_class_of_an_input_decides_how_much_is_lost(kind, esri):
    # T3: 1→3:30, 2→3:10, 3→4:50; closing 2 takes 1/4, nothing or all of firm 3's input.
    network = net([(1, 3, 30), (2, 3, 10), (3, 4, 50)], [1, 2, 3, 4])
    given = cascade(network, [2], classes=EssentialClasses(pairs={(2, 3): kind}))
    assert given.esri == pytest.approx(esri)


ELEVEN = [(3, 6), (4, 6), (4, 7), (5, 7), (6, 1), (6, 2), (7, 10), (7, 11), (8, 1), (8, 2), (9, 11)]


@pytest.mark.parametrize(("substitution", "esri"), [(False, 3 / 18), (True, 0.0841751)])
def test_eleven_firms_with_linear_inputs_and_weights_of_their_own(substitution, esri):
    # T4: weights are the greater of purchases and sales, 18 in all.
    network = net([(a, b, 1) for a, b in ELEVEN], [1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5])
    given = cascade(
        network,
        [3],
        classes=EssentialClasses(default=1),
        weights=np.maximum(network.sales, network.purchases),
        substitution=substitution,
    )
    assert given.esri == pytest.approx(esri, abs=1e-7)


LOOP = [(2, 1, 1), (2, 3, 1), (3, 2, 1)]


def test_on_a_cycle_without_outside_demand_the_number_depends_on_the_stop():
    # T5: orders of 2 and 3 halve again and again; the paper's rule stops at step 13.
    early = cascade(net(LOOP, [1, 2, 3]), [1], mode="paper")
    assert (early.steps, early.eps) == (13, 1e-2)
    assert early.esri == pytest.approx(0.9895833, abs=1e-7)
    late = cascade(net(LOOP, [1, 2, 3]), [1], eps=0)
    assert late.esri == pytest.approx(1, abs=1e-9)


def test_outside_demand_gives_the_cycle_an_end_of_its_own():
    # T5 with revenue 5, 4, 2: u2 = 1/4 + u3/4, u3 = u2/2 → 2/7, 1/7; (2·2/7 + 1/7)/3 = 5/21.
    known = net(LOOP, [1, 2, 3], revenue=[5, 4, 2])
    assert cascade(known, [1]).esri == pytest.approx(5 / 21, abs=2e-6)
    assert cascade(known, [1], eps=1e-13).esri == pytest.approx(5 / 21, abs=1e-11)
    # Paper mode does not look at revenue.
    assert cascade(known, [1], mode="paper").esri == pytest.approx(0.9895833, abs=1e-7)


def test_costs_beyond_the_recorded_purchases_soften_a_shortage():
    # Firm 2 buys 10 of costs of 40: losing it all costs a quarter.
    network = net([(1, 2, 10), (2, 3, 10)], [1, 2, 3], costs=[0, 40, 10])
    given = cascade(network, [1])
    assert given.down.tolist() == [1, 0.25, 0.25]
    assert cascade(network, [1], mode="paper").down.tolist() == [1, 1, 1]


def test_making_an_input_essential_can_lower_a_loss():
    # Firm 3 buys 10 each of 1 and 2, which lose .4 and .6. Linear: .2 + .3 = .5 is missing. With
    # the first essential, the worse of .4 and .3 counts: .4.
    network = net([(1, 3, 10), (2, 3, 10)], [1, 2, 3])
    lost = {1: 0.4, 2: 0.6}
    linear = cascade(network, lost, classes=EssentialClasses(default=1))
    assert linear.down[2] == pytest.approx(0.5)
    mixed = EssentialClasses(default=1, pairs={(1, 3): 2})
    assert cascade(network, lost, classes=mixed).down[2] == pytest.approx(0.4)


def test_a_partial_loss_of_several_firms_is_one_scenario():
    network = net([(1, 3, 10), (2, 3, 30)], [1, 1, 2])
    # Market 40 → 5 + 15 = 20; σ = 10/20, 1; short = .5·.25·.5 + 1·.75·.5.
    given = cascade(network, {1: 0.5, 2: 0.5})
    assert given.down[2] == pytest.approx(0.0625 + 0.375)
    assert given.esri == pytest.approx(0.5)


def test_the_orders_of_a_wiped_out_market_are_not_replaced():
    # Both suppliers gone: σ is 1 whatever the currency unit.
    for unit in (1, 1e-6, 1e9):
        network = net([(1, 3, 0.3 * unit), (2, 3, 0.1 * unit), (3, 4, unit)], [1, 1, 2, 3])
        assert cascade(network, [1, 2]).down.tolist() == pytest.approx([1, 1, 1, 1])
