"""Figures from a snapshot: every indicator, every unit, every chain, in one go.

catalogue = load()
figures = figures_for(working(), Month(2023, 11), catalogue=catalogue, engine=duckdb_engine())
figures.get("IND-PRJ-STARTED").display        # '301个'
figures.get("IND-PRJ-STARTED", Scope("371402", "NEW-IT"))
"""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span, relative_span, span_of
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.compute.cells import (
    Cells,
    CombinedTerms,
    cells_of,
    cells_query,
    in_order,
    records_across,
    source_queries_for,
)
from chainchief.indicators.compute.contribution_steps import contributions_query
from chainchief.indicators.compute.coverage import Coverage
from chainchief.indicators.compute.divisions import Territory, territory_of
from chainchief.indicators.compute.looked_up_rows import LookUp, record_value, statements
from chainchief.indicators.compute.source_query import SourceQuery
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.figures import MetricType
from chainchief.indicators.metric_type_words import metric_type_in_words
from chainchief.lake.engines.engine import Engine
from chainchief.lake.snapshots.manifest import Snapshot


def figures_for(
    snapshot: Snapshot,
    month: Month,
    *,
    catalogue: Catalogue,
    engine: Engine,
    divisions: Iterable[str] | None = None,
    chains: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    span: Span | None = None,
    records: Iterable[str] = (),
) -> Figures:
    """The figures of `codes` (all by default) for `span` (January to `month` by default).

    `divisions` and `chains` None are all of the city's; "" among the chains is all together.
    `records` are codes for the indicators that are about one record. Raises `WrongUseError` for
    an unknown code, unit or chain, `LakeError` where a sum does not fit into 64 bits.
    """
    span = span or Span.year_to(month)
    territory = territory_of(snapshot, engine)
    chosen = list(catalogue) if codes is None else catalogue.only(codes)
    needed = catalogue.with_all_behind(chosen)
    units = _divisions(territory, divisions)
    lines = _chains(territory, chains)
    template = SourceQuery(engine, snapshot, catalogue, span, territory, ())
    return Figures(
        snapshot=snapshot.id,
        span=span,
        catalogue=catalogue,
        territory=territory,
        codes=tuple(indicator.code for indicator in chosen),
        divisions=units,
        chains=lines,
        cells=_cells(template, needed, chosen),
        statements=statements(engine, snapshot, span, needed),
        coverage=Coverage(template),
        record_values=_record_values(engine, snapshot, needed, records),
        others=_over_other_spans(template, needed, units, lines),
    )


def _over_other_spans(
    template: SourceQuery,
    needed: Iterable[Indicator],
    divisions: tuple[str, ...],
    chains: tuple[str, ...],
) -> dict[Span, Figures]:
    """The figures that terms take from other spans, each span computed once for all terms."""
    by_span: dict[Span, dict[str, None]] = {}
    for indicator in needed:
        for term in indicator.terms.values():
            if term.span:
                span = relative_span(term.span, template.span)
                by_span.setdefault(span, {})[term.indicator] = None
    return {
        span: figures_for(
            template.snapshot,
            span.end,
            catalogue=template.catalogue,
            engine=template.engine,
            divisions=divisions,
            chains=chains,
            codes=codes,
            span=span,
        )
        for span, codes in by_span.items()
    }


def query_behind(
    code: str, snapshot: Snapshot, span: Span, *, catalogue: Catalogue, engine: Engine
) -> str:
    """The query that computes an indicator in every cell, as it runs."""
    indicator = catalogue[code]
    if not indicator.is_summed:
        raise WrongUseError(
            _("{name} is {nature}; no query computes it.").format(
                name=indicator.name, nature=metric_type_in_words(indicator.nature)
            )
        )
    territory = territory_of(snapshot, engine)
    return cells_query(SourceQuery(engine, snapshot, catalogue, span, territory, (indicator,)))


def _divisions(territory: Territory, wanted: Iterable[str] | None) -> tuple[str, ...]:
    if wanted is None:
        return tuple(territory.inside)
    return tuple(territory.check(code) for code in dict.fromkeys(wanted))


def _chains(territory: Territory, wanted: Iterable[str] | None) -> tuple[str, ...]:
    if wanted is None:
        return ("", *territory.chains)
    return tuple(territory.check_chain(code) for code in dict.fromkeys(wanted))


def _cells(
    template: SourceQuery, needed: Sequence[Indicator], chosen: Iterable[Indicator]
) -> Cells:
    """All cells at once: to leave some out would save next to nothing.

    Contributions that other indicators rest on are computed once, and kept for them.
    """
    cells = Cells()
    composed = _together(template.catalogue, chosen, template.span)
    passes = in_order(source_queries_for(template, needed))
    rested_on = {code for indicator in needed for code in indicator.restricted_by}
    across = [each for each in composed if not any(each.within(one) for one in passes)]
    rested_on |= {code for each in across for code in each.codes}
    known: dict[str, tuple[str, str]] = {}
    with ExitStack() as kept:
        for one in passes:
            ready = replace(one, known=known)
            if rested_on & one.codes:
                relation = kept.enter_context(one.engine.kept(contributions_query(ready)))
                known |= {
                    indicator.code: (relation, f"c{i}") for i, indicator in enumerate(one.entries)
                }
            cells.add(cells_of(ready, [each for each in composed if each.within(one)]))
        for each in across:
            cells.add(_across(each, replace(template, known=known)))
    return cells


def _across(each: CombinedTerms, template: SourceQuery) -> Cells:
    """Distinct entities over several tables or spans; what was kept is of the one span alone."""
    terms = [
        replace(
            template.alone(template.catalogue[code]),
            span=span,
            known=template.known if span == template.span else {},
        )
        for code, span in each.terms
    ]
    by_division = "division" in template.catalogue[each.code].dimensions
    return records_across(each, terms, by_division=by_division)


def _together(catalogue: Catalogue, chosen: Iterable[Indicator], span: Span) -> list[CombinedTerms]:
    """What is composed of sums of its own cell: their entities are counted together."""
    found = []
    for indicator in chosen:
        if not indicator.terms:
            continue
        sums = [
            (leaf.indicator.code, span_of(leaf.spans, span))
            for leaf in catalogue.leaves(indicator)
            if leaf.indicator.is_summed and not leaf.is_elsewhere
        ]
        if sums:
            found.append(CombinedTerms(indicator.code, tuple(dict.fromkeys(sums))))
    return found


def _record_values(
    engine: Engine, snapshot: Snapshot, needed: Iterable[Indicator], records: Iterable[str]
) -> dict[tuple[str, str], LookUp]:
    """The attribute of the record that an entry names, or of each of `records`."""
    named = list(records)
    return {
        (indicator.code, record): record_value(engine, snapshot, indicator, record)
        for indicator in needed
        if indicator.nature is MetricType.RECORD
        for record in ([indicator.record] if indicator.record else named)
    }
