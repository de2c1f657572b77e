"""What a trial warns of, found in the ledger as the month has it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pyarrow as pa

from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultKind
from chainchief.core.lined_yaml import Item
from chainchief.core.spans import Span
from chainchief.indicators.catalogue.indicator import Indicator, meaning_of
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.catalogue.vocabulary import label_of
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.compute.query_text import select
from chainchief.indicators.compute.row_conditions import SqlRows
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.disclosure.audience import Audience, for_audience
from chainchief.indicators.disclosure.preset import rule
from chainchief.indicators.figures import Figure, MetricType, State
from chainchief.indicators.trial import faults
from chainchief.indicators.trial.candidate import LocatedFault
from chainchief.lake.engines.engine import Engine
from chainchief.lake.snapshots.manifest import Snapshot


@dataclass(frozen=True)
class Examination:
    """An indicator over all cells of one span, looked at for what may not be meant."""

    item: Item
    indicator: Indicator
    figures: Figures
    snapshot: Snapshot
    engine: Engine

    def warnings(self, months: Iterable[Figure]) -> Iterator[LocatedFault]:
        """All warnings; `months` are the figures of the twelve months."""
        yield from self._like_others()
        yield from self._of_small_cells()
        yield from self._of_months(list(months))
        yield from self._of_dates()

    @property
    def _span(self) -> Span:
        return self.figures.span

    def _fault(self, kind: FaultKind, key: str, **facts: object) -> LocatedFault:
        line = self.item.line_of(*key.split("."))
        return LocatedFault(key, line, Fault(kind, facts=facts))

    def _like_others(self) -> Iterator[LocatedFault]:
        """Entries that say the same, or else those whose numbers are the same everywhere."""
        others = [each for each in self.figures.catalogue if each.code != self.indicator.code]
        own = meaning_of(self.indicator.canonical)
        same = [each for each in others if meaning_of(each.canonical) == own]
        if same:
            yield self._fault(faults.SAME_MEANING, "code", other=_named(same))
            return
        alike = [each for each in others if self._is_akin(each)]
        like = list(self._with_equal_cells(alike))
        if like:
            yield self._fault(
                faults.SAME_NUMBERS, "code", other=_named(like), span=self._span.label
            )

    def _is_akin(self, other: Indicator) -> bool:
        mine = self.indicator
        return (
            mine.is_summed
            and other.is_summed
            and (other.source, other.nature) == (mine.source, mine.nature)
            and other.measure.column == mine.measure.column
            and other.dimensions == mine.dimensions
        )

    def _with_equal_cells(self, others: list[Indicator]) -> Iterator[Indicator]:
        """Those with the same number in every cell of the span and of the same one last year."""
        if not others:
            return
        codes = [self.indicator.code, *(each.code for each in others)]
        both = [self._computed(codes, span) for span in (self._span, self._span.same_last_year())]
        mine = [_numbers(each, self.indicator.code) for each in both]
        if not any(mine):
            return
        for other in others:
            if [_numbers(each, other.code) for each in both] == mine:
                yield other

    def _computed(self, codes: list[str], span: Span) -> Figures:
        return figures_for(
            self.snapshot,
            span.end,
            catalogue=self.figures.catalogue,
            engine=self.engine,
            codes=codes,
            span=span,
        )

    def _of_small_cells(self) -> Iterator[LocatedFault]:
        non_zero = [
            figure
            for scope in self.figures.scopes_of(self.indicator)
            if (figure := self.figures.get(self.indicator.code, scope)).value
        ]
        if self.indicator.parameters or not non_zero or self.indicator.disclosure == "internal":
            return
        if self.indicator.disclosure == "protected":
            public = for_audience(self.figures, Audience.PUBLIC, self.snapshot, self.engine)
            withheld = sum(
                public.get(self.indicator.code, each.scope).state is State.WITHHELD
                for each in non_zero
            )
            if withheld:
                yield self._fault(
                    faults.WITHHELD_CELLS, "disclosure", withheld=withheld, cells=len(non_zero)
                )
            return
        least = rule().threshold
        small = sum(each.records < least for each in non_zero)
        if small and _may_tell_of_firms(self.indicator, self.figures):
            yield self._fault(
                faults.SMALL_CELLS,
                "disclosure",
                small=small,
                cells=len(non_zero),
                threshold=least,
            )

    def _of_months(self, months: list[Figure]) -> Iterator[LocatedFault]:
        unknown = [each for each in months if each.state is State.NOT_KNOWN]
        if unknown:
            reason = unknown[-1].absent
            yield self._fault(faults.BEGINS_LATER, "source", months=len(unknown), reason=reason)
        elif months and not any(each.value for each in months):
            yield self._fault(faults.NEVER_COUNTED, "where", month=self._span.end.label)

    def _of_dates(self) -> Iterator[LocatedFault]:
        column = self.indicator.date or self.indicator.open_from
        if not self.indicator.is_summed or not column:
            return
        source = source_of(self.indicator.source)
        rows, missing = self._rows_without(column)
        if missing:
            yield self._fault(
                faults.DATES_MISSING,
                "date" if self.indicator.date else "open",
                rows=rows,
                missing=missing,
                column=label_of(column, source),
            )

    def _rows_without(self, column: str) -> tuple[int, int]:
        """How many rows meet the conditions, and how many of them have no such day."""
        source = source_of(self.indicator.source)
        rows = SqlRows(source, self.engine.dialect, self._span.last)
        at = self.engine.dialect.literal(self._span.last)
        met = [
            condition
            for joined in (False, True)
            for condition in rows.conditions(
                replace(self.indicator, nature=MetricType.STOCK), at, joined=joined
            )
        ]
        query = select(
            ["COUNT(*) AS n", f"COUNT(*) - COUNT(r.{column}) AS missing"],
            f"{self._relation(source.name)} AS r" + rows.joins([self.indicator], self._relation),
            where=" AND ".join(met),
        )
        schema = pa.schema([("n", pa.int64()), ("missing", pa.int64())])
        (found,) = self.engine.query(query, schema).to_pylist()
        return found["n"], found["missing"]

    def _relation(self, table: str) -> str:
        return self.engine.relation(self.snapshot, table)


def _numbers(figures: Figures, code: str) -> dict[tuple[str, str], int]:
    """The sums of an indicator's cells that are not zero, by unit and chain."""
    sums = figures.cells.sums.items()
    return {
        (division, chain): steps for (of, division, chain), steps in sums if of == code and steps
    }


def _named(indicators: Iterable[Indicator]) -> str:
    return listed(f"{each.name} [{each.code}]" for each in indicators)


def _may_tell_of_firms(indicator: Indicator, figures: Figures) -> bool:
    tables = (leaf.indicator.source for leaf in figures.catalogue.leaves(indicator))
    return any(source_of(table).is_of_firms for table in tables if table)
