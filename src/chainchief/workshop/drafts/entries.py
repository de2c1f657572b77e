"""From a draft to the entry of the catalogue, and from an entry back to a draft."""

from collections.abc import Iterator, Mapping
from typing import Any

from chainchief.indicators.catalogue.entries import NEEDED
from chainchief.indicators.catalogue.indicator import SUMMED, WORDING, Indicator
from chainchief.indicators.catalogue.sources import DIMENSIONS, LOOKUP_TABLES, all_sources
from chainchief.indicators.figures import MetricType
from chainchief.ledger.facts import FactType
from chainchief.workshop.drafts.draft import (
    THRESHOLDS,
    ConditionLine,
    Counting,
    Draft,
    Opening,
    TermChoice,
    Test,
)

#: The parts that an indicator made of others has, by its nature.
TERMS: Mapping[MetricType, tuple[str, ...]] = {
    nature: NEEDED[nature] for nature in (MetricType.RATIO, MetricType.DIFFERENCE)
}
Entry = dict[str, Any]


def entry_of(draft: Draft) -> Entry:
    """The entry as a person would have written it, blanks left out, without name and definition."""
    entry: Entry = {"nature": draft.nature.value}
    entry |= {key: value for key, value in _body(draft) if value != ""}
    entry |= {"unit": draft.unit} if draft.unit else {}
    if draft.places:
        entry["places"] = _whole(draft.places)
    if draft.nature in SUMMED:
        entry["dimensions"] = _dimensions(draft)
    if draft.receipt:
        entry["receipt"] = list(draft.receipt)
    if draft.named_by:
        entry["names"] = draft.named_by
    if draft.disclosure:
        entry["disclosure"] = draft.disclosure
    return entry


def _body(draft: Draft) -> Iterator[tuple[str, Any]]:
    if draft.nature in SUMMED:
        yield from _summed(draft)
    elif draft.nature in TERMS:
        for name in TERMS[draft.nature]:
            yield name, _term(draft.terms.get(name, TermChoice()))
    elif draft.nature is MetricType.GROWTH:
        yield "of", draft.of
        if draft.against:
            yield "against", draft.against
    elif draft.nature in (MetricType.MEMBERS, MetricType.POSITION):
        yield from _ordered(draft)
    else:
        yield from _lookup(draft)


def _summed(draft: Draft) -> Iterator[tuple[str, Any]]:
    yield "source", draft.source
    where = where_of(draft.conditions, draft.source)
    if where:
        yield "where", where
    yield "measure", _measure(draft)
    if draft.nature is MetricType.FLOW:
        yield "date", draft.date
        if draft.once:
            yield "once", True
    if draft.nature is MetricType.STOCK:
        yield from _opened(draft)
    for key, code in (("over", draft.over), ("without", draft.without)):
        if code:
            yield key, code


def _opened(draft: Draft) -> Iterator[tuple[str, Any]]:
    if draft.opening is Opening.BETWEEN:
        yield "open", {"from": draft.open_from, "until": draft.open_until}
    elif draft.opening is Opening.SINCE:
        yield "open", {"from": draft.open_from}
    elif draft.opening is Opening.IN:
        yield "open", {"in": draft.open_in}
    if draft.due_day:
        yield "due", {"day": _whole(draft.due_day)}


def _measure(draft: Draft) -> Entry:
    source = all_sources().get(draft.source)
    kind = source.entity_kind if source else ""
    if draft.counting is Counting.SUM:
        return {"sum": draft.column}
    if draft.counting is Counting.DISTINCT:
        return {"distinct": draft.column}
    if draft.counting is Counting.WHOSE:
        return {"count": kind, "whose": draft.column, **_tests(draft.bounds, draft.source)}
    return {"count": kind}


def where_of(lines: tuple[ConditionLine, ...], table: str) -> Entry:
    """The conditions by column; thresholds on one column make a band."""
    where: Entry = {}
    for column in dict.fromkeys(line.column for line in lines if line.column):
        own = tuple(line for line in lines if line.column == column)
        plain = [value for line in own if line.test is Test.IS for value in line.values]
        if plain:
            values = [_scalar(column, value, table) for value in plain]
            where[column] = values[0] if len(values) == 1 else values
        else:
            where[column] = _tests(own, table)
    return where


def _tests(lines: tuple[ConditionLine, ...], table: str) -> Entry:
    tests: Entry = {}
    for line in lines:
        if line.test in (Test.FILLED, Test.BLANK):
            tests["missing"] = line.test is Test.BLANK
        elif line.test is Test.IS_NOT:
            values = [_scalar(line.column, value, table) for value in line.values]
            tests["not"] = values[0] if len(values) == 1 else values
        elif line.values:
            value = line.values[0]
            number = value.isdecimal() and line.test in THRESHOLDS
            tests[line.test.value] = int(value) if number else value
    return tests


def _scalar(column: str, value: str, table: str) -> str | int | bool:
    """What a file writes: true and false of a flag, a number of a column of numbers."""
    source = all_sources().get(table)
    attribute = source.attributes.get(column) if source else None
    kind = attribute.column.type if attribute else None
    if kind is FactType.FLAG and value in ("true", "false"):
        return value == "true"
    return int(value) if kind is FactType.WHOLE and value.isdecimal() else value


def _term(term: TermChoice) -> object:
    more: Entry = {}
    if term.division:
        more["division"] = term.division
    if term.all_chains:
        more["chain"] = "all"
    if term.span:
        more["span"] = term.span
    return {"indicator": term.indicator, **more} if more else term.indicator


def _ordered(draft: Draft) -> Iterator[tuple[str, Any]]:
    yield "of", draft.of
    yield "each", draft.each
    if draft.nature is MetricType.MEMBERS:
        yield "which", {draft.which_test: _whole(draft.which_value)}
    elif draft.ascending:
        yield "order", "ascending"
    if draft.nature is MetricType.POSITION and draft.dense_ties:
        yield "ties", "dense"
    if draft.reason:
        yield "reason", {"zh": draft.reason, "en": draft.reason_en or draft.reason}


def _lookup(draft: Draft) -> Iterator[tuple[str, Any]]:
    if draft.nature is MetricType.RECORD:
        yield "source", draft.source
        yield "attribute", draft.attribute
        yield from ([("record", draft.record)] if draft.record else [("parameters", ["record"])])
        return
    if draft.nature is MetricType.FURNISHED:
        yield "item", draft.item
        if draft.reported_for:
            yield "told_of", draft.reported_for
    else:
        yield "series", draft.series
    where = where_of(draft.conditions, LOOKUP_TABLES.get(draft.nature, ""))
    if where:
        yield "where", where
    if draft.nature is MetricType.RANK:
        yield "among", {"zh": draft.among, "en": draft.among_en or draft.among}
        if draft.yearly:
            yield "yearly", True


def _whole(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


def _dimensions(draft: Draft) -> list[str]:
    source = all_sources().get(draft.source)
    wanted = {"division": draft.by_division, "chain": draft.by_chain}
    return [name for name in DIMENSIONS if wanted[name] and source and source.offers(name)]


def draft_of(entry: Mapping[str, Any]) -> Draft:
    """The choices by which an entry would be made."""
    nature = MetricType(entry["nature"])
    counting, column, bounds = _counting(entry.get("measure"))
    opening, days = _opening(entry.get("open"))
    which = list(dict(entry.get("which", {})).items()) or [("", "")]
    version = list(entry.get("definition") or [{}])[-1]
    return Draft(
        nature=nature,
        source=entry.get("source", ""),
        conditions=tuple(_lines(entry.get("where", {}))),
        counting=counting,
        column=column,
        bounds=bounds,
        date=entry.get("date", ""),
        once=bool(entry.get("once")),
        opening=opening,
        open_from=days.get("from", ""),
        open_until=days.get("until", ""),
        open_in=days.get("in", ""),
        due_day=str(entry.get("due", {}).get("day", "")),
        over=entry.get("over", ""),
        without=entry.get("without", ""),
        terms={name: _chosen(entry[name]) for name in TERMS.get(nature, ()) if name in entry},
        of=entry.get("of", ""),
        against=entry.get("against", ""),
        each=entry.get("each", ""),
        which_test=which[0][0],
        which_value=str(which[0][1]),
        ascending=entry.get("order") == "ascending",
        dense_ties=entry.get("ties") == "dense",
        reason=entry.get("reason", {}).get("zh", ""),
        reason_en=entry.get("reason", {}).get("en", ""),
        series=entry.get("series", ""),
        item=entry.get("item", ""),
        reported_for=entry.get("told_of", ""),
        yearly=bool(entry.get("yearly")),
        among=entry.get("among", {}).get("zh", ""),
        among_en=entry.get("among", {}).get("en", ""),
        attribute=entry.get("attribute", ""),
        record=entry.get("record", ""),
        unit=str(entry.get("unit", "")),
        places=str(entry.get("places", "")),
        by_division="division" in entry.get("dimensions", ["division"]),
        by_chain="chain" in entry.get("dimensions", ["chain"]),
        named_by=entry.get("names", ""),
        disclosure=entry.get("disclosure", ""),
        code=entry.get("code", ""),
        name=entry.get("name", {}).get("zh", ""),
        name_en=entry.get("name", {}).get("en", ""),
        aliases=tuple(entry.get("aliases", ())),
        definition=version.get("zh", ""),
        definition_en=version.get("en", ""),
        basis=version.get("source", ""),
        receipt=tuple(entry.get("receipt", ())),
    )


def draft_like(indicator: Indicator) -> Draft:
    """The choices by which an indicator of the catalogue would be made."""
    return draft_of({**indicator.canonical, "aliases": list(indicator.aliases)})


def beyond(entry: Mapping[str, Any]) -> list[str]:
    """The keys of an entry that its choices would not say again."""
    again = entry_of(draft_of(entry))
    keys = [key for key in dict.fromkeys([*entry, *again]) if key not in WORDING]
    return [key for key in keys if entry.get(key) != again.get(key)]


def _counting(measure: object) -> "tuple[Counting, str, tuple[ConditionLine, ...]]":
    given = measure if isinstance(measure, dict) else {}
    if "sum" in given:
        return Counting.SUM, given["sum"], ()
    if "distinct" in given:
        return Counting.DISTINCT, given["distinct"], ()
    if "whose" in given:
        tests = {key: value for key, value in given.items() if key not in ("count", "whose")}
        return Counting.WHOSE, given["whose"], tuple(_lines({given["whose"]: tests}))
    return Counting.COUNT, "", ()


def _opening(given: object) -> "tuple[Opening, dict[str, str]]":
    days = dict(given) if isinstance(given, dict) else {}
    if "in" in days:
        return Opening.IN, days
    if days:
        return (Opening.BETWEEN if "until" in days else Opening.SINCE), days
    return Opening.VALID, {}


def _lines(where: Mapping[str, Any]) -> Iterator[ConditionLine]:
    for column, wanted in where.items():
        if not isinstance(wanted, dict):
            yield ConditionLine(column, Test.IS, _texts(wanted))
            continue
        for key, value in wanted.items():
            if key == "missing":
                yield ConditionLine(column, Test.BLANK if value else Test.FILLED)
            else:
                yield ConditionLine(column, Test(key), _texts(value))


def _texts(value: object) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [value]
    return tuple(str(each).lower() if isinstance(each, bool) else str(each) for each in given)


def _chosen(given: object) -> TermChoice:
    if isinstance(given, dict):
        return TermChoice(
            given["indicator"],
            given.get("division", ""),
            given.get("span", ""),
            given.get("chain") == "all",
        )
    return TermChoice(str(given))
