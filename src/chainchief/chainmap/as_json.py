"""Answers as documents for programs, and as the first lines that a person reads."""

from fractions import Fraction

from chainchief.chainmap.answers import Answers, Moved
from chainchief.chainmap.coverage.gaps import Gap
from chainchief.chainmap.coverage.receipts import Contribution, Share
from chainchief.chainmap.coverage.segments import Coverage
from chainchief.chainmap.risk.closures import Risk, WhatIf
from chainchief.chainmap.targets.backtest import Backtest
from chainchief.chainmap.targets.candidates import Target
from chainchief.chainmap.wording import grade_word, percent, status_word, wan
from chainchief.core.choices import listed
from chainchief.core.i18n import _, ngettext


def headline(found: Answers) -> list[str]:
    """The chain in five lines; each rate with its basis and its evidence."""
    chart = found.chart
    counts = listed(f"{status_word(status)} {count}" for status, count in found.counts)
    lines = [
        ngettext(
            "{name} ({code}) as at {day}: {count} segment ({counts}).",
            "{name} ({code}) as at {day}: {count} segments ({counts}).",
            len(chart.segments),
        ).format(
            name=chart.name,
            code=chart.code,
            day=chart.as_at,
            count=len(chart.segments),
            counts=counts,
        ),
        _("Completeness, weighted by what hangs on a segment: {share} ({grade}).").format(
            share=percent(found.completeness.value), grade=grade_word(found.completeness.grade)
        ),
    ]
    if not found.rate_by_value.denominator:
        return [*lines, _("No purchase is recorded, so there is no local rate.")]
    lines.append(
        _(
            "Local rate of {year}, by value {value}, by number of suppliers {number} "
            "({grade}). A diagnosis, never a target."
        ).format(
            year=chart.year,
            value=percent(found.rate_by_value.value),
            number=percent(found.rate_by_number.value),
            grade=grade_word(found.rate_by_value.grade),
        )
    )
    if found.unplaced.count:
        lines.append(
            ngettext(
                "{count} purchase ({amount} of 10,000 yuan) is of no known segment.",
                "{count} purchases ({amount} of 10,000 yuan) are of no known segment.",
                found.unplaced.count,
            ).format(count=found.unplaced.count, amount=wan(found.unplaced.amount))
        )
    return lines


def answers_document(found: Answers, *, receipts: bool = False) -> dict[str, object]:
    """All answers for a program; `receipts` adds the records behind each."""
    names = found.chart.by_code
    return {
        "chain": found.chart.code,
        "name": found.chart.name,
        "as_at": str(found.chart.as_at),
        "year": found.chart.year,
        "thresholds": found.rules.as_json(),
        "completeness": _share(found.completeness, receipts),
        "rate_by_value": _share(found.rate_by_value, receipts),
        "rate_by_number": _share(found.rate_by_number, receipts),
        "coverage": [_coverage(each, receipts) for each in found.coverage],
        "gaps": [_gap(gap, receipts) for gap in found.gaps],
        "latent": [
            {
                "segment": each.covered.segment.code,
                "name": names[each.covered.segment.code].name,
                "amount": str(each.amount),
                "grade": each.grade.code,
                "sellers": list(each.sellers),
                "buyers": list(each.buyers),
            }
            for each in found.latent
        ],
        "unplaced": {"count": found.unplaced.count, "amount": str(found.unplaced.amount)},
        "warnings": [fault.as_json() for fault in found.warnings],
    }


def _share(share: Share, receipts: bool) -> dict[str, object]:
    document = share.as_json()
    if not receipts:
        del document["receipt"]
    return document


def _lines(receipt: tuple[Contribution, ...]) -> list[dict[str, object]]:
    return [line.as_json() for line in receipt]


def _coverage(each: Coverage, receipts: bool) -> dict[str, object]:
    document: dict[str, object] = {
        "segment": each.segment.code,
        "name": each.segment.name,
        "stream": each.segment.stream,
        "key": each.segment.is_key,
        "status": each.status.code,
        "reasons": [
            {
                "rule": reason.why.value,
                "found": float(reason.found),
                "threshold": float(reason.threshold),
            }
            for reason in each.reasons
        ],
        "grade": each.grade.code,
        "local_firms": list(each.local_firms),
        "demand": str(each.demand),
        "local": str(each.local),
        "capacity": None if each.capacity is None else str(each.capacity),
        "sources": each.sources,
        "hhi": _float(each.hhi),
    }
    if receipts:
        document["receipt"] = _lines(each.receipt)
    return document


def _gap(gap: Gap, receipts: bool) -> dict[str, object]:
    document: dict[str, object] = {
        "segment": gap.covered.segment.code,
        "name": gap.covered.segment.name,
        "status": gap.covered.status.code,
        "held_up": list(gap.held_up),
        "firms_held_up": list(gap.firms_held_up),
        "paths": [list(path) for path in gap.paths],
        "grades_of_paths": [grade.code for grade in gap.path_grades],
        "doubtful": list(gap.doubtful),
        "demand": str(gap.covered.demand),
        "adds_completeness": float(gap.adds_completeness),
        "adds_rate": _float(gap.adds_rate),
        "grade": gap.grade.code,
    }
    if receipts:
        document["receipt"] = _lines(gap.receipt)
    return document


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def moved_document(each: Moved) -> dict[str, object]:
    return {
        "segment": each.segment,
        "name": each.name,
        "before": None if each.before is None else each.before.code,
        "now": None if each.now is None else each.now.code,
    }


def moved_words(each: Moved) -> str:
    """`铸件：缺失 → 弱`; a segment that was not there, or is no more, says so."""
    before, now = (
        _("not on the map") if status is None else status_word(status)
        for status in (each.before, each.now)
    )
    return _("{name}: {before} → {now}").format(name=each.name, before=before, now=now)


def risk_document(found: Risk) -> dict[str, object]:
    return {
        "year": found.year,
        "eps": found.eps,
        "firms": [
            {**vars(each), "second_sources": list(each.second_sources)} for each in found.firms
        ],
        "segments": [
            {"segment": each.segment, "name": each.name, **what_if_document(each.what_if)}
            for each in found.segments
        ],
    }


def what_if_document(found: WhatIf) -> dict[str, object]:
    return {
        "closed": list(found.closed),
        "esri": found.esri,
        "downstream": found.downstream,
        "upstream": found.upstream,
        "days_to_standstill": found.days_to_standstill,
        "stopped": [dict(vars(each)) for each in found.stopped],
        "losses": [
            {"firm": each.firm, "loss": each.of_own, "of_city": each.of_city}
            for each in found.losses
        ],
        "second_sources": list(found.second_sources),
    }


def target_document(target: Target) -> dict[str, object]:
    return {
        "name": target.candidate.name,
        "credit_code": target.candidate.credit_code,
        "place": target.candidate.place,
        "segment": target.segment,
        "segment_name": target.segment_name,
        "score": target.score,
        "parts": {
            "adds_rate": float(target.adds_rate),
            "adds_completeness": float(target.adds_completeness),
            "criticality": target.criticality,
            "density": target.density,
            "ties": list(target.ties),
            "expansion": target.expansion,
        },
        "arithmetic": target.arithmetic,
        "why": target.why,
        "words": list(target.words),
        "contact": target.contact,
        "source": target.candidate.source,
    }


def backtest_words(tried: Backtest) -> str:
    """Result of the back-test in one paragraph, whatever it is."""
    size = _("not known of outside firms") if tried.by_size is None else tried.by_size
    return _(
        "Back-test: local firms hidden: {hidden}, in a pool of {pool}. Of the first {first}, the "
        "score finds {by_score}, the popularity of segments {by_popularity}, size alone {size}, "
        "chance {by_chance:.1f}; found in their own segment: {right}; hidden and without a "
        "segment: {unplaced}."
    ).format(**{**tried.as_json(), "right": tried.right_segment, "size": size})
