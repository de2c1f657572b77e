"""What a draft leaves open, filled with what is usual; what no longer fits, taken away."""

from dataclasses import replace

from chainchief.core.units import UNITS, Dimension
from chainchief.indicators.catalogue.indicator import SUMMED, Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import Source, all_sources
from chainchief.indicators.figures import MetricType
from chainchief.ledger.facts import FactType
from chainchief.workshop.drafts import vocabulary
from chainchief.workshop.drafts.draft import (
    ConditionLine,
    Counting,
    Draft,
    Opening,
    TermChoice,
    Test,
)
from chainchief.workshop.drafts.entries import TERMS

_SINGLE_PLACE = (MetricType.RATIO, MetricType.GROWTH)
_STATES_UNIT = {
    MetricType.GROWTH: "%",
    MetricType.POSITION: "位",
    MetricType.RANK: "位",
    MetricType.STREAK: "年",
    MetricType.OFFICIAL: "%",
    MetricType.FURNISHED: "个",
}


def settled(draft: Draft, catalogue: Catalogue) -> Draft:
    """The draft with every choice made that the page shows as made."""
    if draft.nature in SUMMED or draft.nature is MetricType.RECORD:
        draft = _of_records(draft)
    elif draft.nature in TERMS:
        terms = {name: draft.terms.get(name, TermChoice()) for name in TERMS[draft.nature]}
        draft = replace(draft, terms=terms)
    elif draft.nature in (MetricType.MEMBERS, MetricType.POSITION):
        draft = replace(draft, each=draft.each or "chain")
        if draft.nature is MetricType.MEMBERS:
            draft = replace(
                draft,
                which_test=draft.which_test or "at_least",
                which_value=draft.which_value or "1",
            )
    if not _unit_fits(draft, catalogue):
        draft = replace(draft, unit=_unit(draft, catalogue), places="")
    if not draft.places:
        draft = replace(draft, places=_places(draft))
    return draft


def _of_records(draft: Draft) -> Draft:
    source = all_sources().get(draft.source)
    if source is None:
        return draft
    lines = tuple(line for line in draft.conditions if line.column in source.attributes)
    draft = replace(draft, conditions=tuple(_fitting(line, source) for line in lines))
    if draft.nature is MetricType.RECORD:
        steps = source.of_type(FactType.STEPS)
        known = draft.attribute in steps
        return replace(draft, attribute=draft.attribute if known else (steps or [""])[0])
    natures = vocabulary.natures_of(source)
    if draft.nature not in natures and natures:
        draft = replace(draft, nature=natures[0])
    draft = _counted(draft, source)
    draft = _dated(draft, source)
    return draft if draft.receipt else replace(draft, receipt=_receipt(draft, source))


def _fitting(line: ConditionLine, source: Source) -> ConditionLine:
    """A test that the column takes: another column was chosen after the test."""
    known = [choice.code for choice in vocabulary.tests(line.column, source)]
    if line.test.value in known:
        return line
    kept = line.values if vocabulary.values(line.column, source) else ()
    return ConditionLine(line.column, Test(known[0]), kept)


def _counted(draft: Draft, source: Source) -> Draft:
    known = [choice.code for choice in vocabulary.countings(source)]
    counting = draft.counting if draft.counting.value in known else Counting.COUNT
    steps = source.of_type(FactType.STEPS)
    columns = {
        Counting.COUNT: [""],
        Counting.SUM: source.amounts,
        Counting.DISTINCT: [choice.code for choice in vocabulary.distinct(source)],
        Counting.WHOSE: steps,
    }[counting]
    column = draft.column if draft.column in columns else (columns or [""])[0]
    bounds = tuple(replace(bound, column=column) for bound in draft.bounds)
    return replace(draft, counting=counting, column=column, bounds=bounds)


def _dated(draft: Draft, source: Source) -> Draft:
    days = [choice.code for choice in vocabulary.days(source)]
    first = days[0] if days else ""
    if draft.nature is MetricType.FLOW and draft.date not in days:
        draft = replace(draft, date=first)
    if draft.nature is not MetricType.STOCK:
        return draft
    known = [choice.code for choice in vocabulary.openings(source)]
    if draft.opening.value not in known:
        draft = replace(draft, opening=Opening(known[0]))
    months = vocabulary.months(source)
    return replace(
        draft,
        open_from=draft.open_from if draft.open_from in days else first,
        open_until=draft.open_until if draft.open_until in days else (days or [""])[-1],
        open_in=draft.open_in if draft.open_in in months else (months or [""])[0],
    )


def _receipt(draft: Draft, source: Source) -> tuple[str, ...]:
    """The record's code and name, where it belongs, and the days that place it."""
    entity = source.entity_kind
    columns = [f"{entity}.code", f"{entity}.name", "division"]
    columns += ["month", "revision"] if draft.nature is MetricType.CUMULATIVE_REPORT else []
    columns += [draft.date] if draft.nature is MetricType.FLOW else []
    columns += [draft.column] if draft.counting is Counting.DISTINCT else []
    columns += [line.column for line in draft.conditions if line.column.startswith("x_")]
    return tuple(dict.fromkeys(each for each in columns if each in source.attributes))


def dimension_of(draft: Draft) -> Dimension | None:
    """Dimension that the figure measures, None where that is open."""
    source = all_sources().get(draft.source)
    if draft.nature in SUMMED and source is not None:
        if draft.counting is Counting.SUM and draft.column in source.columns:
            return source.dimension_of(draft.column)
        return Dimension.COUNT
    if draft.nature is MetricType.RECORD and source and draft.attribute in source.columns:
        return source.dimension_of(draft.attribute)
    fixed = _STATES_UNIT.get(draft.nature)
    if fixed and draft.nature not in (MetricType.OFFICIAL, MetricType.FURNISHED):
        return UNITS[fixed].dimension
    return Dimension.COUNT if draft.nature is MetricType.MEMBERS else None


def counted_in(draft: Draft) -> str:
    """The unit of a column that counts things of its own kind (标箱), of which a sum is told."""
    source = all_sources().get(draft.source)
    if draft.nature not in SUMMED or draft.counting is not Counting.SUM or source is None:
        return ""
    attribute = source.attributes.get(draft.column)
    unit = (attribute.column.unit or "") if attribute else ""
    return unit if unit in UNITS and UNITS[unit].dimension is Dimension.COUNT else ""


def _unit_fits(draft: Draft, catalogue: Catalogue) -> bool:
    if draft.unit not in UNITS:
        return False
    dimension = dimension_of(draft)
    own = counted_in(draft)
    if own and UNITS[draft.unit].base != UNITS[own].base:
        return False
    if draft.nature in (MetricType.RATIO, MetricType.DIFFERENCE):
        return _composed_unit(draft, catalogue) == draft.unit or draft.unit in _also(draft)
    return dimension is None or UNITS[draft.unit].dimension is dimension


def _also(draft: Draft) -> tuple[str, ...]:
    """Units that a ratio or difference may be told in as well, whatever it is made of."""
    if draft.nature is MetricType.RATIO:
        made_of_two = (draft.unit,) if "/" in draft.unit else ()
        return ("%", "倍", *made_of_two)
    return (draft.unit,)


def _unit(draft: Draft, catalogue: Catalogue) -> str:
    if draft.nature in (MetricType.RATIO, MetricType.DIFFERENCE):
        return _composed_unit(draft, catalogue)
    if draft.nature is MetricType.MEMBERS:
        return "条" if draft.each == "chain" else "个"
    if draft.nature in _STATES_UNIT:
        return _STATES_UNIT[draft.nature]
    dimension = dimension_of(draft)
    source = all_sources().get(draft.source)
    if dimension is Dimension.COUNT and source is not None:
        return _usual_count(draft, source, catalogue)
    return next(vocabulary.units(dimension, ""), "")


def _usual_count(draft: Draft, source: Source, catalogue: Catalogue) -> str:
    kind = source.entity_kind
    if draft.counting is Counting.DISTINCT:
        kind = source.kind_named_by(draft.column) or draft.column
    if draft.counting is Counting.SUM:
        return counted_in(draft) or ("人" if draft.column == "employees" else "个")
    found: dict[str, int] = {}
    for each in catalogue:
        if each.is_summed and each.measure.counts and each.measure.entity == kind:
            found[each.unit.code] = found.get(each.unit.code, 0) + 1
    return max(found, key=lambda code: found[code], default="个")


def _composed_unit(draft: Draft, catalogue: Catalogue) -> str:
    parts = [catalogue.entries.get(term.indicator) for term in draft.terms.values()]
    known: list[Indicator] = [part for part in parts if part is not None]
    if len(known) < 2:
        return "%"
    first, second = known[0].unit, known[1].unit
    if draft.nature is MetricType.DIFFERENCE:
        return "百分点" if first.dimension is Dimension.RATE else first.code
    alike = first.dimension is second.dimension and Dimension.COUNT is not first.dimension
    return "%" if alike or first.code == second.code else f"{first.code}/{second.code}"


def _places(draft: Draft) -> str:
    if draft.nature in _SINGLE_PLACE or draft.unit in ("亿元", "%", "百分点"):
        return "1"
    return ""
