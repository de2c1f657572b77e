"""The file of what places do: place, activity, value; and what complexity says of it as tables."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.netio.faults import ACTIVITY_SUMMED
from chainchief.netio.files.cells import CheckedColumn
from chainchief.netio.files.findings import Findings, Near
from chainchief.netio.files.source import read_source, values_of
from chainchief.network.complexity import Complexity

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Activities:
    """A table of places × activities, in the order in which the file names them."""

    places: list[str]
    activities: list[str]
    amounts: Floats
    warnings: tuple[Fault, ...]


def read_activities(path: Path) -> Activities:
    """Read and check the file; raises FaultsError with every fault of it."""
    noted = Findings()
    source = read_source(path, noted)
    cells = None if source is None else CheckedColumn(source, noted)
    if cells is None or not cells.require("place", "activity", "value"):
        raise FaultsError(noted.faults)
    place = cells.filled("place").dictionary_encode()
    activity = cells.filled("activity").dictionary_encode()
    value = cells.amounts("value")
    noted.refuse_if_any()
    rows, columns = values_of(place.indices, np.int32), values_of(activity.indices, np.int32)
    table = np.zeros((len(place.dictionary), len(activity.dictionary)))
    np.add.at(table, (rows, columns), value)
    _report_repeated(cells, rows.astype(np.int64) * table.shape[1] + columns)
    return Activities(
        place.dictionary.to_pylist(),
        activity.dictionary.to_pylist(),
        table,
        tuple(noted.warnings),
    )


def _report_repeated(cells: CheckedColumn, key: NDArray[np.int64]) -> None:
    _values, first = np.unique(key, return_index=True)
    again = np.delete(np.arange(len(key)), first)
    if again.size:
        place = Place(file=cells.source.name)
        line = cells.source.line(int(again[0]))
        cells.findings.add(ACTIVITY_SUMMED, place, count=again.size, first=line)


def place_at(result: Complexity, name: str) -> int:
    """Position of a place in the result, or `WrongUseError` with a near name or why not."""
    listed = [str(each) for each in result.places.tolist()]
    if name in listed:
        return listed.index(name)
    if name in map(str, result.left_out.places):
        raise WrongUseError(
            _("{place} was left out: it shares no activity with the other places").format(
                place=name
            )
        )
    from chainchief.core.choices import alike

    near = Near(next(iter(alike(name, listed, most=1)), None))
    raise WrongUseError(_("the file has no place {place!r}{near}").format(place=name, near=near))


def place_rows(result: Complexity) -> dict[str, object]:
    """One row per place, as columns."""
    return {
        "place": [str(name) for name in result.places.tolist()],
        "diversity": result.diversity,
        "eci": result.eci,
        "outlook": result.outlook,
    }


def pair_rows(result: Complexity) -> dict[str, object]:
    """One row per place and activity, as columns."""
    p, a = result.present.shape
    return {
        "place": np.repeat(result.places.astype(str), a).tolist(),
        "activity": np.tile(result.activities.astype(str), p).tolist(),
        "rca": result.rca.ravel(),
        "present": result.present.ravel().astype(int),
        "density": result.density.ravel(),
        "distance": 1.0 - result.density.ravel(),
        "pci": np.tile(result.pci, p),
        "gain": result.gain.ravel(),
    }


def open_to(result: Complexity, place: int, most: int) -> list[dict[str, object]]:
    """The activities that a place lacks, nearest first, each with the related ones that it has."""
    density = np.where(result.present[place], -1.0, result.density[place])
    order = [int(at) for at in np.argsort(-density, kind="stable")[:most] if density[at] >= 0.0]
    names = [str(name) for name in result.activities.tolist()]
    return [
        {
            "activity": names[at],
            "density": float(density[at]),
            "rca": float(result.rca[place, at]),
            "pci": float(result.pci[at]),
            "gain": float(result.gain[place, at]),
            "related": [
                {"activity": names[q], "proximity": float(result.proximity[at, q])}
                for q in result.nearest_present(place, at)
            ],
        }
        for at in order
    ]
