"""An indicator in words: what it counts, from what, when, and what it rests on."""

import datetime as dt
from collections.abc import Iterator

from chainchief.core.choices import listed
from chainchief.core.i18n import _, in_language
from chainchief.indicators.catalogue.due import DUE, Due
from chainchief.indicators.catalogue.indicator import (
    ORDERED,
    Condition,
    Definition,
    Indicator,
    Operator,
    Scalar,
    Term,
)
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import Source, source_of
from chainchief.indicators.catalogue.vocabulary import (
    entity_in_words,
    label_of,
    named,
    table_in_words,
    values_in_words,
)
from chainchief.indicators.compare.comparable import ways_to_compare
from chainchief.indicators.figures import MetricType
from chainchief.indicators.metric_type_words import metric_type_in_words

_DAYS = {"end": "the end of the span", DUE: "the day on which it is due"}
_OPERATORS = {
    Operator.IN: "{column} is {values}",
    Operator.ON_OR_BEFORE: "{column} is on or before {values}",
    Operator.AFTER: "{column} is after {values}",
    Operator.MISSING: "{column} is blank",
    Operator.AT_LEAST: "{column} is at least {values}",
    Operator.ABOVE: "{column} is above {values}",
    Operator.AT_MOST: "{column} is at most {values}",
    Operator.BELOW: "{column} is below {values}",
}
_BOUNDS = {
    "at_least": "at least {}",
    "above": "above {}",
    "at_most": "at most {}",
    "below": "below {}",
    "within_first": "within the first {}, who share a place counted together",
}
_THRESHOLDS = {"mean": "the mean of them", "whole": "the number of all together"}
_EACH = {
    "chain": "the chains",
    "county": "the counties",
    "zone": "the zones",
    "township": "the townships",
}
_SPANS = {
    "year": "January to the end of the span",
    "month": "the last month of the span alone",
    "quarter": "the quarter so far",
    "half": "the half-year so far",
    "twelve-months": "the last twelve months",
    "full-quarters": "January to the last full quarter",
    "month-before": "the month before",
    "quarter-before": "the quarter before",
    "year-before": "all of last year",
    "last-year": "the same span last year",
    "two-years-ago": "the same span two years ago",
}
_TERMS = {
    "numerator": "numerator",
    "denominator": "denominator",
    "minuend": "from",
    "subtrahend": "less",
    "now": "growth of",
    "then": "over",
}


def facts_of(indicator: Indicator, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(label, text) for everything the entry says, in the order of reading."""
    yield _("nature"), metric_type_in_words(indicator.nature)
    yield (
        _("unit"),
        _("{unit}, decimals: {places}").format(unit=indicator.unit, places=indicator.places),
    )
    if indicator.source:
        yield _("table"), table_in_words(indicator.source)
    for condition in indicator.where:
        yield _("condition"), condition_in_words(condition, source_of(indicator.source))
    yield from _measured(indicator)
    if indicator.over:
        yield (
            _("only of"),
            _("what counts in {} over the same span").format(_named(catalogue[indicator.over])),
        )
    if indicator.without:
        without = _("what counts in {} over the same span").format(
            _named(catalogue[indicator.without])
        )
        yield _("leaving out"), without
    for name, term in indicator.terms.items():
        yield _(_TERMS[name]), _term_in_words(term, catalogue)
    if indicator.nature in ORDERED:
        yield from _ordered(indicator, catalogue)
    if indicator.dimensions:
        yield _("told by"), listed(_(each) for each in indicator.dimensions)
    if indicator.aliases:
        yield _("also called"), listed(indicator.aliases)
    ways = [f"{words} [{basis}]" for basis, words in ways_to_compare(indicator)]
    yield _("compared with"), listed(ways) or _("nothing")
    yield _("disclosure"), _(indicator.disclosure)


def _term_in_words(term: Term, catalogue: Catalogue) -> str:
    qualifiers = [_(term.division)] if term.division else []
    qualifiers += [_("all chains")] if term.all_chains else []
    qualifiers += [span_in_words(term.span)] if term.span else []
    text = _named(catalogue[term.indicator])
    return f"{text} ({listed(qualifiers)})" if qualifiers else text


def span_in_words(word: str) -> str:
    """The words for a span that moves with another one."""
    if word in _SPANS:
        return _(_SPANS[word])
    return _("January to month {} of the year").format(word.rpartition("-")[2])


def each_in_words(each: str) -> str:
    """The words for what is set against each other: 各产业链, 各县市区 …"""
    return _(_EACH[each])


def _ordered(indicator: Indicator, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    yield _("of"), _named(catalogue[indicator.of])
    yield _("set against each other"), each_in_words(indicator.each)
    for key, value in indicator.which:
        threshold = _(_THRESHOLDS[value]) if value in _THRESHOLDS else value
        yield _("threshold"), _(_BOUNDS[key]).format(threshold)
    if indicator.nature is MetricType.POSITION:
        yield _("order"), _("the smallest first") if indicator.ascending else _("the largest first")
        shared, dense = (
            _("who has as much shares the place; the next place is left out"),
            _("who has as much shares the place; the next place follows"),
        )
        yield _("ties"), dense if indicator.dense_ties else shared
    if indicator.reason:
        yield _("reason of the order"), in_language(dict(indicator.reason))


def _measured(indicator: Indicator) -> Iterator[tuple[str, str]]:
    if indicator.is_summed:
        yield from _counted(indicator, source_of(indicator.source))
    if indicator.due:
        yield _("due"), due_in_words(indicator.due)
    if indicator.named_by:
        yield _("named by"), indicator.named_by
    for label, text in (
        (_("series"), indicator.series),
        (_("item"), indicator.item),
        (
            _("attribute"),
            named(indicator.attribute, source_of(indicator.source)) if indicator.attribute else "",
        ),
        (_("named when asked"), listed(indicator.parameters)),
        (_("among"), in_language(dict(indicator.among)) if indicator.among else ""),
    ):
        if text:
            yield label, text


def _counted(indicator: Indicator, source: Source) -> Iterator[tuple[str, str]]:
    measure = indicator.measure
    if measure.distinct:
        yield _("counts, each once"), named(measure.distinct, source)
    elif measure.bounds:
        yield _("counts"), entity_in_words(measure.entity, source)
        for each in measure.bounds:
            stated = each.operator is Operator.MISSING
            words = _("stated") if stated else _(_BOUNDS[each.operator.value]).format(each.text)
            yield _("whose sum"), f"{named(measure.column, source)}: {words}"
    elif measure.counts:
        yield _("counts"), entity_in_words(measure.entity, source)
    else:
        yield _("adds"), named(measure.column, source)
    if indicator.open_from:
        words = _("from {} until {}") if indicator.open_until else _("from {} on")
        ends = [named(end, source) for end in (indicator.open_from, indicator.open_until) if end]
        yield _("counted"), words.format(*ends)
    if indicator.open_in:
        yield _("counted"), _("of the last {} of the span").format(_(indicator.open_in))
    if indicator.date:
        once = _(", the first only") if indicator.once else ""
        yield _("placed by"), named(indicator.date, source) + once


def due_in_words(due: Due) -> str:
    words = _("day {} of the month after; on a weekend the Monday after").format(due.day)
    moved = [_("of {} on {}").format(month, day) for month, day in due.moved.items()]
    return f"{words}; {listed(moved)}" if moved else words


def _named(indicator: Indicator) -> str:
    return f"{indicator.name} [{indicator.code}]"


def condition_in_words(condition: Condition, source: Source) -> str:
    """ "阶段为开工 [stage: started]": the words of the registers, then those of the catalogue."""
    words = _OPERATORS[condition.operator]
    if condition.negated:
        words = "{column} is not {values}"
    if condition.operator is Operator.MISSING and not condition.values[0]:
        words = "{column} is filled in"
    text = _(words).format(
        column=label_of(condition.column, source),
        values=_values_in_words(condition, source),
    )
    written = condition.texts or tuple(map(_plain, condition.values))
    return f"{text} [{condition.column}: {', '.join(written)}]"


def _values_in_words(condition: Condition, source: Source) -> str:
    """The codes by their labels; a day set against another by the label of its column."""
    if condition.texts:
        return listed(condition.texts)
    if condition.operator not in (Operator.ON_OR_BEFORE, Operator.AFTER):
        return values_in_words(condition.column, condition.values, source)
    (other,) = map(str, condition.values)
    return _(_DAYS[other]) if other in _DAYS else label_of(other, source)


def _plain(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def period_in_words(definition: Definition) -> str:
    if definition.valid_to is None:
        return _("since {}").format(definition.valid_from)
    return _("{} to {}").format(definition.valid_from, definition.valid_to)


def explained(indicator: Indicator, catalogue: Catalogue, day: dt.date | None = None) -> str:
    """The entry in words; with `day` only the definition in force then."""
    lines = [f"{indicator.code}  {indicator.name}"]
    for definition in indicator.definitions:
        if day is None or definition.holds_on(day):
            source = f" ({definition.source})" if definition.source else ""
            lines.append(f"  {period_in_words(definition)}: {definition.text}{source}")
    lines += [f"  {label}: {text}" for label, text in facts_of(indicator, catalogue)]
    lines.append(f"  {_('hash of the definition')}: {catalogue.hashes[indicator.code]}")
    return "\n".join(lines)
