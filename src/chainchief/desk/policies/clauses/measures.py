"""What a clause measures of a firm: its own column, an indicator, or records that it describes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from chainchief.access.scopes import Dimension as Whose
from chainchief.core.choices import alike, listed, near
from chainchief.core.faults import Fault, FaultKind
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item
from chainchief.core.units import UNITS, Dimension
from chainchief.desk.policies import faults
from chainchief.desk.policies.clauses.clause import Measure
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue, load
from chainchief.indicators.catalogue.sources import Source, all_sources, source_of
from chainchief.indicators.catalogue.vocabulary import label_of
from chainchief.indicators.trial.candidate import Candidate
from chainchief.ledger.facts import FactType
from chainchief.ledger.registers import all_registers

_KEYS = ("name", "indicator", "firm", "source", "where", "count", "sum", "date", "open")
#: Stands for the firm of the record that is counted.
OWNER = "owner"
_UNITS = {
    Dimension.MONEY: "元",
    Dimension.AREA: "亩",
    Dimension.COUNT: "个",
    Dimension.RATE: "%",
}


class FaultKeeper(Protocol):
    """Whoever reads a clause: keeps its faults at the places where they are."""

    def fault(
        self,
        kind: FaultKind,
        item: Item,
        *path: str | int,
        value: str | None = None,
        **facts: object,
    ) -> None: ...

    def take(self, item: Item, given: list[Fault]) -> None: ...

    def check_keys(
        self, item: Item, given: Mapping[str, Any], known: tuple[str, ...], *path: str | int
    ) -> None: ...


class MeasureReader:
    """Reads measures for a clause's reader, who keeps the faults."""

    def __init__(self, reader: FaultKeeper) -> None:
        self.reader = reader

    def read(self, item: Item, given: Mapping[str, Any], *path: str | int) -> Measure | None:
        """The measure, or None where its faults are told."""
        self.reader.check_keys(item, given, _KEYS, *path)
        label = str(given.get("name", ""))
        if "firm" in given:
            return self._column(item, str(given["firm"]), label, *path)
        if "indicator" in given:
            return self._indicator(item, str(given["indicator"]), label, *path)
        if "source" in given:
            return self._records(item, given, label, *path)
        example = "{indicator: IND-…} {firm: revenue} {source: award, date: …}"
        self.reader.fault(faults.MISSING_KEY, item, *path, key="indicator", example=example)
        return None

    def _column(self, item: Item, name: str, label: str, *path: str | int) -> Measure | None:
        source = source_of("enterprise")
        known = [each for each in source.columns if each in source.amounts]
        if name not in known:
            facts = of_no_column(name, _("amounts of firms"), known)
            self.reader.fault(faults.UNKNOWN_COLUMN, item, *path, "firm", value=name, **facts)
            return None
        column = source.columns[name]
        unit = UNITS[column.unit] if column.unit else UNITS["人"]
        return Measure(label or label_of(name, source), unit, column=name)

    def _indicator(self, item: Item, code: str, label: str, *path: str | int) -> Measure | None:
        catalogue = load()
        if code not in catalogue:
            hints = alike(code.upper(), catalogue.entries, most=1, cutoff=0.4)
            hint = near(code.upper(), catalogue.entries) if hints else ""
            self.reader.fault(
                faults.UNKNOWN_INDICATOR, item, *path, "indicator", value=code, code=code, hint=hint
            )
            return None
        return self._of(item, catalogue, code, label, "", *path)

    def _records(
        self, item: Item, given: Mapping[str, Any], label: str, *path: str | int
    ) -> Measure | None:
        name = str(given["source"])
        if name not in all_sources():
            facts = of_no_column(name, _("tables"), sorted(all_sources()))
            self.reader.fault(faults.UNKNOWN_COLUMN, item, *path, "source", value=name, **facts)
            return None
        candidate = Candidate(_definition(given, source_of(name)))
        catalogue = candidate.catalogue
        if catalogue is None:
            line = item.line_of(*path)
            own = Item(item.file, line, {})
            self.reader.take(own, [_at(each.fault, line) for each in candidate.faults])
            return None
        label = label or _("records of {table}").format(table=name)
        return self._of(item, catalogue, candidate.code, label, candidate.text, *path)

    def _of(
        self, item: Item, catalogue: Catalogue, code: str, label: str, text: str, *path: str | int
    ) -> Measure | None:
        indicator = catalogue[code]
        firm = firm_attribute(indicator) if indicator.is_summed else None
        if firm is None:
            named = label or indicator.code
            self.reader.fault(faults.NOT_OF_FIRMS, item, *path, name=named)
            return None
        return Measure(
            label or indicator.name,
            indicator.unit,
            indicator=code,
            firm=firm,
            text=text,
            catalogue=catalogue,
        )


def of_no_column(name: str, table: str, known: Sequence[str]) -> dict[str, object]:
    """The facts of a name that is not among those of a table, with what was probably meant."""
    return {"column": name, "table": table, "choices": listed(known), "hint": near(name, known)}


def _at(fault: Fault, line: int) -> Fault:
    return replace(fault, place=replace(fault.place, line=line))


def owner_path(kind: str) -> str:
    """The ORM path from a record of a kind to the code of its firm, "" where it has none."""
    registers = all_registers()
    return registers[kind].scopes.path(Whose.ENTERPRISE) if kind in registers else ""


def firm_attribute(indicator: Indicator) -> str | None:
    """The attribute of the rows that names their firm, None where none does.

    "" is the entity itself, `OWNER` the firm that the ledger has the entity as a record of.
    """
    source = source_of(indicator.source)
    if indicator.measure.distinct:
        return "" if source.kind_named_by(indicator.measure.distinct) == "enterprise" else None
    if source.entity_kind == "enterprise":
        return ""
    if owner_path(source.entity_kind):
        return OWNER
    return next(
        (
            name
            for name, each in source.attributes.items()
            if each.column.type is FactType.CODE and source.kind_named_by(name) == "enterprise"
        ),
        None,
    )


def _definition(given: Mapping[str, Any], source: Source) -> dict[str, object]:
    """The entry of the catalogue that a measure over records is."""
    column = str(given.get("sum") or "")
    dimension = source.dimension_of(column) if column in source.columns else Dimension.COUNT
    unit = _UNITS.get(dimension or Dimension.COUNT) or UNITS[source.columns[column].unit].base
    measure = {"sum": column} if column else {"count": given.get("count", source.entity_kind)}
    flow = "date" in given
    entry: dict[str, object] = {
        "nature": "flow" if flow else "stock",
        "unit": unit,
        "source": source.name,
        "measure": measure,
        "dimensions": [each for each in ("division", "chain") if source.offers(each)],
        "receipt": [f"{source.entity_kind}.code"],
    }
    for key in ("where", "date", "open"):
        if key in given:
            entry[key] = given[key]
    return entry
