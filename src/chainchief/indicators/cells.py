"""From contributions to cells: every unit × chain with totals, entities counted once in each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ibis

from chainchief.indicators.entries import Entry
from chainchief.indicators.selection import Pass

Table = Any
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Wanted:
    """Which cells are asked for: None is all of them. A chain of "" is all chains together."""

    divisions: tuple[str, ...] | None = None
    chains: tuple[str, ...] | None = None

    def filtered(self, leaves: Table) -> Table:
        if self.divisions is not None:
            leaves = leaves.filter(leaves.ancestor.isin(list(self.divisions)))
        if self.chains is not None and "" not in self.chains:
            leaves = leaves.filter(leaves.chain.isin(list(self.chains)))
        return leaves

    @property
    def total(self) -> bool:
        return self.chains is None or "" in self.chains

    @property
    def each_chain(self) -> bool:
        return self.chains is None or any(self.chains)


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
        return set(self.terms) <= {entry.code for entry in one.entries}


def cells_of(one: Pass, wanted: Wanted, together: Sequence[Together] = ()) -> Cells:
    """All cells of the indicators of one pass, in one query.

    For each of `together` also the distinct entities that contribute to any of its terms.
    """
    found = Cells(composed={each.code for each in together})
    names = [(f"n{i}", entry.code) for i, entry in enumerate(one.entries)]
    names += [(f"m{k}", each.code) for k, each in enumerate(together)]
    for row in one.engine.execute(cells_expression(one, wanted, together)).to_pylist():
        cell = (row["ancestor"], row["chain"])
        for column, code in names:
            if row[column]:
                found.records[code, *cell] = row[column]
        for i, entry in enumerate(one.entries):
            if row[f"n{i}"]:
                found.sums[entry.code, *cell] = row[f"v{i}"]
    return found


def cells_expression(one: Pass, wanted: Wanted, together: Sequence[Together] = ()) -> Table:
    """The query of a pass: columns ancestor, chain, and per indicator its sum and entities."""
    leaves = wanted.filtered(_below_ancestors(one, one.leaves()))
    columns = _measures(one.entries, together)
    groupings = []
    if wanted.each_chain:
        with_chain = leaves.filter(leaves.chain != "")
        cell = with_chain.group_by("ancestor", "chain", "entity_uid").aggregate(
            **_of_entity(with_chain, one.entries)
        )
        groupings.append(cell.group_by("ancestor", "chain").aggregate(**columns(cell)))
    if wanted.total:
        cell = leaves.group_by("ancestor", "entity_uid").aggregate(
            **_of_entity(leaves, one.entries)
        )
        total = cell.group_by("ancestor").aggregate(**columns(cell))
        groupings.append(total.mutate(chain=ibis.literal("")))
    names = ["ancestor", "chain", *columns(leaves)]
    parts = [each.select(*names) for each in groupings]
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _below_ancestors(one: Pass, leaves: Table) -> Table:
    """Each contribution once for every unit that contains its division.

    Indicators that do not tell units apart have one cell, the whole city's.
    """
    if "division" not in one.entries[0].dimensions:
        return leaves.mutate(ancestor=ibis.literal(one.root))
    closure = one.engine.table(one.snapshot, "division_closure")
    pairs = closure.select("ancestor", closure.division.name("inside"))
    return leaves.inner_join(pairs, leaves.division == pairs.inside)


def _of_entity(leaves: Table, entries: Sequence[Entry]) -> Mapping[str, Any]:
    """What one entity contributes to a cell: a count is 1 however many rows say so."""
    return {
        f"c{i}": leaves[f"c{i}"].max() if entry.measure.counts else leaves[f"c{i}"].sum()
        for i, entry in enumerate(entries)
    }


def _measures(entries: Sequence[Entry], together: Sequence[Together]) -> Any:
    at = {entry.code: f"c{i}" for i, entry in enumerate(entries)}

    def columns(cell: Table) -> dict[str, Any]:
        sums = {f"v{i}": cell[f"c{i}"].sum() for i in range(len(entries))}
        counts = {f"n{i}": cell[f"c{i}"].count() for i in range(len(entries))}
        either = {
            f"m{k}": ibis.or_(*(cell[at[code]].notnull() for code in each.terms)).sum()
            for k, each in enumerate(together)
        }
        return sums | counts | either

    return columns


def records_across(each: Together, passes: Iterable[Pass], wanted: Wanted) -> Cells:
    """The same for terms of several tables: distinct entities over all of `passes`."""
    several = list(passes)
    parts = [_below_ancestors(one, one.leaves()) for one in several]
    leaves = ibis.union(*(p.select("ancestor", "chain", "entity_uid") for p in parts))
    leaves = wanted.filtered(leaves)
    total = leaves.group_by("ancestor").aggregate(n=leaves.entity_uid.nunique())
    with_chain = leaves.filter(leaves.chain != "")
    by_chain = with_chain.group_by("ancestor", "chain").aggregate(n=with_chain.entity_uid.nunique())
    names = ["ancestor", "chain", "n"]
    both = ibis.union(by_chain.select(*names), total.mutate(chain=ibis.literal("")).select(*names))
    rows = several[0].engine.execute(both).to_pylist()
    records = {(each.code, row["ancestor"], row["chain"]): row["n"] for row in rows}
    return Cells(records=records, composed={each.code})


def passes_for(template: Pass, entries: Iterable[Entry]) -> list[Pass]:
    """The passes over all summed entries: one per source, and per whether units are told apart."""
    groups: dict[tuple[str, bool], list[Entry]] = {}
    for entry in entries:
        if entry.is_summed:
            groups.setdefault((entry.source, "division" in entry.dimensions), []).append(entry)
    return [
        Pass(
            template.engine,
            template.snapshot,
            template.catalogue,
            template.span,
            template.root,
            tuple(group),
        )
        for group in groups.values()
    ]
