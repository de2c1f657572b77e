"""From contributions to cells: every unit × chain with totals, entities counted once in each.

An entity in one place is one wherever that place lies, so the engine adds those up place by place,
few rows in all, and `rollup` the places to cells. Only entities in several places are looked at one
by one for each cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa

from chainchief.core.spans import Span
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.compute import query_cache
from chainchief.indicators.compute.contribution_steps import contributions
from chainchief.indicators.compute.query_text import Step, all_of, indented, query_of, select
from chainchief.indicators.compute.rollup import Added, Closure, Key, added_up
from chainchief.indicators.compute.source_query import SourceQuery
from chainchief.lake.schema import CLOSURE


@dataclass
class Cells:
    """Sums and numbers of distinct entities by (code, division, chain); zero where missing."""

    sums: dict[Key, int] = field(default_factory=dict)
    records: dict[Key, int] = field(default_factory=dict)
    #: Ratios and differences whose distinct entities stand in `records`.
    composed: set[str] = field(default_factory=set)

    def add(self, computed: "Cells") -> None:
        self.sums |= computed.sums
        self.records |= computed.records
        self.composed |= computed.composed


@dataclass(frozen=True)
class CombinedTerms:
    """A composed indicator, and those whose entities it counts together, each over its span."""

    code: str
    terms: tuple[tuple[str, Span], ...]

    @property
    def codes(self) -> set[str]:
        return {code for code, _span in self.terms}

    def within(self, one: SourceQuery) -> bool:
        return self.codes <= one.codes and all(span == one.span for _code, span in self.terms)


def cells_of(one: SourceQuery, together: Sequence[CombinedTerms] = ()) -> Cells:
    """All cells of the indicators of one pass, in one query.

    For each of `together` also the distinct entities that contribute to any of its terms.
    """
    measures = _measures(one.entries, together)
    added = _added(one, cells_query(one, together), measures, one.by_division)
    found = Cells(composed={each.code for each in together})
    for i, indicator in enumerate(one.entries):
        found.records |= added.counts(f"n{i}", indicator.code)
        found.sums |= added.sums(f"v{i}", f"n{i}", indicator.code)
    for k, each in enumerate(together):
        found.records |= added.counts(f"m{k}", each.code)
    return found


def cells_query(one: SourceQuery, together: Sequence[CombinedTerms] = ()) -> str:
    """The query of a pass: per place (or whole cell) and indicator its sum and entities."""
    return query_cache.written(one, ("cells", *together), lambda each: _cells_query(each, together))


def _cells_query(one: SourceQuery, together: Sequence[CombinedTerms]) -> str:
    of_entity = {
        f"c{i}": "MAX" if indicator.measure.counts else "SUM"
        for i, indicator in enumerate(one.entries)
    }
    measures = _measures(one.entries, together)
    several = {} if one.one_place_each else of_entity
    return _by_place(one, contributions(one), several, measures, one.by_division)


def records_across(
    each: CombinedTerms, passes: Sequence[SourceQuery], *, by_division: bool
) -> Cells:
    """The same for terms of several tables: distinct entities over all of `passes`."""
    steps: list[Step] = []
    parts = []
    for k, one in enumerate(passes):
        steps += contributions(one, f"_{k}")
        parts.append(_counted(one, f"settled_{k}", by_division))
    steps.append(Step("leaf", all_of(parts, distinct=True), once=True))
    places = select(["entity_uid", "COUNT(*) AS places"], "leaf", group=["entity_uid"])
    steps.append(Step("whole", places))
    settled = select(
        ["leaf.entity_uid", "leaf.division", "leaf.chain", "whole.places", "1 AS c0"],
        "leaf JOIN whole ON whole.entity_uid = leaf.entity_uid",
    )
    steps.append(Step("settled", settled, once=True))
    one, measures = passes[0], {"n": "COUNT(c0)"}
    query = _by_place(one, steps, {"c0": "MAX"}, measures, by_division)
    added = _added(one, query, measures, by_division)
    return Cells(records=added.counts("n", each.code), composed={each.code})


def _counted(one: SourceQuery, settled: str, by_division: bool) -> str:
    """The places of the entities that the pass counts: in the city, where units are not told."""
    counted, unit = "c0 IS NOT NULL", "division"
    if not by_division and one.by_division:
        counted += f" AND {one.inside_root()}"
        unit = f"{one.engine.dialect.literal(one.root)} AS division"
    return select(["entity_uid", unit, "chain"], settled, where=counted)


def _measures(entries: Sequence[Indicator], together: Sequence[CombinedTerms]) -> dict[str, str]:
    """What is told of each place: sums, numbers of entities, those of several terms together."""
    at = {indicator.code: f"c{i}" for i, indicator in enumerate(entries)}
    either = {
        f"m{k}": " OR ".join(f"{at[code]} IS NOT NULL" for code, _span in each.terms)
        for k, each in enumerate(together)
    }
    sums = {f"v{i}": f"CAST(SUM(c{i}) AS BIGINT)" for i in range(len(entries))}
    counts = {f"n{i}": f"COUNT(c{i})" for i in range(len(entries))}
    return sums | counts | {k: f"COUNT(CASE WHEN {any_} THEN 1 END)" for k, any_ in either.items()}


def _by_place(
    one: SourceQuery,
    steps: Sequence[Step],
    of_entity: Mapping[str, str],
    measures: Mapping[str, str],
    by_division: bool,
) -> str:
    """What is `settled`, added up place by place; of entities in several places, cell by cell.

    `of_entity` says how the places of one entity add up, and is empty where every entity has one.
    """
    columns = [f"{text} AS {name}" for name, text in measures.items()]
    place = ["division", "chain"]
    where = "places = 1" if of_entity else ""
    single = select([*place, "FALSE AS is_cell", *columns], "settled", where=where, group=place)
    if not of_entity:
        return query_of(steps, single, one.engine.dialect)
    any_of = " OR ".join(f"{column} IS NOT NULL" for column in of_entity)
    several = select(["*"], "settled", where=f"places > 1 AND ({any_of})")
    more = [Step("units", _units(one, by_division)), Step("several", several)]
    last = all_of([single, _cell_by_cell(of_entity, columns)])
    return query_of([*steps, *more], last, one.engine.dialect)


def _units(one: SourceQuery, by_division: bool) -> str:
    """Each unit with all that contain it; indicators that tell no units have one, the city."""
    if by_division:
        return select(["ancestor", "division"], one.relation(CLOSURE))
    root = one.engine.dialect.literal(one.root)
    return f"SELECT {root} AS ancestor, {root} AS division"


def _cell_by_cell(of_entity: Mapping[str, str], columns: Sequence[str]) -> str:
    """Every cell's numbers of the entities in several places, each of which counts once there.

    What belongs to no chain counts in the total of all chains alone.
    """
    sets = "GROUPING SETS ((ancestor, chain, entity_uid), (ancestor, entity_uid))"
    best = [f"{how}({column}) AS {column}" for column, how in of_entity.items()]
    both = select(
        ["ancestor", "chain", "GROUPING(chain) AS every_chain", *best],
        "several JOIN units ON units.division = several.division",
        group=[sets],
    )
    each = select(
        ["ancestor", "CASE WHEN every_chain = 1 THEN '' ELSE chain END AS chain", *of_entity],
        f"(\n{indented(both)}\n) AS total",
        where="every_chain = 1 OR chain <> ''",
    )
    cell = ["ancestor", "chain"]
    source = f"(\n{indented(each)}\n) AS entity"
    return select([*cell, "TRUE AS is_cell", *columns], source, group=cell)


def _added(one: SourceQuery, sql: str, measures: Iterable[str], by_division: bool) -> Added:
    place = [("division", pa.string()), ("chain", pa.string()), ("is_cell", pa.bool_())]
    schema = pa.schema([*place, *((name, pa.int64()) for name in measures)])
    around = one.territory.closure if by_division else Closure.of_one(one.root)
    return added_up(one.engine.query(sql, schema), around)


def source_queries_for(template: SourceQuery, entries: Iterable[Indicator]) -> list[SourceQuery]:
    """The passes over all summed entries: one per source, and per whether units are told apart.

    What is restricted by another one of its source stands in a later pass, so that the
    contributions of the first can be kept for it.
    """
    groups: dict[tuple[str, bool, str, int], list[Indicator]] = {}
    for indicator in entries:
        if indicator.is_summed:
            key = _pass_of(indicator)
            turn = _turn(indicator, key, template.catalogue)
            groups.setdefault((*key, turn), []).append(indicator)
    return [replace(template, entries=tuple(group)) for group in groups.values()]


def _pass_of(indicator: Indicator) -> tuple[str, bool, str]:
    """What the indicators of one pass share: table, whether units are told, what is counted."""
    by_division = "division" in indicator.dimensions
    return indicator.source, by_division, indicator.measure.distinct


def _turn(indicator: Indicator, key: tuple[str, bool, str], catalogue: Catalogue) -> int:
    """How many entries with the same `key` one after another restrict the entry."""
    turns = []
    for other in (catalogue[code] for code in indicator.restricted_by):
        same = _pass_of(other) == key
        turns.append(_turn(other, key, catalogue) + same)
    return max(turns, default=0)


def in_order(passes: Iterable[SourceQuery]) -> list[SourceQuery]:
    """The passes so that what restricts comes before what it restricts, wherever that can be."""
    waiting, found = list(passes), []
    while waiting:
        ready = next((one for one in waiting if not _waits(one, waiting)), waiting[0])
        waiting = [one for one in waiting if one is not ready]
        found.append(ready)
    return found


def _waits(one: SourceQuery, waiting: Iterable[SourceQuery]) -> bool:
    return any(other is not one and one.restricted_by & other.codes for other in waiting)
