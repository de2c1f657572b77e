"""Figures for an audience: inside the bureau all of them, for the public without what is unsafe."""

from dataclasses import replace
from enum import StrEnum

from chainchief.indicators.compute.span_figures import Figures
from chainchief.lake.engines.engine import Engine
from chainchief.lake.snapshots.manifest import Snapshot


class Audience(StrEnum):
    INTERNAL = "internal"
    PUBLIC = "public"


def for_audience(
    figures: Figures, audience: Audience, snapshot: Snapshot, engine: Engine
) -> Figures:
    """`figures` as `audience` may see them; a withheld one has no value and says why."""
    if audience is Audience.INTERNAL:
        return figures
    from chainchief.indicators.disclosure.withholding import withheld

    others = {
        span: for_audience(each, audience, snapshot, engine)
        for span, each in figures.others.items()
    }
    return replace(figures, withheld=withheld(figures, snapshot, engine), others=others)
