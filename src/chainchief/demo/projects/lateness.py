"""Monthly reports that come after their month was closed, and some that were wrong at first.

What the ledger holds in the end is the same; only the months in between are told otherwise.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chainchief.demo.chance import WAN, Chance
from chainchief.demo.records import Correction, DemoRecord
from chainchief.demo.rounds import (
    HALF_YEARS_CHECK,
    LATE_EVIDENCE,
    LATE_REPORTS,
    MISREAD,
    YEARS_CHECK,
    Round,
    closing_day,
)

DAY = dt.timedelta(days=1)
_AMOUNTS = ("invested", "funds_reported", "funds_verified", "funds_recognised")
#: How many reports come late for a revision, and how many are corrected by one.
_COMING_LATE = {LATE_REPORTS: 2, HALF_YEARS_CHECK: 1}
_CORRECTED = {YEARS_CHECK: 3, MISREAD: 1}


@dataclass(frozen=True)
class LateRecords:
    """Entries with those that came late, corrections, and the revisions that there were for it."""

    records: Sequence[DemoRecord]
    corrections: Sequence[Correction]
    revisions: Sequence[Round]


def with_late_records(records: Sequence[DemoRecord], seed: int) -> LateRecords:
    """Decide what is entered when. A revision without a case in a small city is left out."""
    chance = Chance(seed, "lateness")
    result = {(each.kind, each.code): each for each in records}
    corrections: list[Correction] = []
    revisions = [LATE_EVIDENCE]
    for revision, number in {**_COMING_LATE, **_CORRECTED}.items():
        candidates = _reports_of(revision, records)
        chosen = chance.sample(candidates, min(number, len(candidates)))
        if chosen:
            revisions.append(revision)
        for each in chosen:
            if revision in _COMING_LATE:
                result[each.kind, each.code] = _late(each, revision, chance)
            else:
                result[each.kind, each.code] = _wrong(each)
                corrections.append(_correction(each, revision))
    return LateRecords(list(result.values()), corrections, revisions)


def _reports_of(revision: Round, records: Iterable[DemoRecord]) -> list[DemoRecord]:
    """Reports of the month that were there when it was closed, with money, and never revised."""
    month = str(revision.month)
    of_month = [e for e in records if e.kind == "project_report" and e.values["month"] == month]
    revised = {each.values["project"] for each in of_month if each.values["revision"]}
    return [
        each
        for each in of_month
        if each.values["project"] not in revised
        and revision.month is not None
        and each.known_on <= closing_day(revision.month)
        and _amounts(each.values)["funds_recognised"] >= 400 * WAN
    ]


def _late(report: DemoRecord, revision: Round, chance: Chance) -> DemoRecord:
    day = revision.end - chance.randrange(3) * DAY
    return replace(report, known_on=day, values={**report.values, "reported_on": day})


def _wrong(report: DemoRecord) -> DemoRecord:
    """The month's own amounts where those since January are asked for."""
    part = {name: each // 4 // WAN * WAN for name, each in _amounts(report.values).items()}
    return replace(report, values={**report.values, **part})


def _correction(report: DemoRecord, revision: Round) -> Correction:
    right = _amounts(report.values)
    return Correction(revision.end, report.actor, report.kind, report.code, right, revision.reason)


def _amounts(values: Mapping[str, object]) -> dict[str, int]:
    return {name: int(str(values[name])) for name in _AMOUNTS}
