"""Checks across the entries: codes and aliases used once, references that exist and end."""

from collections.abc import Iterable, Iterator, Mapping

from chainchief.core.choices import listed, near
from chainchief.core.codes.regions import Level, is_code
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item
from chainchief.core.spans import RELATIVE, is_relative
from chainchief.core.units import UNITS, Dimension, Unit, alike
from chainchief.core.units import parts_of as unit_parts
from chainchief.indicators.catalogue import faults
from chainchief.indicators.catalogue.conditions import check_amount
from chainchief.indicators.catalogue.entry_checks import nature_of, wrong_type
from chainchief.indicators.catalogue.indicator import LOOKUPS, ORDERED, SUMMED
from chainchief.indicators.catalogue.source_checks import check_unit, source_of_item
from chainchief.indicators.figures import MetricType

RESTRICTS = ("over", "without")
_COMPARED = (MetricType.RATIO, MetricType.DIFFERENCE, MetricType.GROWTH)
OF = "of"
MEAN, WHOLE = "mean", "whole"
TERMS = ("numerator", "denominator", "minuend", "subtrahend")
_LEVELS = ("", *Level)
Items = Mapping[str, Item]


def check_across(items: Iterable[Item], by_code: Items) -> Iterator[Fault]:
    """Faults that show only beside the others. `by_code` holds the first entry of each code."""
    everything = list(items)
    yield from _check_codes_once(everything, by_code)
    yield from _check_names_once(everything)
    for item in everything:
        for key, code in references_of(item):
            yield from _check_reference(item, key, code, by_code)
        yield from _check_terms(item, by_code)
        yield from _check_of(item, by_code)
        yield from _check_reported_for(item)
    yield from _check_no_ring(by_code)


def references_of(item: Item) -> list[tuple[str, str]]:
    """(key, code) for every other indicator that an entry names."""
    found = []
    for key in (*RESTRICTS, *TERMS, OF):
        value = item.data.get(key)
        code = value.get("indicator") if isinstance(value, dict) else value
        if code is not None:
            found.append((key, str(code)))
    return found


def _where(item: Item) -> str:
    return str(item.place("code"))


def _check_codes_once(items: list[Item], by_code: Items) -> Iterator[Fault]:
    for item in items:
        first = by_code.get(str(item.data["code"])) if "code" in item.data else None
        if first is not None and first is not item:
            facts = {"other": _where(first)}
            yield Fault(faults.CODE_TWICE, item.place("code"), str(item.data["code"]), facts)


def _check_names_once(items: list[Item]) -> Iterator[Fault]:
    """Names and aliases are how a text is read back, so none may mean two indicators."""
    seen: dict[str, Item] = {}
    for item in items:
        yield from _aliases_twice(item)
        for name, path in _names_of(item):
            other = seen.setdefault(name, item)
            if other is not item:
                facts = {"other": other.data.get("code")}
                yield Fault(faults.ALIAS_TWICE, item.place(*path), name, facts)


def _aliases_twice(item: Item) -> Iterator[Fault]:
    listed_so_far: set[str] = set()
    for index, alias in enumerate(item.data.get("aliases", [])):
        if str(alias) in listed_so_far:
            facts = {"other": item.data.get("code")}
            yield Fault(faults.ALIAS_TWICE, item.place("aliases", index), str(alias), facts)
        listed_so_far.add(str(alias))


def _names_of(item: Item) -> list[tuple[str, tuple[str | int, ...]]]:
    found: dict[str, tuple[str | int, ...]] = {}
    for language, name in item.data.get("name", {}).items():
        found.setdefault(str(name), ("name", language))
    for index, alias in enumerate(item.data.get("aliases", [])):
        found.setdefault(str(alias), ("aliases", index))
    return list(found.items())


def _check_reference(item: Item, key: str, code: str, by_code: Items) -> Iterator[Fault]:
    other = by_code.get(code)
    if other is None:
        facts = {"key": key, "hint": near(code, by_code)}
        yield Fault(faults.UNKNOWN_INDICATOR, item.place(key), code, facts)
        return
    allowed = SUMMED if key in RESTRICTS else (*SUMMED, *LOOKUPS, *_COMPARED)
    if key in TERMS:
        allowed = (*allowed, MetricType.MEMBERS)
    nature = nature_of(other)
    if nature is not None and nature not in allowed:
        choices = listed(each.value for each in allowed)
        facts = {"key": key, "other": code, "nature": nature.value, "choices": choices}
        yield Fault(faults.NOT_A_SUM, item.place(key), code, facts)
    elif nature is MetricType.RECORD and "parameters" in other.data:
        yield Fault(faults.PARAMETER_HIDDEN, item.place(key), code)
    elif key in RESTRICTS:
        yield from _check_same_entity(item, key, other)


def _check_same_entity(item: Item, key: str, other: Item) -> Iterator[Fault]:
    mine, theirs = _entity_of(item), _entity_of(other)
    if mine and theirs and mine != theirs:
        facts = {
            "mine": mine,
            "theirs": theirs,
            "other": other.data.get("code"),
        }
        yield Fault(faults.OTHER_ENTITY, item.place(key), str(item.data[key]), facts)


def _entity_of(item: Item) -> str:
    """What an entry counts: the kind of the table's records, or what a column names."""
    source, column = source_of_item(item), item.data.get("measure", {}).get("distinct")
    if source is None:
        return ""
    if column is None:
        return source.entity_kind
    known = str(column) in source.attributes
    return source.kind_named_by(str(column)) or str(column) if known else ""


def _check_of(item: Item, by_code: Items) -> Iterator[Fault]:
    """What growth, a number of chains or counties, and a place ask of the indicator behind."""
    other = by_code.get(str(item.data.get(OF)))
    nature = nature_of(item)
    if other is None or nature is None:
        return
    if nature is MetricType.GROWTH:
        yield from _check_growth(item, other)
    if nature in ORDERED:
        yield from _check_ordered(item, other, nature)


def _check_growth(item: Item, other: Item) -> Iterator[Fault]:
    word = str(item.data.get("against", "last-year"))
    if not is_relative(word):
        yield _not_a_span(item, "against", word)
    source, sums = source_of_item(other), "sum" in other.data.get("measure", {})
    if source is not None and source.is_fed and sums:
        facts = {"other": other.data.get("code")}
        yield Fault(faults.FIRMS_MATCHED, item.place(OF), facts=facts)


def _not_a_span(item: Item, key: str, word: str, *path: str) -> Fault:
    choices = [*RELATIVE, "first-10"]
    facts = {"key": "span", "choices": listed(choices), "hint": near(word, choices)}
    return Fault(faults.NOT_A_CHOICE, item.place(*(path or (key,))), word, facts)


def _check_ordered(item: Item, other: Item, nature: MetricType) -> Iterator[Fault]:
    which = item.data.get("which", {})
    each = item.data.get("each")
    ranks = nature is MetricType.POSITION or "within_first" in which
    if each != "chain" and ranks and "reason" not in item.data:
        yield Fault(faults.NO_REASON, item.place("each"))
    if nature is MetricType.MEMBERS:
        yield from _check_which(item, which, UNITS.get(str(other.data.get("unit"))))


def _check_which(item: Item, which: Mapping[str, object], of: Unit | None) -> Iterator[Fault]:
    for key, value in which.items():
        if key != "within_first" and value not in (MEAN, WHOLE):
            yield from check_amount(item, "which", of, value, "which", key)


def _check_terms(item: Item, by_code: Items) -> Iterator[Fault]:
    dimensions = {}
    for key, code in references_of(item):
        if key in RESTRICTS:
            continue
        yield from _check_term_form(item, key)
        dimension = _dimension_of(by_code.get(code))
        if dimension is not None:
            dimensions[key] = dimension
    yield from _check_elsewhere(item, by_code)
    if len(dimensions) == 2:
        yield from _check_terms_fit(item, by_code, *dimensions.values())


def _check_elsewhere(item: Item, by_code: Items) -> Iterator[Fault]:
    """A sum of another cell stands beside the same sum of its own: a part beside its whole."""
    terms = {key: item.data[key] for key in TERMS if key in item.data}
    codes = {code for key, code in references_of(item) if key in TERMS}
    for key, value in terms.items():
        if not isinstance(value, dict) or not (value.get("division") or value.get("chain")):
            continue
        other = by_code.get(str(value.get("indicator")))
        summed = other is not None and nature_of(other) not in LOOKUPS
        if summed and len(codes) > 1:
            facts = {"key": key, "other": listed(sorted(codes - {str(value["indicator"])}))}
            yield Fault(faults.OTHER_NUMBER, item.place(key), str(value["indicator"]), facts)


def _check_reported_for(item: Item) -> Iterator[Fault]:
    division = item.data.get("told_of")
    if division is not None and not (str(division) in _LEVELS or is_code(str(division))):
        yield wrong_type(item, "told_of", _("a level or a code of a division"), "told_of: province")


def _check_term_form(item: Item, key: str) -> Iterator[Fault]:
    value = item.data[key]
    if not isinstance(value, dict):
        return
    division = str(value.get("division", ""))
    if not (division in _LEVELS or is_code(division)):
        expected = _("an indicator, and perhaps a level or a code of a division")
        yield wrong_type(item, key, expected, f"{key}: {{indicator: IND-…, division: province}}")
    if "span" in value and not is_relative(value["span"]):
        yield _not_a_span(item, "span", value["span"], key, "span")


def _dimension_of(item: Item | None) -> Dimension | None:
    unit = UNITS.get(str(item.data.get("unit"))) if item else None
    return unit.dimension if unit else None


def _check_terms_fit(
    item: Item, by_code: Items, first: Dimension, second: Dimension
) -> Iterator[Fault]:
    nature = nature_of(item)
    unit = UNITS.get(str(item.data.get("unit")))
    if nature is MetricType.RATIO and unit and unit.dimension is Dimension.PER:
        terms = [each for each in references_of(item) if each[0] in TERMS]
        for (key, code), wanted in zip(terms, unit_parts(unit), strict=True):
            of = UNITS[str(by_code[code].data["unit"])]
            if not alike(of, wanted):
                facts = {
                    "measured": code,
                    "dimension": _(of.dimension.value),
                    "example": f"{of.base}/…" if key == "numerator" else f"…/{of.base}",
                }
                yield Fault(faults.WRONG_UNIT, item.place("unit"), unit.code, facts)
    elif first is not second:
        expected = _("two numbers that measure the same")
        key = "denominator" if nature is MetricType.RATIO else "subtrahend"
        yield wrong_type(item, key, expected, f"{key}: IND-…")
    elif nature is MetricType.DIFFERENCE:
        dimension = Dimension.POINTS if first is Dimension.RATE else first
        yield from check_unit(item, dimension, _("this difference"))


def _check_no_ring(by_code: Items) -> Iterator[Fault]:
    edges = {
        code: [other for _key, other in references_of(item) if other in by_code]
        for code, item in by_code.items()
    }
    in_rings: set[str] = set()
    for code in edges:
        ring = _ring_from(code, edges)
        if ring and not in_rings & set(ring):
            in_rings |= set(ring)
            item = by_code[ring[0]]
            yield Fault(faults.CYCLE, item.place("code"), facts={"ring": " → ".join(ring)})


def _ring_from(start: str, edges: Mapping[str, list[str]]) -> list[str]:
    """The way from `start` back to itself, or nothing."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for step in edges[way[-1]]:
            if step == start:
                return [*way, start]
            if step not in seen:
                seen.add(step)
                ways.append([*way, step])
    return []
