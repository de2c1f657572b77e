"""The preset of the demo city: real places and chains, sizes and targets of what is invented."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from chainchief.core.lined_yaml import content_of

PRESET = Path(__file__).parent / "presets" / "city.yaml"


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


@cache
def load(scale: float = 1.0) -> City:
    """The preset, its sizes and targets multiplied by `scale`."""
    raw = content_of(PRESET)
    factor = Fraction(Decimal(str(scale)))
    targets = raw["targets"]
    return City(
        code=raw["city"]["code"],
        name=raw["city"]["name"],
        province=(raw["city"]["province"]["code"], raw["city"]["province"]["name"]),
        units=tuple(_unit(each) for each in (*raw["counties"], raw["zone"])),
        chains=tuple(_chain(each) for each in raw["chains"]),
        sizes={name: scaled(size, factor) for name, size in raw["sizes"].items()},
        funds=_money(targets["funds_recognised"], factor),
        provincial=_list(targets["list_provincial"], factor),
        municipal=_list(targets["list_city"], factor),
        on_both=scaled(targets["on_both"], factor),
        rows=raw,
    )


def scaled(size: int, factor: Fraction) -> int:
    """`size` times `factor`, at least one: every kind of case is there at every scale."""
    return max(1, round(size * factor))


def _unit(raw: Mapping[str, Any]) -> Unit:
    return Unit(
        raw["code"], raw["name"], raw["weight"], tuple(raw["chains"]), raw.get("inside", "")
    )


def _chain(raw: Mapping[str, Any]) -> ChainSeed:
    return ChainSeed(
        raw["code"],
        raw["name"],
        raw["short"],
        raw["industry"],
        raw["from"],
        raw.get("to"),
        tuple(raw["goods"]),
        tuple(raw["trades"]),
    )


def _list(raw: Mapping[str, Any], factor: Fraction) -> ListTarget:
    return ListTarget(scaled(raw["members"], factor), _money(raw["invested"], factor))


def _money(amount: str, factor: Fraction) -> Fraction:
    """亿元, in whole 万元."""
    return Fraction(round(Fraction(amount) * factor * 10_000), 10_000)
