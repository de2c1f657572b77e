"""Checks of one entry against what the ledger offers: tables, columns, values, units."""

from collections.abc import Iterable, Iterator, Mapping

from chainchief.core.choices import listed, near
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item
from chainchief.core.units import UNITS, Dimension, alike
from chainchief.indicators.catalogue import faults
from chainchief.indicators.catalogue.conditions import THRESHOLDS, check_amount, check_where
from chainchief.indicators.catalogue.entry_checks import nature_of, units_of, wrong_type
from chainchief.indicators.catalogue.sources import (
    DIMENSIONS,
    LOOKUP_TABLES,
    Source,
    all_sources,
)
from chainchief.indicators.figures import MetricType
from chainchief.ledger.facts import FactType

_NEEDS_COLUMNS: Mapping[MetricType, tuple[str, ...]] = {
    MetricType.STOCK: ("valid_from", "valid_to"),
    MetricType.CUMULATIVE_REPORT: ("month", "revision"),
}
_STATES_UNIT = {
    MetricType.RANK: Dimension.RANK,
    MetricType.STREAK: Dimension.YEARS,
    MetricType.RATIO: Dimension.RATE,
    MetricType.GROWTH: Dimension.RATE,
    MetricType.MEMBERS: Dimension.COUNT,
    MetricType.POSITION: Dimension.RANK,
}


def source_name_of(item: Item) -> str:
    """The table an entry reads: named, or implied by its nature; "" for a composed one."""
    nature = nature_of(item)
    if nature is not None and nature in LOOKUP_TABLES:
        return LOOKUP_TABLES[nature]
    return str(item.data.get("source") or "")


def source_of_item(item: Item) -> Source | None:
    return all_sources().get(source_name_of(item))


def check_against_sources(item: Item) -> Iterator[Fault]:
    """Whether table, columns and values exist, and whether the unit tells what is measured."""
    nature = nature_of(item)
    made_of_two = nature is MetricType.RATIO and "/" in str(item.data.get("unit"))
    if nature in _STATES_UNIT and not made_of_two:
        yield from check_unit(item, _STATES_UNIT[nature], nature.value)
    name = source_name_of(item)
    if not name:
        return
    source = all_sources().get(name)
    if source is None:
        choices = list(all_sources())
        facts = {"choices": listed(choices), "hint": near(name, choices)}
        yield Fault(faults.UNKNOWN_SOURCE, item.place("source"), name, facts)
        return
    yield from _check_source_fits(item, nature, source)
    yield from _check_where(item, source)
    yield from _check_open(item, source)
    yield from _check_due(item, source)
    yield from _check_names(item, source)
    yield from _check_measure(item, nature, source)
    yield from _check_date(item, source)
    yield from _check_dimensions(item, source)
    yield from _check_attribute(item, source)
    yield from _check_receipt(item, source)


def unknown_column(
    item: Item, source: Source, name: object, known: Iterable[str], *path: str | int
) -> Fault:
    choices = list(known)
    listed_choices = listed(choices) or "—"
    facts = {"table": source.name, "choices": listed_choices, "hint": near(name, choices)}
    return Fault(faults.UNKNOWN_COLUMN, item.place(*path), str(name), facts)


def _check_source_fits(item: Item, nature: MetricType | None, source: Source) -> Iterator[Fault]:
    needed = _NEEDS_COLUMNS.get(nature, ()) if nature and "open" not in item.data else ()
    lacking = [name for name in needed if not source.has(name)]
    if lacking and nature:
        facts = {
            "nature": nature.value,
            "columns": listed(lacking),
            "table": source.name,
        }
        yield Fault(faults.SOURCE_LACKS, item.place("source"), source.name, facts)


def _check_where(item: Item, source: Source) -> Iterator[Fault]:
    where = item.data.get("where")
    if where is None:
        return
    known = source.attributes
    if nature_of(item) in LOOKUP_TABLES:
        # A statement is looked up by its own columns alone.
        known = {name: each for name, each in known.items() if not each.table}

    def unknown(column: object) -> Fault:
        return unknown_column(item, source, column, known, "where", str(column))

    if nature_of(item) in LOOKUP_TABLES and _compares(where):
        expected = _("values alone: a statement is looked up, not selected")
        yield wrong_type(item, "where", expected, "where: {basis: comparable}")
        return
    yield from check_where(item, where, known, unknown)


def _compares(where: Mapping[str, object]) -> bool:
    return any(isinstance(each, dict) and set(each) != {"not"} for each in where.values())


def _check_open(item: Item, source: Source) -> Iterator[Fault]:
    """The two days between which a stock's rows are open; with the first alone, from then on.

    Or the column by which rows are of the span's last month or year.
    """
    given = item.data.get("open", {})
    if "in" in given:
        yield from _check_open_in(item, source, given["in"])
        return
    dates = source.of_type(FactType.DATE)
    for end, name in given.items():
        if name not in dates:
            yield unknown_column(item, source, name, dates, "open", end)


def _check_open_in(item: Item, source: Source, name: object) -> Iterator[Fault]:
    known = [*source.of_type(FactType.MONTH), *(["year"] if source.has("year") else [])]
    if name not in known:
        yield unknown_column(item, source, name, known, "open", "in")


def _check_due(item: Item, source: Source) -> Iterator[Fault]:
    """Until when reports are due: of the months that the entry's rows are about."""
    by = item.data.get("open", {}).get("in")
    if "due" in item.data and by not in source.of_type(FactType.MONTH):
        expected = _("an indicator of the reports on one month")
        yield wrong_type(item, "due", expected, "open: {in: month}")


def _check_names(item: Item, source: Source) -> Iterator[Fault]:
    name = item.data.get("names")
    known = ("entity_name", *source.attributes)
    if name is not None and name not in known:
        yield unknown_column(item, source, name, known, "names")


def _check_measure(item: Item, nature: MetricType | None, source: Source) -> Iterator[Fault]:
    measure = item.data.get("measure", {})
    if "sum" in measure:
        yield from _check_sum(item, source, measure["sum"])
    elif "distinct" in measure:
        yield from _check_distinct(item, source, measure["distinct"])
        yield from check_unit(item, Dimension.COUNT, _("a count"))
    elif "whose" in measure:
        yield from _check_count(item, source, measure["count"])
        yield from _check_bounds(item, source, measure)
    elif "count" in measure and nature is not MetricType.CUMULATIVE_REPORT:
        yield from _check_count(item, source, measure["count"])
    counts = "whose" not in measure and ("distinct" in measure or "count" in measure)
    if nature is MetricType.CUMULATIVE_REPORT and counts:
        expected = _("an amount of the reports")
        yield wrong_type(item, "measure", expected, "measure: {sum: invested}")
    if item.data.get("once") and ("sum" in measure or "whose" in measure):
        yield wrong_type(item, "once", _("counts only, not amounts"), "measure: {count: …}")


def _check_bounds(item: Item, source: Source, measure: Mapping[str, object]) -> Iterator[Fault]:
    """`{count: KIND, whose: COLUMN}` with thresholds for what an entity has in that column."""
    amounts, whose = source.of_type(FactType.STEPS), measure["whose"]
    if whose not in amounts:
        yield unknown_column(item, source, whose, amounts, "measure", "whose")
        return
    of = UNITS.get(source.columns[str(whose)].unit)
    for key in (each.value for each in THRESHOLDS if each.value in measure):
        yield from check_amount(item, str(whose), of, measure[key], "measure", key)
    if not source.places_entities:
        facts = {"table": source.name}
        yield Fault(faults.DIVIDED_AMOUNTS, item.place("measure"), facts=facts)


def _check_distinct(item: Item, source: Source, column: object) -> Iterator[Fault]:
    words = (FactType.CODE, FactType.TEXT)
    known = [name for name, each in source.attributes.items() if each.column.type in words]
    if column not in known:
        yield unknown_column(item, source, column, known, "measure", "distinct")


def _check_count(item: Item, source: Source, of: object) -> Iterator[Fault]:
    if of != source.entity_kind:
        yield unknown_column(item, source, of, [source.entity_kind], "measure", "count")
    yield from check_unit(item, Dimension.COUNT, _("a count"))


def _check_sum(item: Item, source: Source, of: object) -> Iterator[Fault]:
    amounts = source.amounts
    if of not in amounts:
        yield unknown_column(item, source, of, amounts, "measure", "sum")
        return
    yield from _check_unit_of_column(item, source, str(of))


def _check_unit_of_column(item: Item, source: Source, column: str) -> Iterator[Fault]:
    """What is measured by name is told by that name: standard coal is no coal, boxes no firms."""
    dimension = source.dimension_of(column)
    if dimension is None:
        return
    measured = f"{source.name}.{column}"
    found = list(check_unit(item, dimension, measured))
    yield from found
    own, wanted = UNITS.get(source.columns[column].unit), UNITS.get(str(item.data.get("unit")))
    if not found and own and wanted and not alike(own, wanted):
        facts = {"measured": measured, "dimension": own.base, "example": own.base}
        yield Fault(faults.WRONG_UNIT, item.place("unit"), wanted.code, facts)


def check_unit(item: Item, dimension: Dimension, measured: str) -> Iterator[Fault]:
    code = str(item.data.get("unit"))
    if code in UNITS and UNITS[code].dimension is not dimension:
        facts = {
            "measured": measured,
            "dimension": _(dimension.value),
            "example": "个" if dimension is Dimension.COUNT else units_of(dimension)[-1],
        }
        yield Fault(faults.WRONG_UNIT, item.place("unit"), code, facts)


def _check_date(item: Item, source: Source) -> Iterator[Fault]:
    date = item.data.get("date")
    if date is None:
        return
    dates = source.of_type(FactType.DATE)
    if date not in source.columns:
        yield unknown_column(item, source, date, dates, "date")
    elif date not in dates:
        facts = {"column": date, "choices": listed(dates)}
        yield Fault(faults.NOT_A_DATE, item.place("date"), str(date), facts)


def _check_dimensions(item: Item, source: Source) -> Iterator[Fault]:
    for index, name in enumerate(item.data.get("dimensions", [])):
        place = item.place("dimensions", index)
        if name not in DIMENSIONS:
            facts = {"key": "dimensions", "choices": listed(DIMENSIONS)}
            hint = near(name, DIMENSIONS)
            yield Fault(faults.NOT_A_CHOICE, place, str(name), {**facts, "hint": hint})
        elif not source.offers(name):
            facts = {"table": source.name, "dimension": _(name)}
            yield Fault(faults.NO_SUCH_DIMENSION, place, name, facts)


def _check_attribute(item: Item, source: Source) -> Iterator[Fault]:
    attribute = item.data.get("attribute")
    if attribute is None:
        return
    amounts = source.of_type(FactType.STEPS)
    if attribute not in amounts:
        yield unknown_column(item, source, attribute, amounts, "attribute")
        return
    yield from _check_unit_of_column(item, source, str(attribute))


def _check_receipt(item: Item, source: Source) -> Iterator[Fault]:
    for index, name in enumerate(item.data.get("receipt", [])):
        if name not in source.attributes:
            yield unknown_column(item, source, name, source.attributes, "receipt", index)
