"""Which rows of a fact table contribute to which indicators, and how much, as steps of one query.

All indicators of one source are computed together. Engines filter, join, compare and add integers;
nothing is divided here.

- flow: rows whose date lies in the span; with `once`, only an entity's first row ever counts
- stock: rows in force on the last day of the span
- cumulative report: of each entity the last report of the year that states the amount; a span that
  begins later than January is the last up to its end less the last before it

Step `leaf` reads the table once: for every entity and place (unit and chain) what its rows
contribute, or the day or report that competes with those in the entity's other places. Step
`settled` says what is left of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from chainchief.core.spans import Month, Span
from chainchief.indicators.catalogue import Catalogue
from chainchief.indicators.entries import Entry
from chainchief.indicators.figures import Nature
from chainchief.indicators.sources import Source, source_of
from chainchief.indicators.sqlrows import SqlRows
from chainchief.indicators.sqltext import Step, all_of, query_of, select
from chainchief.lake.engines import Engine
from chainchief.lake.manifest import Snapshot
from chainchief.lake.schema import CLOSURE


@dataclass(frozen=True)
class Half:
    """One year's stretch of a span: reports from `first` to `last` count with `sign`."""

    sign: int
    first: Month
    last: Month


def halves_of(span: Span) -> list[Half]:
    """The last report of each year in the span, less the last one before a later beginning."""
    found = []
    for year in range(span.start.year, span.end.year + 1):
        january, december = Month(year, 1), Month(year, 12)
        found.append(Half(1, january, min(span.end, december)))
        if year == span.start.year and span.start != january:
            found.append(Half(-1, january, span.start - 1))
    return found


@dataclass(frozen=True)
class Pass:
    """Indicators of one source over one span, to be computed together."""

    engine: Engine
    snapshot: Snapshot
    catalogue: Catalogue
    span: Span
    root: str
    entries: Sequence[Entry]

    @property
    def source(self) -> Source:
        return source_of(self.entries[0].source)

    @property
    def told_by_unit(self) -> bool:
        return "division" in self.entries[0].dimensions

    @property
    def one_place_each(self) -> bool:
        """Whether every entity has one row, so that nothing of several places is put together."""
        source = self.source
        own = not source.fact.entity and source.row_kind == source.entity_kind
        return own and source.fact.split is None

    def alone(self, entry: Entry) -> "Pass":
        """The same over another entry alone."""
        return Pass(self.engine, self.snapshot, self.catalogue, self.span, self.root, (entry,))

    def relation(self, table: str) -> str:
        return self.engine.relation(self.snapshot, table)

    def contributions(self, tag: str = "") -> list[Step]:
        """Steps that end in `settled`: one row per (entity, division, chain) with the entity's
        number of `places` and a contribution c0, c1 … to each entry, missing where there is none.

        `tag` keeps the steps of several passes in one query apart.
        """
        return Contributions(self, tag).steps()

    def members(self, name: str, tag: str) -> list[Step]:
        """Steps that end in `name`: the distinct entities that the entry counts in the city."""
        counted = "c0 IS NOT NULL"
        if self.told_by_unit:
            counted += f" AND division IN ({self.inside_root()})"
        text = select(["DISTINCT entity_uid"], f"settled{tag}", where=counted)
        return [*self.contributions(tag), Step(name, text)]

    def inside_root(self) -> str:
        """The units that lie in the city, as a query."""
        root = f"ancestor = {self.engine.dialect.literal(self.root)}"
        return select(["division"], self.relation(CLOSURE), where=root).replace("\n", " ")


def contributions_of(one: Pass) -> list[dict[str, Any]]:
    """What each entity contributes to the first entry in each unit and chain, as `c0`."""
    texts = ["entity_uid", "division", "chain"]
    last = select([*texts, "c0"], "settled", where="c0 IS NOT NULL")
    schema = pa.schema([*(pa.field(name, pa.string()) for name in texts), ("c0", pa.int64())])
    query = query_of(one.contributions(), last, one.engine.dialect)
    rows: list[dict[str, Any]] = one.engine.query(query, schema).to_pylist()
    return rows


@dataclass
class Contributions:
    """Builds the steps of one pass. Equal expressions of several entries become one column."""

    one: Pass
    tag: str
    #: Columns of the step `leaf` by what they hold, and how an entity's places are put together.
    columns: dict[str, str] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)
    rows_needed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        source = self.one.source
        self.dialect = self.one.engine.dialect
        self.rows = SqlRows(source, self.dialect, self.one.span.last)
        self.single = self.one.one_place_each

    def steps(self) -> list[Step]:
        entries = self.one.entries
        contributions = [self._contribution(entry) for entry in entries]
        overs = sorted({entry.over for entry in entries if entry.over})
        settled = [f"{text} AS c{i}" for i, text in enumerate(contributions)]
        found: list[Step] = []
        for code in overs:
            other = self.one.alone(self.one.catalogue[code])
            found += other.members(self._members(code), f"{self.tag}_of_{_name(code)}")
        found += [
            *self._source_steps(),
            Step(f"leaf{self.tag}", self._leaf(), once=not self.single),
        ]
        if not self.single:
            found.append(Step(f"whole{self.tag}", self._whole()))
        found.append(
            Step(f"settled{self.tag}", self._settled(settled, overs), once=not self.single)
        )
        return found

    # What one entry takes from the rows, and what it makes of an entity's places.

    def _contribution(self, entry: Entry) -> str:
        at = self.rows.day_of(entry)
        own = self.rows.conditions(entry, at, joined=False)
        joined = self.rows.conditions(entry, at, joined=True)
        if entry.nature is Nature.CUMULATIVE_REPORT:
            return self._of_reports(entry, own, joined)
        if entry.once:
            return self._once(entry, own, joined)
        placed = self._in_span(entry) if entry.nature is Nature.FLOW else self.rows.in_force(entry)
        met = _all([*own, *joined, placed])
        self.rows_needed.append(met)
        if entry.measure.counts:
            column = self._column("MAX", f"CASE WHEN {met} THEN 1 END")
        else:
            column = self._column("SUM", f"CASE WHEN {met} THEN r.{entry.measure.column} END")
        return self._if_member(entry, f"leaf{self.tag}.{column}")

    def _once(self, entry: Entry, own: list[str], joined: list[str]) -> str:
        """The entity's first day anywhere must meet everything, and lie in the span."""
        self.rows_needed.append(_all(own))
        first = self._column("MIN", f"CASE WHEN {_all(own)} THEN r.{entry.date} END", whole="MIN")
        met = self._column("MIN", f"CASE WHEN {_all([*own, *joined])} THEN r.{entry.date} END")
        day = f"leaf{self.tag}.{met}"
        span = self.one.span
        placed = f"{day} BETWEEN {self._literal(span.first)} AND {self._literal(span.last)}"
        one = f"CASE WHEN {day} = {self._of_entity(first)} AND {placed} THEN 1 END"
        return self._if_member(entry, one)

    def _of_reports(self, entry: Entry, own: list[str], joined: list[str]) -> str:
        """The amount of the report that is the entity's last, with its sign; both halves added."""
        amount = f"r.{entry.measure.column}"
        chosen, parts = [], []
        for half in halves_of(self.one.span):
            months = f"r.month BETWEEN '{half.first}' AND '{half.last}'"
            stated = _all([*own, f"{amount} IS NOT NULL", months])
            met = _all([*own, *joined, f"{amount} IS NOT NULL", months])
            self.rows_needed.append(stated)
            key = f"CASE WHEN {met} THEN r.report_key END"
            last = self._column("MAX", f"CASE WHEN {stated} THEN r.report_key END", whole="MAX")
            here = self._column("MAX", key)
            value = self._column("MAX_BY", f"{amount}, {key}")
            is_it = f"leaf{self.tag}.{here} = {self._of_entity(last)}"
            signed = f"{'-' if half.sign < 0 else ''}leaf{self.tag}.{value}"
            chosen.append(is_it)
            parts.append(f"CASE WHEN {is_it} THEN {signed} ELSE 0 END")
        total = " + ".join(parts)
        return self._if_member(entry, f"CASE WHEN {' OR '.join(chosen)} THEN {total} END")

    def _if_member(self, entry: Entry, contribution: str) -> str:
        if not entry.over:
            return contribution
        member = f"{self._members(entry.over)}.entity_uid IS NOT NULL"
        return f"CASE WHEN {member} THEN {contribution} END"

    def _in_span(self, entry: Entry) -> str:
        span = self.one.span
        first, last = self._literal(span.first), self._literal(span.last)
        return f"r.{entry.date} BETWEEN {first} AND {last}"

    def _literal(self, value: object) -> str:
        return self.dialect.literal(value)  # type: ignore[arg-type]

    # Columns and steps.

    def _column(self, how: str, of: str, whole: str = "") -> str:
        """The column of `leaf` that puts the rows of a place together; `whole` those of a place."""
        text = _alone(how, of) if self.single else _together(how, of)
        name = self.columns.setdefault(text, f"x{len(self.columns)}")
        if whole and not self.single:
            self.whole[name] = f"{whole}({name}) AS {name}"
        return name

    def _of_entity(self, column: str) -> str:
        """The best of a column over all places of the entity; only several places have a whole."""
        here = f"leaf{self.tag}.{column}"
        return here if self.single else f"COALESCE(whole{self.tag}.{column}, {here})"

    def _members(self, code: str) -> str:
        return f"members{self.tag}_of_{_name(code)}"

    def _source_steps(self) -> list[Step]:
        """Reports with a key that sorts them: by month, the record's own before a duplicate's, by
        revision. Only reports of several duplicates can share all three; they are numbered by uid.
        """
        source = self.one.source
        if not source.has("month", "revision"):
            return []
        table = self.one.relation(source.name)
        month = "CAST(REPLACE(month, '-', '') AS BIGINT)"
        key = f"({month} * 2 + {{own}}) * 1000000000 + revision * 1000"
        own = f"{key.format(own=1)} AS report_key"
        if not source.has("reported_under"):
            return [Step(f"report{self.tag}", select(["*", own], table))]
        turn = "DENSE_RANK() OVER (PARTITION BY entity_uid, month, revision ORDER BY row_uid)"
        others = f"{key.format(own=0)} + {turn} AS report_key"
        both = [
            select(["*", own], table, where="COALESCE(reported_under = entity_code, TRUE)"),
            select(["*", others], table, where="reported_under <> entity_code"),
        ]
        return [Step(f"report{self.tag}", all_of(both))]

    def _leaf(self) -> str:
        source = self.one.source
        reports = source.has("month", "revision")
        table = f"report{self.tag}" if reports else self.one.relation(source.name)
        unit = "r.division" if self.one.told_by_unit else self._literal(self.one.root)
        needed = list(dict.fromkeys(self.rows_needed))
        grouped = ["r.entity_uid", *([unit] if self.one.told_by_unit else []), "r.chain"]
        return select(
            [
                *("r.entity_uid", f"{unit} AS division", "r.chain"),
                *(f"{text} AS {name}" for text, name in self.columns.items()),
            ],
            f"{table} AS r" + self.rows.joins(self.one.entries, self.one.relation),
            where="" if "TRUE" in needed else "\n  OR ".join(needed),
            group=() if self.single else grouped,
        )

    def _whole(self) -> str:
        columns = ["entity_uid", "COUNT(*) AS places", *self.whole.values()]
        group = ["entity_uid HAVING COUNT(*) > 1"]
        return select(columns, f"leaf{self.tag}", group=group)

    def _settled(self, contributions: list[str], overs: list[str]) -> str:
        leaf = f"leaf{self.tag}"
        places = "1" if self.single else f"COALESCE(whole{self.tag}.places, 1)"
        joins = [] if self.single else [f"whole{self.tag}"]
        joins += [self._members(code) for code in overs]
        return select(
            [
                *(f"{leaf}.{name}" for name in ("entity_uid", "division", "chain")),
                f"{places} AS places",
                *contributions,
            ],
            leaf
            + "".join(
                f"\nLEFT JOIN {each} ON {each}.entity_uid = {leaf}.entity_uid" for each in joins
            ),
        )


def _all(conditions: Sequence[str]) -> str:
    return " AND ".join(conditions) or "TRUE"


def _together(how: str, of: str) -> str:
    text = f"{how}({of})"
    return f"CAST({text} AS BIGINT)" if how == "SUM" else text


def _alone(how: str, of: str) -> str:
    """The same of a single row; of a value and its key the value, where there is a key."""
    if how != "MAX_BY":
        return of
    value, _comma, key = of.partition(", ")
    return f"CASE WHEN {key} IS NOT NULL THEN {value} END"


def _name(code: str) -> str:
    return code.lower().replace("-", "_")
