"""What the public is not told: small cells, and what would tell them, also by subtracting months.

Of a protected indicator every cell of the city is looked at, whichever were asked for: what one
reader is told must not help him to what another one was not. What is composed of a withheld number
is withheld too, for it would tell it.

Two months that were both told can be subtracted. So a cell is unsafe too where its change since any
month told before has too few or too dominant contributors, and what is withheld beside it is chosen
so that the change cannot be worked out either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chainchief.core.i18n import _
from chainchief.core.spans import Span
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.compute.contribution_steps import contributions_of
from chainchief.indicators.compute.divisions import Territory
from chainchief.indicators.compute.source_query import SourceQuery
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.disclosure.cube import Contribution, Cube, changes, cube_of
from chainchief.indicators.disclosure.preset import rule
from chainchief.indicators.disclosure.releases import Release, releases_before
from chainchief.indicators.disclosure.suppression import Mask, Rule, suppressed_in_turn
from chainchief.indicators.figures import MetricType
from chainchief.lake.engines.engine import Engine
from chainchief.lake.snapshots.manifest import Snapshot

Key = tuple[str, str, str]


def withheld(figures: Figures, snapshot: Snapshot, engine: Engine) -> dict[Key, str]:
    """Reasons by indicator, unit and chain; ("", "") stands for every cell of an indicator."""
    catalogue = figures.catalogue
    needed = catalogue.with_all_behind([catalogue[code] for code in figures.codes])
    template = SourceQuery(engine, snapshot, catalogue, figures.span, figures.territory, ())
    earlier = releases_before(snapshot, figures.span)
    found: dict[Key, str] = {}
    for indicator in needed:
        if indicator.disclosure == "internal":
            found[indicator.code, "", ""] = _("it is for use inside the bureau")
        elif indicator.disclosure == "protected" and indicator.nature is MetricType.RECORD:
            found[indicator.code, "", ""] = _("it is about one firm")
        elif indicator.nature is MetricType.FURNISHED:
            found |= _furnished(figures, indicator)
        elif indicator.disclosure == "protected" and indicator.is_summed:
            found |= _of_entry(ProtectedIndicator(indicator, template, rule()), earlier)
    return found


def _furnished(figures: Figures, indicator: Indicator) -> dict[Key, str]:
    """The cells whose number another office furnished without leave to publish it."""
    return {
        (indicator.code, scope.division, scope.chain): reason
        for scope, reason in figures.for_the_bureau_alone(indicator)
    }


@dataclass(frozen=True)
class ProtectedIndicator:
    """A protected indicator of one snapshot and span, and the rule it is protected by."""

    indicator: Indicator
    template: SourceQuery
    rule: Rule

    @property
    def territory(self) -> Territory:
        return self.template.territory

    def contributions(self, release: Release | None = None) -> list[Contribution]:
        """The contributions of each entity by place: now, or as of a release."""
        one = self.template.alone(self.indicator)
        if release is not None:
            one = replace(one, snapshot=release.snapshot, span=release.span)
        by_division = "division" in self.indicator.dimensions
        return [
            Contribution(
                entity=row["entity_uid"],
                division=row["division"] if by_division else self.territory.root,
                chain=row["chain"] if "chain" in self.indicator.dimensions else "",
                amount=row["c0"],
            )
            for row in contributions_of(one)
        ]

    def cube(self, contributions: Sequence[Contribution], *, of_changes: bool = False) -> Cube:
        """All cells, the same ones for every release.

        An entity that stands in two chains is one in their total: there the sum over chains is
        larger than what is printed, which tells an outsider less, never more.
        """
        by_division, root = "division" in self.indicator.dimensions, self.territory.root
        chains = self.territory.chains if "chain" in self.indicator.dimensions else ()
        parents = _parents(self.territory) if by_division else {root: ""}
        return cube_of(contributions, parents, chains, of_changes=of_changes)


def _of_entry(guarded: ProtectedIndicator, earlier: Sequence[Release]) -> dict[Key, str]:
    indicator, span = guarded.indicator, guarded.template.span
    if indicator.nature is not MetricType.STOCK and span != Span.year_to(span.end):
        reason = _("the public is told it from January on alone, so that no months are subtracted")
        return {(indicator.code, "", ""): reason}
    now, releases = guarded.contributions(), _comparable(indicator, span, earlier)
    cube = guarded.cube(now)
    since = (
        guarded.cube(changes(guarded.contributions(each), now), of_changes=True)
        for each in releases
    )
    kept = suppressed_in_turn(cube, since, guarded.rule, counts=indicator.measure.counts)
    changed = _("too few or too dominant contributors to its change since {}")
    reasons = [
        _("too few or too dominant contributors"),
        *(changed.format(each.span.end.label) for each in releases),
    ]
    primary = dict(zip(reasons, (each.primary for each in kept), strict=True))
    return {
        (indicator.code, *cell): _reason(at, primary)
        for at, cell in enumerate(cube.cells)
        if kept[-1].withheld[at] and cube.seen[at]
    }


def _reason(at: int, primary: Mapping[str, Mask]) -> str:
    secondary = _("withheld so that another number cannot be worked out from it")
    return next((reason for reason, cells in primary.items() if cells[at]), secondary)


def _comparable(indicator: Indicator, span: Span, earlier: Sequence[Release]) -> list[Release]:
    """The releases that can be subtracted: sums begin anew each January, stocks do not."""
    if indicator.nature is MetricType.STOCK:
        return list(earlier)
    return [each for each in earlier if each.span.start == span.start]


def _parents(territory: Territory) -> dict[str, str]:
    """The unit next around each unit of the city: of those that contain it, the smallest."""
    inside = territory.inside
    depth = {code: len(territory.containing[code]) for code in inside}
    found = {}
    for code in inside:
        around = [each for each in territory.containing[code] if each in depth and each != code]
        found[code] = max(around, key=lambda each: depth[each], default="")
    return found
