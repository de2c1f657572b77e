"""From contributions to cells: every unit × chain with totals, entities counted once in each.

An entity in one place is one wherever that place lies, so those are added up place by place, few
rows in all. Only entities in several places are looked at one by one for each cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from chainchief.indicators.catalogue import Catalogue
from chainchief.indicators.entries import Entry
from chainchief.indicators.selection import Pass
from chainchief.indicators.sqltext import Step, all_of, indented, query_of, select
from chainchief.lake.schema import CLOSURE

Key = tuple[str, str, str]


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
class Together:
    """A ratio or difference of sums, and the indicators whose entities it counts together."""

    code: str
    terms: tuple[str, ...]

    def within(self, one: Pass) -> bool:
        return set(self.terms) <= one.codes


def cells_of(one: Pass, together: Sequence[Together] = ()) -> Cells:
    """All cells of the indicators of one pass, in one query.

    For each of `together` also the distinct entities that contribute to any of its terms.
    """
    found = Cells(composed={each.code for each in together})
    names = [(f"n{i}", entry.code) for i, entry in enumerate(one.entries)]
    names += [(f"m{k}", each.code) for k, each in enumerate(together)]
    for row in _read(one, cells_query(one, together), _measures(one.entries, together)):
        cell = (row["ancestor"], row["chain"])
        for column, code in names:
            if row[column]:
                found.records[code, *cell] = row[column]
        for i, entry in enumerate(one.entries):
            if row[f"n{i}"]:
                found.sums[entry.code, *cell] = row[f"v{i}"]
    return found


def cells_query(one: Pass, together: Sequence[Together] = ()) -> str:
    """The query of a pass: columns ancestor, chain, and per indicator its sum and entities."""
    of_entity = {
        f"c{i}": "MAX" if entry.measure.counts else "SUM" for i, entry in enumerate(one.entries)
    }
    measures = _measures(one.entries, together)
    several = {} if one.one_place_each else of_entity
    return _rolled_up(one, one.contributions(), several, measures, one.told_by_unit)


def records_across(each: Together, passes: Sequence[Pass], *, told_by_unit: bool) -> Cells:
    """The same for terms of several tables: distinct entities over all of `passes`."""
    steps: list[Step] = []
    parts = []
    for k, one in enumerate(passes):
        steps += one.contributions(f"_{k}")
        parts.append(_counted(one, f"settled_{k}", told_by_unit))
    steps.append(Step("leaf", all_of(parts, distinct=True), once=True))
    places = select(["entity_uid", "COUNT(*) AS places"], "leaf", group=["entity_uid"])
    steps.append(Step("whole", places))
    settled = select(
        ["leaf.entity_uid", "leaf.division", "leaf.chain", "whole.places", "1 AS c0"],
        "leaf JOIN whole ON whole.entity_uid = leaf.entity_uid",
    )
    steps.append(Step("settled", settled, once=True))
    one, measures = passes[0], {"n": "COUNT(c0)"}
    query = _rolled_up(one, steps, {"c0": "MAX"}, measures, told_by_unit)
    rows = _read(one, query, measures)
    records = {(each.code, row["ancestor"], row["chain"]): row["n"] for row in rows}
    return Cells(records=records, composed={each.code})


def _counted(one: Pass, settled: str, told_by_unit: bool) -> str:
    """The places of the entities that the pass counts: in the city, where units are not told."""
    counted, unit = "c0 IS NOT NULL", "division"
    if not told_by_unit and one.told_by_unit:
        counted += f" AND division IN ({one.inside_root()})"
        unit = f"{one.engine.dialect.literal(one.root)} AS division"
    return select(["entity_uid", unit, "chain"], settled, where=counted)


def _measures(entries: Sequence[Entry], together: Sequence[Together]) -> dict[str, str]:
    """What is told of each cell: sums, numbers of entities, and those of several terms together."""
    at = {entry.code: f"c{i}" for i, entry in enumerate(entries)}
    either = {
        f"m{k}": " OR ".join(f"{at[code]} IS NOT NULL" for code in each.terms)
        for k, each in enumerate(together)
    }
    sums = {f"v{i}": f"SUM(c{i})" for i in range(len(entries))}
    counts = {f"n{i}": f"COUNT(c{i})" for i in range(len(entries))}
    return sums | counts | {k: f"COUNT(CASE WHEN {any_} THEN 1 END)" for k, any_ in either.items()}


def _rolled_up(
    one: Pass,
    steps: Sequence[Step],
    of_entity: Mapping[str, str],
    measures: Mapping[str, str],
    told_by_unit: bool,
) -> str:
    """The cells of what is `settled`; `of_entity` says how the places of one entity add up, and is
    empty where every entity has one.
    """
    told = [f"{text} AS {name}" for name, text in measures.items()]
    added = [f"CAST(SUM({name}) AS BIGINT) AS {name}" for name in measures]
    place = ["division", "chain"]
    single = select([*place, *told], "settled", where="places = 1", group=place)
    more = [Step("units", _units(one, told_by_unit)), Step("single", single)]
    if of_entity:
        any_of = " OR ".join(f"{column} IS NOT NULL" for column in of_entity)
        several = select(["*"], "settled", where=f"places > 1 AND ({any_of})")
        more.append(Step("several", several))
    more.append(Step("placed", _placed(of_entity, measures)))
    cell = ["ancestor", "chain"]
    last = select([*cell, *added], "placed", group=cell)
    return query_of([*steps, *more], last, one.engine.dialect)


def _units(one: Pass, told_by_unit: bool) -> str:
    """Each unit with all that contain it; indicators that tell no units have one, the city."""
    if told_by_unit:
        return select(["ancestor", "division"], one.relation(CLOSURE))
    root = one.engine.dialect.literal(one.root)
    return f"SELECT {root} AS ancestor, {root} AS division"


def _placed(of_entity: Mapping[str, str], measures: Mapping[str, str]) -> str:
    """Every cell's numbers in up to two rows: of entities in one place, of those in several.

    What belongs to no chain counts in the total of all chains alone.
    """
    added = {name: f"SUM({name})" for name in measures}
    parts = [_with_totals("single", added)]
    if of_entity:
        best = {column: f"{how}({column})" for column, how in of_entity.items()}
        each = indented(_with_totals("several", best, ["entity_uid"]))
        told = [f"{text} AS {name}" for name, text in measures.items()]
        cell = ["ancestor", "chain"]
        parts.append(select([*cell, *told], f"(\n{each}\n) AS entity", group=cell))
    return all_of(parts)


def _with_totals(step: str, told: Mapping[str, str], key: Sequence[str] = ()) -> str:
    """What is `told` of each unit's chains and of all together, over the units around it."""
    more = ", ".join(["", *key])
    sets = f"GROUPING SETS ((ancestor, chain{more}), (ancestor{more}))"
    columns = ["ancestor", "chain", "GROUPING(chain) AS every_chain"]
    both = select(
        [*columns, *(f"{text} AS {name}" for name, text in told.items())],
        f"{step} JOIN units ON units.division = {step}.division",
        group=[sets],
    )
    return select(
        ["ancestor", "CASE WHEN every_chain = 1 THEN '' ELSE chain END AS chain", *told],
        f"(\n{indented(both)}\n) AS total",
        where="every_chain = 1 OR chain <> ''",
    )


def _read(one: Pass, sql: str, measures: Iterable[str]) -> list[dict[str, Any]]:
    cell = [pa.field("ancestor", pa.string()), pa.field("chain", pa.string())]
    schema = pa.schema([*cell, *(pa.field(name, pa.int64()) for name in measures)])
    rows: list[dict[str, Any]] = one.engine.query(sql, schema).to_pylist()
    return rows


def passes_for(template: Pass, entries: Iterable[Entry]) -> list[Pass]:
    """The passes over all summed entries: one per source, and per whether units are told apart.

    What is restricted by another one of its source stands in a later pass, so that the
    contributions of the first can be kept for it.
    """
    groups: dict[tuple[str, bool, int], list[Entry]] = {}
    for entry in entries:
        if entry.is_summed:
            key = (entry.source, "division" in entry.dimensions)
            turn = _turn(entry, key, template.catalogue)
            groups.setdefault((*key, turn), []).append(entry)
    return [replace(template, entries=tuple(group)) for group in groups.values()]


def _turn(entry: Entry, key: tuple[str, bool], catalogue: Catalogue) -> int:
    """How many entries with the same `key` one after another restrict the entry."""
    turns = []
    for other in (catalogue[code] for code in entry.restricted_by):
        same = (other.source, "division" in other.dimensions) == key
        turns.append(_turn(other, key, catalogue) + same)
    return max(turns, default=0)


def in_order(passes: Iterable[Pass]) -> list[Pass]:
    """The passes so that what restricts comes before what it restricts, wherever that can be."""
    waiting, found = list(passes), []
    while waiting:
        ready = next((one for one in waiting if not _waits(one, waiting)), waiting[0])
        waiting = [one for one in waiting if one is not ready]
        found.append(ready)
    return found


def _waits(one: Pass, waiting: Iterable[Pass]) -> bool:
    return any(other is not one and one.restricted_by & other.codes for other in waiting)
