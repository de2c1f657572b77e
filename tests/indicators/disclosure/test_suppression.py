"""Unsafe cells cannot be worked out from what is printed beside them."""

import random

import numpy as np
import pytest
from tests.indicators.disclosure.attack import bounds, exposed

from chainchief.indicators.disclosure.cube import REST, Contribution, cube_of
from chainchief.indicators.disclosure.suppression import Rule, suppressed, unsafe

RULE = Rule(threshold=3, dominant=0.85, margin=0.1)
UNITS = {"C": "", "A": "C", "B": "C", "D": "C", "Z": "A"}
CHAINS = ("X", "Y", "W")


def firms(unit, chain, *amounts):
    return [
        Contribution(f"{unit}{chain}{number}", unit, chain, amount)
        for number, amount in enumerate(amounts)
    ]


def at(cube, unit, chain):
    return cube.position[unit, chain]


def test_every_total_is_the_sum_of_its_parts_and_of_what_belongs_to_none():
    cube = cube_of(
        [*firms("A", "X", 5, 7), *firms("Z", "X", 3), *firms("B", "", 11), *firms("C", "Y", 2)],
        UNITS,
        CHAINS,
    )
    values = {cell: cube.values[position] for cell, position in cube.position.items()}
    assert values["C", ""] == 28
    assert values["A", "X"] == 15
    assert values[f"A{REST}", "X"] == 12
    assert values["C", REST] == 11
    assert values[f"C{REST}", "Y"] == 2
    assert not (cube.relations @ cube.values).any()


def test_an_entity_in_two_rows_of_a_cell_is_one_contributor():
    cube = cube_of([Contribution("E", "A", "X", 4), Contribution("E", "A", "X", 6)], UNITS, CHAINS)
    assert cube.contributors[at(cube, "A", "X")] == 1
    assert cube.values[at(cube, "A", "X")] == 10


@pytest.mark.parametrize(
    ("amounts", "is_unsafe"),
    [
        ((), False),
        ((5,), True),
        ((5, 5), True),
        ((5, 5, 5), False),
        ((80, 10, 10), True),
        ((40, 40, 20), False),
        ((43, 43, 14), True),
        ((-50, 60, 30, 20), False),
        ((0, 0, 0), False),
    ],
)
def test_too_few_or_too_dominant_contributors_make_a_cell_unsafe(amounts, is_unsafe):
    cube = cube_of(firms("A", "X", *amounts), UNITS, CHAINS)
    assert unsafe(cube, RULE, counts=False)[at(cube, "A", "X")] == is_unsafe


def test_of_a_count_only_the_number_of_contributors_matters():
    cube = cube_of(firms("A", "X", 1, 1, 1), UNITS, CHAINS)
    assert not unsafe(cube, RULE, counts=True).any()


def test_a_cell_alone_in_its_row_takes_another_with_it():
    many = (10, 12, 9, 11, 10)
    safe = [firms(unit, chain, *many) for unit in ("B", "D", "Z") for chain in CHAINS]
    drawn = [each for part in safe for each in part] + firms("A", "Y", *many)
    cube = cube_of([*drawn, *firms("A", "X", 30)], UNITS, CHAINS)
    found = suppressed(cube, RULE, counts=False)
    assert found.primary[at(cube, "A", "X")] or found.primary[at(cube, f"A{REST}", "X")]
    assert found.further.any()
    assert not found.withheld[at(cube, "C", "")]
    low, high = bounds(cube, found.withheld, at(cube, f"A{REST}", "X"))
    assert low <= 27
    assert high >= 33


def test_where_nothing_is_unsafe_nothing_is_withheld():
    drawn = [firms(unit, chain, 10, 12, 9, 11) for unit in ("A", "B", "D", "Z") for chain in CHAINS]
    cube = cube_of([each for part in drawn for each in part], UNITS, CHAINS)
    assert not suppressed(cube, RULE, counts=False).withheld.any()


def test_zero_that_one_firm_alone_reported_is_withheld_with_what_would_tell_it():
    many = (10, 12, 9, 11, 10)
    safe = [firms(unit, chain, *many) for unit in ("B", "D") for chain in CHAINS]
    drawn = [each for part in safe for each in part] + firms("A", "Y", *many)
    cube = cube_of([*drawn, *firms("A", "X", 0)], UNITS, CHAINS)
    found = suppressed(cube, RULE, counts=False)
    cell = at(cube, f"A{REST}", "X")
    assert found.primary[at(cube, "A", "X")]
    assert bounds(cube, found.withheld, cell)[1] >= 1
    nothing = cube_of(firms("A", "X", 0, 0), UNITS, CHAINS)
    assert suppressed(nothing, RULE, counts=False).withheld[at(nothing, "C", "")]


def test_a_city_with_one_firm_says_nothing_at_all():
    cube = cube_of(firms("A", "X", 100), UNITS, CHAINS)
    found = suppressed(cube, RULE, counts=False)
    assert found.withheld[at(cube, "C", "")]


def random_cube(seed):
    """A city as lopsided as real ones: heavy tails, empty cells, a zone, firms without a chain."""
    draw = random.Random(seed)
    units = {"C": "", **{f"U{number}": "C" for number in range(draw.randint(3, 11))}, "ZZ": "U0"}
    chains = [f"K{number}" for number in range(draw.randint(2, 12))]
    signed = draw.random() < 0.2
    drawn = []
    for number in range(draw.randint(5, 400)):
        unit = draw.choice(list(units)[1:]) if draw.random() < 0.97 else "C"
        chain = draw.choice([*chains, ""]) if draw.random() < 0.9 else chains[0]
        amount = int(draw.paretovariate(1.1) * 1000)
        if signed and draw.random() < 0.3:
            amount = -amount
        drawn.append(Contribution(f"E{number}", unit, chain, amount))
    return cube_of(drawn, units, chains)


def assert_nothing_is_exposed(seed):
    cube = random_cube(seed)
    counts = seed % 4 == 0
    if counts:
        cube = cube_of(
            [
                Contribution(each.entity, each.division, each.chain, 1)
                for each in _contributions(seed)
            ],
            *_frame(seed),
        )
    found = suppressed(cube, RULE, counts=counts)
    assert exposed(cube, found, RULE.margin) == []


def _frame(seed):
    cube = random_cube(seed)
    units = {"C": ""}
    units |= {u: "C" for u, _c in cube.cells if u.startswith("U") and REST not in u}
    return {**units, "ZZ": "U0"}, sorted({c for _u, c in cube.cells if c.startswith("K")})


def _contributions(seed):
    draw = random.Random(seed)
    units, chains = _frame(seed)
    for number in range(draw.randint(5, 150)):
        yield Contribution(f"E{number}", draw.choice(list(units)), draw.choice([*chains, ""]), 1)


@pytest.mark.parametrize("block", range(4))
def test_no_unsafe_cell_of_100_random_cubes_can_be_worked_out(block):
    for seed in range(block * 25, block * 25 + 25):
        assert_nothing_is_exposed(seed)


@pytest.mark.long
def test_no_unsafe_cell_of_2000_random_cubes_can_be_worked_out():
    for seed in range(1000, 3000):
        assert_nothing_is_exposed(seed)


def test_the_attack_finds_what_primary_suppression_alone_leaves_open():
    found = 0
    for seed in range(40):
        cube = random_cube(seed)
        alone = unsafe(cube, RULE, counts=False)
        for cell in np.flatnonzero(alone):
            low, high = bounds(cube, alone, cell)
            found += bool(abs(high - low) < 1e-6 * max(1.0, abs(high)))
    assert found > 50
