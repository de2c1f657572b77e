"""The boundaries that the city brought, kept in the home folder, with who brought them when."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chainchief.chainmap.regions.boundaries import Boundaries, UnitShape
from chainchief.chainmap.regions.rings import Ring
from chainchief.core import durable
from chainchief.core.home import home

#: Of the home folder; a backup takes it along.
FOLDER, FILE = "boundaries", "units.json"


def _path() -> Path:
    return home().path / FOLDER / FILE


def keep(found: Boundaries) -> None:
    """Write the boundaries in place of those of before, whole or not at all."""
    document = {
        "source": found.source,
        "brought_by": found.brought_by,
        "brought_on": found.brought_on,
        "units": [{"code": each.code, "areas": each.areas} for each in found.units],
    }
    durable.write(_path(), json.dumps(document, ensure_ascii=False).encode())


def kept() -> Boundaries | None:
    """The boundaries that are kept; None where none were brought."""
    path = _path()
    if not path.exists():
        return None
    document = json.loads(path.read_text(encoding="utf-8"))
    units = tuple(
        UnitShape(each["code"], tuple(tuple(map(_ring, area)) for area in _areas(each)))
        for each in document["units"]
    )
    return Boundaries(units, document["source"], document["brought_by"], document["brought_on"])


def _areas(unit: Mapping[str, Any]) -> list[list[Any]]:
    """Files of before holes were kept have the outer rings alone."""
    return unit["areas"] if "areas" in unit else [[ring] for ring in unit["rings"]]


def _ring(points: Sequence[Sequence[float]]) -> Ring:
    return tuple((x, y) for x, y in points)


def remove() -> None:
    """Remove the boundaries: units are tiles again."""
    _path().unlink(missing_ok=True)
