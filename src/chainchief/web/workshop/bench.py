"""The bench: everything that can be chosen for a definition, with what is chosen."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.core.units import UNITS
from chainchief.indicators.catalogue.entries import DISCLOSURES, EACH
from chainchief.indicators.catalogue.indicator import SUMMED
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import LOOKUP_TABLES, Source, all_sources
from chainchief.indicators.describe.explain import each_in_words, span_in_words
from chainchief.indicators.figures import MetricType
from chainchief.ledger.facts import FactType
from chainchief.web.workshop import suggestions
from chainchief.web.workshop.fields import MOST_LINES, split_amount
from chainchief.workshop.drafts import vocabulary
from chainchief.workshop.drafts.draft import THRESHOLDS, ConditionLine, Counting, Draft, Test
from chainchief.workshop.drafts.entries import TERMS
from chainchief.workshop.drafts.settling import counted_in, dimension_of
from chainchief.workshop.drafts.vocabulary import Choice

#: The spans that a figure can be told over, and a part of it taken from.
SPANS = (
    "year",
    "month",
    "quarter",
    "half",
    "twelve-months",
    "full-quarters",
    "month-before",
    "quarter-before",
    "year-before",
    "last-year",
    "two-years-ago",
    *(f"first-{months}" for months in range(1, 13)),
)
_LEVELS = ("nation", "province", "city", "county")
_LIMITS = {
    "at_least": "at least",
    "above": "above",
    "at_most": "at most",
    "below": "below",
    "within_first": "within the first",
}
_PARTS = {
    "numerator": "numerator",
    "denominator": "denominator",
    "minuend": "from",
    "subtrahend": "less",
}


@dataclass(frozen=True)
class Select:
    """One field: its name, label, what can be chosen, and what is."""

    name: str
    label: str
    choices: list[Choice]
    chosen: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        return self.chosen[0] if self.chosen else ""


@dataclass(frozen=True)
class Line:
    """One condition: its column, its test, and what it is set against."""

    at: int
    column: Select
    test: Select | None = None
    #: One select to each value that is chosen, and one for another.
    values: list[Select] = field(default_factory=list)
    unit: Select | None = None
    number: str = ""
    takes_text: bool = False
    other: Select | None = None
    offers: list[Choice] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True)
class Part:
    """One of the two figures that another is made of."""

    name: str
    label: str
    indicator: str
    division: Select
    span: Select
    all_chains: bool


@dataclass(frozen=True)
class Bench:
    """What templates/web/workshop/bench.html shows."""

    draft: Draft
    nature: Select
    source: Select | None = None
    conditions: list[Line] = field(default_factory=list)
    counting: Select | None = None
    column: Select | None = None
    bounds: list[Line] = field(default_factory=list)
    when: list[Select] = field(default_factory=list)
    may_be_once: bool = False
    restricted: bool = False
    parts: list[Part] = field(default_factory=list)
    ordered: list[Select] = field(default_factory=list)
    of: bool = False
    stated: list[Select] = field(default_factory=list)
    unit: Select | None = None
    named_by: Select | None = None
    disclosure: Select | None = None
    by_division: bool = False
    by_chain: bool = False


def bench_of(draft: Draft, catalogue: Catalogue, viewer: Viewer) -> Bench:
    """The bench for a draft that is settled."""
    source = all_sources().get(draft.source)
    nature = Select("nature", _("What kind of number"), vocabulary.natures(), (draft.nature.value,))
    summed = draft.nature in SUMMED
    sections: dict[str, object] = {
        "unit": _unit(draft),
        "disclosure": _disclosure(draft),
    }
    if summed or draft.nature is MetricType.RECORD:
        sections["source"] = Select(
            "source", _("Which records"), vocabulary.kinds(), (draft.source,)
        )
    if summed and source is not None:
        sections |= _of_records(draft, source, viewer)
    elif draft.nature is MetricType.RECORD and source is not None:
        sections["stated"] = [_attribute(draft, source)]
    elif draft.nature in TERMS:
        sections["parts"] = [_part(name, draft) for name in TERMS[draft.nature]]
    elif draft.nature is MetricType.GROWTH:
        sections |= {
            "of": True,
            "ordered": [_span("against", _("over"), draft.against, "last-year")],
        }
    elif draft.nature in (MetricType.MEMBERS, MetricType.POSITION):
        sections |= {"of": True, "ordered": list(_order(draft)), "named_by": _named_by(draft, None)}
    elif draft.nature in LOOKUP_TABLES:
        sections["stated"] = list(_stated(draft, viewer))
    return Bench(draft, nature, **sections)  # type: ignore[arg-type]


def _of_records(draft: Draft, source: Source, viewer: Viewer) -> dict[str, object]:
    counted = draft.counting
    return {
        "conditions": list(_conditions(draft, source, viewer)),
        "counting": Select(
            "counting", _("What is told of them"), vocabulary.countings(source), (counted.value,)
        ),
        "column": _column(draft, source),
        "bounds": list(_bounds(draft, source)) if counted is Counting.WHOSE else [],
        "when": list(_when(draft, source)),
        "may_be_once": draft.nature is MetricType.FLOW and counted is Counting.COUNT,
        "restricted": True,
        "named_by": _named_by(draft, source),
        "by_division": source.offers("division"),
        "by_chain": source.offers("chain"),
    }


def _conditions(draft: Draft, source: Source, viewer: Viewer) -> Iterator[Line]:
    choices = vocabulary.columns(source)
    for at, line in enumerate(draft.conditions):
        yield _line(at, line, choices, source, viewer)
    if len(draft.conditions) < MOST_LINES:
        at = len(draft.conditions)
        yield Line(at, Select(f"c{at}", _("Column"), choices))


def _line(
    at: int, line: ConditionLine, choices: list[Choice], source: Source, viewer: Viewer
) -> Line:
    column = Select(f"c{at}", _("Column"), choices, (line.column,))
    test = Select(f"t{at}", _("Test"), vocabulary.tests(line.column, source), (line.test.value,))
    if line.test in (Test.FILLED, Test.BLANK):
        return Line(at, column, test)
    if line.test in (Test.ON_OR_BEFORE, Test.AFTER):
        days = vocabulary.other_days(source)
        return Line(at, column, test, other=Select(f"v{at}", _("Day"), days, line.values))
    if line.test in THRESHOLDS:
        return _threshold(at, column, test, line, source)
    listed_values = vocabulary.values(line.column, source)
    if listed_values:
        several = vocabulary.type_of(line.column, source) is not FactType.FLAG
        return Line(at, column, test, values=_several(at, listed_values, line, several))
    offers = suggestions.values(line.column, source, viewer)
    shown = _with_name(line.values, offers)
    return Line(at, column, test, takes_text=True, offers=offers, text=shown)


def _several(at: int, choices: list[Choice], line: ConditionLine, several: bool) -> list[Select]:
    chosen = [(value,) for value in line.values]
    more: list[tuple[str, ...]] = [()] if several or not chosen else []
    return [
        Select(f"v{at}", _("or") if number else _("Value"), choices, each)
        for number, each in enumerate([*chosen, *more])
    ]


def _with_name(values: tuple[str, ...], offers: list[Choice]) -> str:
    first = values[0] if values else ""
    names = {offer.code: offer.label for offer in offers}
    label = names.get(first, "")
    return f"{first} {label}" if label and label != first else first


def _threshold(at: int, column: Select, test: Select, line: ConditionLine, source: Source) -> Line:
    units = vocabulary.threshold_units(line.column, source)
    text = line.values[0] if line.values else ""
    number, unit = split_amount(text) if units else (text, "")
    if not units:
        return Line(at, column, test, number=number or " ")
    chosen = Select(f"u{at}", _("Unit"), [Choice(each, each) for each in units], (unit,))
    return Line(at, column, test, unit=chosen, number=number or " ")


def _column(draft: Draft, source: Source) -> Select | None:
    steps = source.of_type(FactType.STEPS)
    choices = {
        Counting.COUNT: [],
        Counting.SUM: vocabulary.amounts(source),
        Counting.DISTINCT: vocabulary.distinct(source),
        Counting.WHOSE: [each for each in vocabulary.amounts(source) if each.code in steps],
    }[draft.counting]
    return Select("column", _("Which column"), choices, (draft.column,)) if choices else None


def _bounds(draft: Draft, source: Source) -> Iterator[Line]:
    given = [line for line in draft.bounds if line.values]
    limits = [Choice(each.value, words) for each, words in _tests_of_amounts(draft, source)]
    units = vocabulary.threshold_units(draft.column, source)
    for at in range(2):
        line = given[at] if at < len(given) else None
        number, unit = split_amount(line.values[0]) if line else ("", "")
        yield Line(
            at,
            Select("", "", []),
            Select(f"bt{at}", _("Limit"), limits, (line.test.value if line else "at_least",)),
            unit=Select(f"bu{at}", _("Unit"), [Choice(each, each) for each in units], (unit,)),
            number=number,
        )


def _tests_of_amounts(draft: Draft, source: Source) -> Iterator[tuple[Test, str]]:
    known = {choice.code: choice.label for choice in vocabulary.tests(draft.column, source)}
    yield from ((each, known[each.value]) for each in THRESHOLDS if each.value in known)


def _when(draft: Draft, source: Source) -> Iterator[Select]:
    days = vocabulary.days(source)
    if draft.nature is MetricType.FLOW:
        yield Select("date", _("Placed in the span by"), days, (draft.date,))
    if draft.nature is MetricType.STOCK:
        openings = vocabulary.openings(source)
        yield Select("opening", _("Counts when"), openings, (draft.opening.value,))
        if draft.opening in ("between", "since"):
            yield Select("open_from", _("From"), days, (draft.open_from,))
        if draft.opening == "between":
            yield Select("open_until", _("Until"), days, (draft.open_until,))
        if draft.opening == "in":
            months = [_month(name, source) for name in vocabulary.months(source)]
            yield Select("open_in", _("By"), months, (draft.open_in,))


def _month(name: str, source: Source) -> Choice:
    known = {choice.code: choice.label for choice in vocabulary.columns(source)}
    return Choice(name, known.get(name, name))


def _part(name: str, draft: Draft) -> Part:
    term = draft.terms[name]
    levels = [Choice("", _("the same unit")), *(Choice(each, _(each)) for each in _LEVELS)]
    return Part(
        name,
        _(_PARTS[name]),
        term.indicator,
        Select(f"{name}_division", _("Of which unit"), levels, (term.division,)),
        _span(f"{name}_span", _("Over which span"), term.span, ""),
        term.all_chains,
    )


def _span(name: str, label: str, chosen: str, usual: str) -> Select:
    return Select(name, label, span_choices(usual), (chosen or usual,))


def span_choices(usual: str = "year") -> list[Choice]:
    """The spans in words; "" is the span that the whole is told over."""
    same = [] if usual else [Choice("", _("the same span"))]
    return [*same, *(Choice(each, span_in_words(each)) for each in SPANS)]


def _order(draft: Draft) -> Iterator[Select]:
    among = [Choice(each, each_in_words(each)) for each in EACH]
    yield Select("each", _("Among"), among, (draft.each,))
    if draft.nature is MetricType.MEMBERS:
        limits = [Choice(code, _(words)) for code, words in _LIMITS.items()]
        yield Select("which_test", _("Limit"), limits, (draft.which_test,))
    else:
        orders = [Choice("", _("the largest first")), Choice("1", _("the smallest first"))]
        yield Select("ascending", _("Order"), orders, ("1" if draft.ascending else "",))
        ties = [Choice("", _("the next place is left out")), Choice("1", _("the next follows"))]
        yield Select("dense_ties", _("Who has as much"), ties, ("1" if draft.dense_ties else "",))


def _stated(draft: Draft, viewer: Viewer) -> Iterator[Select]:
    name = "item" if draft.nature is MetricType.FURNISHED else "series"
    label = _("Which number") if name == "item" else _("Which series")
    offers = suggestions.stated(draft.nature, name, viewer)
    chosen = draft.item if name == "item" else draft.series
    if chosen and chosen not in {offer.code for offer in offers}:
        offers = [Choice(chosen, chosen), *offers]
    yield Select(name, label, [Choice("", _("choose")), *offers], (chosen,))
    if draft.nature is MetricType.FURNISHED:
        levels = [Choice("", _("the same unit")), *(Choice(each, _(each)) for each in _LEVELS)]
        yield Select("reported_for", _("Of which unit"), levels, (draft.reported_for,))
    if draft.nature is MetricType.RANK:
        years = [Choice("", _("of the last edition")), Choice("1", _("of the year's list"))]
        yield Select("yearly", _("Edition"), years, ("1" if draft.yearly else "",))


def _attribute(draft: Draft, source: Source) -> Select:
    steps = source.of_type(FactType.STEPS)
    known = [choice for choice in vocabulary.columns(source) if choice.code in steps]
    return Select("attribute", _("Which column"), known, (draft.attribute,))


def _unit(draft: Draft) -> Select:
    offered = vocabulary.units(dimension_of(draft), draft.unit)
    own = counted_in(draft)
    if own:
        offered = (each for each in offered if UNITS[each].base == UNITS[own].base)
    return Select("unit", _("Unit"), [Choice(each, each) for each in offered], (draft.unit,))


def _named_by(draft: Draft, source: Source | None) -> Select:
    """What a document prints where it asks for names: of the records counted, or a column."""
    blank = Choice("", _("nothing"))
    own = Choice("entity_name", _("the name of what is counted"))
    words = (FactType.CODE, FactType.TEXT)
    known = [
        each
        for each in (vocabulary.columns(source) if source else [])
        if source and source.attributes[each.code].column.type in words
    ]
    return Select("named_by", _("Names are told by"), [blank, own, *known], (draft.named_by,))


def _disclosure(draft: Draft) -> Select:
    usual = Choice("", _("as usual for such records"))
    known = [usual, *(Choice(each, _(each)) for each in DISCLOSURES)]
    return Select("disclosure", _("Disclosure"), known, (draft.disclosure,))
