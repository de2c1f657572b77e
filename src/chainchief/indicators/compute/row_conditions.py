"""Rows of a fact table in SQL: columns, what they are joined to, the conditions of entries."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyarrow as pa

from chainchief.core.spans import Month
from chainchief.indicators.catalogue.conditions import END
from chainchief.indicators.catalogue.due import DUE
from chainchief.indicators.catalogue.indicator import Condition, Indicator, Operator
from chainchief.indicators.catalogue.sources import Attribute, Source
from chainchief.indicators.figures import MetricType
from chainchief.lake.engines.dialects import Dialect
from chainchief.lake.schema import TYPES
from chainchief.ledger.facts import FactType

#: The record that a distinct count counts, beside the row that names it.
ENTITY = "counted"
#: A threshold in SQL.
SIGNS = {
    Operator.AT_LEAST: ">=",
    Operator.ABOVE: ">",
    Operator.AT_MOST: "<=",
    Operator.BELOW: "<",
}


@dataclass(frozen=True)
class SqlRows:
    """The rows `r` of one table, each beside the records `of_KIND` that it belongs to."""

    source: Source
    dialect: Dialect
    end: dt.date

    def value(self, name: str, at: str) -> str:
        """An attribute's value; a flag that holds between two days as at the day `at`."""
        attribute = self.source.attributes[name]
        row = f"of_{attribute.table}" if attribute.table else "r"
        if attribute.holds_between_days:
            first, last = (f"{row}.{attribute.stored}_{side}" for side in ("from", "to"))
            return _held(first, last, at)
        return f"{row}.{attribute.stored}"

    def type_of(self, name: str) -> pa.DataType:
        return TYPES[self.source.attributes[name].column.type]

    def day_of(self, indicator: Indicator) -> str:
        """The day as at which attributes are taken: of the event, or the end of the span."""
        flow = indicator.nature is MetricType.FLOW
        return f"r.{indicator.date}" if flow else self.dialect.literal(self.end)

    def joins(
        self, entries: Iterable[Indicator], relation: Callable[[str], str], receipt: bool = False
    ) -> str:
        """The joins that the conditions of these entries (and their `receipt`) need, no others."""
        known = self.source.attributes
        entries = list(entries)
        names = [n for indicator in entries for c in indicator.where for n in c.columns]
        names += [each.measure.distinct for each in entries if each.measure.distinct]
        names += [n for indicator in entries if receipt for n in shown_names(indicator)]
        named = [known[name] for name in names]
        kinds = sorted({(each.table, each.key) for each in named if each.table})
        joined = [
            f"\nLEFT JOIN {relation(kind)} AS of_{kind} ON of_{kind}.entity_code = r.{key}"
            for kind, key in kinds
        ]
        distinct = {each.measure.distinct for each in entries} - {""}
        for column in sorted(distinct):
            kind = self.source.kind_named_by(column)
            if kind:
                on = f"{ENTITY}.entity_code = {self.value(column, '')}"
                joined.append(f"\nLEFT JOIN {relation(kind)} AS {ENTITY} ON {on}")
        return "".join(joined)

    def entity(self, column: str) -> str:
        """The entity that a column's value stands for: the record that it names, else the value."""
        value = self.value(column, "")
        if not self.source.kind_named_by(column):
            return f"CONCAT({self.dialect.text(f'{column}/')}, {value})"
        return f"COALESCE({ENTITY}.entity_uid, {value})"

    def conditions(self, indicator: Indicator, at: str, *, joined: bool) -> list[str]:
        """The entry's conditions on the row itself, or on what it is `joined` to."""
        known = self.source.attributes
        distinct = indicator.measure.distinct
        filled = []
        if distinct and not joined:
            filled = [f"{self.value(distinct, at)} <> ''"]
        due = indicator.due.of(Month(self.end.year, self.end.month)) if indicator.due else self.end
        return filled + [
            self._holds(condition, known[condition.column], at, due)
            for condition in indicator.where
            if any(known[name].table for name in condition.columns) is joined
        ]

    def in_force(self, indicator: Indicator) -> str:
        """Whether a row of a stock is in force at the end of the span.

        From `valid_from` to `valid_to`, where both ends may be open; or, of an entry that says
        between which days its rows are open, from the first on, until the day before the last,
        or for good where it names no last; or those about the last month or year of the span.
        """
        day = self.dialect.literal(self.end)
        if indicator.open_in:
            by_month = self.source.columns[indicator.open_in].type is FactType.MONTH
            last = f"{self.end:%Y-%m}" if by_month else self.end.year
            return f"r.{indicator.open_in} = {self.dialect.literal(last)}"
        if indicator.open_from:
            begun, ended = f"r.{indicator.open_from} <= {day}", f"r.{indicator.open_until}"
            if not indicator.open_until:
                return begun
            return f"{begun} AND ({ended} IS NULL OR {ended} > {day})"
        return (
            f"(r.valid_from IS NULL OR r.valid_from <= {day})"
            f" AND (r.valid_to IS NULL OR r.valid_to >= {day})"
        )

    def _holds(self, condition: Condition, attribute: Attribute, at: str, due: dt.date) -> str:
        """A missing value meets none but `missing`, and so every one that is negated."""
        met = self._compared(condition, attribute, self.value(attribute.name, at), at, due)
        return f"NOT COALESCE({met}, FALSE)" if condition.negated else met

    def _compared(
        self, condition: Condition, attribute: Attribute, value: str, at: str, due: dt.date
    ) -> str:
        operand = condition.values[0]
        match condition.operator:
            case Operator.MISSING:
                absent = f"({value} IS NULL{_or_blank(value, attribute)})"
                return absent if operand else f"NOT {absent}"
            case Operator.ON_OR_BEFORE | Operator.AFTER:
                days = {END: self.dialect.literal(self.end), DUE: self.dialect.literal(due)}
                day = days.get(str(operand)) or self.value(str(operand), at)
                compared = "<=" if condition.operator is Operator.ON_OR_BEFORE else ">"
                return f"{value} {compared} {day}"
            case Operator.AT_LEAST | Operator.ABOVE | Operator.AT_MOST | Operator.BELOW:
                return f"{value} {SIGNS[condition.operator]} {self.dialect.literal(operand)}"
        if attribute.column.type is FactType.FLAG:
            true = f"COALESCE({value}, FALSE)"
            return true if condition.values == (True,) else f"NOT {true}"
        listed = ", ".join(self.dialect.literal(each) for each in condition.values)
        return f"{value} IN ({listed})" if len(condition.values) > 1 else f"{value} = {listed}"


def shown_names(indicator: Indicator) -> tuple[str, ...]:
    """The attributes that a receipt shows: those declared, and the one that a document names."""
    own = (indicator.named_by,) if indicator.named_by not in ("", "entity_name") else ()
    return tuple(dict.fromkeys((*indicator.receipt, *own)))


def _or_blank(value: str, attribute: Attribute) -> str:
    text = attribute.column.type in (FactType.CODE, FactType.TEXT, FactType.MONTH)
    return f" OR {value} = ''" if text else ""


def _held(first: str, last: str, at: str) -> str:
    """Whether `at` lies between two days, each open where it is missing, never if both are."""
    return (
        f"(({first} IS NOT NULL OR {last} IS NOT NULL)"
        f" AND ({first} IS NULL OR {first} <= {at}) AND ({last} IS NULL OR {last} >= {at}))"
    )
