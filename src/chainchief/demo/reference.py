"""Entries that do not come from chance: places, chains, firms, plans, numbers of other offices."""

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from chainchief.core.rounding import split_by_largest_remainder
from chainchief.core.units import to_steps, unit
from chainchief.demo.city import City
from chainchief.demo.firms import Firm
from chainchief.demo.projects.stages import BUREAU, Documents
from chainchief.demo.records import DemoRecord

BEGIN = dt.date(2021, 1, 1)


def places(city: City) -> Iterator[DemoRecord]:
    code, name = city.province
    yield _reference_record("division", code, {"name": name, "level": "province"})
    yield _reference_record(
        "division", city.code, {"name": city.name, "level": "city", "parent": code}
    )
    for each in city.units:
        level = "zone" if each.inside else "county"
        values = {"name": each.name, "level": level, "parent": each.inside or city.code}
        yield _reference_record("division", each.code, {**values, "of_which": bool(each.inside)})


def chains(city: City) -> Iterator[DemoRecord]:
    for position, chain in enumerate(city.chains, start=1):
        values = {
            "name": chain.name,
            "short_name": chain.short,
            "position": position,
            "landmark_from": chain.landmark_from,
            "landmark_to": chain.landmark_to,
        }
        yield _reference_record("chain", chain.code, values)


def enterprises(firms: Sequence[Firm]) -> Iterator[DemoRecord]:
    """Some belong to a group from elsewhere, a few are branches of another firm."""
    for number, firm in enumerate(firms):
        values = {
            "name": firm.name,
            "credit_code": firm.credit_code,
            "division": firm.unit.code,
            "industry": firm.industry,
            "chain": firm.chain,
            "size_class": firm.size_class,
            "employees": firm.employees,
            "revenue": firm.revenue,
            "above_scale_from": firm.above_from,
            "above_scale_to": firm.above_to,
            "headquarters": f"ORG-HQ-{1 + number % 20:05d}"
            if number % 19 == 7 and not firm.branch_of
            else None,
            "branch_of": firm.branch_of,
        }
        yield _reference_record("enterprise", firm.code, values)


def named_projects(city: City) -> Iterator[DemoRecord]:
    """The two projects that documents name: large, begun before the year, now producing."""
    for row in city.rows["named_projects"]:
        values = {
            "name": row["name"],
            "chain": "NEW-IT",
            "division": city.zone.code,
            "construction": "new",
            "total_investment": _steps(row["investment"], "亿元"),
            "valid_from": row["signed"],
        }
        yield DemoRecord(row["signed"], BUREAU, "project", row["code"], values)
        for name in ("signed", "started", "producing"):
            yield _stage(city, row["code"], name, row[name])


def _stage(city: City, project: str, name: str, day: dt.date) -> DemoRecord:
    values = {
        "project": project,
        "stage": name,
        "reported_by": city.zone.code,
        "occurred_on": day,
        "reported_on": day,
        "recognised_on": day,
        "evidence": "accepted",
    }
    return DemoRecord(day, BUREAU, "project_stage", f"{project}/{name}/{city.zone.code}", values)


def plans(city: City, documents: Documents) -> Iterator[DemoRecord]:
    """Each plan of the city, and its parts by county in proportion to their weights."""
    counties = [each for each in city.units if not each.inside]
    for row in city.rows["plans"]:
        total = _steps(row["total"], row["unit"])
        parts = split_by_largest_remainder(total, [each.weight for each in counties])
        places = [(city.code, total), *zip((c.code for c in counties), parts, strict=True)]
        for place, quantity in places:
            values = {
                "name": row["name"],
                "year": row["year"],
                "indicator": row["indicator"],
                "division": place,
                "quantity": quantity,
                "unit": row["unit"],
                "schedule": city.rows["schedule"],
                "document": documents["plan"],
            }
            code = f"{row['year']}/{row['indicator']}/{place}"
            yield DemoRecord(dt.date(row["year"], 1, 20), BUREAU, "annual_plan", code, values)


def statistics(city: City, documents: Documents) -> Iterator[DemoRecord]:
    """Statistics of another authority, from January to a month, on the day they were released."""
    for row in (*city.rows["statistics"], *_over_months(city)):
        place = city.code if row["of"] == "city" else city.province[0]
        start = f"{row['to'][:4]}-01"
        values = {
            "name": row["name"],
            "series": row["series"],
            "division": place,
            "span_from": start,
            "span_to": row["to"],
            "quantity": _steps(row["value"], row["unit"]),
            "unit": row["unit"],
            "basis": row["basis"],
            "standing": row["standing"],
            "source": "演示统计快讯",
            "released_on": row["released"],
            "document": documents["statistics"],
        }
        key = (row["series"], place, start, row["to"], row["standing"])
        yield DemoRecord(row["released"], BUREAU, "official_statistic", "/".join(key), values)


def _over_months(city: City) -> Iterator[Mapping[str, Any]]:
    """The courses of statistics, month by month, as rows like those that stand alone."""
    for course in city.rows["courses"]:
        for month, value in course["values"].items():
            released = _month_after(month, course["days"])
            yield {**course, "to": month, "value": value, "released": released}


def rankings(city: City, documents: Documents) -> Iterator[DemoRecord]:
    """The city's ranks in lists and notices, on the day they were released."""
    for row in city.rows["rankings"]:
        values = {
            "name": row["name"],
            "series": row["series"],
            "publisher": row["publisher"],
            "edition": row["edition"],
            "span_to": row["to"],
            "division": city.code,
            "rank": row["rank"],
            "comparison_set": row["set"],
            "set_size": row.get("size"),
            "tie_rule": row["tie"],
            "notice": row["notice"],
            "released_on": row["released"],
            "document": documents["statistics"],
        }
        code = f"{row['series']}/{city.code}/{row['edition']}/{row['to']}"
        yield DemoRecord(row["released"], BUREAU, "ranking", code, values)


def furnished(city: City, documents: Documents) -> Iterator[DemoRecord]:
    """Numbers that another office handed over with a letter, confirmed by a person here."""
    for row in city.rows["furnished"]:
        known = _month_after(row["month"], 9)
        values = {
            "name": row["name"],
            "item": row["item"],
            "division": city.province[0] if row.get("of") == "province" else city.code,
            "month": row["month"],
            "quantity": _steps(row["value"], row["unit"]),
            "unit": row["unit"],
            "office": city.rows["furnished_by"],
            "confirmed_by": "演示核对人",
            "confirmed_on": known,
            "publishable": True,
            "document": documents["furnished"],
        }
        code = f"{row['item']}/{values['division']}/{row['month']}"
        yield DemoRecord(known, BUREAU, "furnished_number", code, values)


def _month_after(month: str, day: int) -> dt.date:
    year, number = (int(part) for part in month.split("-"))
    last = dt.date(year, number, calendar.monthrange(year, number)[1])
    return last + dt.timedelta(days=day)


def _steps(value: Any, unit_name: str) -> int:
    return to_steps(Fraction(str(value)), unit(unit_name))


def _reference_record(kind: str, code: str, values: Mapping[str, object]) -> DemoRecord:
    return DemoRecord(BEGIN, BUREAU, kind, code, values)
