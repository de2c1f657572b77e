"""Units of measure from a preset, beside the fixed ones.

What was written down in a unit must keep its size: a city's own file adds units to those of the
program, it takes none away and changes none.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
import yaml
from msgspec import Meta

from chainchief.core.faults import Fault, declare
from chainchief.core.presets import Document, Origin, Part, Preset, Text
from chainchief.core.units.table import Dimension, Unit, fixed_units

FILE, SHIPPED = "units.yaml", Path(__file__).parent

UNIT_TWICE = declare(
    "UNT-001",
    why="the unit {unit} is there already, and what was written in it must keep its size",
    remedy="choose another name",
)
UNIT_LOST = declare(
    "UNT-003",
    why="the program's unit {unit} is missing or has another size here; numbers are written in it",
    remedy="copy it from the program's own units.yaml, and add yours behind",
)
NO_BASE = declare(
    "UNT-002",
    why="exact values of {unit} are told in {base}, which is no unit of the same thing",
    remedy="name a unit of the same dimension, itself perhaps, as “base”",
)


class UnitEntry(Part, frozen=True):
    code: Annotated[str, Meta(pattern=r"^[^\s/\d]+$")]
    dimension: Dimension
    steps: Annotated[int, Meta(ge=1, description="how many of the smallest step make one")]
    base: Text


class UnitsPreset(Origin, frozen=True):
    counted: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[^\s/\d]+$")], ...],
        Meta(description="what is counted; each has its 万 too"),
    ] = ()
    units: tuple[UnitEntry, ...] = ()


def _units(content: UnitsPreset) -> Mapping[str, Unit]:
    counted = {
        code: Unit(code, Dimension.COUNT, Fraction(steps), each)
        for each in content.counted
        for code, steps in ((each, 1), (f"万{each}", 10**4))
    }
    measured = {
        each.code: Unit(each.code, each.dimension, Fraction(each.steps), each.base)
        for each in content.units
    }
    return counted | measured


def _check(document: Document[UnitsPreset]) -> Iterator[Fault]:
    yield from _check_names(document)
    made = fixed_units() | dict(_units(document.content))
    for index, entry in enumerate(document.content.units):
        base = made.get(entry.base)
        if base is None or base.dimension is not entry.dimension:
            facts = {"unit": entry.code, "base": entry.base}
            yield document.fault(NO_BASE, ("units", index, "base"), entry.base, facts)
    for code, unit in _of_the_program().items():
        if made.get(code) != unit:
            yield document.fault(UNIT_LOST, ("units",), code, {"unit": code})


def _check_names(document: Document[UnitsPreset]) -> Iterator[Fault]:
    seen = set(fixed_units())
    counted = [(("counted", i), each) for i, each in enumerate(document.content.counted)]
    measured = [(("units", i, "code"), each.code) for i, each in enumerate(document.content.units)]
    for path, code in [*counted, *measured]:
        if code in seen:
            yield document.fault(UNIT_TWICE, path, code, {"unit": code})
        seen |= {code, f"万{code}"} if path[0] == "counted" else {code}


@cache
def _of_the_program() -> Mapping[str, Unit]:
    written = yaml.safe_load((SHIPPED / FILE).read_text(encoding="utf-8"))
    return _units(msgspec.convert(written, UnitsPreset))


PRESET = Preset(
    file=FILE,
    shipped=SHIPPED,
    shape=UnitsPreset,
    build=_units,
    about="Units of measure beside those that the program cannot do without",
    check=_check,
)


def units_of_presets() -> Mapping[str, Unit]:
    """The units of the file in force; `FaultsError` with everything wrong in it."""
    return PRESET.load()
