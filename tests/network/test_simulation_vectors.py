"""Cases derived by hand for the day-by-day model."""

import numpy as np
import pytest
from tests.network.economies import simulate

from chainchief.core.i18n import speaking
from chainchief.network import NetworkError
from chainchief.network.simulation.run import RULES
from chainchief.network.simulation.shock import Shock

OUTPUT = (380, 343.3333, 303.76492, 251.74855, 231.01941, 200)
FINAL = (190, 189.256198, 200, 200, 200, 200)


def pair(shock, days, rule="R0", **options):
    """Two firms that sell 100 a day to each other and 100 to final demand."""
    return simulate([0, 1], [1, 0], [100, 100], [0, 1], [100, 100], shock, days, rule, **options)


def test_two_firms_of_which_one_loses_a_tenth_for_good():
    run = pair(Shock.from_rows([(0, 0, 0.1)]), 6)
    # Equal to the last digit that the vector prints.
    for found, printed in zip(run.output[:, 0], OUTPUT, strict=True):
        digits = len(str(printed).partition(".")[2])
        assert round(found, digits) == printed
    for found, printed in zip(run.final_consumption[:, 0], FINAL, strict=True):
        digits = len(str(printed).partition(".")[2])
        assert round(found, digits) == printed
    # Each firm buys 100 of the 200 it makes: half of the output is value added.
    np.testing.assert_allclose(run.value_added, run.output / 2)
    assert run.before == (400, 200, 200)


# One supplier makes 100: 40 for client 1, 30 for client 2, 30 for final demand. Half of it is lost
# on day 0, when all orders still are the usual ones: everyone asks for 1.0 of the usual.
FIRST_DAY = {"R0": 15.0, "R1": 0.0, "R2": 15.0, "R3": 0.0}


def three(rule, shock, days):
    return simulate(
        [0, 0], [1, 2], [40, 30], [0, 1, 1], [30, 90, 90], shock, days, rule, watch=[0, 1, 2]
    )


@pytest.mark.parametrize(("rule", "to_final"), FIRST_DAY.items())
def test_what_final_demand_gets_on_the_first_day_depends_on_the_rule(rule, to_final):
    run = three(rule, Shock.from_rows([(0, 0, 0.5)]), 1)
    assert run.firm_final[0, 0, 0] == pytest.approx(to_final)
    assert run.firm_output[0, 0, 0] == pytest.approx(50)


def test_final_demand_keeps_what_clients_leave_over_under_r1_and_r3():
    for rule in ("R1", "R3"):
        run = three(rule, Shock.from_rows([(0, 0, 0.2)]), 1)
        assert run.firm_final[0, 0, 0] == pytest.approx(80 - 70)


# Client 1 stands still on day 0 (capacity 0), so on day 1 its store is full by 15 + 1 days while it
# works at rate 0: it orders max(0, 0 + (0 − 16·40)/6) = 0. Client 2 worked at rate 1 and orders its
# usual 30. The supplier can make 36 on day 1 (δ = .64); asked for: 0 + 30 + 30 = 60.
SECOND_DAY = {"R0": 18.0, "R1": 6.0, "R2": 18.0, "R3": 6.0}


@pytest.mark.parametrize(("rule", "to_final"), SECOND_DAY.items())
def test_a_client_that_orders_nothing_takes_no_part(rule, to_final):
    shock = Shock.from_rows([(1, 0, 1.0), (0, 1, 0.64)])
    run = three(rule, shock, 2)
    assert run.firm_output[1, 0, 0] == pytest.approx(36)
    assert run.firm_final[1, 0, 0] == pytest.approx(to_final)


def test_water_filling_serves_the_smallest_relative_order_first():
    # Day 0: client 1 loses .12. Day 1: it worked at .88, its store stands at 15 + 1 − .88 = 15.12
    # days, it orders 40·max(0, .88 + (15·.88 − 15.12)/6) = 40·.56 = 22.4; client 2 asks 30 (1.0),
    # final demand 30 (1.0). The supplier makes 70 (δ = .3). Level: 22.4 is served in full (.56 is
    # below 47.6/60 = .79333), the rest shares 47.6 by size: 23.8 each.
    shock = Shock.from_rows([(1, 0, 0.12), (0, 1, 0.3)])
    assert three("R2", shock, 2).firm_final[1, 0, 0] == pytest.approx(23.8)
    # R0: 82.4 were asked, 70 made. R1 and R3: clients first (52.4), final keeps the rest.
    assert three("R0", shock, 2).firm_final[1, 0, 0] == pytest.approx(30 * 70 / 82.4)
    assert three("R1", shock, 2).firm_final[1, 0, 0] == pytest.approx(70 - 52.4)
    assert three("R3", shock, 2).firm_final[1, 0, 0] == pytest.approx(70 - 52.4)


def test_r3_fills_clients_by_level_where_r1_cuts_all_alike():
    # As above, but the supplier makes 40 on day 1: less than the 52.4 that clients ask. R1 gives
    # client 2 30·40/52.4, R3 serves client 1's 22.4 only as far as the level 40/70 = .5714 > .56:
    # in full, and client 2 gets 17.6. Client 2's store on day 2 tells: 15 + got/30 − 1 days, order
    # 30·max(0, 1 + (15 − store)/6). Client 1 idles on day 1 (δ = 1): its order on day 2 is 0.
    shock = Shock.from_rows([(1, 0, 0.12), (0, 1, 0.6), (1, 1, 1.0), (0, 2, 0.0)])
    for rule, got in (("R1", 30 * 40 / 52.4), ("R3", 17.6)):
        order = 30 * (1 + (15 - (15 + got / 30 - 1)) / 6)
        run = three(rule, shock, 3)
        assert run.firm_output[2, 0, 0] == pytest.approx(30 + order)


def test_a_sector_pool_lets_one_supplier_stand_in_for_another():
    # Firm 2 buys 10 a day each from 0 and 1. Firm 0 stops; the pool of 30 days of half its needs
    # is used up at one rate when both are of one industry, twice as long as when they are not.
    def days_until_half(industry):
        run = simulate(
            [0, 1], [2, 2], [10, 10], industry, [0, 0, 40],
            Shock.from_rows([(0, 0, 1.0)]), 60, watch=[2],
        )  # fmt: skip
        return int(np.argmax(run.firm_output[:, 0, 0] < 20))

    assert days_until_half([5, 6, 7]) > 0
    assert days_until_half([5, 5, 7]) == 0  # never falls below half: the other half still comes


@pytest.mark.parametrize("rule", RULES)
def test_a_firm_without_output_still_uses_inputs_and_makes_nothing(rule):
    run = simulate([0], [1], [10], [0, 1], [5, 0], Shock.none(), 5, rule, watch=[0, 1])
    np.testing.assert_array_equal(run.firm_output[:, 0, 0], 15)
    np.testing.assert_array_equal(run.firm_output[:, 1, 0], 0)


def test_no_days_and_no_scenarios_give_empty_results():
    assert pair(Shock.none(), 0).output.shape == (0, 1)
    assert pair([], 5).output.shape == (5, 0)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: Shock.from_rows([(0, 0, 1.5)]), "1.5"),
        (lambda: Shock.from_rows([(0, 0, float("nan"))]), "nan"),
        (lambda: Shock.from_rows([(0, -1, 0.5)]), "-1"),
        (lambda: Shock.from_array([0.1, 0.2]), "1 axis"),
        (lambda: Shock.from_array([[0.0, float("nan")]]), "nan"),
        (lambda: pair(Shock.from_rows([(9, 0, 0.5)]), 2), "outside 0…1"),
        (lambda: pair(Shock.none(), 2, "R4"), "'R4'"),
        (lambda: pair(Shock.none(), -1), "0 or more"),
        (lambda: pair(Shock.none(), 1, watch=[2]), "outside 0…1"),
        (lambda: simulate([0], [1], [-1], [0, 1], [1, 1], Shock.none(), 1), "-1.0"),
        (lambda: simulate([0], [1], [1], [0, 1], [1, np.inf], Shock.none(), 1), "inf"),
        (lambda: simulate([0], [1], [1], [0, 1], [1], Shock.none(), 1), "rows of final demand: 1"),
    ],
)
def test_numbers_without_meaning_are_refused_with_the_number(call, words):
    with speaking("en"), pytest.raises(NetworkError, match=words):
        call()
