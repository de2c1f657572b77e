"""The compiled day loop gives what the literal equations give, for all four rationing rules."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.network.economies import economies, schedules, simulate
from tests.network.plain_days import plain

from chainchief.network.simulation.run import RULES
from chainchief.network.simulation.shock import Shock

DAYS = 24


def arrays(links):
    pairs = list(links)
    return [p[0] for p in pairs], [p[1] for p in pairs], [links[p] for p in pairs]


def run(economy, delta, rule, **options):
    links, industry, final = economy
    shock = Shock.from_array(delta)
    return simulate(
        *arrays(links), industry, final, shock, len(delta), rule,
        watch=range(len(industry)), **options,
    )  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_firm_and_day_agrees_to_a_billionth(rule, data):
    economy = data.draw(economies())
    links, industry, final = economy
    delta = np.array(data.draw(schedules(len(industry), DAYS)))
    ours = run(economy, delta, rule)
    out, used, value = plain(links, industry, np.array(final), delta, DAYS, rule)
    scale = 1.0 + sum(links.values()) + sum(final)
    np.testing.assert_allclose(ours.firm_output[:, :, 0], out, atol=1e-9 * scale)
    np.testing.assert_allclose(ours.firm_final[:, :, 0], used, atol=1e-9 * scale)
    np.testing.assert_allclose(ours.output[:, 0], out.sum(axis=1), atol=1e-9 * scale)
    np.testing.assert_allclose(ours.value_added[:, 0], value.sum(axis=1), atol=1e-9 * scale)


@pytest.mark.parametrize("rule", RULES)
def test_a_network_of_two_hundred_firms_agrees_over_sixty_days(rule):
    rng = np.random.default_rng(7)
    links = {}
    while len(links) < 900:
        i, j = rng.integers(0, 200, 2)
        if i != j:
            links[int(i), int(j)] = float(rng.lognormal(2, 1.5))
    industry = rng.integers(0, 20, 200).tolist()
    final = rng.lognormal(3, 1, 200)
    delta = np.zeros((60, 200))
    delta[:30, :15] = 0.6
    delta[30:45, :5] = 0.2
    ours = run((links, industry, final), delta, rule)
    out, used, _ = plain(links, industry, final, delta, 60, rule)
    np.testing.assert_allclose(ours.firm_output[:, :, 0], out, rtol=1e-9, atol=1e-7)
    np.testing.assert_allclose(ours.final_consumption[:, 0], used.sum(axis=1), rtol=1e-9)
    assert out[20].sum() < 0.97 * out[0].sum()
    # The shock is felt, so the agreement means something.
