"""The steps of a query that say what each entity contributes to the indicators of one table.

Step `leaf` reads the table once: for every entity and place (unit and chain) what its rows
contribute, or the day or report that competes with those in the entity's other places. Step `whole`
has the winner where there are several places, step `settled` what is left of it in each.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from chainchief.indicators.catalogue.indicator import Indicator, Operator
from chainchief.indicators.compute import query_cache
from chainchief.indicators.compute.query_text import Step, indented, query_of, select
from chainchief.indicators.compute.row_conditions import SIGNS, SqlRows
from chainchief.indicators.compute.source_query import SourceQuery, halves_of
from chainchief.indicators.figures import MetricType

Conditions = tuple[str, ...]
#: By these last digits of a hash of their codes reports of several duplicates are told apart.
TURN_DIGITS = 8
SPAN_OF_TURNS = 16**TURN_DIGITS


def contributions(one: SourceQuery, tag: str = "") -> list[Step]:
    """Steps that end in `settled`: one row per (entity, division, chain) with the entity's
    number of `places` and a contribution c0, c1 … to each entry, missing where there is none.

    `tag` keeps the steps of several queries of a source in one query apart.
    """
    kept = {one.known.get(indicator.code, ("", ""))[0] for indicator in one.entries}
    if len(kept) == 1 and "" not in kept:
        names = [
            f"{one.known[indicator.code][1]} AS c{i}" for i, indicator in enumerate(one.entries)
        ]
        columns = ["entity_uid", "division", "chain", "places", *names]
        return [Step(f"settled{tag}", select(columns, kept.pop()))]
    return Contributions(one, tag).steps()


def members(one: SourceQuery, name: str, tag: str) -> list[Step]:
    """Steps that end in `name`: the distinct entities that the entry counts in the city."""
    counted = "c0 IS NOT NULL"
    if one.by_division:
        counted += f" AND {one.inside_root()}"
    once = "" if one.one_place_each else "DISTINCT "
    text = select([f"{once}entity_uid"], f"settled{tag}", where=counted)
    return [*contributions(one, tag), Step(name, text)]


@dataclass
class Contributions:
    """Builds the steps of one pass. Equal expressions of several entries become one column."""

    one: SourceQuery
    tag: str
    #: Columns of the step `leaf` by what they hold, and how an entity's places are put together.
    columns: dict[str, str] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        source = self.one.source
        self.dialect = self.one.engine.dialect
        self.rows = SqlRows(source, self.dialect, self.one.span.last)
        self.single = self.one.one_row_each
        self.several = not self.one.one_place_each
        self.leaf = f"leaf{self.tag}"
        distinct = self.one.distinct
        self.entity = self.rows.entity(distinct) if distinct else "r.entity_uid"
        self.needed = [
            rows for indicator in self.one.entries for rows in self._rows_needed(indicator)
        ]
        #: What every row must meet that any entry needs: said once, where rows are read.
        self.common = tuple(
            each for each in self.needed[0] if all(each in other for other in self.needed)
        )

    def steps(self) -> list[Step]:
        entries = self.one.entries
        contributions = [self._contribution(indicator) for indicator in entries]
        overs = sorted({code for indicator in entries for code in indicator.restricted_by})
        settled = [f"{text} AS c{i}" for i, text in enumerate(contributions)]
        several = self.several
        found: list[Step] = []
        for code in overs:
            other = replace(self.one.alone(self.one.catalogue[code]), paired=0)
            found += members(other, self._members(code), f"{self.tag}_of_{_name(code)}")
        found += [*self._source_steps(), Step(self.leaf, self._leaf(), once=several)]
        if several:
            found.append(Step(f"whole{self.tag}", self._whole()))
        text = self._settled(settled, overs)
        return [*found, Step(f"settled{self.tag}", text, once=several)]

    # What one entry takes from the rows, and what it makes of an entity's places.

    def _own(self, indicator: Indicator) -> Conditions:
        return tuple(self.rows.conditions(indicator, self.rows.day_of(indicator), joined=False))

    def _met(self, indicator: Indicator) -> Conditions:
        joined = self.rows.conditions(indicator, self.rows.day_of(indicator), joined=True)
        return (*self._own(indicator), *joined)

    def _rows_needed(self, indicator: Indicator) -> list[Conditions]:
        """The rows without which the entry's contributions cannot be told, in alternatives."""
        if indicator.nature is MetricType.CUMULATIVE_REPORT:
            return [(*self._own(indicator), *stated) for stated in self._stated(indicator)]
        if indicator.once:
            return [self._own(indicator)]
        return [(*self._met(indicator), *self._placed(indicator))]

    def _placed(self, indicator: Indicator) -> Conditions:
        if indicator.nature is MetricType.STOCK:
            return (self.rows.in_force(indicator),)
        return (self._in_span(f"r.{indicator.date}"),)

    def _stated(self, indicator: Indicator) -> list[Conditions]:
        """For each half of the span: a report in it that states the amount."""
        amount = f"r.{indicator.measure.column} IS NOT NULL"
        return [
            (amount, f"r.month BETWEEN '{half.first}' AND '{half.last}'")
            for half in halves_of(self.one.span)
        ]

    def _in_span(self, day: str) -> str:
        span, literal = self.one.span, self.dialect.literal
        return f"{day} BETWEEN {literal(span.first)} AND {literal(span.last)}"

    def _contribution(self, indicator: Indicator) -> str:
        """What an entity adds: its amount, or 1 where that lies within the entry's bounds."""
        text = self._amount(indicator)
        if indicator.measure.bounds:
            bounds = indicator.measure.bounds
            met = [
                f"{text} IS NOT NULL"
                if each.operator is Operator.MISSING
                else f"{text} {SIGNS[each.operator]} {each.steps}"
                for each in bounds
            ]
            text = f"CASE WHEN {' AND '.join(met)} THEN 1 END"
        restrictions = []
        if indicator.over:
            restrictions.append(f"{self._members(indicator.over)}.entity_uid IS NOT NULL")
        if indicator.without:
            restrictions.append(f"{self._members(indicator.without)}.entity_uid IS NULL")
        return f"CASE WHEN {' AND '.join(restrictions)} THEN {text} END" if restrictions else text

    def _amount(self, indicator: Indicator) -> str:
        if indicator.nature is MetricType.CUMULATIVE_REPORT:
            return self._of_reports(indicator)
        if indicator.once:
            return self._once(indicator)
        return f"{self.leaf}.{self._plain(indicator)}"

    def _plain(self, indicator: Indicator) -> str:
        met = (*self._met(indicator), *self._placed(indicator))
        if not indicator.measure.column:
            return self._column("MAX", self._where(met, "1"))
        return self._column("SUM", self._where(met, f"r.{indicator.measure.column}"))

    def _once(self, indicator: Indicator) -> str:
        """The entity's first day anywhere must meet everything, and lie in the span."""
        day = f"r.{indicator.date}"
        first = self._column("MIN", self._where(self._own(indicator), day), whole="MIN")
        met = self._column("MIN", self._where(self._met(indicator), day))
        here = f"{self.leaf}.{met}"
        is_it = f"{here} = {self._of_entity(first)}"
        return f"CASE WHEN {is_it} AND {self._in_span(here)} THEN 1 END"

    def _of_reports(self, indicator: Indicator) -> str:
        """The amount of the report that is the entity's last, with its sign; both halves added."""
        amount, chosen, parts = f"r.{indicator.measure.column}", [], []
        for half, stated in zip(halves_of(self.one.span), self._stated(indicator), strict=True):
            key = self._where((*self._met(indicator), *stated), "r.report_key")
            any_key = self._where((*self._own(indicator), *stated), "r.report_key")
            last = self._column("MAX", any_key, whole="MAX")
            is_it = f"{self.leaf}.{self._column('MAX', key)} = {self._of_entity(last)}"
            value = f"{self.leaf}.{self._column('MAX_BY', f'{amount}, {key}')}"
            chosen.append(is_it)
            parts.append(f"CASE WHEN {is_it} THEN {'-' if half.sign < 0 else ''}{value} ELSE 0 END")
        if len(parts) == 1:
            return parts[0].replace(" ELSE 0 END", " END")
        return f"CASE WHEN {' OR '.join(chosen)} THEN {' + '.join(parts)} END"

    # Columns and steps.

    def _where(self, conditions: Conditions, value: str) -> str:
        """`value` in rows that meet the conditions; what all rows meet is not asked again."""
        own = [each for each in conditions if each not in self.common]
        return f"CASE WHEN {' AND '.join(own)} THEN {value} END" if own else value

    def _column(self, how: str, of: str, whole: str = "") -> str:
        """The column of `leaf` that puts the rows of a place together; `whole` those of a place."""
        text = _alone(how, of) if self.single else _together(how, of)
        name = self.columns.setdefault(text, f"x{len(self.columns)}")
        if whole and self.several:
            self.whole[name] = f"{whole}({name}) AS {name}"
        return name

    def _of_entity(self, column: str) -> str:
        """The best of a column over all places of the entity; only several places have a whole."""
        here = f"{self.leaf}.{column}"
        return f"COALESCE(whole{self.tag}.{column}, {here})" if self.several else here

    def _members(self, code: str) -> str:
        return f"members{self.tag}_of_{_name(code)}"

    def _source_steps(self) -> list[Step]:
        """Reports with a key that sorts them: by month, the record's own before a duplicate's, by
        revision. Only reports of several duplicates can share all three: then a hash of the code
        decides, which both engines and receipts make alike.
        """
        source = self.one.source
        if not source.has("month", "revision"):
            return []
        table = f"{self.one.relation(source.name)} AS r"
        month = "CAST(REPLACE(r.month, '-', '') AS BIGINT)"
        key = f"(({month} * 2 + {{}}) * 1000 + r.revision) * {SPAN_OF_TURNS}"
        sorts = key.format(1)
        if source.has("reported_under"):
            under = "r.reported_under <> r.entity_code"
            turn = self.dialect.hex_number("MD5(r.reported_under)", TURN_DIGITS)
            sorts = f"CASE WHEN {under} THEN {key.format(0)} + {turn} ELSE {sorts} END"
        text = select(["r.*", f"{sorts} AS report_key"], table, where=self._with_its_like())
        return [Step(f"report{self.tag}", text)]

    def _with_its_like(self) -> str:
        """That the record states the amount of the same month of the other year too (同口径)."""
        if not self.one.paired:
            return ""
        (amount,) = {indicator.measure.column for indicator in self.one.entries}
        year = f"CAST(SUBSTR(other.month, 1, 4) AS BIGINT) - {self.one.paired}"
        same = f"CONCAT(CAST({year} AS {self.dialect.text_type}), SUBSTR(other.month, 5))"
        others = select(
            [f"CONCAT(other.entity_uid, '/', {same})"],
            f"{self.one.relation(self.one.source.name)} AS other",
            where=f"other.{amount} IS NOT NULL",
        )
        return f"CONCAT(r.entity_uid, '/', r.month) IN (\n{indented(others)}\n)"

    def _leaf(self) -> str:
        source = self.one.source
        reports = source.has("month", "revision")
        table = f"report{self.tag}" if reports else self.one.relation(source.name)
        root = self.dialect.literal(self.one.root)
        unit = ("r.division",) if self.one.by_division else ()
        return select(
            [
                *(f"{self.entity} AS entity_uid" if self.one.distinct else "r.entity_uid",),
                *(f"{unit[0] if unit else root} AS division", "r.chain"),
                *(f"{text} AS {name}" for text, name in self.columns.items()),
            ],
            f"{table} AS r" + self.rows.joins(self.one.entries, self.one.relation),
            where=self._rows_read(),
            group=() if self.single else (self.entity, *unit, "r.chain"),
        )

    def _rows_read(self) -> str:
        """What all rows must meet, and any one of what only some entries need."""
        others = {
            " AND ".join(each for each in rows if each not in self.common) for rows in self.needed
        }
        required = list(self.common)
        if "" not in others:
            required.append("(" + "\n  OR ".join(sorted(others)) + ")")
        return "\n  AND ".join(required)

    def _whole(self) -> str:
        columns = ["entity_uid", "COUNT(*) AS places", *self.whole.values()]
        return select(columns, self.leaf, group=["entity_uid HAVING COUNT(*) > 1"])

    def _settled(self, contributions: list[str], overs: list[str]) -> str:
        places = f"COALESCE(whole{self.tag}.places, 1)" if self.several else "1"
        joins = [f"whole{self.tag}"] if self.several else []
        joins += [self._members(code) for code in overs]
        joined = "".join(
            f"\nLEFT JOIN {each} ON {each}.entity_uid = {self.leaf}.entity_uid" for each in joins
        )
        place = [f"{self.leaf}.{name}" for name in ("entity_uid", "division", "chain")]
        return select([*place, f"{places} AS places", *contributions], self.leaf + joined)


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


def contributions_query(one: SourceQuery) -> str:
    """All contributions of a pass, to be kept."""
    return query_cache.written(one, "contributions", _all_contributions)


def _all_contributions(one: SourceQuery) -> str:
    return query_of(contributions(one), select(["*"], "settled"), one.engine.dialect)


def contributions_of(one: SourceQuery) -> list[dict[str, Any]]:
    """The contribution of each entity to the first entry in each unit and chain, as `c0`."""
    texts = ["entity_uid", "division", "chain"]
    last = select([*texts, "c0"], "settled", where="c0 IS NOT NULL")
    schema = pa.schema([*(pa.field(name, pa.string()) for name in texts), ("c0", pa.int64())])
    query = query_of(contributions(one), last, one.engine.dialect)
    rows: list[dict[str, Any]] = one.engine.query(query, schema).to_pylist()
    return rows
