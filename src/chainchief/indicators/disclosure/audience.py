"""Figures for an audience: inside the bureau all of them, for the public without what is unsafe.

Of a protected indicator every cell of the city is looked at, whichever were asked for: what one
reader is told must not help him to what another one was not. What is composed of a withheld number
is withheld too, for it would tell it.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from chainchief.core.i18n import _
from chainchief.indicators.collection import Figures
from chainchief.indicators.disclosure.cube import Contribution, Cube, cube_of
from chainchief.indicators.disclosure.preset import rule
from chainchief.indicators.disclosure.suppression import Rule, suppressed
from chainchief.indicators.entries import Entry
from chainchief.indicators.selection import Pass, contributions_of
from chainchief.indicators.territory import Territory
from chainchief.lake.engines import Engine
from chainchief.lake.manifest import Snapshot

Key = tuple[str, str, str]


class Audience(StrEnum):
    INTERNAL = "internal"
    PUBLIC = "public"


def for_audience(
    figures: Figures, audience: Audience, snapshot: Snapshot, engine: Engine
) -> Figures:
    """`figures` as `audience` may see them; a withheld one has no value and says why."""
    if audience is Audience.INTERNAL:
        return figures
    return replace(figures, withheld=_withheld(figures, snapshot, engine))


def _withheld(figures: Figures, snapshot: Snapshot, engine: Engine) -> dict[Key, str]:
    """Reasons by indicator, unit and chain; ("", "") stands for every cell of an indicator."""
    catalogue = figures.catalogue
    needed = catalogue.with_all_behind([catalogue[code] for code in figures.codes])
    template = Pass(engine, snapshot, catalogue, figures.span, figures.territory, ())
    wanted, found = rule(), {}
    for entry in needed:
        if entry.disclosure == "internal":
            found[entry.code, "", ""] = _("it is for use inside the bureau")
        elif entry.disclosure == "protected" and entry.is_summed:
            found |= _unsafe(entry, template, figures.territory, wanted)
    return found


def _unsafe(entry: Entry, template: Pass, territory: Territory, wanted: Rule) -> dict[Key, str]:
    cube = cube_for(entry, template, territory)
    kept = suppressed(cube, wanted, counts=entry.measure.counts)
    reasons: Mapping[bool, str] = {
        True: _("too few or too dominant contributors"),
        False: _("withheld so that another number cannot be worked out from it"),
    }
    return {
        (entry.code, *cell): reasons[bool(kept.primary[at])]
        for at, cell in enumerate(cube.cells)
        if kept.withheld[at] and cube.seen[at]
    }


def cube_for(entry: Entry, template: Pass, territory: Territory) -> Cube:
    """All cells of a summed indicator with what each entity contributes.

    An entity that stands in two chains is one in their total: there the sum over chains is larger
    than what is printed, which tells an outsider less, never more.
    """
    told = "division" in entry.dimensions
    leaves = contributions_of(template.alone(entry))
    contributions = [
        Contribution(
            entity=row["entity_uid"],
            division=row["division"] if told else territory.root,
            chain=row["chain"] if "chain" in entry.dimensions else "",
            amount=row["c0"],
        )
        for row in leaves
    ]
    chains = territory.chains if "chain" in entry.dimensions else ()
    return cube_of(contributions, _parents(territory) if told else {territory.root: ""}, chains)


def _parents(territory: Territory) -> dict[str, str]:
    """The unit next around each unit of the city: of those that contain it, the smallest."""
    inside = territory.inside
    depth = {code: len(territory.containing[code]) for code in inside}
    found = {}
    for code in inside:
        around = [each for each in territory.containing[code] if each in depth and each != code]
        found[code] = max(around, key=lambda each: depth[each], default="")
    return found
