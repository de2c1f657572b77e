"""Which cells of a cube are unsafe, and what else must be withheld so that none can be worked out.

An unsafe cell has too few contributors, or one or two that make up nearly all of it. Withholding it
alone is of no use where the rest of its row or column is printed. For each unsafe cell the cheapest
set of further cells is sought with which its value could lie as far off as the rule asks in both
directions: a linear program over perturbations that change no printed number (the linear heuristic
for complementary suppression; Fischetti & Salazar, Journal of Official Statistics 2001). What is
found that way holds by construction; the attack of the tests looks for what it may have missed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from chainchief.indicators.disclosure.cube import ALL_CHAINS, REST, Cube

Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Rule:
    """When a cell is unsafe, and how far off its value must be possible.

    `threshold`: the least number of contributors. `dominant`: the share (0 to 1) that the two
    largest may make up at most. `margin`: a cell's value must be uncertain by this share of it, at
    least by `least` steps, in both directions.
    """

    threshold: int
    dominant: float
    margin: float
    least: float = 1.0


@dataclass(frozen=True, eq=False)
class Suppression:
    """`primary`: cells that are unsafe themselves; `further`: cells withheld to protect them."""

    primary: Mask
    further: Mask

    @property
    def withheld(self) -> Mask:
        return self.primary | self.further


def suppressed(
    cube: Cube,
    rule: Rule,
    *,
    counts: bool,
    already: Mask | None = None,
    ways: list[Numbers] | None = None,
) -> Suppression:
    """The cells of `cube` to be withheld, those that are `already` among them.

    `counts`: each contributor adds one, so none dominates. `ways` are changes among what is already
    withheld, found for a cube of the same cells; those found here are added.
    """
    ways = [] if ways is None else ways
    primary = unsafe(cube, rule, counts=counts)
    withheld = primary.copy() if already is None else primary | already
    wanted = np.maximum(rule.margin * np.abs(cube.values), rule.least)
    reached = _reached(cube, ways)
    for cell in sorted(np.flatnonzero(primary), key=lambda at: -abs(cube.values[at])):
        if reached[cell] < wanted[cell]:
            change = _cheapest_change(cube, int(cell), float(wanted[cell]), withheld)
            withheld |= change > 0
            reached = np.maximum(reached, change)
            ways.append(change)
    return Suppression(primary, withheld & ~primary)


def suppressed_in_turn(
    cube: Cube, since: Iterable[Cube], rule: Rule, *, counts: bool
) -> list[Suppression]:
    """The cells of `cube` to be withheld, then those for its changes `since` earlier releases.

    What one of them withholds is withheld for the next ones; the last withholds all of it.
    """
    ways: list[Numbers] = []
    found = [suppressed(cube, rule, counts=counts, ways=ways)]
    for moved in since:
        already = found[-1].withheld
        found.append(suppressed(moved, rule, counts=counts, already=already, ways=ways))
    return found


def _reached(cube: Cube, ways: Iterable[Numbers]) -> Numbers:
    """How far known changes move each cell, each made as large as the cells of this cube allow.

    A cell to which nobody contributes does not move: that no firm stands outside of the counties,
    say, is known to everybody.
    """
    size = np.full(len(cube), np.inf) if cube.signed else cube.total
    size = np.where(cube.contributors > 0, size, 0.0)
    reached = np.zeros(len(cube))
    for way in ways:
        moved = way > 0
        reached[moved] = np.maximum(reached[moved], way[moved] * np.min(size[moved] / way[moved]))
    return reached


def unsafe(cube: Cube, rule: Rule, *, counts: bool) -> Mask:
    """Cells with some, but too few, contributors, or with too dominant ones. Zero is safe."""
    few = (cube.contributors > 0) & (cube.contributors < rule.threshold)
    if counts:
        return few
    two = np.abs(cube.largest) + np.abs(cube.second)
    return few | ((cube.contributors > 0) & (two > rule.dominant * cube.total))


def _cheapest_change(cube: Cube, cell: int, by: float, withheld: Mask) -> Numbers:
    """How far each cell moves where `cell` moves by `by` and every relation still holds.

    Each cell moves by at most its own size, so that the opposite change is possible too; where
    amounts have both signs, nothing bounds them. Cells that are withheld already move free of
    charge. There is always such a change: all totals above the cell moving along with it. Zero
    that somebody contributed can be more.
    """
    moving = np.flatnonzero(cube.contributors > 0)
    free = np.where(cube.total > 0, cube.total, by)
    cost = np.where(withheld, 0.0, _cost(cube))[moving]
    size = np.full(len(moving), np.inf) if cube.signed else free[moving]
    target = int(np.flatnonzero(moving == cell)[0])
    up, down = size.copy(), size.copy()
    up[target], down[target] = by, 0.0
    least = np.zeros(2 * len(moving))
    least[target] = by
    # Slow to load, and most runs find nothing that is unsafe.
    from scipy.optimize import linprog

    relations = cube.relations[:, moving]
    found = linprog(
        np.concatenate([cost, cost]),
        A_eq=sparse.hstack([relations, -relations]),
        b_eq=np.zeros(relations.shape[0]),
        bounds=np.column_stack([least, np.concatenate([up, down])]),
        method="highs",
    )
    if found.status != 0:
        raise RuntimeError(f"no way to protect {cube.cells[cell]!r}: {found.message}")
    moved = np.zeros(len(cube))
    moved[moving] = np.abs(found.x[: len(moving)] - found.x[len(moving) :])
    moved[moved < by * 1e-7] = 0.0
    return moved


def _cost(cube: Cube) -> Numbers:
    """What withholding each cell costs its readers: totals are missed most, small cells least."""
    units = {unit for unit, _chain in cube.cells if REST not in unit}
    top = next(iter(cube.cells))[0]
    weight = np.ones(len(cube))
    for at, (unit, chain) in enumerate(cube.cells):
        if not cube.seen[at]:
            weight[at] = 0.25
        elif unit == top and chain == ALL_CHAINS:
            weight[at] = 10.0 * len(units)
        elif unit == top or chain == ALL_CHAINS:
            weight[at] = 5.0
    largest = cube.total.max(initial=1.0)
    cost: Numbers = weight * (1.0 + cube.total / largest)
    return cost
