"""What the clauses of a policy measure, of every firm at once, from one snapshot."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from chainchief.core.spans import Span
from chainchief.core.units import UNITS
from chainchief.desk.policies.clauses.clause import Clause, Measure
from chainchief.desk.policies.clauses.measures import OWNER, owner_path
from chainchief.indicators.catalogue.indicator import Condition, Indicator
from chainchief.indicators.catalogue.indicator import Measure as Counted
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.compute.divisions import Territory, territory_of
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.compute.query_text import select
from chainchief.indicators.compute.row_conditions import SqlRows
from chainchief.indicators.figures import Contribution, MetricType, Scope
from chainchief.indicators.receipts.building import Tracer
from chainchief.lake.engines.engine import Engine, duckdb_engine
from chainchief.lake.schema import TYPES
from chainchief.lake.snapshots.manifest import Snapshot
from chainchief.ledger.registers import register_of

_FIRMS = UNITS["家"]


@dataclass(frozen=True)
class Firm:
    """A firm as the snapshot has it, with its columns and which conditions it meets."""

    code: str
    uid: str
    name: str
    version: int
    columns: Mapping[str, Any]
    met: Mapping[Condition, bool]


@dataclass
class Values:
    """Firms and measured values over one span. A measure is computed once, for all firms."""

    snapshot: Snapshot
    span: Span
    engine: Engine = field(default_factory=duckdb_engine)
    _lines: dict[Measure, dict[str, list[Contribution]]] = field(default_factory=dict)

    def firms(self, clauses: Iterable[Clause]) -> list[Firm]:
        """Every firm that is not gone at the end of the span, by code; one query."""
        clauses = list(clauses)
        conditions = list(dict.fromkeys(each for one in clauses for each in one.conditions))
        columns = {each.column for each in conditions}
        columns |= {each.column for one in clauses for each in one.measures if each.column}
        return self._firms(conditions, sorted(columns))

    def _firms(self, conditions: list[Condition], names: list[str]) -> list[Firm]:
        source, dialect = source_of("enterprise"), self.engine.dialect
        rows = SqlRows(source, dialect, self.span.last)
        at = dialect.literal(self.span.last)
        every = _stock(tuple(conditions))
        columns = {
            "entity_code": ("r.entity_code", pa.string()),
            "entity_uid": ("r.entity_uid", pa.string()),
            "entity_name": ("r.entity_name", pa.string()),
            "entity_version": ("r.entity_version", pa.int64()),
        }
        for at_, name in enumerate(names):
            attribute = source.attributes[name]
            columns[f"v{at_}"] = (rows.value(name, at), TYPES[attribute.column.type])
        for at_, condition in enumerate(conditions):
            met = rows.conditions(_stock((condition,)), at, joined=False)
            met += rows.conditions(_stock((condition,)), at, joined=True)
            columns[f"m{at_}"] = (f"COALESCE({' AND '.join(met)}, FALSE)", pa.bool_())
        query = select(
            [f"{text} AS {name}" for name, (text, _kind) in columns.items()],
            f"{self._relation(source.name)} AS r" + rows.joins([every], self._relation),
            where=rows.in_force(every),
        )
        schema = pa.schema([pa.field(name, kind) for name, (_text, kind) in columns.items()])
        found = [
            Firm(
                code=row["entity_code"],
                uid=row["entity_uid"],
                name=row["entity_name"],
                version=row["entity_version"],
                columns={name: row[f"v{n}"] for n, name in enumerate(names)},
                met={each: row[f"m{n}"] for n, each in enumerate(conditions)},
            )
            for row in self.engine.query(query, schema).to_pylist()
        ]
        return sorted(found, key=lambda firm: firm.code)

    def of(self, measure: Measure, firm: Firm) -> int | None:
        """The steps of a measure of a firm: None where a column of it is blank."""
        if measure.column:
            value = firm.columns[measure.column]
            return None if value is None else int(value)
        return sum(line.contribution for line in self.behind(measure, firm))

    def behind(self, measure: Measure, firm: Firm) -> list[Contribution]:
        """The records that make up the value: the receipt."""
        if measure.column:
            return []
        if measure not in self._lines:
            self._lines[measure] = self._by_firm(measure)
        return self._lines[measure].get(firm.code, [])

    def _by_firm(self, measure: Measure) -> dict[str, list[Contribution]]:
        catalogue = measure.catalogue
        assert catalogue is not None  # noqa: S101 - whatever is no column was read with one
        indicator = catalogue[measure.indicator]
        owners = _owners(indicator) if measure.firm == OWNER else {}
        if measure.firm not in ("", OWNER):
            shown = tuple(dict.fromkeys((measure.firm, *indicator.receipt)))
            indicator = replace(indicator, receipt=shown)
            catalogue = Catalogue({**catalogue.entries, indicator.code: indicator})
        found: dict[str, list[Contribution]] = defaultdict(list)
        for line in self._receipt(indicator, catalogue):
            if measure.firm == OWNER:
                firm = owners.get(line.code) or ""
            else:
                firm = str(line.attributes[measure.firm]) if measure.firm else line.code
            found[firm].append(line)
        return found

    def _receipt(self, indicator: Indicator, catalogue: Catalogue) -> tuple[Contribution, ...]:
        territory: Territory = territory_of(self.snapshot, self.engine)
        figures = figures_for(
            self.snapshot,
            self.span.end,
            catalogue=catalogue,
            engine=self.engine,
            codes=[indicator.code],
            span=self.span,
        )
        figure = figures.get(indicator.code, Scope(territory.root))
        tracer = Tracer(self.snapshot, catalogue, self.engine, territory)
        return tracer.receipt(figure).contributions

    def _relation(self, table: str) -> str:
        return self.engine.relation(self.snapshot, table)


def _owners(indicator: Indicator) -> dict[str, str]:
    """Code of a record that is counted → its firm, as the ledger has it."""
    kind = source_of(indicator.source).entity_kind
    rows = register_of(kind).model._default_manager.values_list("code", owner_path(kind))
    return {code: firm for code, firm in rows if firm}


def _stock(where: tuple[Condition, ...]) -> Indicator:
    """The entry that the conditions of firms would be: as at the end of the span."""
    return Indicator(
        code="",
        names={},
        nature=MetricType.STOCK,
        unit=_FIRMS,
        source="enterprise",
        where=where,
        measure=Counted("enterprise"),
    )
