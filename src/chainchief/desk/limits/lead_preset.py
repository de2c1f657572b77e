"""The limits of following a lead: protection, stages, hand-over; a preset that a city edits."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from chainchief.core.faults import Fault, declare
from chainchief.core.i18n import in_language
from chainchief.core.presets import Document, Names, Origin, Part, Preset, Text
from chainchief.desk.limits.schemes import Days, Place, check_schemes
from chainchief.dispatch.calendar.counting import calendar
from chainchief.ledger.kinds.lead.models import LeadState

CHIEF_BEFORE_OFFICE = declare(
    "DSK-006",
    why="the chief of the chain hears of what is late before the chain office does",
    remedy="let `chief_late` be no fewer days than `office_late`",
)


class Counted(StrEnum):
    """Which days the protection counts."""

    WORKING = "working"
    CALENDAR = "calendar"


class LeadScheme(Part, frozen=True):
    """The limits of one place. `binding`: no other unit signs an investor that is protected."""

    code: Text
    name: Names
    source: Text
    protection: Annotated[int, Meta(ge=1, le=1100)]
    counted: Counted
    binding: bool
    valid: Days
    talks: Days
    signed: Days
    registered: Days
    handover: Days
    extension_before: Days
    extension_decision: Days
    remind_before: Days
    office_late: Days
    chief_late: Days
    unverified: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return in_language(dict(self.name.as_mapping()))

    def days_in(self, state: LeadState) -> int:
        """Working days within which something is to be entered in a state that is followed."""
        days: int = getattr(self, state.value)
        return days

    def protected_until(self, day: dt.date) -> dt.date:
        """The last day of a protection that begins with `day`."""
        if self.counted is Counted.CALENDAR:
            return day + dt.timedelta(days=self.protection)
        return calendar().after(day, self.protection)


class LeadLimits(Origin, frozen=True):
    in_force: Text
    schemes: tuple[LeadScheme, ...]


@dataclass(frozen=True)
class LeadSchemes:
    """The schemes by code, and the one for what is received from now on."""

    schemes: Mapping[str, LeadScheme]
    in_force: LeadScheme

    def of(self, process: str) -> LeadScheme:
        """The scheme that a lead runs by; of one that is no more, the one in force."""
        return self.schemes.get(process, self.in_force)


def _check(document: Document[LeadLimits]) -> Iterator[Fault]:
    yield from check_schemes(document, "unverified", _check_order)


def _check_order(
    document: Document[LeadLimits], scheme: LeadScheme, path: Place
) -> Iterator[Fault]:
    if scheme.chief_late < scheme.office_late:
        yield document.fault(CHIEF_BEFORE_OFFICE, (*path, "chief_late"), str(scheme.chief_late))


def _built(content: LeadLimits) -> LeadSchemes:
    schemes = {scheme.code: scheme for scheme in content.schemes}
    return LeadSchemes(schemes, schemes[content.in_force])


PRESET = Preset(
    file="lead-limits.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=LeadLimits,
    build=_built,
    about="Limits of following a lead: protection of the first talk, days in each stage, hand-over",
    check=_check,
)


def lead_limits() -> LeadSchemes:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()
