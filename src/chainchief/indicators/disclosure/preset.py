"""The rule for small cells, from its preset."""

from pathlib import Path
from typing import Annotated

from msgspec import Meta

from chainchief.core.faults import declare
from chainchief.core.presets import FaultKinds, Origin, Preset, Problem
from chainchief.indicators.disclosure.suppression import Rule

UNREADABLE = declare(
    "IND-060",
    why="it cannot be read: {reason}",
    remedy="mend the file, or take it out of the home folder's presets",
)
NOT_IN_RANGE = declare(
    "IND-061",
    why="“{key}” takes a whole number from {least} to {most}",
    remedy="write it like “{key}: {least}”",
)
WITHOUT = declare("IND-062", why="“{key}” is missing", remedy="add it")


class DisclosurePreset(Origin, frozen=True):
    threshold: Annotated[
        int, Meta(ge=1, le=100, description="the least number of firms or records behind a number")
    ]
    dominant: Annotated[
        int, Meta(ge=1, le=100, description="most that the two largest make up, in percent")
    ]
    margin: Annotated[
        int, Meta(ge=0, le=100, description="how uncertain a withheld amount stays, in percent")
    ]


def _rule(content: DisclosurePreset) -> Rule:
    return Rule(
        threshold=content.threshold,
        dominant=content.dominant / 100,
        margin=content.margin / 100,
    )


PRESET = Preset(
    file="disclosure.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=DisclosurePreset,
    build=_rule,
    about="When a cell is too small to leave the bureau",
    kinds=FaultKinds(
        {
            Problem.UNREADABLE: UNREADABLE,
            Problem.RANGE: NOT_IN_RANGE,
            Problem.MISSING: WITHOUT,
        }
    ),
)


def rule() -> Rule:
    """The city's own rule where it has one, else the one that comes with the program.

    Raises `FaultsError` with everything that is wrong with the file.
    """
    return PRESET.load()
