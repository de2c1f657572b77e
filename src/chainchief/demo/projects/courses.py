"""What becomes of projects after their start, and what they set out to do in the year."""

import datetime as dt
from collections.abc import Iterator, Sequence

from chainchief.demo.chance import Chance
from chainchief.demo.projects.fates import YEAR, Fate, Project
from chainchief.demo.projects.stages import BUREAU, stage
from chainchief.demo.records import DemoRecord

_WAY = ("completed", "producing", "in-statistics", "above-scale", "capacity")


def later_stages(projects: Sequence[Project], seed: int) -> Iterator[DemoRecord]:
    """Projects begun in 2022 come to an end in 2023, each as far as it gets; a few stall."""
    for project in projects:
        if project.fate is not Fate.STARTED_BEFORE or project.start is None:
            continue
        chance = Chance(seed, f"course/{project.code}")
        if chance.happens(6):
            day = dt.date(YEAR, 6, 1 + chance.randrange(28))
            yield stage(project, "stalled", day, day, None, "pending")
            continue
        day = project.start.occurred
        for name in _WAY[: chance.randrange(len(_WAY) + 1)]:
            day = day + dt.timedelta(days=chance.randrange(40, 160))
            if day > dt.date(YEAR, 11, 20):
                break
            recognised = day + dt.timedelta(days=chance.randrange(9))
            yield stage(project, name, day, recognised, recognised)


def yearly_plans(projects: Sequence[Project], seed: int) -> Iterator[DemoRecord]:
    """The plan of the year of every project that was under way in it."""
    first = dt.date(YEAR, 1, 10)
    for project in projects:
        if project.start is None or project.fate is Fate.WITHDRAWN:
            continue
        chance = Chance(seed, f"plan/{project.code}")
        begun = project.start.occurred.year < YEAR
        planned = chance.times(max(project.invested, project.funds, project.total // 4), 85, 130)
        values = {
            "project": project.code,
            "year": YEAR,
            "investment": planned,
            "funds": chance.times(planned, 60, 100),
            "start_by": None if begun else dt.date(YEAR, 12, 20),
            "complete_by": dt.date(YEAR, 12, 25) if begun else None,
        }
        day = max(first, project.signed)
        yield DemoRecord(day, BUREAU, "project_plan", f"{project.code}/{YEAR}", values)
