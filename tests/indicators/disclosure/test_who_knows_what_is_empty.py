"""Whoever knows which cells are empty (no firm outside of the counties) works out no more."""

import random

import pytest
from tests.indicators.disclosure.attack import bounds, exposed

from chainchief.indicators.disclosure.cube import REST, Contribution, changes, cube_of
from chainchief.indicators.disclosure.suppression import Rule, suppressed, suppressed_in_turn

RULE = Rule(threshold=3, dominant=0.85, margin=0.1)
UNITS, CHAINS = {"C": "", "A": "C", "B": "C", "D": "C"}, ("X", "Y")
MANY = (10, 12, 9, 11, 10)


def firms(unit, chain, *amounts):
    return [Contribution(f"{unit}{chain}{n}", unit, chain, a) for n, a in enumerate(amounts)]


def test_counties_that_add_to_the_city_give_no_small_county_away():
    drawn = [each for unit in "BD" for chain in CHAINS for each in firms(unit, chain, *MANY)]
    cube = cube_of([*drawn, *firms("A", "X", 30)], UNITS, CHAINS)
    outside = [cube.position[f"C{REST}", chain] for chain in (*CHAINS, "")]
    assert not cube.contributors[outside].any()
    withheld = suppressed(cube, RULE, counts=False).withheld & (cube.contributors > 0)
    low, high = bounds(cube, withheld, cube.position["A", "X"])
    assert low <= 27
    assert high >= 33


def two_months(seed):
    """A city in which one firm in ten stands outside of the counties, before and after a month."""
    draw = random.Random(seed)
    units = {"C": "", **{f"U{number}": "C" for number in range(draw.randint(3, 6))}, "ZZ": "U0"}
    chains = [f"K{number}" for number in range(draw.randint(2, 5))]
    inner = [unit for unit in units if unit != "C"]
    places = [
        (f"E{n}", draw.choice(inner) if draw.random() < 0.9 else "C", draw.choice([*chains, ""]))
        for n in range(draw.randint(5, 80))
    ]
    now = [Contribution(*place, int(draw.paretovariate(1.1) * 1000)) for place in places]
    before = [
        Contribution(
            each.entity,
            each.division,
            each.chain,
            each.amount if draw.random() < 0.6 else max(0, each.amount + draw.randint(-900, 900)),
        )
        for each in now
        if draw.random() < 0.9
    ]
    return units, chains, before, now


@pytest.mark.parametrize("block", range(3))
def test_nor_do_months_subtracted_where_it_is_known_who_has_not_changed(block):
    for seed in range(block * 35, block * 35 + 35):
        units, chains, before, now = two_months(seed)
        change = cube_of(changes(before, now), units, chains, of_changes=True)
        found = suppressed_in_turn(cube_of(now, units, chains), [change], RULE, counts=False)[-1]
        assert exposed(change, found, RULE.margin) == [], seed
