"""What a changed definition does to every month that was closed, before anybody adopts it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from chainchief.access.viewers import Viewer
from chainchief.core.spans import Month, Span, span_meant
from chainchief.dispatch.closing import closed_months, snapshot_for
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue, load
from chainchief.indicators.compute.divisions import territory_of
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.figures import Figure, Scope
from chainchief.indicators.revisions import Change, compare
from chainchief.indicators.trial.candidate import Candidate, LocatedFault
from chainchief.indicators.trial.rights import require_rights
from chainchief.lake.engines.engine import Engine, duckdb_engine
from chainchief.lake.snapshots.manifest import Snapshot


@dataclass(frozen=True)
class ClosedMonth:
    """A figure of a closed month by both definitions; `before` is None where there was none.

    `changes` are the records that make the difference.
    """

    month: Month
    snapshot: str
    before: Figure | None
    after: Figure
    changes: tuple[Change, ...] = ()

    @property
    def differs(self) -> bool:
        return self.before is None or (self.before.value, self.before.display) != (
            self.after.value,
            self.after.display,
        )


@dataclass(frozen=True)
class Redefinition:
    """A changed definition over all closed months; `dependents` are figures that rest on it.

    `dependents` holds, by code, the months in which another indicator would say something else.
    """

    faults: tuple[LocatedFault, ...]
    months: tuple[ClosedMonth, ...] = ()
    dependents: Mapping[str, tuple[ClosedMonth, ...]] | None = None

    @property
    def changed(self) -> tuple[ClosedMonth, ...]:
        return tuple(each for each in self.months if each.differs)


def compare_definition(
    definition: Mapping[str, object],
    division: str,
    viewer: Viewer,
    *,
    chain: str = "",
    span: str = "year",
    latest: int | None = None,
) -> Redefinition:
    """Each closed month by the definition in force and by this one, from its own snapshot.

    With `latest` the last so many closed months alone.

    An indicator without a definition in force has its value alone. Raises `NotAllowedError` like
    `try_definition`.
    """
    candidate = Candidate(definition)
    catalogue, indicator = candidate.catalogue, candidate.indicator
    if catalogue is None or indicator is None or indicator.parameters:
        return Redefinition(candidate.faults)
    comparison = _Comparison(indicator, load(), catalogue, duckdb_engine(), span)
    months: list[ClosedMonth] = []
    dependents: dict[str, list[ClosedMonth]] = {}
    for closing in closed_months()[-latest if latest else 0 :]:
        month = Month.parse(closing.month)
        snapshot = snapshot_for(month, closing.snapshot)
        territory = territory_of(snapshot, comparison.engine)
        scope = Scope(division or territory.root, chain)
        require_rights(viewer, indicator, catalogue, scope, territory)
        for found in comparison.of(month, snapshot, scope):
            if found.after.code == indicator.code:
                months.append(found)
            elif found.differs:
                dependents.setdefault(found.after.code, []).append(found)
    others = {code: tuple(found) for code, found in dependents.items()}
    return Redefinition(candidate.faults, tuple(months), others)


@dataclass(frozen=True)
class _Comparison:
    indicator: Indicator
    in_force: Catalogue
    candidate: Catalogue
    engine: Engine
    span: str

    def of(self, month: Month, snapshot: Snapshot, scope: Scope) -> Iterator[ClosedMonth]:
        """The figure of one month, and those of the indicators that rest on it."""
        span = span_meant(self.span, month)
        older = [code for code in self.codes if code in self.in_force]
        before = self._figures(self.in_force, month, snapshot, span, older)
        after = self._figures(self.candidate, month, snapshot, span, self.codes)
        for code in self.codes:
            old = before.get(code, scope) if code in older else None
            found = ClosedMonth(month, snapshot.id, old, after.get(code, scope))
            if old is not None and found.differs and code == self.indicator.code:
                found = replace(found, changes=self._changes(month, snapshot, scope, span))
            yield found

    def _figures(
        self, catalogue: Catalogue, month: Month, snapshot: Snapshot, span: Span, codes: list[str]
    ) -> Figures:
        return figures_for(
            snapshot, month, catalogue=catalogue, engine=self.engine, codes=codes, span=span
        )

    @cached_property
    def codes(self) -> list[str]:
        """The indicator and all whose definition is another because they rest on it."""
        old, new = self.in_force.hashes, self.candidate.hashes
        others = [code for code in new if code in old and old[code] != new[code]]
        dependents = [code for code in others if not self.candidate[code].parameters]
        return list(dict.fromkeys([self.indicator.code, *dependents]))

    def _changes(
        self, month: Month, snapshot: Snapshot, scope: Scope, span: Span
    ) -> tuple[Change, ...]:
        """The records that make the difference in one month."""
        revisions = compare(
            snapshot,
            snapshot,
            month,
            catalogue=self.candidate,
            older_catalogue=self.in_force,
            engine=self.engine,
            scopes=[scope],
            codes=[self.indicator.code],
            span=span,
        )
        return tuple(change for revision in revisions for change in revision.changes)
