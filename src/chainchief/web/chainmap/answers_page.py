"""The page of what a chain has and lacks: rates, gaps, sources, matches, each with its receipt."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from chainchief.access.viewers import Viewer
from chainchief.chainmap import Answers, Coverage, Gap, Share, moved
from chainchief.chainmap.as_json import moved_words
from chainchief.chainmap.chart.model import Chart
from chainchief.chainmap.coverage.segments import Why
from chainchief.chainmap.faults import UnknownChainError
from chainchief.chainmap.wording import (
    grade_word,
    percent,
    plain_number,
    reason_words,
    status_word,
    wan,
)
from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.web.chainmap.cities import answers_to
from chainchief.web.chainmap.map_query import MapQuery, year_before
from chainchief.web.chainmap.page_head import head_over
from chainchief.web.chainmap.segment_panel import paths_of
from chainchief.web.figures.page_head import PageHead


@dataclass(frozen=True)
class Number:
    """A share with its evidence and receipt; `before` is that of a year ago."""

    key: str
    name: str
    value: str
    before: str
    grade: str
    receipt: str
    parts: str


@dataclass(frozen=True)
class StatusCount:
    status: str
    words: str
    count: int
    before: str


@dataclass(frozen=True)
class GapRow:
    """A gap; numbers as they are shown, `receipt` the address of its records."""

    code: str
    name: str
    address: str
    status: str
    words: str
    held_up: int
    doubtful: int
    firms: int
    paths: list[str]
    demand: str
    adds_completeness: str
    adds_rate: str
    grade: str
    receipt: str


@dataclass(frozen=True)
class SourceRow:
    """A segment whose goods come from one source, or from few."""

    code: str
    name: str
    address: str
    sources: int
    hhi: str
    demand: str
    findings: str
    grade: str
    receipt: str


@dataclass(frozen=True)
class MatchRow:
    """Local capacity beside what is bought from outside."""

    name: str
    address: str
    amount: str
    grade: str
    sellers: str
    buyers: str


@dataclass(frozen=True)
class AnswersPage:
    """What templates/web/chainmap/answers.html shows."""

    query: MapQuery
    head: PageHead
    numbers: list[Number]
    counts: list[StatusCount]
    gaps: list[GapRow]
    single: list[SourceRow]
    matches: list[MatchRow]
    unplaced: str
    changes: list[str] | None
    before: dt.date
    thresholds: list[tuple[str, str]]
    rules: str
    risk: str
    has_purchases: bool


def answers_page(query: MapQuery, viewer: Viewer) -> AnswersPage:
    answers = answers_to(query, viewer)
    day = year_before(query.day)
    earlier = _earlier(query, viewer, day)
    return AnswersPage(
        query=query,
        head=head_over(
            query,
            "chain-answers",
            answers.chart,
            _("{chain}: what it has and lacks").format(chain=answers.chart.name),
            viewer,
        ),
        numbers=_numbers(query, answers, earlier),
        counts=_counts(answers, earlier),
        gaps=[_gap(query, answers, gap) for gap in answers.gaps],
        single=_single(query, answers),
        matches=_matches(query, answers),
        unplaced=_unplaced(answers),
        changes=(
            None if earlier is None else [moved_words(each) for each in moved(earlier, answers)]
        ),
        before=day,
        thresholds=_thresholds(answers),
        rules=f"{answers.rules.source} · {answers.rules.version}",
        risk=query.address("chain-risk"),
        has_purchases=bool(answers.chart.purchases),
    )


def _earlier(query: MapQuery, viewer: Viewer, day: dt.date) -> Answers | None:
    """None where the chain was not there yet."""
    try:
        earlier = answers_to(query, viewer, day)
    except UnknownChainError:
        return None
    return earlier if earlier.chart.segments else None


def _numbers(query: MapQuery, answers: Answers, earlier: Answers | None) -> list[Number]:
    named: list[tuple[str, str, Share, Share | None]] = [
        (
            "completeness",
            _("Completeness"),
            answers.completeness,
            earlier.completeness if earlier else None,
        ),
        (
            "rate-by-value",
            _("Local rate by value"),
            answers.rate_by_value,
            earlier.rate_by_value if earlier else None,
        ),
        (
            "rate-by-number",
            _("Local rate by number of suppliers"),
            answers.rate_by_number,
            earlier.rate_by_number if earlier else None,
        ),
    ]
    return [
        Number(
            key=key,
            name=name,
            value=percent(share.value),
            before="" if before is None else percent(before.value),
            grade=grade_word(share.grade),
            receipt=query.address("chain-receipt", part=key),
            parts=_parts(key, share),
        )
        for key, name, share, before in named
    ]


def _parts(key: str, share: Share) -> str:
    """The two sums that the share is of."""
    if key == "rate-by-value":
        amounts = wan(share.numerator), wan(share.denominator)
        return _("{above} of {below} (10,000 yuan)").format(above=amounts[0], below=amounts[1])
    if key == "completeness":
        return _("weights {above} of {below}").format(
            above=share.numerator, below=share.denominator
        )
    return _("suppliers {above} of {below}").format(above=share.numerator, below=share.denominator)


def _counts(answers: Answers, earlier: Answers | None) -> list[StatusCount]:
    return [
        StatusCount(
            status.code,
            status_word(status),
            count,
            "" if earlier is None else str(earlier.count(status)),
        )
        for status, count in answers.counts
    ]


def _gap(query: MapQuery, answers: Answers, gap: Gap) -> GapRow:
    code = gap.covered.segment.code
    return GapRow(
        code=code,
        name=gap.covered.segment.name,
        address=query.segment_address(code),
        status=gap.covered.status.code,
        words=status_word(gap.covered.status),
        held_up=len(gap.held_up),
        doubtful=len(gap.doubtful),
        firms=len(gap.firms_held_up),
        paths=paths_of(answers, gap)[:3],
        demand=wan(gap.covered.demand) if answers.rate_by_value.denominator else "—",
        adds_completeness=percent(gap.adds_completeness),
        adds_rate=percent(gap.adds_rate),
        grade=grade_word(gap.grade),
        receipt=query.address("chain-receipt", part="gap", segment=code),
    )


def _single(query: MapQuery, answers: Answers) -> list[SourceRow]:
    """One source first, then the most concentrated."""
    few = [each for each in answers.coverage if each.demand and _is_concentrated(each)]
    return [
        SourceRow(
            code=each.segment.code,
            name=each.segment.name,
            address=query.segment_address(each.segment.code),
            sources=each.sources,
            hhi=plain_number(each.hhi or Fraction(0)),
            demand=wan(each.demand),
            findings=reason_words(each.reasons),
            grade=grade_word(each.grade),
            receipt=query.address("chain-receipt", part="segment", segment=each.segment.code),
        )
        for each in sorted(few, key=lambda each: (-(each.hhi or 0), -each.demand))
    ]


def _is_concentrated(each: Coverage) -> bool:
    rules = {Why.CONCENTRATED, Why.ONE_OUTSIDE_SOURCE}
    return each.has_single_source or any(reason.why in rules for reason in each.reasons)


def _matches(query: MapQuery, answers: Answers) -> list[MatchRow]:
    names = names_in(answers.chart)
    return [
        MatchRow(
            name=each.covered.segment.name,
            address=query.segment_address(each.covered.segment.code),
            amount=wan(each.amount),
            grade=grade_word(each.grade),
            sellers=_named(each.sellers, names),
            buyers=_named(each.buyers, names),
        )
        for each in sorted(answers.latent, key=lambda each: -each.amount)
    ]


def _named(firms: tuple[str, ...], names: dict[str, str]) -> str:
    known = [names[firm] for firm in firms if firm in names]
    shown = listed(known[:4])
    rest = len(firms) - min(len(known), 4)
    return f"{shown} {_('and {} more').format(rest)}" if rest else shown


def names_in(chart: Chart) -> dict[str, str]:
    """Names of the firms of a chart, as far as they may be named."""
    sellers = {each.supplier: each.supplier_name for each in chart.purchases if each.supplier_name}
    return {**sellers, **{each.firm: each.name for each in chart.presences}}


def _unplaced(answers: Answers) -> str:
    if not answers.unplaced.count:
        return ""
    return _(
        "Purchases whose segment is not known: {count}, {amount} (10,000 yuan). They are in the "
        "rates and in no segment."
    ).format(count=answers.unplaced.count, amount=wan(answers.unplaced.amount))


def _thresholds(answers: Answers) -> list[tuple[str, str]]:
    rules = answers.rules
    return [
        (_("Weak below this many local firms"), str(rules.fewest_local_firms)),
        (
            _("Weak above this concentration of sources (HHI)"),
            plain_number(rules.most_concentrated),
        ),
        (
            _("Weak where declared capacity is below this share of demand"),
            percent(rules.capacity_of_demand),
        ),
        (
            _("At risk where one source outside delivers this share or more"),
            percent(rules.single_outside_share),
        ),
        (
            _("A link with less confidence than this is to be verified"),
            percent(rules.doubtful_below),
        ),
    ]
