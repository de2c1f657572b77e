"""A cube of one indicator: the cells that a reader sees or can work out, and how they add up.

Units form a tree (city, counties, zones), chains another (all, each one). What belongs to a unit
and to none of the units inside it, and what belongs to no chain, is printed nowhere but follows by
subtraction; such cells are part of the cube, so that they are protected too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

#: What stands for the rest of a unit or of all chains.
REST = "~"
ALL_CHAINS = ""
Cell = tuple[str, str]


@dataclass(frozen=True)
class Contribution:
    """What one entity adds to one indicator in one unit and chain ("" where it has none)."""

    entity: str
    division: str
    chain: str
    amount: int


@dataclass(frozen=True, eq=False)
class Cube:
    """`values`, `contributors` and the two largest contributions of each of `cells`.

    `relations` is a sparse matrix (relations × cells): +1 for a total, −1 for each of its parts;
    applied to the values it gives zero. `seen` marks the cells that are printed somewhere.
    """

    cells: tuple[Cell, ...]
    values: NDArray[np.float64]
    contributors: NDArray[np.int64]
    largest: NDArray[np.float64]
    second: NDArray[np.float64]
    total: NDArray[np.float64]
    relations: sparse.csr_array
    seen: NDArray[np.bool_]
    position: Mapping[Cell, int] = field(repr=False)

    @property
    def signed(self) -> bool:
        """Whether a contribution is below zero: then a total bounds nothing."""
        return bool(np.any(self.largest < 0) or np.any(np.abs(self.values) < self.total))

    def __len__(self) -> int:
        return len(self.cells)


def changes(before: Iterable[Contribution], now: Iterable[Contribution]) -> list[Contribution]:
    """The contribution of each entity to the difference of two spans, place by place."""
    added: dict[tuple[str, str, str], int] = {}
    for sign, all_of_it in ((1, now), (-1, before)):
        for each in all_of_it:
            place = each.entity, each.division, each.chain
            added[place] = added.get(place, 0) + sign * each.amount
    return [Contribution(*place, amount) for place, amount in added.items() if amount]


def cube_of(
    contributions: Iterable[Contribution],
    parent: Mapping[str, str],
    chains: Iterable[str],
    *,
    of_changes: bool = False,
) -> Cube:
    """The cube of some contributions. `parent` names the unit around each unit, "" for the city.

    In a cube `of_changes` whoever changes nothing in a cell contributes nothing to it.
    """
    units = list(parent)
    inside = {unit: [each for each in units if parent[each] == unit] for unit in units}
    nodes = [*units, *(f"{unit}{REST}" for unit in units if inside[unit])]
    lines = [ALL_CHAINS, *sorted(set(chains) - {ALL_CHAINS}), REST]
    cells = [(unit, chain) for unit in nodes for chain in lines]
    position = {cell: at for at, cell in enumerate(cells)}
    amounts = _amounts(contributions, parent, inside)
    measures = np.array(
        [_measure(amounts.get(cell, {}), of_changes) for cell in cells], dtype=float
    )
    return Cube(
        cells=tuple(cells),
        values=measures[:, 0],
        contributors=measures[:, 1].astype(np.int64),
        largest=measures[:, 2],
        second=measures[:, 3],
        total=measures[:, 4],
        relations=_matrix(_relations(nodes, inside, lines), position),
        seen=np.array([REST not in unit and chain != REST for unit, chain in cells]),
        position=position,
    )


def _amounts(
    contributions: Iterable[Contribution],
    parent: Mapping[str, str],
    inside: Mapping[str, list[str]],
) -> dict[Cell, dict[str, int]]:
    """Cell → entity → what it adds there, in every cell that a contribution belongs to."""
    found: dict[Cell, dict[str, int]] = {}
    for each in contributions:
        own = [f"{each.division}{REST}"] if inside.get(each.division) else []
        for unit in (*own, *_around(each.division, parent)):
            for chain in (ALL_CHAINS, each.chain or REST):
                cell = found.setdefault((unit, chain), {})
                cell[each.entity] = cell.get(each.entity, 0) + each.amount
    return found


def _around(unit: str, parent: Mapping[str, str]) -> Iterator[str]:
    while unit in parent:
        yield unit
        unit = parent[unit]


def _measure(of: Mapping[str, int], of_changes: bool) -> tuple[int, int, int, int, int]:
    """Sum, contributors, the two contributions of largest size, and the sum of all sizes."""
    amounts = [amount for amount in of.values() if amount or not of_changes]
    by_size = sorted(amounts, key=abs, reverse=True)
    first, second, *_rest = [*by_size, 0, 0]
    return sum(by_size), len(by_size), first, second, sum(map(abs, by_size))


def _relations(
    nodes: list[str], inside: Mapping[str, list[str]], lines: list[str]
) -> Iterator[tuple[Cell, list[Cell]]]:
    for unit in nodes:
        yield (unit, ALL_CHAINS), [(unit, chain) for chain in lines if chain != ALL_CHAINS]
        if inside.get(unit):
            for chain in lines:
                yield (unit, chain), [(part, chain) for part in (*inside[unit], f"{unit}{REST}")]


def _matrix(
    relations: Iterable[tuple[Cell, list[Cell]]], position: Mapping[Cell, int]
) -> sparse.csr_array:
    rows: list[int] = []
    columns: list[int] = []
    signs: list[float] = []
    count = 0
    for total, parts in relations:
        columns += [position[total], *(position[part] for part in parts)]
        signs += [1.0, *([-1.0] * len(parts))]
        rows += [count] * (len(parts) + 1)
        count += 1
    shape = (count, len(position))
    return sparse.csr_array((signs, (rows, columns)), shape=shape)
