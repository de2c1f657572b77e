"""The time limits of features, and which lists are looked into: a preset that a city edits."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from chainchief.core.choices import listed
from chainchief.core.faults import Fault, declare
from chainchief.core.presets import Document, Origin, Preset
from chainchief.desk.limits.schemes import Days
from chainchief.ledger.kinds.adverse_listing.models import AdverseSource

NO_SUCH_LIST = declare(
    "DSK-440",
    why="“{name}” is no list of dishonesty; there are {known}",
    remedy="name one of these",
)
NO_LIST = declare(
    "DSK-441",
    why="no list is named, so that a check would find nothing",
    remedy="name below `lists` at least one list that is looked into",
)


class FeatureLimits(Origin, frozen=True):
    """Working days of each step; calendar days for which a list and a check are good."""

    lists: tuple[str, ...]
    fresh: Annotated[int, Meta(ge=1, le=366)]
    check_good: Annotated[int, Meta(ge=1, le=366)]
    check: Days
    consent: Days
    decision: Days
    publication: Days
    removal: Days
    office_late: Annotated[int, Meta(ge=1, le=250)]


def _check(document: Document[FeatureLimits]) -> Iterator[Fault]:
    if not document.content.lists:
        yield document.fault(NO_LIST, ("lists",), None, {})
    for at, name in enumerate(document.content.lists):
        if name not in AdverseSource.values:
            facts = {"name": name, "known": listed(AdverseSource.values)}
            yield document.fault(NO_SUCH_LIST, ("lists", at), name, facts)


def _built(content: FeatureLimits) -> FeatureLimits:
    return content


PRESET = Preset(
    file="feature-limits.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=FeatureLimits,
    build=_built,
    about="Features of entrepreneurs: lists that are looked into, and the steps' working days",
    check=_check,
)


def feature_limits() -> FeatureLimits:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()
