"""What one more link or supplier changes."""

import numpy as np
import pytest

from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import speaking
from chainchief.network import Network, cascade, what_if_supplier, with_link, with_supplier


def town(**changes):
    """Two foundries; the car maker buys of the first alone."""
    given = {
        "supplier": ["f1", "f2", "cars"],
        "buyer": ["cars", "tools", "shop"],
        "amount": [100.0, 50.0, 300.0],
        "industry": ["casting", "casting", "cars", "tools", "retail"],
        "firm_ids": ["f1", "f2", "cars", "tools", "shop"],
    }
    return Network.from_arrays(**{**given, **changes})


def test_a_link_more_is_bought_on_top():
    grown = with_link(town(), "f2", "cars", 25.0)
    assert grown.n_links == 4
    assert grown.purchases[2] == 125
    assert grown.sales.tolist() == [100, 75, 300, 0, 0]
    again = with_link(grown, "f2", "cars", 5.0)
    assert again.out_amount[again.link_between(1, 2)] == 30


def test_a_second_supplier_takes_over_part_of_an_input():
    grown = with_supplier(town(), "cars", "f2", 0.4)
    assert grown.purchases[2] == 100
    assert grown.out_amount[grown.link_between(0, 2)] == 60
    assert grown.out_amount[grown.link_between(1, 2)] == 40


def test_a_new_firm_can_be_the_supplier():
    network = town(confidence=[1, 0.5, 1], local=[1, 1, 1, 0, 0], chain=list("abcde"))
    grown = with_supplier(network, "cars", "f3", 0.5, industry="casting")
    assert grown.n_firms == 6
    assert grown.index_of("f3") == 5
    assert grown.sales[5] == 50
    assert grown.confidence.tolist() == [1, 0.5, 1, 1]
    assert grown.chain.tolist() == [*"abcde", None]
    assert grown.local.tolist() == [True, True, True, False, False, False]


def test_what_a_second_supplier_saves_when_the_first_stops():
    # Before: cars lose all (100 % of casting). After: f1 has 60 of a market of 150, 90 are left:
    # σ = 60/90; f1 supplies 60 % of the input: .6 · 2/3 = .4.
    change = what_if_supplier(town(), ["f1"], buyer="cars", supplier="f2", share=0.4)
    assert change.before.down[2] == 1
    assert change.after.down[2] == pytest.approx(0.4)
    assert change.after.weights.tolist() == change.before.weights.tolist()
    assert change.saved == pytest.approx(change.before.esri - change.after.esri)
    assert change.saved > 0


def test_a_new_supplier_weighs_nothing_itself():
    change = what_if_supplier(
        town(), {"f1": 0.5}, buyer="cars", supplier="f3", industry="casting", mode="paper"
    )
    assert change.after.weights[5] == 0
    assert change.after.eps == 1e-2
    assert change.after.network.n_firms == 6


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"buyer": "shop", "supplier": "f2", "share": 0.5}, "buys nothing of 'casting'"),
        ({"buyer": "cars", "supplier": "f1", "share": 0.5}, "buys nothing of 'casting'"),
        ({"buyer": "car", "supplier": "f2", "share": 0.5}, "Did you mean 'cars'"),
        ({"buyer": "cars", "supplier": "f2", "share": 2}, "share"),
        ({"buyer": "cars", "supplier": "f9", "share": 0.5, "industry": "castin"}, "'casting'"),
        ({"buyer": "cars", "supplier": "f2", "share": 0.5, "industry": "casting"}, "already"),
    ],
)
def test_what_cannot_be_is_refused(wrong, said):
    with speaking("en"), pytest.raises(ChainChiefError, match=said):
        with_supplier(town(), **wrong)


def test_the_network_that_was_given_is_untouched():
    network = town()
    before = cascade(network, ["f1"]).losses
    with_supplier(network, "cars", "f2", 0.4)
    assert network.n_links == 3
    assert np.array_equal(cascade(network, ["f1"]).losses, before)
