"""Checks of one entry by itself: its keys, texts, unit and definitions."""

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping

from chainchief.core.choices import listed, near
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.rounding import Rule
from chainchief.core.units import UNITS, Dimension
from chainchief.indicators.catalogue import faults
from chainchief.indicators.catalogue.preset_file import Item
from chainchief.indicators.figures import MetricType

CODE = re.compile(r"(IND|CLM)-[A-Z0-9]+(-[A-Z0-9]+)*")
LONGEST_CODE = 24
LANGUAGES = {"zh": "Chinese", "en": "English"}
#: What is set against each other inside the ledger: its chains, or its units of one level.
EACH = ("chain", "county", "zone", "township")
DISCLOSURES = ("open", "protected", "internal")
#: Key → (check of the value, what it takes, example).
ALWAYS = ("code", "name", "nature", "unit", "definition")
MAY = ("aliases", "places", "rounding", "receipt", "names", "disclosure", "ref")
_SUM = ("source", "measure", "dimensions")
NEEDED: Mapping[MetricType, tuple[str, ...]] = {
    MetricType.FLOW: (*_SUM, "date"),
    MetricType.STOCK: _SUM,
    MetricType.CUMULATIVE_REPORT: _SUM,
    MetricType.RATIO: ("numerator", "denominator"),
    MetricType.DIFFERENCE: ("minuend", "subtrahend"),
    MetricType.GROWTH: ("of",),
    MetricType.MEMBERS: ("of", "each", "which"),
    MetricType.POSITION: ("of", "each"),
    MetricType.OFFICIAL: ("series",),
    MetricType.RANK: ("series", "among"),
    MetricType.FURNISHED: ("item",),
    MetricType.RECORD: ("source", "attribute"),
    MetricType.STREAK: ("series",),
}
ALSO: Mapping[MetricType, tuple[str, ...]] = {
    MetricType.FLOW: ("where", "over", "without", "once"),
    MetricType.STOCK: ("where", "over", "without", "open", "due"),
    MetricType.CUMULATIVE_REPORT: ("where", "over", "without"),
    MetricType.GROWTH: ("against",),
    MetricType.MEMBERS: ("reason",),
    MetricType.POSITION: ("ties", "order", "reason"),
    MetricType.OFFICIAL: ("where",),
    MetricType.RANK: ("where", "yearly"),
    MetricType.STREAK: ("where",),
    MetricType.FURNISHED: ("where", "told_of"),
    MetricType.RECORD: ("parameters", "record"),
}


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


def keys_of(nature: MetricType) -> tuple[str, ...]:
    return (*ALWAYS, *NEEDED[nature], *ALSO.get(nature, ()), *MAY)


def check_shape(item: Item) -> Iterator[Fault]:
    """Faults that an entry has without regard to the ledger or the other entries."""
    nature = nature_of(item)
    yield from _check_code(item)
    if nature is None:
        yield from _check_nature(item)
    else:
        yield from _check_keys(item, nature)
    yield from _check_record(item, nature)
    yield from _check_texts(item)
    yield from _check_unit(item)
    yield from _check_scalars(item)
    yield from _check_definitions(item)


def _check_code(item: Item) -> Iterator[Fault]:
    code = str(item.data.get("code") or "")
    if code and (len(code) > LONGEST_CODE or not CODE.fullmatch(code)):
        yield Fault(faults.BAD_CODE, item.place("code"), code)


def _check_nature(item: Item) -> Iterator[Fault]:
    choices = [nature.value for nature in MetricType]
    value = str(item.data.get("nature", ""))
    facts = {"choices": listed(choices), "hint": near(value, choices)}
    yield Fault(faults.UNKNOWN_NATURE, item.place("nature"), value, facts)
    for key in ("code", "name", "unit", "definition"):
        if item.data.get(key) is None:
            yield Fault(faults.KEY_MISSING, item.place(key), facts={"nature": value, "key": key})


def _check_keys(item: Item, nature: MetricType) -> Iterator[Fault]:
    known = keys_of(nature)
    for key in item.data:
        if key not in known:
            facts = {
                "nature": nature.value,
                "choices": listed(known),
                "hint": near(key, known),
            }
            yield Fault(faults.KEY_NOT_TAKEN, item.place(key), key, facts)
    for key in (*ALWAYS, *NEEDED[nature]):
        if item.data.get(key) is None:
            facts = {"nature": nature.value, "key": key}
            yield Fault(faults.KEY_MISSING, item.place(key), facts=facts)


def _check_record(item: Item, nature: MetricType | None) -> Iterator[Fault]:
    """A record is named in the entry, or when the figure is asked for: one of the two."""
    given = [key for key in ("parameters", "record") if key in item.data]
    if nature is MetricType.RECORD and len(given) != 1:
        expected = _("one of: “parameters: [record]”, “record” with a code")
        yield wrong_type(item, "record", expected, "record: P-2023-0001")


def _check_texts(item: Item) -> Iterator[Fault]:
    for key in ("name", "among", "reason"):
        if key in item.data:
            yield from _check_translated(item, item.data[key], key)


def _check_translated(item: Item, value: object, *path: str | int) -> Iterator[Fault]:
    texts = value if isinstance(value, dict) else {}
    for code, language in LANGUAGES.items():
        if not str(texts.get(code) or "").strip():
            facts = {"key": path[0], "language": _(language)}
            yield Fault(faults.TRANSLATION_MISSING, item.place(*path), facts=facts)


def _check_unit(item: Item) -> Iterator[Fault]:
    code = item.data.get("unit")
    if code is not None and str(code) not in UNITS:
        facts = {"choices": listed(UNITS), "hint": near(code, UNITS)}
        yield Fault(faults.UNKNOWN_UNIT, item.place("unit"), str(code), facts)


def _check_scalars(item: Item) -> Iterator[Fault]:
    yield from _check_choice(item, "disclosure", DISCLOSURES)
    yield from _check_choice(item, "each", EACH)
    yield from _check_choice(item, "ties", ("shared", "dense"))
    yield from _check_choice(item, "order", ("descending", "ascending"))
    yield from _check_choice(item, "rounding", [rule.value for rule in Rule])
    places = item.data.get("places", 0)
    if not isinstance(places, int) or isinstance(places, bool) or not 0 <= places <= 6:
        yield wrong_type(item, "places", _("a whole number from 0 to 6"), "places: 1")
    for key in ("aliases", "receipt", "dimensions", "parameters"):
        value = item.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            yield wrong_type(item, key, _("a list of names"), f"{key}: [a, b]")
    for key in ("once", "yearly"):
        if not isinstance(item.data.get(key, False), bool):
            yield wrong_type(item, key, _("true or false"), f"{key}: true")
    parameters = item.data.get("parameters", ["record"])
    if parameters != ["record"] and isinstance(parameters, list):
        yield wrong_type(item, "parameters", _("the one parameter “record”"), "[record]")


def _check_choice(item: Item, key: str, choices: Iterable[str]) -> Iterator[Fault]:
    value = item.data.get(key)
    known = list(choices)
    if value is not None and value not in known:
        facts = {"key": key, "choices": listed(known), "hint": near(value, known)}
        yield Fault(faults.NOT_A_CHOICE, item.place(key), str(value), facts)


def wrong_type(item: Item, key: str, expected: str, example: str, *path: str | int) -> Fault:
    facts = {"key": key, "expected": expected, "example": example}
    return Fault(faults.WRONG_TYPE, item.place(*(path or (key,))), facts=facts)


def _check_definitions(item: Item) -> Iterator[Fault]:
    if "definition" not in item.data:
        return
    given = item.data["definition"]
    if not isinstance(given, list) or not given:
        yield Fault(faults.NO_DEFINITION, item.place("definition"))
        return
    periods: list[tuple[dt.date, dt.date, int]] = []
    for index, each in enumerate(given):
        yield from _check_definition(item, each, index)
        period = _period(each)
        if period is not None:
            periods.append((*period, index))
    yield from _check_overlap(item, sorted(periods))


def _check_definition(item: Item, each: object, index: int) -> Iterator[Fault]:
    first = day_of(each.get("valid_from")) if isinstance(each, dict) else None
    if not isinstance(each, dict) or first is None:
        yield wrong_type(
            item,
            "definition",
            _("sentences with valid_from"),
            "valid_from: 2022-01-01",
            "definition",
            index,
        )
        return
    yield from _check_translated(item, each, "definition", index)
    last = day_of(each.get("valid_to"))
    path = ("definition", index, "valid_to")
    if each.get("valid_to") is not None and last is None:
        yield wrong_type(item, "definition", _("a day"), "valid_to: 2023-12-31", *path)
    elif last is not None and last < first:
        yield Fault(faults.DEFINITION_BACKWARDS, item.place(*path))


def _period(each: object) -> tuple[dt.date, dt.date] | None:
    first = day_of(each.get("valid_from")) if isinstance(each, dict) else None
    if not isinstance(each, dict) or first is None:
        return None
    return first, day_of(each.get("valid_to")) or dt.date.max


def _check_overlap(item: Item, periods: list[tuple[dt.date, dt.date, int]]) -> Iterator[Fault]:
    for (_first, last, _index), (begin, _end, later) in itertools.pairwise(periods):
        if begin <= last:
            place = item.place("definition", later, "valid_from")
            yield Fault(faults.DEFINITIONS_OVERLAP, place, facts={"day": begin})


def units_of(dimension: Dimension) -> list[str]:
    return [code for code, unit in UNITS.items() if unit.dimension is dimension]
