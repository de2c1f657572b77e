"""From a faultless item of a preset file to an entry."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from chainchief.core.lined_yaml import Item
from chainchief.core.presets import Names, well_formed
from chainchief.core.units import quantity, unit
from chainchief.indicators.catalogue.conditions import conditions_from, in_steps
from chainchief.indicators.catalogue.due import Due
from chainchief.indicators.catalogue.entries import (
    KEYS,
    DefinitionKeys,
    DifferenceKeys,
    EntryKeys,
    FlowKeys,
    FurnishedKeys,
    GrowthKeys,
    MeasureKeys,
    MembersKeys,
    OfficialKeys,
    PositionKeys,
    RankKeys,
    RatioKeys,
    RecordKeys,
    Reference,
    StockKeys,
    StreakKeys,
    SummedKeys,
    Where,
)
from chainchief.indicators.catalogue.indicator import (
    Bound,
    Condition,
    Definition,
    Indicator,
    Measure,
    Operator,
    Term,
)
from chainchief.indicators.catalogue.source_checks import source_name_of
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.figures import MetricType

#: What the hash of a definition leaves out: how an indicator is found, not what it says.
_NOT_MEANING = ("aliases", "ref")
#: What growth is told against where its entry does not say.
LAST_YEAR = "last-year"


def entry_from(item: Item) -> Indicator:
    """The entry that `item` says. Only called where no fault was found."""
    nature = MetricType(str(item.data["nature"]))
    entry = well_formed(item.data, KEYS[nature])
    source = source_name_of(item)
    of_every_nature = Indicator(
        code=entry.code,
        names=_texts(entry.name),
        nature=nature,
        unit=unit(entry.unit),
        places=entry.places,
        rounding=entry.rounding,
        aliases=entry.aliases,
        source=source,
        measure=Measure(source_of(source).entity_kind if source else ""),
        named_by=entry.names,
        receipt=entry.receipt,
        disclosure=entry.disclosure or _disclosure(entry, source),
        ref=entry.ref,
        definitions=_definitions(entry.definition),
        canonical={key: item.data[key] for key in sorted(item.data) if key not in _NOT_MEANING},
        file=item.file,
        line=item.line,
    )
    return replace(of_every_nature, **_of_nature(entry, source))


def _of_nature(entry: EntryKeys, source: str) -> dict[str, Any]:
    """What only entries of this nature say, by the names of the indicator's fields."""
    match entry:
        case SummedKeys():
            return _summed(entry, source)
        case RatioKeys():
            terms = {"numerator": entry.numerator, "denominator": entry.denominator}
            return {"terms": {key: _term(each) for key, each in terms.items()}}
        case DifferenceKeys():
            terms = {"minuend": entry.minuend, "subtrahend": entry.subtrahend}
            return {"terms": {key: _term(each) for key, each in terms.items()}}
        case GrowthKeys():
            then = Term(entry.of, span=entry.against or LAST_YEAR)
            return {"terms": {"now": Term(entry.of), "then": then}}
        case MembersKeys() | PositionKeys():
            return _ordered(entry)
        case RecordKeys():
            named = {"parameters": entry.parameters, "record": entry.record}
            return {"attribute": entry.attribute, **named}
        case _:
            return _lookup_fields(entry, source)


def _summed(entry: SummedKeys, source: str) -> dict[str, Any]:
    own: dict[str, Any] = {}
    if isinstance(entry, FlowKeys):
        own = {"date": entry.date, "once": entry.once}
    if isinstance(entry, StockKeys) and entry.open:
        opened = entry.open
        own = {"open_from": opened.from_, "open_until": opened.until, "open_in": opened.in_}
    if isinstance(entry, StockKeys) and entry.due:
        own["due"] = Due(entry.due.day, entry.due.moved)
    return {
        "where": _conditions(entry.where, source),
        "measure": _measure(entry.measure, source),
        "over": entry.over,
        "without": entry.without,
        "dimensions": entry.dimensions,
        **own,
    }


def _ordered(entry: MembersKeys | PositionKeys) -> dict[str, Any]:
    own: dict[str, Any]
    if isinstance(entry, MembersKeys):
        own = {"which": tuple((key, str(value)) for key, value in entry.which.said.items())}
    else:
        own = {"ascending": entry.order == "ascending", "dense_ties": entry.ties == "dense"}
    return {"of": entry.of, "each": entry.each, "reason": _texts(entry.reason), **own}


def _lookup_fields(entry: EntryKeys, source: str) -> dict[str, Any]:
    """A statement of somebody else's, found by its series or item."""
    own: dict[str, Any]
    match entry:
        case FurnishedKeys():
            dimensions = ("division", "chain")
            own = {
                "item": entry.item,
                "reported_for": str(entry.reported_for),
                "dimensions": dimensions,
            }
        case RankKeys():
            own = {"among": _texts(entry.among), "yearly": entry.yearly}
            own |= {"series": entry.series, "dimensions": ("division",)}
        case OfficialKeys() | StreakKeys():
            own = {"series": entry.series, "dimensions": ("division",)}
        case _:
            raise TypeError(f"{type(entry).__name__} says nothing that could be looked up")
    return {"where": _conditions(entry.where, source), **own}


def _disclosure(entry: EntryKeys, source: str) -> str:
    """What an entry is that does not say: what firms report or ask for is protected."""
    if not source or not source_of(source).is_of_firms:
        return "open"
    sums = isinstance(entry, SummedKeys) and bool(entry.measure.sum)
    reported = source_of(source).is_fed
    return "protected" if reported or sums or isinstance(entry, RecordKeys) else "open"


def _conditions(where: Where, source: str) -> tuple[Condition, ...]:
    given = conditions_from(where)
    known = source_of(source).attributes if given else {}
    return tuple(in_steps(each, known[each.column]) for each in given)


def _texts(given: Names | None) -> Mapping[str, str]:
    return {key: text.strip() for key, text in given.as_mapping().items()} if given else {}


def _measure(given: MeasureKeys, source: str) -> Measure:
    of = source_of(source)
    if given.distinct:
        named = of.kind_named_by(given.distinct) or given.distinct
        return Measure(named, distinct=given.distinct)
    return Measure(of.entity_kind, given.sum or given.whose, bounds=_bounds(given))


def _bounds(given: MeasureKeys) -> tuple[Bound, ...]:
    stated = (Bound(Operator.MISSING, 0),) if given.missing is not None else ()
    bounds = (
        Bound(Operator(word), quantity(str(text))[0], str(text))
        for word, text in given.stated.items()
    )
    return (*stated, *bounds)


def _term(given: Reference) -> Term:
    if isinstance(given, str):
        return Term(given)
    return Term(given.indicator, str(given.division), given.span, given.chain == "all")


def _definitions(given: Iterable[DefinitionKeys]) -> tuple[Definition, ...]:
    found = (
        Definition(
            each.valid_from,
            {"zh": each.zh.strip(), "en": each.en.strip()},
            each.valid_to,
            each.source,
        )
        for each in given
    )
    return tuple(sorted(found, key=lambda each: each.valid_from))
