"""Monthly reports of projects: cumulative since January, with gaps, revisions and a last word."""

import datetime as dt
from collections.abc import Iterator

from chainchief.core.spans import Month
from chainchief.demo.chance import WAN, Chance
from chainchief.demo.projects.fates import YEAR, Fate, Project
from chainchief.demo.projects.stages import office
from chainchief.demo.records import DemoRecord

OCTOBER, NOVEMBER, DECEMBER = Month(YEAR, 10), Month(YEAR, 11), Month(YEAR, 12)
#: What the site looks like up to so many percent of the year's amounts.
_PROGRESS = (
    (30, "场地平整、基础施工"),
    (60, "主体工程施工"),
    (90, "设备采购、安装"),
    (1000, "设备调试、配套收尾"),
)
#: Of a hundred reports so many come after their month was closed; so many are late.
_AFTER_CLOSING, _LATE = 2, 9


def reports_of(project: Project, seed: int) -> Iterator[DemoRecord]:
    """All reports of a project; the last one up to November says its amounts of 2023."""
    if project.start is None or project.start.recognised is None or project.fate is Fate.LATE:
        return
    chance = Chance(seed, f"reports/{project.code}")
    first = Month.of(project.start.occurred)
    if first.year < YEAR:
        yield from _year(project, chance, first, Month(YEAR - 1, 12), 60)
        first = Month(YEAR, 1)
    yield from _year(project, chance, first, NOVEMBER, 100)
    yield _report(project, chance, DECEMBER, 100 + chance.randrange(2, 12))


def _year(
    project: Project, chance: Chance, first: Month, last: Month, final: int
) -> Iterator[DemoRecord]:
    """Reports from `first` to `last`; the last one there says `final` percent of the amounts.

    About one month in eight is missing, also the last one now and then: the one before counts.
    """
    months = [first + step for step in range(last.ordinal - first.ordinal + 1)]
    reported = [month for month in months if not chance.happens(12)] or months[-1:]
    for place, month in enumerate(reported, start=1):
        percent = final * place // len(reported)
        if chance.happens(6):
            # Told too high at first, corrected by a revision.
            yield _report(project, chance, month, percent + 7)
            yield _report(project, chance, month, percent, revision=1)
        else:
            yield _report(project, chance, month, percent)


def _report(
    project: Project, chance: Chance, month: Month, percent: int, revision: int = 0
) -> DemoRecord:
    recognised = project.funds * percent // 100 // WAN * WAN
    verified = recognised + chance.times(recognised, 0, 8)
    late = _days_late(month, chance)
    day = (month + 1).first + dt.timedelta(days=chance.randrange(2, 7) + late + 4 * revision)
    values = {
        "project": project.code,
        "month": str(month),
        "revision": revision,
        "reported_on": day,
        "invested": project.invested * percent // 100 // WAN * WAN,
        "funds_reported": verified + chance.times(recognised, 0, 15),
        "funds_verified": verified,
        "funds_recognised": recognised,
        "progress": next(words for most, words in _PROGRESS if percent < most),
    }
    code = f"{project.code}/{month}/{revision}"
    return DemoRecord(day, office(project.unit), "project_report", code, values)


def _days_late(month: Month, chance: Chance) -> int:
    """Some reports are late, and a few come only after their month was closed."""
    lot = chance.randrange(100)
    if lot < _AFTER_CLOSING and month < OCTOBER:
        return 20 + chance.randrange(14)
    return 10 if lot < _LATE else 0
