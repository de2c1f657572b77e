"""The preset of the burden: what the city means to ask at most in a month."""

from pathlib import Path
from typing import Annotated

from msgspec import Meta

from chainchief.core.presets import Origin, Preset


class Limits(Origin, frozen=True):
    city_cells: Annotated[int, Meta(ge=1, description="cells typed in the city in one month")]
    unit_requests: Annotated[int, Meta(ge=1, description="requests to one unit in one month")]


PRESET = Preset(
    file="burden.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=Limits,
    build=lambda content: content,
    about="How much is asked in a month at most: cells of the city, requests to a unit",
)


def limits() -> Limits:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()
