"""Fact tables of the ledger as it is now, built from what each kind's register declares.

Left out are rows that are withdrawn, rows whose counted record is withdrawn (also the record that
it stands for), and rows composed of a withdrawn record: the listing on a withdrawn list is no
listing. A record that stands for another has no row of its own in the table of its kind.
"""

from collections.abc import Iterator

import pyarrow as pa
from django.db.models import QuerySet

from chainchief.lake.closure import division_closure
from chainchief.lake.duplicates import StandIns, stand_ins
from chainchief.lake.feed_tables import feed_table
from chainchief.lake.feeds import FEEDS
from chainchief.lake.rows import Wanted, fetch
from chainchief.lake.schema import CLOSURE, schema_of, stored_columns
from chainchief.lake.shares import divided, shares_by_entity
from chainchief.ledger.bases import Record
from chainchief.ledger.facts import Fact, FactType
from chainchief.ledger.registers import Register, all_registers

#: Kinds that are dimensions, not parents: their rows say where something is, not what it is.
_DIMENSIONS = {"division", "chain"}


def all_tables() -> Iterator[tuple[str, pa.Table]]:
    """Every table of a snapshot by name: facts of the ledger, of the feeds, then the closure."""
    for register in all_registers().values():
        for fact in register.facts:
            yield fact.name, fact_table(register, fact)
    for feed in FEEDS.values():
        yield feed.table, feed_table(feed)
    yield CLOSURE, division_closure()


def all_facts() -> dict[str, Fact]:
    """Every declared fact table by name."""
    facts = [fact for register in all_registers().values() for fact in register.facts]
    facts += [feed.fact for feed in FEEDS.values()]
    named = {fact.name: fact for fact in facts}
    if len(named) != len(facts) or CLOSURE in named:
        raise ValueError("two fact tables have one name")
    return named


def fact_table(register: Register, fact: Fact) -> pa.Table:
    """One fact table, rows in the order of their uid (and of the unit, where they are divided)."""
    model = register.model
    entity = _entity_model(model, fact)
    fetched = fetch(_rows(model, fact), _wanted(model, fact))
    table = _with_kinds(fetched, model.kind, entity.kind)
    if fact.canonical and fact.entity:
        table = _stand_ins(entity, fact).replaced(table, "entity_code")
    if fact.split is not None:
        table = divided(table, fact.split, shares_by_entity(fact.split))
    return table.select(schema_of(fact).names).cast(schema_of(fact)).combine_chunks()


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


def _wanted(model: type[Record], fact: Fact) -> dict[str, Wanted]:
    own = {
        "row_uid": Wanted("uid", FactType.CODE, is_uid=True),
        "row_version": Wanted("version", FactType.WHOLE),
    }
    return own | _of_entity(_entity_model(model, fact), fact.entity) | _declared(fact)


def _of_entity(entity: type[Record], prefix: str) -> dict[str, Wanted]:
    """The columns that cite the counted record; one without a name is called by its code."""
    named = any(field.name == "name" for field in entity._meta.get_fields())
    return {
        "entity_uid": Wanted(_below(prefix, "uid"), FactType.CODE, is_uid=True),
        "entity_version": Wanted(_below(prefix, "version"), FactType.WHOLE),
        "entity_code": Wanted(_below(prefix, "code"), FactType.CODE),
        "entity_name": Wanted(_below(prefix, "name" if named else "code"), FactType.TEXT),
    }


def _declared(fact: Fact) -> dict[str, Wanted]:
    columns = {name: Wanted(c.path, c.type) for name, c in stored_columns(fact.columns).items()}
    scopes = {"division": fact.division, "chain": fact.chain}
    return columns | {name: Wanted(path, FactType.CODE) for name, path in scopes.items() if path}


def _with_kinds(table: pa.Table, row_kind: str, entity_kind: str) -> pa.Table:
    """The columns that are one value throughout: the kinds, and a dimension that is not there."""
    constants = {"row_kind": row_kind, "entity_kind": entity_kind, "division": "", "chain": ""}
    for name, value in constants.items():
        if name not in table.column_names:
            same = pa.array([value], pa.string()).take(pa.array([0] * table.num_rows, pa.int32()))
            table = table.append_column(name, same)
    return table


def _stand_ins(entity: type[Record], fact: Fact) -> StandIns:
    """The attributes of the records that others stand for: all that is read through the entity."""
    through = f"{fact.entity}__"
    attributes = {
        name: Wanted(wanted.path.removeprefix(through), wanted.type)
        for name, wanted in _declared(fact).items()
        if wanted.path.startswith(through)
    }
    link = fact.canonical.removeprefix(through)
    return stand_ins(entity, link, _of_entity(entity, "") | attributes)
