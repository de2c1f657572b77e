"""An entry of the catalogue: one indicator, defined once, as its preset file says it."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from chainchief.core.i18n import in_language
from chainchief.core.rounding import Rule
from chainchief.core.units import Dimension, Unit
from chainchief.indicators.catalogue.due import DUE, Due
from chainchief.indicators.figures import Formula, MetricType

#: Keys by which an entry is called, found and told in words.
WORDING = ("code", "name", "aliases", "ref", "definition")
_NOT_COUNTED = (*WORDING, "receipt", "names", "places", "disclosure")
#: Natures whose figures are sums over rows, and those looked up in one row.
SUMMED = (MetricType.FLOW, MetricType.STOCK, MetricType.CUMULATIVE_REPORT)
LOOKUPS = (
    MetricType.OFFICIAL,
    MetricType.RANK,
    MetricType.STREAK,
    MetricType.FURNISHED,
    MetricType.RECORD,
)
COMPOSED = {
    MetricType.RATIO: Formula.RATIO,
    MetricType.DIFFERENCE: Formula.DIFFERENCE,
    MetricType.GROWTH: Formula.GROWTH,
}
#: Natures that set the cells of another indicator against each other.
ORDERED = (MetricType.MEMBERS, MetricType.POSITION)
PARTS = {
    Formula.VALUE: ("value",),
    Formula.RATIO: ("numerator", "denominator"),
    Formula.DIFFERENCE: ("minuend", "subtrahend"),
    Formula.GROWTH: ("now", "then"),
    Formula.QUOTIENT: ("numerator", "denominator"),
    Formula.POSITION: ("ahead",),
}

Scalar = str | int | bool


class Operator(StrEnum):
    """How a condition compares; the values are the words of a catalogue file."""

    IN = "in"
    ON_OR_BEFORE = "on_or_before"
    AFTER = "after"
    MISSING = "missing"
    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"


@dataclass(frozen=True)
class Condition:
    """`column` (dotted: of a dimension) is one of `values`; none of them where `negated`.

    With another operator `values` is its one operand: a column, `end`, a number, true or false.
    Amounts are in steps; `texts` are they as the file writes them (10亿元).
    """

    column: str
    values: tuple[Scalar, ...]
    negated: bool = False
    operator: Operator = Operator.IN
    texts: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that must be read to tell whether it holds."""
        days = self.operator in (Operator.ON_OR_BEFORE, Operator.AFTER)
        other = str(self.values[0]) if days else "end"
        return (self.column,) if other in ("end", DUE) else (self.column, other)


@dataclass(frozen=True)
class Bound:
    """A threshold in steps; `text` is it as the file writes it. MISSING: the amount is stated."""

    operator: Operator
    steps: int
    text: str = ""


@dataclass(frozen=True)
class Measure:
    """What one entity contributes: 1 where `column` is "", else the steps in `column`.

    With `distinct` the entities are those that this column names, not the ones that the rows are
    about. With `bounds` an entity contributes 1 where its amount lies within all of them.
    """

    entity: str
    column: str = ""
    distinct: str = ""
    bounds: tuple[Bound, ...] = ()

    @property
    def counts(self) -> bool:
        return not self.column or bool(self.bounds)


@dataclass(frozen=True)
class Definition:
    """The sentence that says what is counted, with the days on which it is in force."""

    valid_from: dt.date
    texts: Mapping[str, str]
    valid_to: dt.date | None = None
    source: str = ""

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def text(self) -> str:
        return in_language(dict(self.texts))


@dataclass(frozen=True)
class Term:
    """One part of a ratio, difference or growth: another indicator, perhaps for another unit.

    `division` is "" (the unit itself), a level (`province`: the unit of that level that contains
    it) or a code of six digits; `span` another span, by a word of `core.spans`; with `all_chains`
    it is that of all chains together. What is told of another unit is told of all chains too.
    """

    indicator: str
    division: str = ""
    span: str = ""
    all_chains: bool = False

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is the number of another cell."""
        return bool(self.division) or self.all_chains

    def chain_of(self, chain: str) -> str:
        return "" if self.is_elsewhere else chain


@dataclass(frozen=True)
class Leaf:
    """A number that a composed indicator comes down to: the path of parts to it, and its span.

    `spans` are the words by which its span is found from that of the whole, one after another.
    """

    path: str
    indicator: "Indicator"
    spans: tuple[str, ...]
    is_elsewhere: bool


@dataclass(frozen=True)
class Indicator:
    """One indicator. `canonical` is the entry as plain data, of which the hash is made.

    A stock with `open_from` counts what was open on a day: begun by then, and not ended by then
    (without `open_until`: whatever had begun); one with `open_in` what is about the last month or
    year of the span, by that column. `due` says until when reports on a month are due.
    `over` restricts to the records that another indicator counts, `without` leaves those out.
    `yearly` marks a rank in a list of the year. `named_by` is the column of the receipt by which a
    document may print names instead of the number. `record` is the one record that the entry is
    about, where it is not named when asked. `of` is the indicator whose cells are set against each
    other, for `each` chain or county; `which` are the thresholds that its members meet, where
    `mean`, `whole` or `within_first` may stand in the place of an amount. `told_of` is another unit
    than the one asked for (a level around it, or a code) whose number is looked up.
    """

    code: str
    names: Mapping[str, str]
    nature: MetricType
    unit: Unit
    places: int = 0
    rounding: Rule = Rule.HALF_UP
    aliases: tuple[str, ...] = ()
    source: str = ""
    where: tuple[Condition, ...] = ()
    measure: Measure = Measure("")
    date: str = ""
    once: bool = False
    over: str = ""
    without: str = ""
    open_from: str = ""
    open_until: str = ""
    open_in: str = ""
    due: Due | None = None
    yearly: bool = False
    named_by: str = ""
    record: str = ""
    reported_for: str = ""
    terms: Mapping[str, Term] = field(default_factory=dict)
    series: str = ""
    item: str = ""
    attribute: str = ""
    of: str = ""
    each: str = ""
    which: tuple[tuple[str, str], ...] = ()
    ascending: bool = False
    dense_ties: bool = False
    reason: Mapping[str, str] = field(default_factory=dict)
    parameters: tuple[str, ...] = ()
    among: Mapping[str, str] = field(default_factory=dict)
    dimensions: tuple[str, ...] = ()
    receipt: tuple[str, ...] = ()
    disclosure: str = "open"
    ref: str = ""
    definitions: tuple[Definition, ...] = ()
    canonical: Mapping[str, object] = field(default_factory=dict)
    file: str = ""
    line: int = 0

    @property
    def name(self) -> str:
        return in_language(dict(self.names))

    @property
    def formula(self) -> Formula:
        if self.nature is MetricType.POSITION:
            return Formula.POSITION
        if self.nature is MetricType.RATIO and self.unit.dimension is Dimension.PER:
            return Formula.QUOTIENT
        return COMPOSED.get(self.nature, Formula.VALUE)

    @property
    def is_summed(self) -> bool:
        return self.nature in SUMMED

    @property
    def is_lookup(self) -> bool:
        return self.nature in LOOKUPS

    @property
    def restricted_by(self) -> tuple[str, ...]:
        """The indicators whose records alone count, or do not."""
        return tuple(code for code in (self.over, self.without) if code)

    @property
    def refers_to(self) -> tuple[str, ...]:
        """The codes of the indicators this one is made of or restricted to."""
        of = (self.of,) if self.of else ()
        terms = (term.indicator for term in self.terms.values())
        return tuple(dict.fromkeys([*self.restricted_by, *of, *terms]))

    def definition_on(self, day: dt.date) -> Definition | None:
        """The definition in force on `day`, or None where the catalogue has none for it."""
        return next((each for each in self.definitions if each.holds_on(day)), None)

    def ended_before(self, day: dt.date) -> dt.date | None:
        """The last day of its last definition where that lies before `day`: it was withdrawn."""
        ends = [each.valid_to for each in self.definitions]
        if not ends or None in ends:
            return None
        last = max(end for end in ends if end)
        return last if last < day else None

    def hash_with(self, of_references: tuple[str, ...]) -> str:
        """SHA-256 of the canonical entry and of the definitions it rests on."""
        content = json.dumps(
            {"entry": self.canonical, "rests_on": of_references},
            ensure_ascii=False,
            sort_keys=True,
            default=str,
        )
        return hashlib.sha256(content.encode()).hexdigest()


def meaning_of(entry: Mapping[str, object]) -> dict[str, object]:
    """Meaning of an entry without its names and print: equal where two count the same.

    In which order the dimensions are written says nothing.
    """
    meaning = {key: value for key, value in entry.items() if key not in _NOT_COUNTED}
    dimensions = meaning.get("dimensions")
    if isinstance(dimensions, list):
        meaning["dimensions"] = sorted(map(str, dimensions))
    return meaning
