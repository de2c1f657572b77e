"""What the ledger offers to indicators: the declared fact tables, their columns and attributes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from chainchief.core.presets.preset import Stamp
from chainchief.core.units import UNITS, Dimension
from chainchief.indicators.figures import MetricType
from chainchief.lake.feeds.declared import FEEDS
from chainchief.ledger.bases import Record
from chainchief.ledger.facts import EXTRA, Fact, FactColumn, FactType
from chainchief.ledger.registers import Register, all_registers, stamps

DIMENSIONS = ("division", "chain")
OFFICIAL, FURNISHED, PLAN = "official_statistic", "furnished_number", "annual_plan"
RANKING = "ranking"
#: The tables in which numbers of these natures are looked up.
LOOKUP_TABLES: Mapping[MetricType, str] = {
    MetricType.OFFICIAL: OFFICIAL,
    MetricType.FURNISHED: FURNISHED,
    MetricType.RANK: RANKING,
    MetricType.STREAK: RANKING,
}
#: The classes of the policy table whose records are about single firms.
_OF_FIRMS = ("firm", "bank")
#: Whole numbers that say when, which one, or how good: nothing that adds up.
_NO_AMOUNTS = ("year", "revision", "position", "edition", "number", "rank", "satisfaction")
_CODE, _TEXT = FactColumn("", FactType.CODE), FactColumn("", FactType.TEXT)


@dataclass(frozen=True)
class Attribute:
    """A column that an entry may name: of the row itself, or of a table joined to it.

    `table` is "" for the row; else the table whose `entity_code` equals the row's `key`.
    `stored` is the column's name as stored (for a flag between two days, its stem).
    """

    name: str
    column: FactColumn
    stored: str
    table: str = ""
    key: str = ""

    @property
    def holds_between_days(self) -> bool:
        return self.column.type is FactType.FLAG and bool(self.column.until)


@dataclass(frozen=True)
class Source:
    """A declared fact table: whose rows they are, and what is counted by them."""

    name: str
    fact: Fact
    row_kind: str
    entity_kind: str

    @property
    def columns(self) -> Mapping[str, FactColumn]:
        return self.fact.columns

    @property
    def places_entities(self) -> bool:
        """Whether all rows of one entity have its own unit and chain, and no other."""
        fact = self.fact
        if self.name in _of_feeds():
            return True
        paths = [path for path in (fact.division, fact.chain) if path]
        through = f"{fact.entity}__" if fact.entity else ""
        return fact.apportionment is None and all(path.startswith(through) for path in paths)

    @property
    def is_fed(self) -> bool:
        """Whether firms report the rows month by month or year by year, in a feed."""
        return self.name in _of_feeds()

    @property
    def is_of_firms(self) -> bool:
        """Whether the rows tell of single firms what they would not publish themselves."""
        return self.is_fed or all_registers()[self.row_kind].policy_class in _OF_FIRMS

    def offers(self, dimension: str) -> bool:
        return bool(self.fact.division if dimension == "division" else self.fact.chain)

    def has(self, *names: str) -> bool:
        return all(name in self.columns for name in names)

    def of_type(self, kind: FactType) -> list[str]:
        return [name for name, column in self.columns.items() if column.type is kind]

    @property
    def amounts(self) -> list[str]:
        """The columns that can be added up: exact quantities, and numbers of people or places."""
        counts = (name for name in self.of_type(FactType.WHOLE) if name not in _NO_AMOUNTS)
        return [*self.of_type(FactType.STEPS), *counts]

    def dimension_of(self, column: str) -> Dimension | None:
        """The dimension of a column's steps; None where each row names its own unit."""
        if self.columns[column].type is FactType.WHOLE:
            return Dimension.COUNT
        code = self.columns[column].unit
        return UNITS[code].dimension if code else None

    def kind_named_by(self, column: str) -> str:
        """The kind of record whose code stands in a column; "" where it holds a plain word."""
        if column in DIMENSIONS:
            return column
        attribute = self.attributes[column]
        if attribute.stored == "entity_code":
            kind = attribute.table or self.entity_kind
        elif attribute.column.type is not FactType.CODE:
            kind = ""
        elif (attribute.table or self.name) in _of_feeds():
            kind = _referred_to_by_feed(self.name, attribute.stored)
        else:
            kind = _referred_to(attribute.table or self.name, attribute.column.path)
        return kind if kind in _facts() and not _facts()[kind][1].entity else ""

    @cached_property
    def attributes(self) -> Mapping[str, Attribute]:
        """The attributes that an entry may name for this table, by the name it would use."""
        own = {name: Attribute(name, column, name) for name, column in self.columns.items()}
        for name in DIMENSIONS:
            if self.offers(name):
                own[name] = Attribute(name, _CODE, name)
        for kind, key in self._joined().items():
            own |= _of_table(kind, key)
        own[f"{self.entity_kind}.code"] = Attribute(
            f"{self.entity_kind}.code", _CODE, "entity_code"
        )
        own[f"{self.entity_kind}.name"] = Attribute(
            f"{self.entity_kind}.name", _TEXT, "entity_name"
        )
        return own

    def _joined(self) -> dict[str, str]:
        """Tables that a row can be joined to: kind → the row's column with that record's code."""
        joined = {name: name for name in DIMENSIONS if self.offers(name)}
        return {self.entity_kind: "entity_code"} | joined


def _of_table(kind: str, key: str) -> dict[str, Attribute]:
    if kind not in _facts():
        return {}
    columns = {"code": (_CODE, "entity_code"), "name": (_TEXT, "entity_name")}
    columns |= {name: (column, name) for name, column in _facts()[kind][1].columns.items()}
    return {
        f"{kind}.{name}": Attribute(f"{kind}.{name}", column, stored, kind, key)
        for name, (column, stored) in columns.items()
    }


def _referred_to(table: str, path: str) -> str:
    """The kind that a foreign key at the end of an ORM path refers to, "" where it is none."""
    if not path.endswith("_id") or path.startswith(EXTRA):
        return ""
    model: Any = _facts()[table][0].model
    for step in path.removesuffix("_id").split("__"):
        model = model._meta.get_field(step).related_model
        if model is None:
            return ""
    return str(model.kind)


def _referred_to_by_feed(table: str, column: str) -> str:
    feed = next(feed for feed in FEEDS.values() if feed.table == table)
    return feed.columns[column].refers


def _facts() -> Mapping[str, tuple[Register, Fact]]:
    return _facts_at(stamps())


@lru_cache(maxsize=4)
def _facts_at(_fields: Stamp) -> dict[str, tuple[Register, Fact]]:
    """By what a city's own fields are now: others make other tables."""
    return {
        fact.name: (register, fact)
        for register in all_registers().values()
        for fact in register.facts
    }


@cache
def _of_feeds() -> frozenset[str]:
    """The tables of feeds: the lake joins each row to the firm that it is about."""
    return frozenset(feed.table for feed in FEEDS.values())


def all_sources() -> Mapping[str, Source]:
    """Every fact table by name: of the ledger, then of the feeds, whose rows are about firms."""
    return _sources_at(stamps())


@lru_cache(maxsize=4)
def _sources_at(fields: Stamp) -> Mapping[str, Source]:
    of_ledger = {
        name: Source(name, fact, register.kind, _entity(register.model, fact).kind)
        for name, (register, fact) in _facts_at(fields).items()
    }
    of_feeds = {
        feed.table: Source(feed.table, feed.fact, feed.table, "enterprise")
        for feed in FEEDS.values()
    }
    return of_ledger | of_feeds


def source_of(name: str) -> Source:
    return all_sources()[name]


def _entity(model: type[Record], fact: Fact) -> type[Record]:
    for step in fact.entity.split("__") if fact.entity else ():
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model
