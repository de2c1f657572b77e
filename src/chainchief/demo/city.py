"""The preset of the demo city: real places and chains, sizes and targets of what is invented."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, field

from chainchief.core.presets import Origin, Part, Preset, Text


@dataclass(frozen=True)
class Unit:
    """A county or the zone: `weight` says how often a project lands there."""

    code: str
    name: str
    weight: int
    chains: tuple[str, ...]
    inside: str = ""


@dataclass(frozen=True)
class ChainSeed:
    """A chain with the days between which it is a landmark chain, what its firms make, and
    what they call themselves after."""

    code: str
    name: str
    short: str
    industry: str
    landmark_from: dt.date
    landmark_to: dt.date | None
    goods: tuple[str, ...]
    trades: tuple[str, ...]


@dataclass(frozen=True)
class ListTarget:
    members: int
    invested: Fraction


@dataclass(frozen=True)
class City:
    """The whole preset. Money is in 亿元; `rows` are passed on to the records as they stand."""

    code: str
    name: str
    province: tuple[str, str]
    units: tuple[Unit, ...]
    chains: tuple[ChainSeed, ...]
    sizes: Mapping[str, int]
    funds: Fraction
    provincial: ListTarget
    municipal: ListTarget
    on_both: int
    rows: Mapping[str, Any]
    named_firms: tuple[Mapping[str, Any], ...] = ()

    @property
    def zone(self) -> Unit:
        return next(unit for unit in self.units if unit.inside)

    def chain(self, code: str) -> ChainSeed:
        return next(chain for chain in self.chains if chain.code == code)

    @property
    def landmark_now(self) -> list[str]:
        return [chain.code for chain in self.chains if chain.landmark_to is None]

    @property
    def retired(self) -> list[str]:
        return [chain.code for chain in self.chains if chain.landmark_to is not None]


class Place(Part, frozen=True):
    code: Text
    name: Text


class CityEntry(Place, frozen=True):
    province: Place


class UnitEntry(Place, frozen=True):
    weight: Annotated[int, Meta(ge=1)]
    chains: Annotated[tuple[Text, ...], Meta(min_length=1)]
    inside: str = ""


class ChainEntry(Place, frozen=True, kw_only=True):
    short: Text
    industry: Text
    landmark_from: dt.date = field(name="from")
    landmark_to: dt.date | None = field(name="to", default=None)
    goods: tuple[Text, ...]
    trades: tuple[Text, ...]


class ListEntry(Part, frozen=True):
    members: int
    invested: Text


class Targets(Part, frozen=True):
    """Totals in 亿元 that the records are calibrated to."""

    funds_recognised: Text
    list_provincial: ListEntry
    list_city: ListEntry
    on_both: int


#: A row that is passed on to the records as it stands.
DemoRow = dict[str, Any]


class CityPreset(Origin, frozen=True):
    city: CityEntry
    counties: tuple[UnitEntry, ...]
    zone: UnitEntry
    chains: tuple[ChainEntry, ...]
    sizes: dict[str, int]
    targets: Targets
    named_projects: tuple[DemoRow, ...]
    lists: dict[str, DemoRow]
    plans: tuple[DemoRow, ...]
    schedule: Text
    statistics: tuple[DemoRow, ...]
    courses: tuple[DemoRow, ...]
    furnished: tuple[DemoRow, ...]
    furnished_by: Text
    rankings: tuple[DemoRow, ...]


def _as_written(content: CityPreset) -> CityPreset:
    return content


PRESET = Preset(
    file="city.yaml",
    shipped=Path(__file__).parent / "presets",
    shape=CityPreset,
    build=_as_written,
    about="The demo city: real places and chains, sizes and targets of what is invented",
    overlaid=False,
)


@cache
def load(scale: float = 1.0) -> City:
    """The preset, its sizes and targets multiplied by `scale`."""
    written = PRESET.load()
    factor = Fraction(Decimal(str(scale)))
    targets = written.targets
    return City(
        code=written.city.code,
        name=written.city.name,
        province=(written.city.province.code, written.city.province.name),
        units=tuple(map(_unit, (*written.counties, written.zone))),
        chains=tuple(map(_chain, written.chains)),
        sizes={name: scaled(size, factor) for name, size in written.sizes.items()},
        funds=_money(targets.funds_recognised, factor),
        provincial=_list(targets.list_provincial, factor),
        municipal=_list(targets.list_city, factor),
        on_both=scaled(targets.on_both, factor),
        rows={name: getattr(written, name) for name in written.__struct_fields__},
    )


def scaled(size: int, factor: Fraction) -> int:
    """`size` times `factor`, at least one: every kind of case is there at every scale."""
    return max(1, round(size * factor))


def _unit(written: UnitEntry) -> Unit:
    return Unit(written.code, written.name, written.weight, written.chains, written.inside)


def _chain(written: ChainEntry) -> ChainSeed:
    return ChainSeed(
        written.code,
        written.name,
        written.short,
        written.industry,
        written.landmark_from,
        written.landmark_to,
        written.goods,
        written.trades,
    )


def _list(written: ListEntry, factor: Fraction) -> ListTarget:
    return ListTarget(scaled(written.members, factor), _money(written.invested, factor))


def _money(amount: str, factor: Fraction) -> Fraction:
    """亿元, in whole 万元."""
    return Fraction(round(Fraction(amount) * factor * 10_000), 10_000)
