"""What an indicator counts, in one sentence made from its definition."""

from collections.abc import Iterator

from chainchief.core.choices import listed
from chainchief.core.i18n import CHINESE, _, language
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.catalogue.vocabulary import kind_in_words, label_of
from chainchief.indicators.describe.explain import condition_in_words, facts_of, span_in_words
from chainchief.indicators.figures import MetricType

#: Facts of an entry that say how it is told, not what it is.
_NOT_COUNTING = ("unit", "told by", "also called", "compared with", "disclosure", "nature")


def sentence_of(indicator: Indicator, catalogue: Catalogue) -> str:
    """The definition in words, for the person who defines it to read or to take over."""
    parts = list(_parts(indicator, catalogue))
    comma, stop = ("，", "。") if language() == CHINESE else (", ", ".")
    return comma.join(parts) + stop


def _parts(indicator: Indicator, catalogue: Catalogue) -> Iterator[str]:
    if indicator.is_summed:
        yield from _of_rows(indicator, catalogue)
    elif indicator.nature in (MetricType.RATIO, MetricType.DIFFERENCE, MetricType.GROWTH):
        yield _of_terms(indicator, catalogue)
    else:
        left_out = {_(each) for each in _NOT_COUNTING}
        for label, text in facts_of(indicator, catalogue):
            if label not in left_out:
                yield _("{label}: {text}").format(label=label, text=text)


def _of_terms(indicator: Indicator, catalogue: Catalogue) -> str:
    words = {
        MetricType.RATIO: "{first} as a share of or per {second}",
        MetricType.DIFFERENCE: "{first} less {second}",
        MetricType.GROWTH: "growth of {first} over {second}",
    }
    first, second = indicator.terms.values()
    names = [f"“{catalogue[each.indicator].name}”" for each in (first, second)]
    if indicator.nature is MetricType.GROWTH:
        names[1] = span_in_words(second.span)
    return _(words[indicator.nature]).format(first=names[0], second=names[1])


def _of_rows(indicator: Indicator, catalogue: Catalogue) -> Iterator[str]:
    source = source_of(indicator.source)
    yield _("from the rows of “{table}”").format(table=kind_in_words(source.row_kind))
    yield _time(indicator)
    for condition in indicator.where:
        yield condition_in_words(condition, source).partition(" [")[0]
    if indicator.over:
        yield _("only of what counts in “{}”").format(catalogue[indicator.over].name)
    if indicator.without:
        yield _("leaving out what counts in “{}”").format(catalogue[indicator.without].name)
    yield _measured(indicator)
    if indicator.once:
        yield _("each once, by its first row")


def _time(indicator: Indicator) -> str:
    source = source_of(indicator.source)
    if indicator.nature is MetricType.FLOW:
        return _("with the day “{date}” in the span").format(date=label_of(indicator.date, source))
    if indicator.nature is MetricType.CUMULATIVE_REPORT:
        return _("of each the last report of the year that states the amount")
    if indicator.open_in:
        return _("of the last {} of the span").format(_(indicator.open_in))
    if indicator.open_from:
        first = label_of(indicator.open_from, source)
        if not indicator.open_until:
            return _("whose {first} has come by the end of the span").format(first=first)
        last = label_of(indicator.open_until, source)
        return _("whose {first} has come by the end of the span, and whose {last} has not").format(
            first=first, last=last
        )
    return _("in force at the end of the span")


def _measured(indicator: Indicator) -> str:
    source, measure = source_of(indicator.source), indicator.measure
    if measure.distinct:
        what = label_of(measure.distinct, source)
        return _("the different values of “{}” are counted, each once").format(what)
    if measure.counts:
        what = kind_in_words(measure.entity)
        if not measure.bounds:
            return _("the number of {} is counted").format(what)
        bounds = listed(each.text for each in measure.bounds if each.text) or "—"
        return _("the number of {what} is counted whose sum of “{column}” meets {bounds}").format(
            what=what, column=label_of(measure.column, source), bounds=bounds
        )
    return _("“{}” is added up").format(label_of(measure.column, source))
