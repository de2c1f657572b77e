"""Checks of one entry by itself: its form by the type of its nature, its unit, its definitions."""

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping

from chainchief.core.choices import listed, near
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item
from chainchief.core.presets import LocatedProblem, Part, Problem, read_part
from chainchief.core.units import UNITS, Dimension
from chainchief.indicators.catalogue import faults
from chainchief.indicators.catalogue.due import LATEST
from chainchief.indicators.catalogue.entries import KEYS, EntryKeys, keys_of
from chainchief.indicators.figures import MetricType

LANGUAGES = {"zh": "Chinese", "en": "English"}
#: Key → how its value is written, for the remedy of a fault.
_EXAMPLES = {
    "aliases": "aliases: [a, b]",
    "definition": "valid_from: 2022-01-01",
    "dimensions": "dimensions: [division, chain]",
    "due": "due: {day: 8}",
    "measure": "measure: {count: project}",
    "once": "once: true",
    "open": "open: {from: received_on, until: confirmed_on}",
    "parameters": "[record]",
    "places": "places: 1",
    "receipt": "receipt: [a, b]",
    "where": "where: {stage: started}",
    "which": "which: {at_least: 1000亿元}",
    "yearly": "yearly: true",
}
_TERM = "{key}: {{indicator: IND-…, division: province}}"
_TERMS = ("numerator", "denominator", "minuend", "subtrahend")
_TRANSLATED = ("name", "among", "reason", "definition")


def day_of(value: object) -> dt.date | None:
    """A day as YAML or JSON writes it; None for anything else."""
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def nature_of(item: Item) -> MetricType | None:
    try:
        return MetricType(str(item.data.get("nature")))
    except ValueError:
        return None


def check_shape(item: Item) -> tuple[Item, list[Fault]]:
    """Part an entry into what is well formed of it and the faults of everything else.

    The entry that is returned lacks the keys whose values have faults, and those left blank, so
    that whoever looks further may rely on the form of what is there.
    """
    nature = nature_of(item)
    found: list[Fault] = [] if nature else [_unknown_nature(item)]
    data = item.data if nature else keys_among(item, EntryKeys)
    _content, problems = read_part(data, KEYS[nature] if nature else EntryKeys)
    found += _without_repeats(fault_at(item, each) for each in problems)
    faulty = {each.path[0] for each in problems if each.path}
    clean = {key: value for key, value in data.items() if key not in faulty and value is not None}
    well_formed = Item(item.file, item.line, clean, item.lines)
    found += _check_record(well_formed, nature)
    found += _check_unit(well_formed)
    found += _check_definitions(well_formed)
    return well_formed, found


def keys_among(item: Item, keys: type[Part]) -> dict[str, object]:
    """The data of the keys that `keys` declares, whatever else the entry holds."""
    known = keys.__struct_fields__
    return {key: value for key, value in item.data.items() if key in known}


def _unknown_nature(item: Item) -> Fault:
    choices = [nature.value for nature in MetricType]
    value = str(item.data.get("nature", ""))
    facts = {"choices": listed(choices), "hint": near(value, choices)}
    return Fault(faults.UNKNOWN_NATURE, item.place("nature"), value, facts)


def faults_by_key(item: Item, keys: type[Part]) -> dict[str, list[Fault]]:
    """The faults of the keys that `keys` declares, by key."""
    _content, problems = read_part(keys_among(item, keys), keys)
    found: dict[str, list[Fault]] = {}
    for each in problems:
        found.setdefault(str(each.path[0]), []).append(fault_at(item, each))
    return found


def _without_repeats(found: Iterator[Fault]) -> Iterator[Fault]:
    """A value of several parts is told as one: it takes so and so."""
    seen: set[tuple[object, ...]] = set()
    for fault in found:
        key = (fault.code, fault.place.line, fault.value, *map(str, fault.facts.values()))
        if key not in seen:
            seen.add(key)
            yield fault


def fault_at(item: Item, found: LocatedProblem) -> Fault:
    """A problem of form as the catalogue tells it."""
    path, problem = found.path, found.problem
    key = str(path[0]) if path else ""
    place = item.place(*path)
    if len(path) == 1 and problem is Problem.MISSING:
        return Fault(faults.KEY_MISSING, place, facts={"nature": _nature_in(item), "key": key})
    if len(path) == 1 and problem is Problem.UNKNOWN:
        nature = nature_of(item)
        choices = keys_of(nature) if nature else EntryKeys.__struct_fields__
        taken = {"choices": listed(choices), "hint": near(key, choices)}
        return Fault(faults.KEY_NOT_TAKEN, place, key, {"nature": _nature_in(item), **taken})
    if path == ("code",):
        return Fault(faults.BAD_CODE, place, str(item.data["code"]))
    if path == ("definition",) and item.data["definition"] in ([], None):
        return Fault(faults.NO_DEFINITION, place)
    if key in _TRANSLATED and path[-1] in LANGUAGES and problem is not Problem.UNKNOWN:
        language = _(LANGUAGES[str(path[-1])])
        place, facts = item.place(*path[:-1]), {"key": key, "language": language}
        return Fault(faults.TRANSLATION_MISSING, place, facts=facts)
    if problem is Problem.CHOICE or (key == "which" and problem is Problem.UNKNOWN):
        return Fault(faults.NOT_A_CHOICE, place, found.value, {"key": key, **found.facts})
    return _wrong_value(item, found, key)


def _nature_in(item: Item) -> str:
    return str(item.data.get("nature", ""))


def _wrong_value(item: Item, found: LocatedProblem, key: str) -> Fault:
    expected = _whole(key) or str(found.facts.get("expected") or found.reason)
    example = _TERM.format(key=key) if key in _TERMS else _EXAMPLES.get(key, f"{key}: …")
    return wrong_type(item, key, expected, example, *found.path)


def _whole(key: str) -> str:
    """What a value of several parts is as a whole; "" where each of its parts is told by itself."""
    if key in _TERMS:
        return _("an indicator, and perhaps a level or a code of a division")
    if key == "due":
        words = _("a day from 1 to {}, and perhaps months whose day was moved")
        return words.format(LATEST)
    if key == "definition":
        return _("sentences with valid_from")
    return _("columns with their values") if key == "where" else ""


def _check_record(item: Item, nature: MetricType | None) -> Iterator[Fault]:
    """A record is named in the entry, or when the figure is asked for: one of the two."""
    given = [key for key in ("parameters", "record") if item.data.get(key)]
    if nature is MetricType.RECORD and len(given) != 1:
        expected = _("one of: “parameters: [record]”, “record” with a code")
        yield wrong_type(item, "record", expected, "record: P-2023-0001")


def _check_unit(item: Item) -> Iterator[Fault]:
    code = item.data.get("unit")
    if code is not None and code not in UNITS:
        facts = {"choices": listed(UNITS), "hint": near(code, UNITS)}
        yield Fault(faults.UNKNOWN_UNIT, item.place("unit"), str(code), facts)


def wrong_type(item: Item, key: str, expected: str, example: str, *path: str | int) -> Fault:
    facts = {"key": key, "expected": expected, "example": example}
    return Fault(faults.WRONG_TYPE, item.place(*(path or (key,))), facts=facts)


def _check_definitions(item: Item) -> Iterator[Fault]:
    """The periods of the sentences follow each other."""
    given = item.data.get("definition", [])
    periods = sorted((*_period(each), index) for index, each in enumerate(given))
    for first, last, index in periods:
        if last < first:
            yield Fault(faults.DEFINITION_BACKWARDS, item.place("definition", index, "valid_to"))
    for (_first, last, _index), (begin, _end, later) in itertools.pairwise(periods):
        if begin <= last:
            place = item.place("definition", later, "valid_from")
            yield Fault(faults.DEFINITIONS_OVERLAP, place, facts={"day": begin})


def _period(each: Mapping[str, object]) -> tuple[dt.date, dt.date]:
    first, last = day_of(each["valid_from"]), day_of(each.get("valid_to"))
    return first or dt.date.min, last or dt.date.max


def units_of(dimension: Dimension) -> list[str]:
    return [code for code, unit in UNITS.items() if unit.dimension is dimension]
