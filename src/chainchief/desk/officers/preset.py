"""Tiers of service officers with the interval of contacts: a preset that a city edits."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from chainchief.core.choices import listed
from chainchief.core.faults import Fault, declare
from chainchief.core.i18n import in_language
from chainchief.core.presets import Document, Names, Origin, Part, Preset, Text
from chainchief.ledger.kinds.organisation.models import PersonLevel

NO_SUCH_LEVEL = declare(
    "DSK-370",
    why="“{name}” is no level of persons; there are {known}",
    remedy="name one of these, or leave it blank for none",
)
LEVEL_MISSING = declare(
    "DSK-371",
    why="no tier is for persons of the level “{name}”",
    remedy="name it below `levels` of a tier",
)


class Firms(StrEnum):
    """Which firms are to have an officer."""

    ALL = "all"
    ABOVE_SCALE = "above-scale"


class Tier(Part, frozen=True):
    """A tier: whose, and after how many days a firm is to be contacted again."""

    code: Text
    name: Names
    levels: tuple[str, ...]
    interval: Annotated[int, Meta(ge=1, le=730)]

    @property
    def label(self) -> str:
        return in_language(dict(self.name.as_mapping()))


class ServiceTiers(Origin, frozen=True):
    firms: Firms
    tiers: tuple[Tier, ...]

    def of(self, level: str) -> Tier:
        """The tier of a person by its level; the check holds that there is one."""
        return next(each for each in self.tiers if level in each.levels)


def _check(document: Document[ServiceTiers]) -> Iterator[Fault]:
    levels = {"", *PersonLevel.values}
    named: set[str] = set()
    for at, tier in enumerate(document.content.tiers):
        for name in tier.levels:
            named.add(name)
            if name not in levels:
                facts = {"name": name, "known": listed(PersonLevel.values)}
                yield document.fault(NO_SUCH_LEVEL, ("tiers", at, "levels"), name, facts)
    for name in sorted(levels - named):
        yield document.fault(LEVEL_MISSING, ("tiers",), name, {"name": name})


def _built(content: ServiceTiers) -> ServiceTiers:
    return content


PRESET = Preset(
    file="service-tiers.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=ServiceTiers,
    build=_built,
    about="Tiers of service officers (“十百千万”), and the days until the next contact",
    check=_check,
)


def tiers() -> ServiceTiers:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()
