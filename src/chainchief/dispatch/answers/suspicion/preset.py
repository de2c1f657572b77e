"""The preset of suspicion: when a figure stands out, and how much."""

from pathlib import Path
from typing import Annotated

from msgspec import Meta

from chainchief.core.presets import Origin, Part, Preset

Weight = Annotated[int, Meta(ge=0, le=1000)]
Percent = Annotated[float, Meta(ge=0, le=100)]


class Weighed(Part, frozen=True):
    """A rule with nothing but its weight; 0 switches it off."""

    weight: Weight


class Slip(Part, frozen=True):
    weight: Weight
    near: Percent


class December(Part, frozen=True):
    weight: Weight
    share: Percent


class Jump(Part, frozen=True):
    weight: Weight
    score: Annotated[float, Meta(gt=0)]
    times: Annotated[float, Meta(ge=1)]
    months: Annotated[int, Meta(ge=2)]


class Growth(Part, frozen=True):
    weight: Weight
    times: Annotated[float, Meta(ge=1)]


class SameRows(Part, frozen=True):
    weight: Weight
    rows: Annotated[int, Meta(ge=2)]


class SameMonths(Part, frozen=True):
    weight: Weight
    months: Annotated[int, Meta(ge=2)]


class Rules(Origin, frozen=True):
    months: Annotated[int, Meta(ge=1, le=120)]
    unit_slip: Slip
    point_slip: Slip
    falls: Weighed
    december: December
    jump: Jump
    growth: Growth
    same_rows: SameRows
    same_months: SameMonths
    no_history: Weighed


PRESET = Preset(
    file="suspicion.yaml",
    shipped=Path(__file__).parents[2] / "presets",
    shape=Rules,
    build=lambda content: content,
    about="When a reported figure stands out: thresholds and weights",
)


def rules() -> Rules:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()
