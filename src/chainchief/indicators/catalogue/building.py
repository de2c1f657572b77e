"""From a faultless item of a preset file to an entry."""

from collections.abc import Mapping

from chainchief.core.rounding import Rule
from chainchief.core.units import quantity, unit
from chainchief.indicators.catalogue.conditions import THRESHOLDS, conditions_from, in_steps
from chainchief.indicators.catalogue.due import Due
from chainchief.indicators.catalogue.entry_checks import day_of
from chainchief.indicators.catalogue.indicator import (
    ORDERED,
    Bound,
    Condition,
    Definition,
    Indicator,
    Measure,
    Operator,
    Term,
)
from chainchief.indicators.catalogue.preset_file import Item
from chainchief.indicators.catalogue.reference_checks import TERMS
from chainchief.indicators.catalogue.source_checks import source_name_of
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.figures import MetricType

#: What the hash of a definition leaves out: how an indicator is found, not what it says.
_NOT_MEANING = ("aliases", "ref")
#: What growth is told against where its entry does not say.
LAST_YEAR = "last-year"
_DIMENSIONS = {
    MetricType.OFFICIAL: ("division",),
    MetricType.RANK: ("division",),
    MetricType.STREAK: ("division",),
    MetricType.FURNISHED: ("division", "chain"),
}


def entry_from(item: Item) -> Indicator:
    """The entry that `item` says. Only called where no fault was found."""
    data = item.data
    nature = MetricType(str(data["nature"]))
    return Indicator(
        code=str(data["code"]),
        names=_texts(data["name"]),
        nature=nature,
        unit=unit(str(data["unit"])),
        places=int(str(data.get("places", 0))),
        rounding=Rule(str(data.get("rounding", Rule.HALF_UP))),
        aliases=_names(data.get("aliases")),
        source=source_name_of(item),
        where=_conditions(item),
        measure=_measure(item),
        date=str(data.get("date", "")),
        once=bool(data.get("once", False)),
        over=str(data.get("over", "")),
        without=str(data.get("without", "")),
        open_from=_open(data, "from"),
        open_until=_open(data, "until"),
        open_in=_open(data, "in"),
        due=_due(data.get("due")),
        yearly=bool(data.get("yearly", False)),
        named_by=str(data.get("names", "")),
        record=str(data.get("record", "")),
        reported_for=str(data.get("told_of", "")),
        terms=_terms(data, nature),
        of=str(data["of"]) if nature in ORDERED else "",
        each=str(data.get("each", "")),
        which=_which(data.get("which")),
        ascending=data.get("order") == "ascending",
        dense_ties=data.get("ties") == "dense",
        reason=_texts(data.get("reason", {})),
        series=str(data.get("series", "")),
        item=str(data.get("item", "")),
        attribute=str(data.get("attribute", "")),
        parameters=_names(data.get("parameters")),
        among=_texts(data.get("among", {})),
        dimensions=_names(data.get("dimensions")) or _DIMENSIONS.get(nature, ()),
        receipt=_names(data.get("receipt")),
        disclosure=str(data.get("disclosure", _disclosure(item))),
        ref=str(data.get("ref", "")),
        definitions=_definitions(data["definition"]),
        canonical={key: data[key] for key in sorted(data) if key not in _NOT_MEANING},
        file=item.file,
        line=item.line,
    )


def _disclosure(item: Item) -> str:
    """What an entry is that does not say: what firms report or ask for is protected."""
    source = source_name_of(item)
    if not source or not source_of(source).is_of_firms:
        return "open"
    measure = item.data.get("measure")
    sums = isinstance(measure, dict) and "sum" in measure
    reported = source_of(source).is_fed
    return "protected" if reported or sums or "attribute" in item.data else "open"


def _conditions(item: Item) -> tuple[Condition, ...]:
    given = conditions_from(item.data.get("where"))
    known = source_of(source_name_of(item)).attributes if given else {}
    return tuple(in_steps(each, known[each.column]) for each in given)


def _open(data: Mapping[str, object], end: str) -> str:
    given = data.get("open")
    return str(given.get(end, "")) if isinstance(given, dict) else ""


def _due(given: object) -> Due | None:
    if not isinstance(given, dict):
        return None
    moved = {str(month): day_of(day) for month, day in given.get("moved", {}).items()}
    return Due(int(given["day"]), {month: day for month, day in moved.items() if day})


def _texts(given: object) -> Mapping[str, str]:
    return {str(k): str(v).strip() for k, v in given.items()} if isinstance(given, dict) else {}


def _names(given: object) -> tuple[str, ...]:
    return tuple(str(each) for each in given) if isinstance(given, list) else ()


def _measure(item: Item) -> Measure:
    given = item.data.get("measure")
    source = source_name_of(item)
    if not isinstance(given, dict):
        return Measure(source_of(source).entity_kind if source else "")
    of = source_of(source)
    if "distinct" in given:
        column = str(given["distinct"])
        return Measure(of.kind_named_by(column) or column, distinct=column)
    column = str(given.get("sum", given.get("whose", "")))
    return Measure(of.entity_kind, column, bounds=_bounds(given))


def _bounds(given: Mapping[str, object]) -> tuple[Bound, ...]:
    thresholds = ((each, given[each.value]) for each in THRESHOLDS if each.value in given)
    stated = (Bound(Operator.MISSING, 0),) if "missing" in given else ()
    bounds = (Bound(each, quantity(str(text))[0], str(text)) for each, text in thresholds)
    return (*stated, *bounds)


def _terms(data: Mapping[str, object], nature: MetricType) -> Mapping[str, Term]:
    if nature is MetricType.GROWTH:
        now, against = str(data["of"]), str(data.get("against", LAST_YEAR))
        return {"now": Term(now), "then": Term(now, span=against)}
    return {key: _term(data[key]) for key in TERMS if key in data}


def _term(given: object) -> Term:
    if isinstance(given, dict):
        return Term(
            str(given["indicator"]),
            str(given.get("division", "")),
            str(given.get("span", "")),
            given.get("chain") == "all",
        )
    return Term(str(given))


def _which(given: object) -> tuple[tuple[str, str], ...]:
    pairs = given.items() if isinstance(given, dict) else ()
    return tuple((str(key), str(value)) for key, value in pairs)


def _definitions(given: object) -> tuple[Definition, ...]:
    found = [_definition(each) for each in given if isinstance(each, dict)]  # type: ignore[attr-defined]
    return tuple(sorted(found, key=lambda each: each.valid_from))


def _definition(each: Mapping[str, object]) -> Definition:
    first = day_of(each["valid_from"])
    assert first is not None  # noqa: S101 - checked before anything is built
    texts = {language: str(each[language]).strip() for language in ("zh", "en")}
    return Definition(first, texts, day_of(each.get("valid_to")), str(each.get("source", "")))
