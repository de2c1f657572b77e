"""Checks across the entries: codes and aliases used once, references that exist and end."""

from collections.abc import Iterable, Iterator, Mapping

from chainchief.core.choices import listed, near
from chainchief.core.codes.regions import Level, is_code
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.units import UNITS, Dimension
from chainchief.indicators.catalogue import faults
from chainchief.indicators.catalogue.entry_checks import nature_of, wrong_type
from chainchief.indicators.catalogue.indicator import LOOKED_UP, SUMMED
from chainchief.indicators.catalogue.preset_file import Item
from chainchief.indicators.catalogue.source_checks import check_unit, source_of_item
from chainchief.indicators.figures import MetricType

RESTRICTS = ("over", "without")
TERMS = ("numerator", "denominator", "minuend", "subtrahend")
_LEVELS = ("", *(level.value for level in Level))
Items = Mapping[str, Item]


def check_across(items: Iterable[Item], by_code: Items) -> Iterator[Fault]:
    """Everything about entries that needs the others. `by_code` holds the first of each code."""
    everything = list(items)
    yield from _check_codes_once(everything, by_code)
    yield from _check_names_once(everything)
    for item in everything:
        for key, code in references_of(item):
            yield from _check_reference(item, key, code, by_code)
        yield from _check_terms(item, by_code)
        yield from _check_told_of(item)
    yield from _check_no_ring(by_code)


def references_of(item: Item) -> list[tuple[str, str]]:
    """(key, code) for every other indicator that an entry names."""
    found = []
    for key in (*RESTRICTS, *TERMS):
        value = item.data.get(key)
        code = value.get("indicator") if isinstance(value, dict) else value
        if code is not None:
            found.append((key, str(code)))
    return found


def _where(item: Item) -> str:
    return str(item.place("code"))


def _check_codes_once(items: list[Item], by_code: Items) -> Iterator[Fault]:
    for item in items:
        first = by_code.get(str(item.data.get("code")))
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
    aliases = item.data.get("aliases")
    listed_so_far: set[str] = set()
    for index, alias in enumerate(aliases if isinstance(aliases, list) else []):
        if str(alias) in listed_so_far:
            facts = {"other": item.data.get("code")}
            yield Fault(faults.ALIAS_TWICE, item.place("aliases", index), str(alias), facts)
        listed_so_far.add(str(alias))


def _names_of(item: Item) -> list[tuple[str, tuple[str | int, ...]]]:
    found: dict[str, tuple[str | int, ...]] = {}
    names = item.data.get("name")
    for language, name in names.items() if isinstance(names, dict) else ():
        found.setdefault(str(name), ("name", language))
    aliases = item.data.get("aliases")
    for index, alias in enumerate(aliases if isinstance(aliases, list) else []):
        found.setdefault(str(alias), ("aliases", index))
    return list(found.items())


def _check_reference(item: Item, key: str, code: str, by_code: Items) -> Iterator[Fault]:
    other = by_code.get(code)
    if other is None:
        facts = {"key": key, "hint": near(code, by_code)}
        yield Fault(faults.UNKNOWN_INDICATOR, item.place(key), code, facts)
        return
    allowed = SUMMED if key in RESTRICTS else (*SUMMED, *LOOKED_UP)
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
    mine, theirs = source_of_item(item), source_of_item(other)
    if mine and theirs and mine.entity_kind != theirs.entity_kind:
        facts = {
            "mine": mine.entity_kind,
            "theirs": theirs.entity_kind,
            "other": other.data.get("code"),
        }
        yield Fault(faults.OTHER_ENTITY, item.place(key), str(item.data[key]), facts)


def _check_terms(item: Item, by_code: Items) -> Iterator[Fault]:
    dimensions = {}
    for key, code in references_of(item):
        if key in RESTRICTS:
            continue
        yield from _check_term_form(item, key)
        dimension = _dimension_of(by_code.get(code))
        if dimension is not None:
            dimensions[key] = dimension
    if len(dimensions) == 2:
        yield from _check_terms_fit(item, *dimensions.values())


def _check_told_of(item: Item) -> Iterator[Fault]:
    told = item.data.get("told_of")
    if told is not None and not (str(told) in _LEVELS or is_code(str(told))):
        yield wrong_type(item, "told_of", _("a level or a code of a division"), "told_of: province")


def _check_term_form(item: Item, key: str) -> Iterator[Fault]:
    value = item.data[key]
    if not isinstance(value, dict):
        return
    division = str(value.get("division", ""))
    if set(value) - {"indicator", "division"} or not (division in _LEVELS or is_code(division)):
        expected = _("an indicator, and perhaps a level or a code of a division")
        yield wrong_type(item, key, expected, f"{key}: {{indicator: IND-…, division: province}}")


def _dimension_of(item: Item | None) -> Dimension | None:
    unit = UNITS.get(str(item.data.get("unit"))) if item else None
    return unit.dimension if unit else None


def _check_terms_fit(item: Item, first: Dimension, second: Dimension) -> Iterator[Fault]:
    nature = nature_of(item)
    if first is not second:
        expected = _("two numbers that measure the same")
        key = "denominator" if nature is MetricType.RATIO else "subtrahend"
        yield wrong_type(item, key, expected, f"{key}: IND-…")
    elif nature is MetricType.DIFFERENCE:
        told = Dimension.POINTS if first is Dimension.RATE else first
        yield from check_unit(item, told, _("this difference"))


def _check_no_ring(by_code: Items) -> Iterator[Fault]:
    edges = {
        code: [other for _key, other in references_of(item) if other in by_code]
        for code, item in by_code.items()
    }
    told: set[str] = set()
    for code in edges:
        ring = _ring_from(code, edges)
        if ring and not told & set(ring):
            told |= set(ring)
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
