"""The thresholds of coverage: a preset that a city adapts, shown beside every answer."""

from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Annotated

from msgspec import Meta, field

from chainchief.chainmap.faults import BAD_PRESET
from chainchief.core.presets import FaultKinds, Origin, Preset, Problem, Scalar


@dataclass(frozen=True)
class Thresholds:
    """Shares are between 0 and 1; `version` and `source` are the preset's."""

    capacity_of_demand: Fraction = Fraction(4, 5)
    fewest_local_firms: int = 2
    most_concentrated: Fraction = Fraction(1, 4)
    single_outside_share: Fraction = Fraction(1, 2)
    doubtful_below: Fraction = Fraction(3, 5)
    standstill_below: Fraction = Fraction(1, 10)
    days: int = 120
    version: str = ""
    source: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            each.name: float(value) if isinstance(value, Fraction) else value
            for each in fields(self)
            for value in [getattr(self, each.name)]
        }


class CoveragePreset(Origin, frozen=True):
    capacity_of_demand: Annotated[
        Fraction, Meta(description="local capacity below this share of the demand is weak")
    ]
    fewest_local_firms: Annotated[int, Meta(ge=1, description="fewer local firms are weak")]
    most_concentrated: Annotated[
        Fraction, Meta(description="a concentration of sources (HHI) above this is weak")
    ]
    single_outside_share: Annotated[
        Fraction, Meta(description="one source outside with this share of purchases is a risk")
    ]
    standstill_below: Annotated[
        Fraction, Meta(description="output below this share of the former is a standstill")
    ]
    days: Annotated[int, Meta(ge=1, description="how many days the model by days looks ahead")]
    # What a city adapted before there was this threshold holds without it.
    doubtful_below: Annotated[
        Fraction, Meta(description="a link or trait with less confidence is to be verified")
    ] = field(default_factory=lambda: Thresholds.doubtful_below)


def _share(value: object) -> Fraction:
    text = str(value).strip()
    part, hundredths = (text[:-1], 100) if text.endswith("%") else (text, 1)
    try:
        share = Fraction(Decimal(part)) / hundredths
    except (InvalidOperation, OverflowError):
        raise ValueError(text) from None
    if not 0 <= share <= 1 or isinstance(value, bool):
        raise ValueError(text)
    return share


def _thresholds(content: CoveragePreset) -> Thresholds:
    given = {
        each.name: getattr(content, each.name)
        for each in fields(Thresholds)
        if each.name not in ("version", "source")
    }
    return Thresholds(**given, version=str(content.version), source=content.source)


PRESET = Preset(
    file="coverage.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=CoveragePreset,
    build=_thresholds,
    about="When a segment of a chain counts as strong, weak, at risk or missing",
    kinds=FaultKinds(dict.fromkeys(Problem, BAD_PRESET)),
    scalars={
        Fraction: Scalar(
            parse=_share,
            expected="a share such as 80% or 0.8",
            schema={
                "anyOf": [
                    {"type": "number", "minimum": 0, "maximum": 1},
                    {"type": "string", "pattern": r"^\d{1,3}(\.\d+)?%$"},
                ]
            },
        )
    },
)


def thresholds() -> Thresholds:
    """The home folder's preset, else the program's; FaultsError with all that is wrong in it."""
    return PRESET.load()
