"""What a person has chosen: a draft of an indicator, each field a choice of the page."""

from dataclasses import dataclass, field
from enum import StrEnum

from chainchief.indicators.figures import MetricType


class Counting(StrEnum):
    """What becomes of the records that meet the conditions."""

    COUNT = "count"
    SUM = "sum"
    DISTINCT = "distinct"
    #: Records whose sum over the span lies within thresholds.
    WHOSE = "whose"


class Opening(StrEnum):
    """When a record counts in a stock."""

    VALID = "valid"
    BETWEEN = "between"
    SINCE = "since"
    IN = "in"


class Test(StrEnum):
    """How a condition compares."""

    IS = "is"
    IS_NOT = "not"
    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"
    FILLED = "filled"
    BLANK = "blank"
    ON_OR_BEFORE = "on_or_before"
    AFTER = "after"


THRESHOLDS = (Test.AT_LEAST, Test.ABOVE, Test.AT_MOST, Test.BELOW)


@dataclass(frozen=True)
class ConditionLine:
    """One line of the conditions: a column, a test, and what it is set against as written."""

    column: str
    test: Test
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class TermChoice:
    """Another indicator as a part of this one, of another unit, span or of all chains."""

    indicator: str = ""
    division: str = ""
    span: str = ""
    all_chains: bool = False


@dataclass(frozen=True)
class Draft:
    """All that a person has chosen or written; what is blank is left to the program."""

    nature: MetricType = MetricType.FLOW
    source: str = ""
    conditions: tuple[ConditionLine, ...] = ()
    counting: Counting = Counting.COUNT
    column: str = ""
    bounds: tuple[ConditionLine, ...] = ()
    date: str = ""
    once: bool = False
    opening: Opening = Opening.VALID
    open_from: str = ""
    open_until: str = ""
    open_in: str = ""
    due_day: str = ""
    over: str = ""
    without: str = ""
    terms: "dict[str, TermChoice]" = field(default_factory=dict)
    of: str = ""
    against: str = ""
    each: str = ""
    which_test: str = ""
    which_value: str = ""
    ascending: bool = False
    dense_ties: bool = False
    reason: str = ""
    reason_en: str = ""
    series: str = ""
    item: str = ""
    reported_for: str = ""
    yearly: bool = False
    among: str = ""
    among_en: str = ""
    attribute: str = ""
    record: str = ""
    unit: str = ""
    places: str = ""
    by_division: bool = True
    by_chain: bool = True
    named_by: str = ""
    disclosure: str = ""
    code: str = ""
    name: str = ""
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    definition: str = ""
    definition_en: str = ""
    basis: str = ""
    receipt: tuple[str, ...] = ()
    valid_from: str = ""
