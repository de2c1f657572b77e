"""The preset of what happens besides the projects, and small means that all its makers share."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from chainchief.core.presets import Origin, Preset, Text
from chainchief.demo.chance import Chance
from chainchief.demo.city import City, DemoRow, scaled
from chainchief.demo.firms import Firm
from chainchief.demo.projects.stages import BUREAU
from chainchief.demo.records import DemoRecord

YEAR = 2023
FIRST, LAST = dt.date(YEAR, 1, 4), dt.date(YEAR, 11, 28)
BEGIN = dt.date(2022, 1, 1)


@dataclass(frozen=True)
class Happenings:
    """How many of each case (scaled), totals in 亿元 or 亩 (scaled), and the named records."""

    sizes: Mapping[str, int]
    targets: Mapping[str, Fraction]
    rows: Mapping[str, Any]


class HappeningsPreset(Origin, frozen=True):
    sizes: dict[str, int]
    targets: dict[str, str]
    firms: tuple[DemoRow, ...]
    organisations: tuple[DemoRow, ...]
    events: tuple[DemoRow, ...]
    titles: tuple[DemoRow, ...]
    awards: tuple[DemoRow, ...]
    parks: tuple[DemoRow, ...]
    extensions: tuple[DemoRow, ...]
    clusters: tuple[DemoRow, ...]
    ratings: tuple[DemoRow, ...]
    rating_scheme: Text
    platforms: tuple[DemoRow, ...]
    policies: tuple[DemoRow, ...]
    clauses: tuple[DemoRow, ...]
    milestones: tuple[DemoRow, ...]
    reached: tuple[DemoRow, ...]
    programme: DemoRow


def _as_written(content: HappeningsPreset) -> HappeningsPreset:
    return content


PRESET = Preset(
    file="happenings.yaml",
    shipped=Path(__file__).parent / "presets",
    shape=HappeningsPreset,
    build=_as_written,
    about="What happens in the demo city besides its projects",
    overlaid=False,
)


@cache
def load(scale: float = 1.0) -> Happenings:
    written = PRESET.load()
    factor = Fraction(Decimal(str(scale)))
    return Happenings(
        sizes={name: scaled(size, factor) for name, size in written.sizes.items()},
        targets={
            name: Fraction(round(Fraction(total) * factor * 10_000), 10_000)
            for name, total in written.targets.items()
        },
        rows={name: getattr(written, name) for name in written.__struct_fields__},
    )


@dataclass(frozen=True)
class Scene:
    """What the makers of happenings work on: the city, its firms, their presets and the seed."""

    city: City
    firms: Sequence[Firm]
    happenings: Happenings
    documents: Mapping[str, str]
    seed: int

    def chance(self, topic: str) -> Chance:
        return Chance(self.seed, topic)

    def size(self, name: str) -> int:
        return self.happenings.sizes[name]

    def rows(self, name: str) -> Any:
        return self.happenings.rows[name]

    @property
    def landmark(self) -> list[str]:
        return self.city.landmark_now


def bureau_record(day: dt.date, kind: str, code: str, values: Mapping[str, object]) -> DemoRecord:
    """A record of the bureau's own, known on `day`."""
    return DemoRecord(day, BUREAU, kind, code, values)


def happened(
    day: dt.date, chance: Chance, last: dt.date, evidence: str = "accepted"
) -> dict[str, object]:
    """The dates of an event that occurred on `day`, recognised by `last` where it is accepted."""
    reported = chance.within(day, 6, last)
    recognised = chance.within(reported, 8, last) if evidence == "accepted" else None
    return {
        "occurred_on": day,
        "reported_on": reported,
        "recognised_on": recognised,
        "evidence": evidence,
    }


def numbered(prefix: str) -> Iterator[str]:
    """`prefix`-00001, `prefix`-00002 …"""
    number = 0
    while True:
        number += 1
        yield f"{prefix}-{number:05d}"


def known(values: Mapping[str, object]) -> dt.date:
    """The day on which an event is known: recognised, else reported."""
    day = values["recognised_on"] or values["reported_on"]
    assert isinstance(day, dt.date)  # noqa: S101 - `happened` always gives one
    return day
