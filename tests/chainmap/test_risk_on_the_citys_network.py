"""What stops if a firm stops, by hand: index, second sources, days until the next stands still."""

import pytest
from tests.chainmap.cities import city

from chainchief.chainmap import Thresholds
from chainchief.chainmap.risk.city_network import city_network
from chainchief.chainmap.risk.closures import risk_of, uncertainty, what_if
from chainchief.network import UnknownNameError

RULES = Thresholds()
#: f (in a) sells 10 to g (in b), who sells 10 to h (in c); all they sell is recorded.
FIRMS = {"f": ("a", 10), "g": ("b", 10), "h": ("c", 10)}
LINKS = {("f", "g"): 10, ("g", "h"): 10}
FLOWS = ("a>b", "b>c")


def losses_of(found):
    return {each.firm: each.of_own for each in found.losses}


def test_a_chain_of_essential_inputs_stops_whole():
    made = city_network(city(FIRMS, LINKS, FLOWS))
    found = what_if(made, ["f"], RULES)
    # Sales count: f 10 and g 10 of 20, both lost.
    assert found.esri == pytest.approx(1.0)
    assert losses_of(found) == pytest.approx({"g": 1.0, "h": 1.0})


def test_an_input_that_is_not_essential_is_missed_in_proportion():
    # g buys 10 from f, and 30 from k in the same b: no flow a>b is essential.
    firms = {**FIRMS, "k": ("b", 30)}
    made = city_network(city(firms, {**LINKS, ("k", "g"): 30}))
    found = what_if(made, ["f"], RULES)
    assert losses_of(found)["g"] == pytest.approx(10 / 40)


def test_losses_are_in_the_order_of_what_the_city_loses_with_them():
    # g loses all of its 10 of sales, b a third of its 90; the city sells 130.
    firms = {"f": ("a", 30), "g": ("b", 10), "b": ("c", 90), "h": ("c", 10)}
    links = {("f", "g"): 10, ("f", "b"): 20, ("far", "b"): 40, ("g", "h"): 10, ("b", "h"): 90}
    first, second, *_rest = what_if(city_network(city(firms, links)), ["f"], RULES).losses
    assert (first.firm, second.firm) == ("b", "g")
    assert (first.of_own, second.of_own) == pytest.approx((1 / 3, 1.0))
    assert (first.of_city, second.of_city) == pytest.approx((30 / 130, 10 / 130))


def test_days_to_standstill_are_the_days_that_stocks_last():
    made = city_network(city(FIRMS, LINKS, FLOWS))
    found = what_if(made, ["f"], RULES)
    # Fifteen days of stock: g stands still on the first day that finds it empty.
    assert [(each.firm, each.day) for each in found.stopped][:1] == [("g", 15)]
    assert found.days_to_standstill == 15


def test_what_is_not_essential_never_brings_a_standstill():
    made = city_network(city(FIRMS, LINKS))
    assert what_if(made, ["f"], RULES).days_to_standstill is None


def test_a_second_firm_in_the_segment_is_a_second_source():
    firms = {**FIRMS, "f2": ("a", 10)}
    whole = city(firms, {**LINKS, ("f2", "g"): 10, ("far", "g"): 5}, FLOWS)
    found = risk_of(whole.chart("C"), city_network(whole), RULES)
    assert next(each for each in found.firms if each.firm == "f").second_sources == ("f2",)
    # A segment that stops whole has no second source in itself.
    segment = next(each for each in found.segments if each.segment == "a")
    assert segment.what_if.closed == ("f", "f2")
    assert segment.what_if.second_sources == ()


def test_the_greatest_index_comes_first():
    whole = city(FIRMS, LINKS, FLOWS)
    found = risk_of(whole.chart("C"), city_network(whole), RULES)
    assert [each.esri for each in found.firms] == sorted(
        (each.esri for each in found.firms), reverse=True
    )
    assert {each.firm for each in found.firms} == set(FIRMS)


def test_sure_links_leave_no_doubt_and_unsure_ones_do():
    sure = city_network(city(FIRMS, LINKS, FLOWS))
    assert len({round(each, 9) for each in uncertainty(sure, ["f"], draws=8)["f"]}) == 1
    unsure = city_network(city(FIRMS, {**LINKS, ("f", "g"): (10, 0.5)}, FLOWS))
    low, _middle, high = uncertainty(unsure, ["f"], draws=40)["f"]
    assert low < high


def test_without_purchases_there_is_no_network():
    assert city_network(city(FIRMS, {})) is None


def test_a_firm_that_the_network_does_not_have_is_named():
    with pytest.raises(UnknownNameError, match="nobody"):
        what_if(city_network(city(FIRMS, LINKS)), ["nobody"], RULES)
