"""Fact tables of the ledger as it is now, built from what each kind's register declares.

Left out are rows that are withdrawn, rows whose counted record is withdrawn (also the record that
it stands for), and rows composed of a withdrawn record: the listing on a withdrawn list is no
listing. A record that stands for another has no row of its own in the table of its kind.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

import pyarrow as pa
from django.db import connection
from django.db.models import QuerySet

from chainchief.core.presets.preset import Stamp
from chainchief.lake.feeds.declared import FEEDS
from chainchief.lake.feeds.tables import feed_reads, feed_table
from chainchief.lake.rows import ColumnPath, PreparedQuery, reading, tables_named_in
from chainchief.lake.schema import CLOSURE, schema_of, stored_columns
from chainchief.lake.tables.apportionment import apportioned, shares_by_entity, shares_query
from chainchief.lake.tables.division_closure import CLOSURE_READS, division_closure
from chainchief.lake.tables.duplicates import StandInQueries, stand_in_queries, stand_ins
from chainchief.ledger.bases import Record
from chainchief.ledger.facts import Fact, FactType
from chainchief.ledger.registers import Register, all_registers, stamps

#: Kinds that are dimensions, not parents: their rows say where something is, not what it is.
_DIMENSIONS = {"division", "chain"}


@dataclass(frozen=True)
class TableRecipe:
    """One table of a snapshot: its name, the tables of the database behind it, and its making."""

    name: str
    reads: frozenset[str]
    make: Callable[[], pa.Table]


def all_parts() -> Iterator[TableRecipe]:
    """Every table of a snapshot: facts of the ledger, of the feeds, then the closure."""
    for register in all_registers().values():
        for fact in register.facts:
            yield TableRecipe(
                fact.name, _made_ready(register, fact).reads, partial(fact_table, register, fact)
            )
    for feed in FEEDS.values():
        yield TableRecipe(feed.table, feed_reads(feed), partial(feed_table, feed))
    yield TableRecipe(CLOSURE, CLOSURE_READS, division_closure)


def all_tables() -> Iterator[tuple[str, pa.Table]]:
    """Every table of a snapshot, by name."""
    return ((part.name, part.make()) for part in all_parts())


def all_facts() -> dict[str, Fact]:
    """Every declared fact table by name."""
    return _facts_at(stamps())


@lru_cache(maxsize=4)
def _facts_at(_fields: Stamp) -> dict[str, Fact]:
    """By what a city's own fields are now: they are columns of the tables of their kind."""
    facts = [fact for register in all_registers().values() for fact in register.facts]
    facts += [feed.fact for feed in FEEDS.values()]
    named = {fact.name: fact for fact in facts}
    if len(named) != len(facts) or CLOSURE in named:
        raise ValueError("two fact tables have one name")
    return named


def how_made() -> dict[str, str]:
    """Describe all that is declared about the making of each table."""
    facts = [(register, fact) for register in all_registers().values() for fact in register.facts]
    declared = {fact.name: f"{fact} {each.model.composed_of}" for each, fact in facts}
    return declared | {feed.table: f"{feed} {feed.fact}" for feed in FEEDS.values()}


def fact_table(register: Register, fact: Fact) -> pa.Table:
    """One fact table, rows in the order of their uid (and of the unit, where they are divided)."""
    ready = _made_ready(register, fact)
    table = _with_kinds(ready.rows.table(), register.model.kind, ready.entity_kind)
    if ready.stand_ins is not None:
        table = stand_ins(ready.stand_ins).replaced(table, "entity_code")
    if fact.apportionment is not None and ready.shares is not None:
        table = apportioned(table, fact.apportionment, shares_by_entity(ready.shares))
    schema = schema_of(fact)
    return table.select(schema.names).cast(schema).combine_chunks()


@dataclass(frozen=True)
class _Ready:
    """The queries of a fact table, which take longer to make than most of their answers."""

    fact: Fact
    entity_kind: str
    rows: PreparedQuery
    stand_ins: StandInQueries | None
    shares: PreparedQuery | None

    @cached_property
    def reads(self) -> frozenset[str]:
        """The tables of the database that they name."""
        others = (self.stand_ins.links, self.stand_ins.others) if self.stand_ins else ()
        queries = (self.rows, *others, *([self.shares] if self.shares else ()))
        return frozenset().union(*(tables_named_in(each.sql) for each in queries))


#: Which database, and the fact table's name → its queries.
_ready: dict[tuple[str, str], _Ready] = {}


def _made_ready(register: Register, fact: Fact) -> _Ready:
    key = (connection.vendor, fact.name)
    ready = _ready.get(key)
    if ready is None or ready.fact is not fact:
        model, entity = register.model, _entity_model(register.model, fact)
        stood_for = _stand_in_queries(entity, fact) if fact.canonical and fact.entity else None
        shares = shares_query(fact.apportionment) if fact.apportionment else None
        rows = reading(_rows(model, fact), _wanted(model, fact))
        ready = _ready[key] = _Ready(fact, entity.kind, rows, stood_for, shares)
    return ready


def _entity_model(model: type[Record], fact: Fact) -> type[Record]:
    for step in fact.entity.split("__") if fact.entity else ():
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model


def _below(prefix: str, path: str) -> str:
    return f"{prefix}__{path}" if prefix else path


def _rows(model: type[Record], fact: Fact) -> "QuerySet[Record]":
    present = [f"{path}__withdrawn_on__isnull" for path in _parents(model, fact)]
    conditions = {"withdrawn_on__isnull": True, **dict.fromkeys(present, True), **fact.where}
    if fact.canonical and not fact.entity:
        conditions[f"{fact.canonical}__isnull"] = True
    return model._default_manager.filter(**conditions).order_by("uid")


def _parents(model: type[Record], fact: Fact) -> list[str]:
    """Paths to the records without which a row means nothing."""
    parents = [fact.entity] if fact.entity else []
    for name in model.composed_of:
        field = model._meta.get_field(name)
        kind = getattr(field.related_model, "kind", "") if field.is_relation else ""
        if kind and kind not in _DIMENSIONS:
            parents.append(name)
    return list(dict.fromkeys(parents))


def _wanted(model: type[Record], fact: Fact) -> dict[str, ColumnPath]:
    own = {
        "row_uid": ColumnPath("uid", FactType.CODE, is_uid=True),
        "row_version": ColumnPath("version", FactType.WHOLE),
    }
    return own | _of_entity(_entity_model(model, fact), fact.entity) | _declared(fact)


def _of_entity(entity: type[Record], prefix: str) -> dict[str, ColumnPath]:
    """The columns that cite the counted record; one without a name is called by its code."""
    named = any(field.name == "name" for field in entity._meta.get_fields())
    return {
        "entity_uid": ColumnPath(_below(prefix, "uid"), FactType.CODE, is_uid=True),
        "entity_version": ColumnPath(_below(prefix, "version"), FactType.WHOLE),
        "entity_code": ColumnPath(_below(prefix, "code"), FactType.CODE),
        "entity_name": ColumnPath(_below(prefix, "name" if named else "code"), FactType.TEXT),
    }


def _declared(fact: Fact) -> dict[str, ColumnPath]:
    columns = {name: ColumnPath(c.path, c.type) for name, c in stored_columns(fact.columns).items()}
    scopes = {"division": fact.division, "chain": fact.chain}
    return columns | {
        name: ColumnPath(path, FactType.CODE) for name, path in scopes.items() if path
    }


def _with_kinds(table: pa.Table, row_kind: str, entity_kind: str) -> pa.Table:
    """The columns that are one value throughout: the kinds, and a dimension that is not there."""
    constants = {"row_kind": row_kind, "entity_kind": entity_kind, "division": "", "chain": ""}
    for name, value in constants.items():
        if name not in table.column_names:
            same = pa.array([value], pa.string()).take(pa.array([0] * table.num_rows, pa.int32()))
            table = table.append_column(name, same)
    return table


def _stand_in_queries(entity: type[Record], fact: Fact) -> StandInQueries:
    """The attributes of the records that others stand for: all that is read through the entity."""
    through = f"{fact.entity}__"
    attributes = {
        name: ColumnPath(wanted.path.removeprefix(through), wanted.type)
        for name, wanted in _declared(fact).items()
        if wanted.path.startswith(through)
    }
    link = fact.canonical.removeprefix(through)
    return stand_in_queries(entity, link, _of_entity(entity, "") | attributes)
