"""How far a source reaches, so that a zero is told from what nobody has said (ADR 0008).

Nothing that counts is a zero where the source would know: a register of events that had begun, a
month on which reports came in from whoever is there. Where those in the cell, or all of the city,
have still to report it is *not reported*; before the source began, or where a list has no date that
early, it is *not known*.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.indicators.catalogue.indicator import Indicator, Measure, Operator
from chainchief.indicators.catalogue.sources import Source, all_sources, source_of
from chainchief.indicators.catalogue.vocabulary import kind_in_words
from chainchief.indicators.compute.query_text import select
from chainchief.indicators.compute.row_conditions import SqlRows
from chainchief.indicators.compute.source_query import SourceQuery
from chainchief.indicators.figures import MetricType, Scope, State
from chainchief.ledger.facts import FactType

#: The columns that name the list on which something stands.
_LISTS = ("list", "series")
#: The table of titles, and the column of awards that names one.
_TITLES = _TITLE = "title"
_ALWAYS = ""
#: How far a table reaches, by its content: the same in whichever snapshot it stands.
_reaches: dict[tuple[str, ...], "Reach"] = {}
_KEPT = 512


Cell = tuple[str, str]


@dataclass(frozen=True)
class Reach:
    """The first day, month or year that a table speaks of, None where it has no row."""

    first: str | None
    dated: bool


@dataclass(frozen=True)
class Coverage:
    """What the tables of one snapshot can say of one span."""

    template: SourceQuery
    _places: dict[tuple[str, ...], dict[Cell, str]] = field(default_factory=dict)
    _reach_by_code: dict[str, Reach] = field(default_factory=dict)
    _reporters: dict[tuple[str, ...], Collection[Cell]] = field(default_factory=dict)

    def of_nothing(self, indicator: Indicator, scope: Scope) -> tuple[State, str]:
        """The state of a cell to which no record contributes, and in words why it is no zero."""
        never_held = self._never_held(indicator)
        if never_held:
            return State.NOT_KNOWN, never_held
        first = self._first(indicator)
        end = self._end(indicator)
        if first is None or first > end:
            return State.NOT_KNOWN, self._not_begun(indicator, first)
        if _rests_on_reports(indicator) and self._is_awaited(indicator, scope):
            return State.NOT_REPORTED, _("no report on {} has come in").format(
                self._label(indicator)
            )
        return State.ZERO, ""

    def _never_held(self, indicator: Indicator) -> str:
        """Why a title that nobody ever held here is no zero: its list may never have come in.

        It is one from the day on since when all of its holders are entered.
        """
        titles = _titles_of(indicator)
        if not titles:
            return ""
        source = source_of(indicator.source)
        literal = self.template.engine.dialect.literal
        among = ", ".join(map(literal, titles))
        if self._reach_of(indicator, source, [f"r.title IN ({among})"]).first is not None:
            return ""
        kept = self._kept_from(among)
        if kept is not None and kept <= self.template.span.last.isoformat():
            return ""
        return _("nobody here ever held {titles}, and nothing says since when it is kept").format(
            titles=listed(titles)
        )

    def _kept_from(self, among: str) -> str | None:
        """The first day from which the holders of all these titles are entered, None for none."""
        one = self.template
        if _TITLES not in one.snapshot.tables:
            return None
        days = f"CAST(MAX(r.kept_from) AS {one.engine.dialect.text_type}) AS kept"
        unkept = "COUNT(CASE WHEN r.kept_from IS NULL THEN 1 END) AS unkept"
        query = select(
            [days, unkept],
            f"{one.relation(_TITLES)} AS r",
            where=f"r.entity_code IN ({among})",
        )
        schema = pa.schema([("kept", pa.string()), ("unkept", pa.int64())])
        (row,) = one.engine.query(query, schema).to_pylist()
        return None if row["unkept"] else row["kept"]

    def _is_awaited(self, indicator: Indicator, scope: Scope) -> bool:
        """Whether somebody in the cell has still to report, or nobody at all reported."""
        if self.last_month(indicator, scope):
            return False
        city = Scope(self.template.root)
        cell = (scope.division, scope.chain)
        return not self.last_month(indicator, city) or cell in self._reporters_of(indicator)

    def last_month(self, indicator: Indicator, scope: Scope) -> str:
        """The last month of the span on which a report in the cell states the amount, or ""."""
        return self._reported(indicator).get((scope.division, scope.chain), "")

    def _end(self, indicator: Indicator) -> str:
        """The end of the span as the source's column of time is written."""
        span = self.template.span
        if indicator.open_in == "year":
            return str(span.end.year)
        if _is_monthly(indicator):
            return str(span.end)
        return span.last.isoformat()

    def _label(self, indicator: Indicator) -> str:
        end = self.template.span.end
        if indicator.open_in == "year":
            return str(end.year)
        return end.label if indicator.open_in else self.template.span.label

    def _not_begun(self, indicator: Indicator, first: str | None) -> str:
        what = kind_in_words(source_of(indicator.source).row_kind)
        if first is None:
            return _("the ledger has no row of this kind: {}").format(what)
        return _("{what}: what the ledger has begins on {day}").format(what=what, day=first)

    def _first(self, indicator: Indicator) -> str | None:
        """The first day, month or year that the source speaks of; None where it has no row."""
        return self._reach(indicator).first

    def is_undated(self, indicator: Indicator) -> bool:
        """Whether no row of a stock's source has a day from which or until which it holds."""
        if indicator.nature is not MetricType.STOCK or indicator.open_from or indicator.open_in:
            return False
        reach = self._reach(indicator)
        return reach.first is not None and not reach.dated

    def _reach(self, indicator: Indicator) -> Reach:
        """How far the entry's list reaches; of one that nobody ever stood on, how far lists do."""
        if indicator.code not in self._reach_by_code:
            source = source_of(indicator.source)
            own = self._reach_of(indicator, source, self._of_list(indicator, source))
            found = own if own.first is not None else self._reach_of(indicator, source, [])
            self._reach_by_code[indicator.code] = found
        return self._reach_by_code[indicator.code]

    def _reach_of(self, indicator: Indicator, source: Source, where: list[str]) -> Reach:
        times = _times(indicator, source)
        table = self.template.snapshot.tables.get(source.name)
        engine = self.template.engine.name
        key = (engine, source.name, table.sha256 if table else "", *times, *where)
        if key not in _reaches:
            _reaches[key] = self._read(source, times, where)
            while len(_reaches) > _KEPT:
                del _reaches[next(iter(_reaches))]
        return _reaches[key]

    def _of_list(self, indicator: Indicator, source: Source) -> list[str]:
        """That a row is of the entry's list: a list begins by itself, whatever others do."""
        naming = tuple(each for each in indicator.where if each.column in _LISTS)
        rows = SqlRows(source, self.template.engine.dialect, self.template.span.last)
        at = rows.day_of(indicator)
        plain = replace(indicator, where=naming, measure=Measure(indicator.measure.entity))
        return rows.conditions(plain, at, joined=False)

    def _read(self, source: Source, times: list[str], where: list[str]) -> Reach:
        one = self.template
        as_text = f"CAST(MIN(r.{{}}) AS {one.engine.dialect.text_type}) AS first_{{}}"
        firsts = [as_text.format(name, i) for i, name in enumerate(times)]
        holds = [name for name in ("valid_from", "valid_to") if name in times]
        dated = " OR ".join(f"r.{name} IS NOT NULL" for name in holds) or "TRUE"
        open_ended = "r.valid_from IS NULL" if "valid_from" in times else "FALSE"
        counts = {"number": "TRUE", "dated": dated, "open_ended": open_ended}
        counted = [f"COUNT(CASE WHEN {met} THEN 1 END) AS {name}" for name, met in counts.items()]
        query = select(
            [*counted, *firsts], f"{one.relation(source.name)} AS r", where=" AND ".join(where)
        )
        fields = [(name, pa.int64()) for name in counts]
        fields += [(f"first_{i}", pa.string()) for i in range(len(times))]
        (row,) = one.engine.query(query, pa.schema(fields)).to_pylist()
        if not row["number"]:
            return Reach(None, dated=False)
        known = [row[f"first_{i}"] for i in range(len(times))]
        first = min((each for each in known if each is not None), default=_ALWAYS)
        return Reach(_ALWAYS if row["open_ended"] else first, dated=bool(row["dated"]))

    def _reported(self, indicator: Indicator) -> dict[Cell, str]:
        """The last month (or year) of the span with a report, of every cell that has one."""
        literal, span = self.template.engine.dialect.literal, self.template.span
        where = f"r.month BETWEEN {literal(str(span.start))} AND {literal(str(span.end))}"
        if indicator.open_in == "year":
            where = f"r.year = {span.end.year}"
        if indicator.measure.column:
            where += f" AND r.{indicator.measure.column} IS NOT NULL"
        return self._cells(
            indicator, indicator.source, f"MAX(r.{indicator.open_in or 'month'})", where
        )

    def _reporters_of(self, indicator: Indicator) -> Collection[Cell]:
        """The cells with somebody who reports: whom the register has there, or ever did report."""
        key = (indicator.source, *indicator.dimensions)
        if key not in self._reporters:
            tables = _tables_of_reporters(indicator)
            cells = (self._cells(indicator, table, "COUNT(*)", "") for table in tables)
            self._reporters[key] = set().union(*cells)
        return self._reporters[key]

    def _cells(self, indicator: Indicator, table: str, what: str, where: str) -> dict[Cell, str]:
        """`what`, at its largest, for every unit and chain with such rows and all around them."""
        key = (table, what, where, *indicator.dimensions)
        if key not in self._places:
            self._places[key] = self._read_cells(table, what, where, indicator.dimensions)
        return self._places[key]

    def _read_cells(
        self, table: str, what: str, where: str, dimensions: Collection[str]
    ) -> dict[Cell, str]:
        one = self.template
        place = [f"r.{name}" for name in ("division", "chain")]
        value = f"CAST({what} AS {one.engine.dialect.text_type}) AS value"
        query = select([*place, value], f"{one.relation(table)} AS r", where=where, group=place)
        schema = pa.schema([(name, pa.string()) for name in ("division", "chain", "value")])
        found: dict[Cell, str] = {}
        rows: list[dict[str, Any]] = one.engine.query(query, schema).to_pylist()
        for row in rows:
            around: Collection[str] = one.territory.containing.get(row["division"], ())
            for unit in around if "division" in dimensions else [one.root]:
                for chain in {"", row["chain"] or ""}:
                    found[unit, chain] = max(found.get((unit, chain), ""), row["value"])
        return found


def _titles_of(indicator: Indicator) -> tuple[str, ...]:
    """The titles whose awards an entry counts, where it names them."""
    return tuple(
        str(value)
        for each in indicator.where
        if each.column == _TITLE and each.operator is Operator.IN and not each.negated
        for value in each.values
    )


def _tables_of_reporters(indicator: Indicator) -> list[str]:
    """The table of the reports, and that of their entities where it has the same dimensions."""
    sources = all_sources()
    entity = sources[indicator.source].entity_kind
    is_placed = entity in sources and all(map(sources[entity].offers, indicator.dimensions))
    return [indicator.source, entity] if is_placed else [indicator.source]


def _is_monthly(indicator: Indicator) -> bool:
    return indicator.nature is MetricType.CUMULATIVE_REPORT or indicator.open_in == "month"


def _rests_on_reports(indicator: Indicator) -> bool:
    """Whether the number is what reports say, not how many there are.

    How many reports came in, and how many on time, is known as soon as anybody reports.
    """
    if indicator.nature is MetricType.CUMULATIVE_REPORT:
        return True
    counts_reports = indicator.measure.counts and (not indicator.where or indicator.due is not None)
    return bool(indicator.open_in) and not counts_reports


def _times(indicator: Indicator, source: Source) -> list[str]:
    """The columns that say since when the source speaks, the one that a stock rests on first."""
    if indicator.nature is MetricType.CUMULATIVE_REPORT:
        return ["month"]
    if indicator.open_in:
        return [indicator.open_in]
    if indicator.nature is MetricType.STOCK and not indicator.open_from:
        return ["valid_from", "valid_to"]
    # A plan of a year tells of all of it, although the days that it names lie ahead.
    years = ["year"] if source.has("year") else []
    return [*source.of_type(FactType.DATE), *source.of_type(FactType.MONTH), *years]
