"""An indicator in words: what it counts, from what, when, and what it rests on."""

import datetime as dt
from collections.abc import Iterator

from chainchief.core.choices import listed
from chainchief.core.i18n import _, in_language
from chainchief.indicators.catalogue.due import DUE, Due
from chainchief.indicators.catalogue.indicator import (
    Condition,
    Definition,
    Indicator,
    Operator,
    Scalar,
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
from chainchief.indicators.metric_type_words import metric_type_in_words

_DAYS = {"end": "the end of the span", DUE: "the day on which it is due"}
_OPERATORS = {
    Operator.IN: "{column} is {values}",
    Operator.ON_OR_BEFORE: "{column} is on or before {values}",
    Operator.AFTER: "{column} is after {values}",
    Operator.MISSING: "{column} is blank",
    Operator.AT_LEAST: "{column} is at least {values}",
    Operator.BELOW: "{column} is below {values}",
}
_TERMS = {
    "numerator": "numerator",
    "denominator": "denominator",
    "minuend": "from",
    "subtrahend": "less",
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
        text = _named(catalogue[term.indicator])
        yield _(_TERMS[name]), f"{text} ({_(term.division)})" if term.division else text
    if indicator.dimensions:
        yield _("told by"), listed(_(each) for each in indicator.dimensions)
    if indicator.aliases:
        yield _("also called"), listed(indicator.aliases)
    ways = [f"{words} [{basis}]" for basis, words in ways_to_compare(indicator)]
    yield _("compared with"), listed(ways) or _("nothing")
    yield _("disclosure"), _(indicator.disclosure)


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
    if measure.counts:
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
    told = _(words).format(
        column=label_of(condition.column, source),
        values=_values_in_words(condition, source),
    )
    written = condition.texts or tuple(map(_plain, condition.values))
    return f"{told} [{condition.column}: {', '.join(written)}]"


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
