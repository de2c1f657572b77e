"""What must hold for any economy and any shock."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.network.economies import economies, schedules, simulate
from tests.network.test_simulation_against_the_plain_version import arrays, run

from chainchief.network.simulation.kernel import NO_LIMIT, ration, water_level
from chainchief.network.simulation.run import RULES
from chainchief.network.simulation.shock import Shock

DAYS = 20
CHECKED = settings(max_examples=40, deadline=None)


@pytest.mark.parametrize("rule", RULES)
@CHECKED
@given(economy=economies())
def test_without_a_shock_nothing_moves_at_all(rule, economy):
    links, industry, final = economy
    rest = simulate(*arrays(links), industry, final, Shock.none(), DAYS, rule)
    for series, before in zip(
        (rest.output, rest.final_consumption, rest.value_added), rest.before, strict=True
    ):
        assert (series == before).all()  # not nearly: exactly


def test_without_a_shock_a_large_uneven_economy_does_not_drift_by_a_bit():
    rng = np.random.default_rng(3)
    supplier, buyer = rng.integers(0, 5000, (2, 30000))
    other = supplier != buyer
    amount = rng.lognormal(0, 3, 30000)[other]
    rest = simulate(
        supplier[other], buyer[other], amount, rng.integers(0, 40, 5000),
        rng.lognormal(0, 2, 5000), Shock.none(), 40, "R2", target_days=7.3, adjust_days=3.7,
    )  # fmt: skip
    assert (rest.output == rest.before[0]).all()
    assert (rest.final_consumption == rest.before[1]).all()


@pytest.mark.parametrize("rule", RULES)
@CHECKED
@given(data=st.data())
def test_money_scale_and_numbering_do_not_matter(rule, data):
    economy = data.draw(economies())
    links, industry, final = economy
    delta = np.array(data.draw(schedules(len(industry), DAYS)))
    here = run(economy, delta, rule)
    factor = data.draw(st.sampled_from([1e-4, 3.7, 1e8]))
    scaled = {pair: amount * factor for pair, amount in links.items()}
    there = run((scaled, industry, [f * factor for f in final]), delta, rule)
    size = 1.0 + sum(links.values()) + sum(final)
    np.testing.assert_allclose(there.firm_output / factor, here.firm_output, atol=1e-9 * size)

    order = data.draw(st.permutations(range(len(industry))))
    place = {old: new for new, old in enumerate(order)}
    renamed = {(place[i], place[j]): amount for (i, j), amount in links.items()}
    moved = run(
        (renamed, [industry[o] for o in order], [final[o] for o in order]), delta[:, order], rule
    )
    np.testing.assert_allclose(moved.firm_output, here.firm_output[:, order], atol=1e-9 * size)


@pytest.mark.parametrize("rule", RULES)
@CHECKED
@given(data=st.data())
def test_one_column_and_many_are_equal_to_the_bit(rule, data):
    links, industry, final = data.draw(economies())
    shocks = [
        Shock.from_array(data.draw(schedules(len(industry), DAYS))) for _ in range(3)
    ] + [Shock.none()]  # fmt: skip
    args = (*arrays(links), industry, final)
    watch = range(len(industry))
    many = simulate(*args, shocks, DAYS, rule, watch=watch, threads=2)
    for column, shock in enumerate(shocks):
        one = simulate(*args, shock, DAYS, rule, watch=watch)
        assert (one.output[:, 0] == many.output[:, column]).all()
        assert (one.firm_output[:, :, 0] == many.firm_output[:, :, column]).all()
        assert (one.firm_final[:, :, 0] == many.firm_final[:, :, column]).all()


@pytest.mark.parametrize("rule", RULES)
@CHECKED
@given(data=st.data())
def test_nobody_makes_more_than_capacity_nor_consumes_more_than_wanted(rule, data):
    economy = data.draw(economies())
    links, industry, final = economy
    delta = np.array(data.draw(schedules(len(industry), DAYS)))
    seen = run(economy, delta, rule)
    sold = [sum(a for (i, _), a in links.items() if i == f) for f in range(len(industry))]
    base = np.array(final) + sold
    slack = 1e-9 * (1 + base)
    assert (seen.firm_output[:, :, 0] <= base * (1 - delta) + slack).all()
    assert (seen.firm_final[:, :, 0] <= np.array(final) + slack).all()
    assert (seen.firm_final[:, :, 0] <= seen.firm_output[:, :, 0] + slack).all()
    assert (seen.firm_output >= 0).all()
    assert (seen.firm_final >= -slack[None, :, None]).all()


shares = st.lists(
    st.tuples(st.sampled_from([0.5, 1.0, 4.0, 30.0]), st.sampled_from([0.0, 0.2, 0.7, 1.0, 1.6])),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize("rule", range(4))
@CHECKED
@given(clients=shares, final=st.sampled_from([0.0, 1.0, 20.0]), part=st.floats(0, 0.999))
def test_what_is_rationed_adds_up_and_no_client_gets_more_than_it_asked(rule, clients, final, part):
    amount = np.array([c[0] for c in clients])
    wanted = np.array([c[1] for c in clients])
    orders = float((amount * wanted).sum())
    supply = part * (orders + final)
    if orders + final == 0:
        return
    given_ = wanted.copy()
    to_final = ration(rule, supply, final, amount, given_, len(clients))
    assert to_final + (amount * given_).sum() == pytest.approx(supply, abs=1e-12 * (1 + supply))
    assert (given_ <= wanted).all()
    assert (given_[wanted == 0] == 0).all()
    assert 0 <= to_final <= final + 1e-12


@CHECKED
@given(clients=shares, idle=st.integers(1, 5))
def test_clients_that_order_nothing_do_not_change_the_level(clients, idle):
    amount = np.array([c[0] for c in clients])
    wanted = np.array([max(c[1], 0.2) for c in clients])
    supply = 0.6 * float((amount * wanted).sum())
    alone = water_level(supply, 0.0, amount, wanted, len(clients))
    crowd = np.append(amount, np.full(idle, 50.0)), np.append(wanted, np.zeros(idle))
    assert water_level(supply, 0.0, *crowd, len(clients) + idle) == alone
    assert alone < NO_LIMIT
