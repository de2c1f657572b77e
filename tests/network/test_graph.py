"""A network is checked, sorted both ways and never changes."""

import numpy as np
import pytest

from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import speaking
from chainchief.network import Network


def small(**changes):
    given = {
        "supplier": [2, 0, 0, 0],
        "buyer": [1, 2, 1, 1],
        "amount": [4.0, 3.0, 1.0, 2.0],
        "industry": ["steel", "cars", "steel"],
        "firm_ids": ["a", "b", "c"],
    }
    return Network.from_arrays(**{**given, **changes})


def test_links_are_sorted_by_supplier_and_by_buyer_and_duplicates_summed():
    network = small()
    assert network.n_firms == 3
    assert network.n_links == 3
    assert network.duplicates_summed == 1
    assert network.out_start.tolist() == [0, 2, 2, 3]
    assert network.out_buyer.tolist() == [1, 2, 1]
    assert network.out_amount.tolist() == [3.0, 3.0, 4.0]
    assert network.in_start.tolist() == [0, 0, 2, 3]
    assert network.in_supplier.tolist() == [0, 2, 0]
    assert network.in_amount.tolist() == [3.0, 4.0, 3.0]
    assert network.in_link.tolist() == [0, 2, 1]
    assert network.out_buyer.dtype == np.int32


def test_sales_and_purchases_are_the_sums_of_the_links():
    network = small()
    assert network.sales.tolist() == [6.0, 0.0, 4.0]
    assert network.purchases.tolist() == [0.0, 7.0, 3.0]
    assert network.matrix().toarray().tolist() == [[0, 3, 3], [0, 0, 0], [0, 4, 0]]


def test_labels_of_industries_become_codes():
    network = small()
    assert network.industry.tolist() == [1, 0, 1]
    assert network.industry_names.tolist() == ["cars", "steel"]
    named = small(industry=[0, 1, 0], industry_names=["steel", "cars", "paper"])
    assert named.industry.tolist() == [0, 1, 0]
    assert named.n_industries == 3


def test_suppliers_and_buyers_may_be_given_by_id():
    network = small(supplier=["c", "a", "a", "a"], buyer=["b", "c", "b", "b"])
    assert network.out_buyer.tolist() == small().out_buyer.tolist()


def test_unknown_revenue_and_costs_are_filled_and_counted():
    network = small(revenue=[np.nan, 5.0, 3.0], costs=[1.0, 0.0, np.nan])
    assert network.revenue.tolist() == [6.0, 5.0, 4.0]
    assert network.costs.tolist() == [1.0, 7.0, 3.0]
    assert (network.revenue_missing, network.revenue_raised) == (1, 1)
    assert (network.costs_missing, network.costs_below_purchases) == (2, 0)
    assert small().revenue_missing == 3
    assert small(costs=[0.0, 6.0, 3.0]).costs_below_purchases == 1


def test_self_links_and_links_without_an_amount_are_left_out_and_counted():
    network = small(supplier=[0, 0, 1], buyer=[0, 1, 2], amount=[9.0, 1.0, 0.0])
    assert network.n_links == 1
    assert network.self_links_removed == 1
    assert network.zero_links_removed == 1
    assert network.sales.tolist() == [1.0, 0.0, 0.0]


def test_a_network_without_links_or_firms_is_a_network():
    assert small(supplier=[], buyer=[], amount=[]).sales.tolist() == [0, 0, 0]
    empty = Network.from_arrays(supplier=[], buyer=[], amount=[], industry=[])
    assert (empty.n_firms, empty.n_links) == (0, 0)


def test_its_arrays_cannot_be_written():
    with pytest.raises(ValueError, match="read-only"):
        small().out_amount[0] = 5.0


def test_the_arrays_of_the_caller_stay_writable_and_apart():
    revenue = np.array([9.0, 9.0, 9.0])
    network = small(revenue=revenue)
    revenue[0] = 1.0
    assert network.revenue[0] == 9.0


def test_an_unknown_id_is_named_with_a_near_one():
    with speaking("en"), pytest.raises(ChainChiefError, match="Did you mean 'steelworks'"):
        small(firm_ids=["steelworks", "b", "c"]).index_of("steelwork")
    with speaking("en"), pytest.raises(LookupError, match="There are: 'a', 'b', 'c'"):
        small().index_of("zzz")
    with speaking("zh-hans"), pytest.raises(LookupError, match="没有"):
        small().index_of("zzz")


def test_index_of_finds_ids_of_any_kind():
    assert small().index_of("c") == 2
    assert small(firm_ids=None).index_of(1) == 1
    with pytest.raises(LookupError):
        small().index_of(["c"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"amount": [4.0, 3.0, -1.0, 2.0]}, r"amount\[2\] is -1.0"),
        ({"amount": [4.0, np.nan, 1.0, 2.0]}, r"amount\[1\] is nan"),
        ({"amount": [4.0, np.inf, 1.0, 2.0]}, r"amount\[1\] is inf"),
        ({"amount": [4.0]}, "amount has the shape"),
        ({"buyer": [1]}, "in buyer: 1"),
        ({"buyer": [1, 2, 3, 1]}, "buyer holds 3"),
        ({"supplier": [1, -2, 3, 1]}, "supplier holds -2"),
        ({"supplier": ["a", "b", "d", "a"]}, "'d'"),
        ({"firm_ids": ["a", "b", "a"]}, "firm_ids holds 'a' twice"),
        ({"firm_ids": ["a", "b"]}, "firm_ids has the shape"),
        ({"industry_names": ["x", "x"], "industry": [0, 0, 1]}, "industry_names holds"),
        ({"revenue": [1.0, 2.0, -3.0]}, "revenue of the firm “c” is -3.0"),
        ({"confidence": [0.5, 0.5, 1.5, 0.5]}, r"confidence\[2\] is 1.5"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_value(change, said):
    with speaking("en"), pytest.raises(ChainChiefError, match=said):
        small(**change)


def test_links_are_found_by_their_ends():
    network = small()
    assert network.link_between(0, 2) == 1
    assert network.link_between(2, 1) == 2
    assert network.link_between(1, 0) is None
    assert network.link_between(2, 0) is None


def test_confidence_of_a_link_told_twice_is_the_highest():
    network = small(confidence=[0.9, 0.2, 0.3, 0.6])
    assert network.confidence.tolist() == [0.6, 0.2, 0.9]


def test_other_amounts_keep_what_is_known_of_the_firms():
    network = small(revenue=[6.0, 5.0, np.nan], confidence=[0.9, 0.2, 0.3, 0.6])
    thinner = network.with_amounts([0.0, 3.0, 4.0])
    assert thinner.out_buyer.tolist() == [2, 1]
    assert thinner.confidence.tolist() == [0.2, 0.9]
    assert thinner.sales.tolist() == [3.0, 0.0, 4.0]
    assert thinner.revenue.tolist() == [6.0, 5.0, 4.0]
    assert thinner.revenue_missing == 1
    assert thinner.index_of("c") == 2


def test_what_is_only_carried_comes_back_as_given():
    network = small(local=[True, False, True], division=["d", "d", "e"], chain=["x", "", "y"])
    assert network.local.tolist() == [True, False, True]
    assert network.division.tolist() == ["d", "d", "e"]
    assert network.chain.tolist() == ["x", "", "y"]


def test_a_revenue_that_differs_from_the_sales_by_rounding_alone_is_not_called_too_low():
    tenths = small(supplier=[0, 0], buyer=[1, 2], amount=[0.1, 0.2], revenue=[0.3, 0, 0])
    assert tenths.sales[0] > 0.3
    assert tenths.revenue_raised == 0
    assert tenths.revenue[0] == tenths.sales[0]
