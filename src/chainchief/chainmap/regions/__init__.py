"""Boundaries of the city's units, from a GeoJSON that the city brought, and the map on them."""

from chainchief.chainmap.regions.boundaries import Boundaries, UnitShape, boundaries_in
from chainchief.chainmap.regions.drawing import UnitValue, region_drawing
from chainchief.chainmap.regions.keeping import keep, kept, remove

__all__ = [
    "Boundaries",
    "UnitShape",
    "UnitValue",
    "boundaries_in",
    "keep",
    "kept",
    "region_drawing",
    "remove",
]
