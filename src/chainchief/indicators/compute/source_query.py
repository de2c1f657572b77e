"""Which rows of a fact table contribute to which indicators, and how much, as steps of one query.

All indicators of one source are computed together. Engines filter, join, compare and add integers;
nothing is divided here.

- flow: rows whose date lies in the span; with `once`, only an entity's first row ever counts
- stock: rows in force on the last day of the span
- cumulative report: of each entity the last report of the year that states the amount; a span that
  begins later than January is the last up to its end less the last before it

How the steps are written is in `contributing`.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from chainchief.core.spans import Month, Span
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import Source, source_of
from chainchief.indicators.compute.divisions import Territory
from chainchief.indicators.compute.query_text import among
from chainchief.lake.engines.engine import Engine
from chainchief.lake.snapshots.manifest import Snapshot


@dataclass(frozen=True)
class Half:
    """One year's stretch of a span: reports from `first` to `last` count with `sign`."""

    sign: int
    first: Month
    last: Month


def halves_of(span: Span) -> list[Half]:
    """The last report of each year in the span, less the last one before a later beginning."""
    found = []
    for year in range(span.start.year, span.end.year + 1):
        january, december = Month(year, 1), Month(year, 12)
        found.append(Half(1, january, min(span.end, december)))
        if year == span.start.year and span.start != january:
            found.append(Half(-1, january, span.start - 1))
    return found


@dataclass(frozen=True)
class SourceQuery:
    """Indicators of one source over one span, to be computed together."""

    engine: Engine
    snapshot: Snapshot
    catalogue: Catalogue
    span: Span
    territory: Territory
    entries: Sequence[Indicator]
    #: Contributions that were computed before, by indicator: relation and column.
    known: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    #: How many years later (or, below zero, earlier) a report must have its like to count.
    paired: int = 0
    #: The tables that were named so far, where somebody wants to know (`texts`).
    named: list[str] | None = field(default=None, compare=False)

    @property
    def root(self) -> str:
        return self.territory.root

    @property
    def codes(self) -> set[str]:
        return {indicator.code for indicator in self.entries}

    @property
    def restricted_by(self) -> set[str]:
        return {code for indicator in self.entries for code in indicator.restricted_by}

    @property
    def source(self) -> Source:
        return source_of(self.entries[0].source)

    @property
    def distinct(self) -> str:
        """The column whose values are counted, "" where the rows' own entities are."""
        return self.entries[0].measure.distinct

    @property
    def by_division(self) -> bool:
        return "division" in self.entries[0].dimensions

    @property
    def one_row_each(self) -> bool:
        """Whether every entity has one row, so that nothing of several rows is put together."""
        source = self.source
        own = not source.fact.entity and source.row_kind == source.entity_kind
        return own and source.fact.apportionment is None and not self.distinct

    @property
    def one_place_each(self) -> bool:
        """Whether unit and chain are the entity's own, so that it stands in one place alone."""
        return self.source.places_entities and not self.distinct

    @property
    def tables(self) -> Hashable:
        """Which tables the snapshot has, by their content."""
        known = self.snapshot.tables.items()
        return tuple((name, table.sha256) for name, table in known)

    def alone(self, indicator: Indicator) -> "SourceQuery":
        """The same over another entry alone."""
        return replace(self, entries=(indicator,))

    def relation(self, table: str) -> str:
        if self.named is not None:
            self.named.append(table)
        return self.engine.relation(self.snapshot, table)

    def inside_root(self) -> str:
        """That a row's unit lies in the city."""
        return among("division", self.territory.held, self.engine.dialect)
