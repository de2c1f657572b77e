"""From places to cells: what stands place by place, added to every unit around and all chains.

A few hundred rows of whole numbers, so that neither engine has to plan it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from chainchief.lake.engines.results import LARGEST, overflow

Key = tuple[str, str, str]
Cell = tuple[str, str]
Numbers = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Closure:
    """Which unit lies in which: `around[i, j]` is one where unit i contains unit j, or is it."""

    units: Mapping[str, int]
    around: NDArray[np.int64]

    @classmethod
    def of(cls, containing: Mapping[str, frozenset[str]]) -> "Closure":
        everything = {unit for above in containing.values() for unit in above} | set(containing)
        units = {unit: at for at, unit in enumerate(sorted(everything))}
        around = np.zeros((len(units), len(units)), np.int64)
        for unit, above in containing.items():
            around[[units[each] for each in above], units[unit]] = 1
        return cls(units, around)

    @classmethod
    def of_one(cls, unit: str) -> "Closure":
        return cls.of({unit: frozenset([unit])})


@dataclass(frozen=True, eq=False)
class Added:
    """Measures by unit × chain × name of the measure; the first chain is all of them, ""."""

    units: Sequence[str]
    chains: Sequence[str]
    names: Mapping[str, int]
    numbers: Numbers

    def counts(self, name: str, code: str) -> dict[Key, int]:
        """The numbers that are not zero, under the indicator's code."""
        return self.sums(name, name, code)

    def sums(self, name: str, counted: str, code: str) -> dict[Key, int]:
        """The sums of the cells where `counted` is not zero."""
        units, chains = np.nonzero(self.numbers[:, :, self.names[counted]])
        values = self.numbers[units, chains, self.names[name]]
        cells = zip(units.tolist(), chains.tolist(), values.tolist(), strict=True)
        return {(code, self.units[u], self.chains[c]): value for u, c, value in cells}


def added_up(found: pa.Table, closure: Closure) -> Added:
    """The cells of rows of `division`, `chain`, `is_cell` and measures.

    A row that `is_cell` is one already, in which each entity counts once; the others are places.
    What belongs to no chain counts in the total of all chains alone, what lies in no unit nowhere.
    Raises `LakeError` where a sum does not fit into 64 bits.
    """
    names = found.column_names[3:]
    units = np.array([closure.units.get(each, -1) for each in found["division"].to_pylist()], int)
    lines = {"": 0}
    chains = [lines.setdefault(each or "", len(lines)) for each in found["chain"].to_pylist()]
    is_cell = np.array(found["is_cell"].to_pylist(), bool)
    values = _values(found, names)
    cells, places = np.zeros((2, len(closure.units), len(lines), len(names)), values.dtype)
    for into, rows in ((cells, is_cell & (units >= 0)), (places, ~is_cell & (units >= 0))):
        np.add.at(into, (units[rows], np.array(chains, int)[rows]), values[rows])
    around = np.tensordot(closure.around.astype(values.dtype), places, axes=1)
    around[:, 0] = around.sum(axis=1)
    return Added(
        list(closure.units),
        list(lines),
        {name: at for at, name in enumerate(names)},
        _that_fit(cells + around),
    )


def _values(found: pa.Table, names: Sequence[str]) -> Numbers:
    """Rows × measures; as Python's own integers, which know no bound, where 64 bits may not do."""
    columns = [found[name].combine_chunks().fill_null(0).to_numpy() for name in names]
    values: Numbers = np.stack(columns, axis=1)
    size = np.abs(values.astype(float)).sum(axis=0).max(initial=0.0)
    return values.astype(object) if size >= LARGEST / 4 else values


def _that_fit(sums: Numbers) -> Numbers:
    if sums.dtype == object and np.abs(sums).max(initial=0) > LARGEST:
        raise overflow("the total of several places")
    return sums
