"""The time limits of financing: a preset that a city edits."""

from pathlib import Path

from chainchief.core.presets import Origin, Preset
from chainchief.desk.limits.schemes import Days


class FinancingLimits(Origin, frozen=True):
    """By when each step is due, in working days after what it waits for."""

    consent: Days
    answer: Days
    choice: Days
    contract: Days
    close: Days


def _built(content: FinancingLimits) -> FinancingLimits:
    return content


PRESET = Preset(
    file="financing-limits.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=FinancingLimits,
    build=_built,
    about="Time limits of financing: the steps' working days of firms and banks",
)


def financing_limits() -> FinancingLimits:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()
