"""Indicators made of others that words after a number ask for: its share, place, lead, growth."""

import re
from collections.abc import Callable, Iterator, Mapping

from chainchief.core.units import Dimension
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import all_sources
from chainchief.indicators.figures import MetricType
from chainchief.workshop.drafts.draft import Draft, TermChoice
from chainchief.workshop.drafts.settling import settled
from chainchief.workshop.sentences.amounts import Reading
from chainchief.workshop.sentences.naming import named
from chainchief.workshop.sentences.phrases import phrases
from chainchief.workshop.sentences.relations import Relation

_FIRST = 1
_ALL = re.compile("(?:全市|全县|全区|全部)?(?:总量|总数|总额)?的?")
_ELSEWHERE = re.compile("省|全国|国家")


def growth_of(of: Indicator, catalogue: Catalogue) -> Indicator | None:
    """The indicator that is the growth of another; the other itself where it is a growth."""
    if of.unit.dimension is Dimension.RATE:
        return of
    grown = (e for e in catalogue if e.nature is MetricType.GROWTH and e.of == of.code)
    return next(grown, None)


def kinds_of(indicator: Indicator, catalogue: Catalogue) -> frozenset[str]:
    """The kinds of record that an indicator comes down to in the end."""
    if indicator.is_summed:
        return frozenset({all_sources()[indicator.source].entity_kind})
    parts = [term.indicator for term in indicator.terms.values()] or [indicator.of]
    known = [catalogue.entries[code] for code in parts if code in catalogue.entries]
    return frozenset(kind for each in known for kind in kinds_of(each, catalogue))


def difference_of(of: Indicator, words: str, catalogue: Catalogue) -> Iterator[Indicator]:
    """Indicators that take something from the growth of `of`; of the province where it is said."""
    growth = growth_of(of, catalogue)
    if growth is None:
        return
    for each in catalogue:
        if each.nature is not MetricType.DIFFERENCE:
            continue
        less = each.terms["subtrahend"]
        elsewhere = "全省" in words or "省" in words[-6:]
        nation = "全国" in words
        wanted = "nation" if nation else "province" if elsewhere else ""
        if each.terms["minuend"].indicator == growth.code and less.division == wanted:
            yield each


def share_of(of: Indicator, whole: str, catalogue: Catalogue) -> Iterator[Indicator]:
    """Indicators whose numerator is `of` and whose denominator the words of the whole name."""
    wholes = {each.code for each in named(whole, catalogue, phrases().telling, _FIRST)}
    of_all = "全市" in whole or "总" in whole
    for each in catalogue:
        if each.nature is not MetricType.RATIO or each.terms["numerator"].indicator != of.code:
            continue
        by = each.terms["denominator"]
        is_city = by.indicator == of.code and by.division == "city" and of_all
        if is_city or by.indicator in wholes - {of.code}:
            yield each


def place_of(of: Indicator, words: str, catalogue: Catalogue) -> Iterator[Indicator]:
    """The place by `of` among the chains, or among the units where the words say so."""
    if _ELSEWHERE.search(words):
        title = f"{of.names['zh']}居{words}位次"
        ranks = [known for known in catalogue if known.nature is MetricType.RANK]
        yield from named(title, ranks, phrases().telling, _FIRST)
        return
    each = "chain" if "链" in words or "全市" in words or not words else "county"
    for known in catalogue:
        if known.nature is MetricType.POSITION and (known.of, known.each) == (of.code, each):
            yield known


def composed_draft(reading: Reading, of: Indicator, catalogue: Catalogue) -> Draft | None:
    """A definition of what a number says of the figure before it, as far as it is clear."""
    made = _DRAFTS.get(reading.relation)
    draft = made(reading, of, catalogue) if made else None
    return settled(draft, catalogue) if draft and draft.nature is not MetricType.RANK else draft


def _share(reading: Reading, of: Indicator, catalogue: Catalogue) -> Draft | None:
    whole = next(iter(named(reading.whole, catalogue, phrases().telling, _FIRST)), None)
    if (whole is None and not _ALL.fullmatch(reading.whole)) or whole is of:
        return None
    by = TermChoice(whole.code) if whole else TermChoice(of.code, division="city")
    return Draft(
        nature=MetricType.RATIO, terms={"numerator": TermChoice(of.code), "denominator": by}
    )


def _lead(reading: Reading, of: Indicator, catalogue: Catalogue) -> Draft | None:
    """Its growth less that of the province or nation, or less another growth that is named."""
    growth = growth_of(of, catalogue)
    if growth is None:
        return None
    level = "nation" if "全国" in reading.words else "province" if "省" in reading.words else ""
    if level:
        return _difference(growth, TermChoice(growth.code, division=level))
    other = next(iter(named(reading.words, catalogue, phrases().telling, _FIRST)), None)
    if other is None or other is growth or other.unit.dimension is not growth.unit.dimension:
        return None
    return _difference(growth, TermChoice(other.code))


def _since_the_year_began(reading: Reading, of: Indicator, _catalogue: Catalogue) -> Draft | None:
    if "年初" not in reading.clause:
        return None
    return _difference(of, TermChoice(of.code, span="year-before"))


def _step(_reading: Reading, of: Indicator, _catalogue: Catalogue) -> Draft:
    return Draft(nature=MetricType.GROWTH, of=of.code, against="month-before")


def _place(reading: Reading, of: Indicator, _catalogue: Catalogue) -> Draft | None:
    whole = reading.whole
    if _ELSEWHERE.search(whole):
        name = of.names["zh"].replace("同比增长", "增速") + f"居{whole}位次"
        return Draft(nature=MetricType.RANK, name=name, among=whole, unit="位")
    each = "county" if "县" in whole or "区" in whole else "chain"
    return Draft(nature=MetricType.POSITION, of=of.code, each=each) if of.is_summed else None


def _difference(of: Indicator, less: TermChoice) -> Draft:
    terms = {"minuend": TermChoice(of.code), "subtrahend": less}
    return Draft(nature=MetricType.DIFFERENCE, terms=terms)


_DRAFTS: "Mapping[Relation, Callable[[Reading, Indicator, Catalogue], Draft | None]]" = {
    Relation.SHARE: _share,
    Relation.OVER: _lead,
    Relation.MORE: _since_the_year_began,
    Relation.STEP: _step,
    Relation.PLACE: _place,
}
