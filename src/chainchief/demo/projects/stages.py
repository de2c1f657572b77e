"""Entries of projects: the record itself, its stages, its second records, shares and listings."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from chainchief.demo.chance import Chance
from chainchief.demo.city import City, Unit
from chainchief.demo.projects.fates import YEAR, Fate, Project
from chainchief.demo.records import DemoRecord, Withdrawal
from chainchief.demo.rounds import HALF_YEARS_CHECK

BUREAU = "市工信局"
Documents = Mapping[str, str]


def office(unit: Unit) -> str:
    return f"{unit.name}工信部门"


def records_of(project: Project, documents: Documents) -> Iterator[DemoRecord]:
    """The project and the stages that its own unit reports. `documents`: unit → its evidence."""
    actor = office(project.unit)
    yield DemoRecord(
        project.known_on,
        actor,
        "project",
        project.code,
        {
            "name": project.name,
            "chain": project.chain,
            "division": project.unit.code,
            "enterprise": project.firm.code,
            "construction": project.construction,
            "total_investment": project.total,
            "filing_number": f"演示备{project.code.removeprefix('DZ-')}",
            "valid_from": project.signed,
        },
    )
    yield stage(project, "signed", project.signed, project.signed, project.signed)
    if project.start is not None:
        start, document = project.start, documents.get(project.unit.code)
        days = (start.occurred, start.reported, start.recognised)
        yield stage(project, "started", *days, start.evidence, document=document)


def stage(
    project: Project,
    name: str,
    occurred: dt.date,
    reported: dt.date,
    recognised: dt.date | None,
    evidence: str = "accepted",
    *,
    by: Unit | None = None,
    document: str | None = None,
) -> DemoRecord:
    """One unit's report of a stage, known when it was recognised (or reported, if never)."""
    unit = by or project.unit
    values = {
        "project": project.code,
        "stage": name,
        "reported_by": unit.code,
        "occurred_on": occurred,
        "reported_on": reported,
        "recognised_on": recognised,
        "evidence": evidence,
        "document": document if evidence == "accepted" else None,
    }
    actor = BUREAU if by else office(unit)
    code = f"{project.code}/{name}/{unit.code}"
    return DemoRecord(recognised or reported, actor, "project_stage", code, values)


def second_reports(city: City, projects: Sequence[Project], seed: int) -> Iterator[DemoRecord]:
    """One record whose start two counties report: it is one project all the same."""
    chance = Chance(seed, "second reports")
    for project in chance.sample(_started(projects), city.sizes["reported_twice"]):
        start = project.start
        assert start is not None and start.recognised is not None  # noqa: PT018, S101
        last = dt.date(YEAR, 11, 30)
        reported = chance.within(start.reported, 20, last)
        recognised = max(start.recognised, chance.within(reported, 10, last))
        by = _another(city, project.unit, chance)
        yield stage(project, "started", start.occurred, reported, recognised, by=by)


def duplicates(city: City, projects: Sequence[Project], seed: int) -> Iterator[DemoRecord]:
    """A second record by another county, linked to the first: counted as that one."""
    chance = Chance(seed, "duplicates")
    for first in chance.sample(_started(projects), city.sizes["duplicates"]):
        start, by = first.start, _another(city, first.unit, chance)
        assert start is not None and start.recognised is not None  # noqa: PT018, S101
        code = f"{first.code}-B"
        values = {
            "name": f"{first.name}(合作)",
            "chain": first.chain,
            "division": by.code,
            "enterprise": first.firm.code,
            "construction": first.construction,
            "total_investment": first.total,
            "duplicate_of": first.code,
            "valid_from": first.signed,
        }
        yield DemoRecord(start.recognised, BUREAU, "project", code, values)
        stage_values = {
            "project": code,
            "stage": "started",
            "reported_by": by.code,
            "occurred_on": start.occurred,
            "reported_on": start.reported,
            "recognised_on": start.recognised,
            "evidence": "accepted",
        }
        stage_code = f"{code}/started/{by.code}"
        yield DemoRecord(start.recognised, BUREAU, "project_stage", stage_code, stage_values)


def shares(city: City, projects: Sequence[Project], seed: int) -> Iterator[DemoRecord]:
    """Amounts divided between the landing unit and the one that talked first: 100 % together."""
    chance = Chance(seed, "shares")
    for project in chance.sample(_started(projects), city.sizes["shared"]):
        part = chance.choice([20, 30, 40, 50])
        other = _another(city, project.unit, chance)
        for unit, role, percent in (
            (project.unit, "landing", 100 - part),
            (other, "first-talk", part),
        ):
            values = {
                "project": project.code,
                "division": unit.code,
                "role": role,
                "share": percent * 10_000,
            }
            code = f"{project.code}/{unit.code}"
            yield DemoRecord(project.known_on, BUREAU, "project_share", code, values)


def listings(city: City, projects: Sequence[Project], seed: int) -> Iterator[DemoRecord]:
    """The two renovation lists with their members, those who joined later, and some who left."""
    chance = Chance(seed, "listings")
    opened = dt.date(YEAR, 2, 20)
    for name, row in city.rows["lists"].items():
        values = {
            "name": row["name"],
            "publisher": row["publisher"],
            "edition": row["edition"],
            "valid_from": opened,
        }
        yield DemoRecord(opened, BUREAU, "project_list", row["code"], values)
        for project in projects:
            if name in project.lists:
                batch = chance.choices(
                    [opened, dt.date(YEAR, 5, 18), dt.date(YEAR, 8, 25)], [7, 2, 1]
                )
                since = max(batch[0], project.signed)
                yield _listing(project, row["code"], since, None)
    former = [p for p in projects if p.fate is Fate.STARTED_BEFORE and not p.lists]
    for project in chance.sample(former, min(6, len(former))):
        left = chance.choice([dt.date(YEAR, 5, 17), dt.date(YEAR, 8, 24)])
        yield _listing(project, city.rows["lists"]["city"]["code"], opened, left)


def _listing(project: Project, on: str, since: dt.date, until: dt.date | None) -> DemoRecord:
    values = {"project": project.code, "listed_in": on, "valid_from": since, "valid_to": until}
    return DemoRecord(until or since, BUREAU, "project_listing", f"{project.code}/{on}", values)


def withdrawals(projects: Sequence[Project]) -> Iterator[Withdrawal]:
    """Withdrawals by the check of the half-year, and by what came to light later."""
    for project in projects:
        if project.fate is Fate.WITHDRAWN:
            recognised = project.start.recognised if project.start else None
            checked = recognised is not None and recognised <= dt.date(YEAR, 6, 30)
            day = HALF_YEARS_CHECK.end if checked else dt.date(YEAR, 11, 24)
            yield Withdrawal(day, "project", project.code, "经核查不属于产业链项目,予以撤回")


def _started(projects: Sequence[Project]) -> list[Project]:
    return [each for each in projects if each.fate is Fate.STARTED]


def _another(city: City, unit: Unit, chance: Chance) -> Unit:
    return chance.choice([each for each in city.units if unit.code not in (each.code, each.inside)])
