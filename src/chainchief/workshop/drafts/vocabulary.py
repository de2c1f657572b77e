"""What a definition can be chosen from: kinds of record, their columns, tests, values, units.

Everything is told in the words of the workbooks: the heads of columns and the labels in cells.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chainchief.core.i18n import _
from chainchief.core.units import UNITS, Dimension
from chainchief.indicators.catalogue.sources import (
    FURNISHED,
    OFFICIAL,
    PLAN,
    RANKING,
    Attribute,
    Source,
    all_sources,
)
from chainchief.indicators.catalogue.vocabulary import kind_in_words, label_of, values_in_words
from chainchief.indicators.figures import MetricType
from chainchief.ledger.facts import FactType
from chainchief.workshop.drafts.draft import THRESHOLDS, Counting, Opening, Test

#: Tables whose rows are looked up as they were stated, and never counted.
_STATED = (OFFICIAL, FURNISHED, RANKING, PLAN)
#: The order in which an office thinks of its records.
_FIRST = (
    "project_stage",
    "project",
    "project_report",
    "project_investment",
    "enterprise",
    "firm_month",
    "difficulty",
    "visit",
    "agreement",
    "lead",
    "financing_need",
    "land_grant",
)
_WORDS = {
    Test.IS: "is",
    Test.IS_NOT: "is not",
    Test.AT_LEAST: "at least",
    Test.ABOVE: "above",
    Test.AT_MOST: "at most",
    Test.BELOW: "below",
    Test.FILLED: "is filled in",
    Test.BLANK: "is blank",
    Test.ON_OR_BEFORE: "is on or before",
    Test.AFTER: "is after",
}
_EMPTY = (Test.FILLED, Test.BLANK)
_DAYS = (Test.ON_OR_BEFORE, Test.AFTER)
_TESTS = {
    FactType.CODE: (Test.IS, Test.IS_NOT, *_EMPTY),
    FactType.TEXT: (Test.IS, Test.IS_NOT, *_EMPTY),
    FactType.MONTH: (Test.IS, Test.IS_NOT, *_EMPTY),
    FactType.FLAG: (Test.IS,),
    FactType.WHOLE: (*THRESHOLDS, Test.IS, *_EMPTY),
    FactType.STEPS: (*THRESHOLDS, *_EMPTY),
    FactType.DATE: (*_DAYS, *_EMPTY),
}
_COUNTINGS = {
    Counting.COUNT: "how many records there are",
    Counting.SUM: "the sum of an amount",
    Counting.DISTINCT: "how many different ones a column names",
    Counting.WHOSE: "how many records have an amount within limits",
}
_SHAPES = {
    MetricType.FLOW: "what happened within the span",
    MetricType.STOCK: "what there is at the end of the span",
    MetricType.CUMULATIVE_REPORT: "the last report of the year",
    MetricType.RATIO: "one figure divided by another",
    MetricType.DIFFERENCE: "one figure less another",
    MetricType.GROWTH: "growth of a figure",
    MetricType.MEMBERS: "how many chains or counties reach a threshold",
    MetricType.POSITION: "the place of a chain or unit among the others",
    MetricType.OFFICIAL: "a statistic of another authority",
    MetricType.FURNISHED: "a number that another office furnishes",
    MetricType.RANK: "a rank in a published list",
    MetricType.STREAK: "years in a row in a published list",
    MetricType.RECORD: "an amount of one record",
}
_OPENINGS = {
    Opening.VALID: "in force at the end of the span",
    Opening.BETWEEN: "begun by then and not ended, by two days",
    Opening.SINCE: "begun by then, by one day",
    Opening.IN: "about the last month or year of the span",
}
#: What most offices state an amount in.
_USUAL = {
    Dimension.MONEY: "亿元",
    Dimension.AREA: "亩",
    Dimension.ENERGY: "万千瓦时",
    Dimension.RATE: "%",
    Dimension.RANK: "位",
    Dimension.YEARS: "年",
    Dimension.POINTS: "百分点",
    Dimension.COUNT: "个",
}


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its code and its words."""

    code: str
    label: str


def natures() -> list[Choice]:
    """Kinds of number that there are, those of records first."""
    return [Choice(nature.value, _(words)) for nature, words in _SHAPES.items()]


def countings(source: Source) -> list[Choice]:
    """Ways to count the records of a table."""
    fitting = {
        Counting.COUNT: True,
        Counting.SUM: bool(source.amounts),
        Counting.DISTINCT: True,
        Counting.WHOSE: source.places_entities and bool(source.of_type(FactType.STEPS)),
    }
    return [Choice(each.value, _(words)) for each, words in _COUNTINGS.items() if fitting[each]]


def openings(source: Source) -> list[Choice]:
    """Rules for when a record of a table counts in a stock."""
    in_force = source.has("valid_from", "valid_to")
    dated = bool(source.of_type(FactType.DATE))
    monthly = bool(months(source))
    fitting = {
        Opening.VALID: in_force,
        Opening.BETWEEN: dated,
        Opening.SINCE: dated,
        Opening.IN: monthly,
    }
    return [Choice(each.value, _(words)) for each, words in _OPENINGS.items() if fitting[each]]


def natures_of(source: Source) -> list[MetricType]:
    """The natures that a table's records can have, the most usual one first."""
    dated = bool(source.of_type(FactType.DATE))
    reports = source.has("month", "revision")
    stock = source.has("valid_from", "valid_to")
    events = [each for each in source.of_type(FactType.DATE) if not each.startswith("valid_")]
    found = [MetricType.CUMULATIVE_REPORT] if reports else []
    found += [MetricType.STOCK] if stock and not events else []
    found += [MetricType.FLOW] if dated else []
    found += [MetricType.STOCK] if openings(source) else []
    return list(dict.fromkeys(found))


@cache
def _of_each_kind() -> Counter[str]:
    return Counter(source.row_kind for source in all_sources().values())


def kinds() -> list[Choice]:
    """The tables that can be counted, in the words of the registers."""
    names = [name for name in all_sources() if name not in _STATED]
    ordered = sorted(names, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    return [Choice(name, kind_label(all_sources()[name])) for name in ordered]


def kind_label(source: Source) -> str:
    """A table by its records, and by what is counted in it where that is something else."""
    words = kind_in_words(source.row_kind)
    if source.fact.apportionment is not None:
        return _("{kind} (amounts by shares of units)").format(kind=words)
    if source.entity_kind != source.row_kind and _of_each_kind()[source.row_kind] > 1:
        return _("{kind} (by {entity})").format(
            kind=words, entity=kind_in_words(source.entity_kind)
        )
    return words


def columns(source: Source) -> list[Choice]:
    """Columns that a condition can be about: those of the records, then of what they belong to."""
    found = source.attributes
    own = [name for name in found if "." not in name]
    joined = [name for name in found if "." in name]
    return [Choice(name, label_of(name, source)) for name in (*own, *joined)]


def type_of(column: str, source: Source) -> FactType | None:
    attribute = source.attributes.get(column)
    return attribute.column.type if attribute else None


def tests(column: str, source: Source) -> list[Choice]:
    """Tests that a column can be put to."""
    kind = type_of(column, source)
    return [Choice(each.value, _(_WORDS[each])) for each in _TESTS[kind]] if kind else []


def values(column: str, source: Source) -> list[Choice]:
    """The values of a column that has a list of them, by their labels."""
    attribute = source.attributes[column]
    if attribute.column.type is FactType.FLAG:
        return [Choice("true", _("yes")), Choice("false", _("no"))]
    return [
        Choice(code, values_in_words(column, (code,), source))
        for code in attribute.column.choices
        if code
    ]


def names_records(column: str, source: Source) -> str:
    """The kind of record whose codes stand in a column, "" for plain words and lists."""
    attribute = source.attributes[column]
    of_words = attribute.column.type is FactType.CODE and not attribute.column.choices
    return source.kind_named_by(column) if of_words else ""


def days(source: Source) -> list[Choice]:
    """The columns of days of a table, by which its records are placed in a span."""
    ordered = sorted(source.of_type(FactType.DATE), key=_usual_day)
    return [Choice(name, label_of(name, source)) for name in ordered]


def _usual_day(name: str) -> int:
    usual = ("recognised_on", "occurred_on", "received_on", "valid_from")
    return usual.index(name) if name in usual else len(usual) - 1


def other_days(source: Source) -> list[Choice]:
    """Days that a day can be compared with: the end of the span, or another day of the record."""
    joined = (n for n, each in source.attributes.items() if each.column.type is FactType.DATE)
    end = Choice("end", _("the end of the span"))
    return [end, *(Choice(name, label_of(name, source)) for name in joined)]


def months(source: Source) -> list[str]:
    return [*source.of_type(FactType.MONTH), *(["year"] if source.has("year") else [])]


def amounts(source: Source) -> list[Choice]:
    return [Choice(name, label_of(name, source)) for name in source.amounts]


def distinct(source: Source) -> list[Choice]:
    """The columns that name firms, persons, units, chains, places …"""
    words = (FactType.CODE, FactType.TEXT)
    known = {n: each for n, each in source.attributes.items() if each.column.type in words}
    ordered = sorted(known, key=lambda name: (not _names(name, known[name], source), "." in name))
    return [Choice(name, label_of(name, source)) for name in ordered]


def _names(name: str, attribute: Attribute, source: Source) -> bool:
    return not attribute.column.choices and bool(source.kind_named_by(name))


def threshold_units(column: str, source: Source) -> list[str]:
    """The units in which an amount of this column can be written, the usual one first."""
    attribute = source.attributes.get(column)
    if attribute is None or attribute.column.type is not FactType.STEPS:
        return []
    code = attribute.column.unit
    dimension = UNITS[code].dimension if code else Dimension.MONEY
    return _units(dimension)


def _units(dimension: Dimension) -> list[str]:
    usual = _USUAL.get(dimension, "")
    fitting = [code for code, unit in UNITS.items() if unit.dimension is dimension]
    return sorted(fitting, key=lambda code: code != usual)


def units(dimension: Dimension | None, usual: str) -> Iterator[str]:
    """The units a figure can be told in, the usual one first."""
    if usual:
        yield usual
    fitting = _units(dimension) if dimension else list(UNITS)
    yield from (code for code in fitting if code != usual)
