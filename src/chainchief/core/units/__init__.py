"""Units of measure, exact quantities in them, and the units that a preset adds."""

from chainchief.core.units.quantities import (
    UNITS,
    Dimension,
    Unit,
    alike,
    convert,
    finer,
    from_steps,
    number,
    parts_of,
    plain,
    quantity,
    to_steps,
    unit,
)

__all__ = [
    "UNITS",
    "Dimension",
    "Unit",
    "alike",
    "convert",
    "finer",
    "from_steps",
    "number",
    "parts_of",
    "plain",
    "quantity",
    "to_steps",
    "unit",
]
