"""The entries of a catalogue file as typed data: the keys that each nature needs and may have.

What the ledger has to offer is not known here: that a table, a column or a unit exists is checked
by those who look (`source_checks`, `reference_checks`).
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta

from chainchief.core.i18n import _
from chainchief.core.presets import Names, Part, Text
from chainchief.core.rounding import Rule
from chainchief.indicators.catalogue.due import LATEST
from chainchief.indicators.figures import MetricType

_CODE = r"^(IND|CLM)-[A-Z0-9]+(-[A-Z0-9]+)*$"
_LONGEST_CODE = 24
Code = Annotated[str, Meta(pattern=_CODE, max_length=_LONGEST_CODE)]
#: What is set against each other inside the ledger: its chains, or its units of one level.
Each = Literal["chain", "county", "zone", "township"]
EACH: tuple[str, ...] = get_args(Each)
Disclosure = Literal["open", "protected", "internal"]
DISCLOSURES: tuple[str, ...] = get_args(Disclosure)
#: An amount with its unit, `10亿元`; a plain number where none has a unit.
Threshold = str | int
#: Column → its values, or what it is compared with: `conditions` reads them.
Where = dict[str, Any]


class DefinitionKeys(Part, frozen=True):
    """A sentence of definition with the days on which it is in force."""

    valid_from: dt.date
    zh: Text
    en: Text
    valid_to: dt.date | None = None
    source: str = ""


class Thresholds(Part, frozen=True):
    """What a number is set against, each if stated."""

    at_least: Threshold | None = None
    above: Threshold | None = None
    at_most: Threshold | None = None
    below: Threshold | None = None

    @property
    def stated(self) -> Mapping[str, Threshold]:
        """Word → threshold, of those that are stated."""
        given = ((name, getattr(self, name)) for name in Thresholds.__struct_fields__)
        return {name: value for name, value in given if value is not None}


class MeasureKeys(Thresholds, frozen=True):
    """What each record contributes: itself, an amount, itself where its amount reaches so much."""

    count: str = ""
    sum: str = ""
    distinct: str = ""
    whose: str = ""
    #: False: only records whose amount is stated.
    missing: Literal[False] | None = None

    def __post_init__(self) -> None:
        given = {name for name in ("count", "sum", "distinct", "whose") if getattr(self, name)}
        has_bounds = bool(self.stated) or self.missing is not None
        if "distinct" in given:
            if given != {"distinct"} or has_bounds:
                raise ValueError(_("“distinct” alone"))
        elif "whose" in given:
            if given != {"count", "whose"} or not has_bounds:
                raise ValueError(_("“count” and “whose” with a threshold"))
        elif len(given) != 1 or has_bounds:
            raise ValueError(_("“count”, “sum” or “distinct”"))


class OpenKeys(Part, frozen=True, rename={"from_": "from", "in_": "in"}):
    """The days between which a row is open, or the column that says of which span it is."""

    from_: str = ""
    until: str = ""
    in_: str = ""

    def __post_init__(self) -> None:
        between, within = bool(self.from_), bool(self.in_)
        if between == within or (within and self.until):
            raise ValueError(_("the columns of two days"))


class DueKeys(Part, frozen=True):
    """Until which day of the next month reports are due, and months whose day was moved."""

    day: Annotated[int, Meta(ge=1, le=LATEST)]
    moved: dict[Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")], dt.date] = {}


class TermKeys(Part, frozen=True):
    """Another indicator, of another division, of the whole city or of another span."""

    indicator: str
    division: str | int = ""
    chain: Literal["all"] | None = None
    span: str = ""


Reference = str | TermKeys


class WhichKeys(Thresholds, frozen=True):
    """Which of the chains or units are counted: by thresholds, or the first of them."""

    within_first: Annotated[int, Meta(ge=1)] | None = None

    @property
    def said(self) -> Mapping[str, Threshold]:
        """The thresholds, and how many are the first."""
        first = {} if self.within_first is None else {"within_first": self.within_first}
        return {**self.stated, **first}

    def __post_init__(self) -> None:
        if not self.said:
            words = (*Thresholds.__struct_fields__, "within_first")
            raise ValueError(_("thresholds: {}").format(", ".join(words)))


class EntryKeys(Part, frozen=True, kw_only=True):
    """What every entry says, whatever the nature of its number."""

    code: Code
    name: Names
    nature: str
    unit: str
    definition: Annotated[tuple[DefinitionKeys, ...], Meta(min_length=1)]
    aliases: tuple[str, ...] = ()
    places: Annotated[int, Meta(ge=0, le=6)] = 0
    rounding: Rule = Rule.HALF_UP
    receipt: tuple[str, ...] = ()
    names: str = ""
    disclosure: Disclosure | None = None
    ref: str = ""


class SummedKeys(EntryKeys, frozen=True, kw_only=True):
    """A sum over rows of a table; `over` and `without` restrict it to other indicators' records."""

    source: str
    measure: MeasureKeys
    dimensions: tuple[str, ...]
    where: Where = {}
    over: str = ""
    without: str = ""


class FlowKeys(SummedKeys, frozen=True, kw_only=True):
    nature: Literal["flow"]
    date: str
    once: bool = False


class StockKeys(SummedKeys, frozen=True, kw_only=True):
    nature: Literal["stock"]
    open: OpenKeys | None = None
    due: DueKeys | None = None


class CumulativeReportKeys(SummedKeys, frozen=True, kw_only=True):
    nature: Literal["cumulative-report"]


class RatioKeys(EntryKeys, frozen=True, kw_only=True):
    nature: Literal["ratio"]
    numerator: Reference
    denominator: Reference


class DifferenceKeys(EntryKeys, frozen=True, kw_only=True):
    nature: Literal["difference"]
    minuend: Reference
    subtrahend: Reference


class GrowthKeys(EntryKeys, frozen=True, kw_only=True):
    nature: Literal["growth"]
    of: str
    against: str = ""


class MembersKeys(EntryKeys, frozen=True, kw_only=True):
    nature: Literal["members"]
    of: str
    each: Each
    which: WhichKeys
    reason: Names | None = None


class PositionKeys(EntryKeys, frozen=True, kw_only=True):
    nature: Literal["position"]
    of: str
    each: Each
    ties: Literal["shared", "dense"] = "shared"
    order: Literal["descending", "ascending"] = "descending"
    reason: Names | None = None


class OfficialKeys(EntryKeys, frozen=True, kw_only=True):
    nature: Literal["official"]
    series: str
    where: Where = {}


class RankKeys(EntryKeys, frozen=True, kw_only=True):
    nature: Literal["rank"]
    series: str
    among: Names
    where: Where = {}
    yearly: bool = False


class StreakKeys(EntryKeys, frozen=True, kw_only=True):
    nature: Literal["streak"]
    series: str
    where: Where = {}


class FurnishedKeys(EntryKeys, frozen=True, kw_only=True, rename={"reported_for": "told_of"}):
    nature: Literal["furnished"]
    item: str
    where: Where = {}
    reported_for: str | int = ""


class RecordKeys(EntryKeys, frozen=True, kw_only=True):
    """A number of one record, which is named in the entry or when the figure is asked for."""

    nature: Literal["record"]
    source: str
    attribute: str
    parameters: tuple[Literal["record"], ...] = ()
    record: str = ""


class ClaimKeys(Part, frozen=True):
    """What a claim says beside the entry whose number proves it."""

    at_least: Threshold | None = None
    within_first: Annotated[int, Meta(ge=1)] | None = None
    proven_by: tuple[str, ...] = ()


KEYS: Mapping[MetricType, type[EntryKeys]] = {
    MetricType(get_args(keys.__annotations__["nature"])[0]): keys
    for keys in (
        FlowKeys,
        StockKeys,
        CumulativeReportKeys,
        RatioKeys,
        DifferenceKeys,
        GrowthKeys,
        MembersKeys,
        PositionKeys,
        OfficialKeys,
        RankKeys,
        FurnishedKeys,
        RecordKeys,
        StreakKeys,
    )
}
_OF_ALL = frozenset(EntryKeys.__struct_fields__)


def _keys(nature: MetricType, *, required: bool) -> tuple[str, ...]:
    fields = msgspec.structs.fields(KEYS[nature])
    return tuple(
        each.encode_name
        for each in fields
        if each.required is required and each.name not in _OF_ALL
    )


#: Nature → the keys that it needs, and those it may have, beside those of every entry.
NEEDED: Mapping[MetricType, tuple[str, ...]] = {each: _keys(each, required=True) for each in KEYS}
ALSO: Mapping[MetricType, tuple[str, ...]] = {each: _keys(each, required=False) for each in KEYS}


def keys_of(nature: MetricType) -> tuple[str, ...]:
    """All keys of an entry of this nature."""
    return tuple(each.encode_name for each in msgspec.structs.fields(KEYS[nature]))


def is_code(text: str) -> bool:
    """Whether an indicator may be called so."""
    return len(text) <= _LONGEST_CODE and re.search(_CODE, text) is not None
