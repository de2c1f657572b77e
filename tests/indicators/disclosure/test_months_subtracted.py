"""Months that were told one after the other, subtracted, tell no small contribution either."""

import random

import numpy as np
import pytest
from tests.indicators.disclosure.attack import bounds, exposed

from chainchief.indicators.disclosure.cube import Contribution, changes, cube_of
from chainchief.indicators.disclosure.suppression import (
    Rule,
    Suppression,
    suppressed,
    suppressed_in_turn,
    unsafe,
)

RULE = Rule(threshold=3, dominant=0.85, margin=0.1)
UNITS, CHAINS = {"C": "", "A": "C", "B": "C", "D": "C"}, ("X", "Y")


def firms(unit, chain, *amounts):
    return [Contribution(f"{unit}{chain}{n}", unit, chain, a) for n, a in enumerate(amounts) if a]


def moved(before, now, units=UNITS, chains=CHAINS):
    return cube_of(changes(before, now), units, chains, of_changes=True)


def test_whoever_changes_nothing_contributes_nothing_to_a_change():
    before, now = firms("A", "X", 10, 20, 30), firms("A", "X", 10, 25, 30, 4)
    cube = moved(before, now)
    at = cube.position["A", "X"]
    assert (cube.values[at], cube.contributors[at]) == (9, 2)
    assert (cube.largest[at], cube.second[at]) == (5, 4)


def test_a_cell_that_one_firm_alone_has_grown_is_withheld_with_others_though_it_is_safe_itself():
    many = (10, 12, 9, 11, 10)
    before = [e for unit in "ABD" for chain in CHAINS for e in firms(unit, chain, *many)]
    grown = [Contribution(e.entity, e.division, e.chain, e.amount + 5) for e in before]
    one_alone = [
        before[at] if e.division == "A" and e.chain == "X" and e.entity != "AX0" else e
        for at, e in enumerate(grown)
    ]
    cube, change = cube_of(one_alone, UNITS, CHAINS), moved(before, one_alone)
    at = cube.position["A", "X"]
    assert not suppressed(cube, RULE, counts=False).withheld.any()
    found = suppressed_in_turn(cube, [change], RULE, counts=False)[-1]
    assert found.primary[at]
    assert found.further.any()
    assert not found.withheld[cube.position["C", ""]]
    low, high = bounds(change, found.withheld, at)
    assert low <= 4.5
    assert high >= 5.5


def test_where_all_have_changed_alike_nothing_more_is_withheld():
    many = (10, 12, 9, 11, 10)
    before = [e for unit in "ABD" for chain in CHAINS for e in firms(unit, chain, *many)]
    now = [Contribution(e.entity, e.division, e.chain, 2 * e.amount) for e in before]
    found = suppressed_in_turn(
        cube_of(now, UNITS, CHAINS), [moved(before, now)], RULE, counts=False
    )
    assert not found[-1].withheld.any()


class Year:
    """Months of a city in which entities come, grow and sometimes are corrected downward."""

    def __init__(self, seed):
        draw = random.Random(seed)
        self.counts = seed % 4 == 0
        self.units = {"C": "", **{f"U{n}": "C" for n in range(draw.randint(2, 4))}, "ZZ": "U0"}
        self.chains = [f"K{n}" for n in range(draw.randint(2, 3))]
        corrected = draw.random() < 0.15
        known, self.months = {}, []
        for _month in range(2 + (draw.random() < 0.4)):
            for _new in range(draw.randint(1, 60)):
                place = draw.choice(list(self.units)[1:]), draw.choice([*self.chains, ""])
                known[f"E{len(known)}"] = [*place, self._amount(draw)]
            for row in known.values():
                if not self.counts and draw.random() < 0.4:
                    lower = corrected and draw.random() < 0.1
                    row[2] = row[2] // 2 if lower else row[2] + self._amount(draw)
            self.months.append([Contribution(e, *row) for e, row in known.items()])

    def _amount(self, draw):
        return 1 if self.counts else int(draw.paretovariate(1.1) * 1000)

    def change(self, before, now):
        return moved(self.months[before], self.months[now], self.units, self.chains)

    def told(self):
        """What each month withholds, knowing those before it."""
        found = []
        for now, month in enumerate(self.months):
            since = [self.change(before, now) for before in reversed(range(now))]
            cube = cube_of(month, self.units, self.chains)
            turns = suppressed_in_turn(cube, since, RULE, counts=self.counts)
            found.append((cube, Suppression(turns[0].primary, turns[-1].withheld)))
        return found


def exposed_by_subtracting(year, withheld):
    """Unsafe changes between any two months that the numbers told of both give away."""
    found = []
    for now in range(len(year.months)):
        for before in range(now):
            cube = year.change(before, now)
            primary = unsafe(cube, RULE, counts=year.counts)
            unknown = Suppression(primary, withheld[before] | withheld[now])
            only = Suppression(primary & unknown.withheld, unknown.withheld)
            found += [cube.cells[at] for at in np.flatnonzero(primary & ~unknown.withheld)]
            found += exposed(cube, only, RULE.margin)
    return found


@pytest.mark.parametrize("block", range(8))
def test_no_unsafe_change_in_200_drawn_sequences_of_months_can_be_worked_out(block):
    for seed in range(block * 25, block * 25 + 25):
        year = Year(seed)
        told = year.told()
        assert exposed(*told[-1], RULE.margin) == [], seed
        assert exposed_by_subtracting(year, [kept.withheld for _cube, kept in told]) == [], seed


def test_the_attack_finds_what_months_looked_at_one_by_one_leave_open():
    found = 0
    for seed in range(20):
        year = Year(seed)
        alone = [
            suppressed(cube_of(month, year.units, year.chains), RULE, counts=year.counts).withheld
            for month in year.months
        ]
        found += len(exposed_by_subtracting(year, alone))
    assert found > 20
