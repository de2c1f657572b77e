"""Organisations, people and their duties, the counties' bodies, and the service of firms."""

import datetime as dt
from collections.abc import Iterator

from chainchief.demo import names
from chainchief.demo.happenings import BEGIN, Scene, bureau_record
from chainchief.demo.records import DemoRecord

_HOMES = {"city": "市直部门", "county": "县直部门"}
_DEPARTMENTS = ("ORG-DEPT-GX", "ORG-DEPT-FG", "ORG-DEPT-SW")


def organisations(scene: Scene) -> Iterator[DemoRecord]:
    """The named bodies, then invented headquarters and institutes."""
    for row in scene.rows("organisations"):
        values = {key: row[key] for key in ("name", "category", "place")}
        yield bureau_record(BEGIN, "organisation", row["code"], values)
    total = scene.size("headquarters") + scene.size("headquarters_again")
    for number in range(1, total + 1):
        values = {"name": names.headquarters(number), "category": "headquarters"}
        values["place"] = place_of(number)
        yield bureau_record(BEGIN, "organisation", f"ORG-HQ-{number:05d}", values)
    institutes = scene.size("newit_institutes") + scene.size("other_institutes")
    for number in range(1, institutes + 1):
        category = ("university", "institute", "association")[number % 3]
        values = {"name": names.institute(number), "category": category}
        values["place"] = place_of(2 * number)
        yield bureau_record(BEGIN, "organisation", f"ORG-INST-{number:05d}", values)


def people(scene: Scene) -> Iterator[DemoRecord]:
    """Chiefs, deputies, members of task forces; some of them seconded, some not any more."""
    roles: list[tuple[str, str, dict[str, object]]] = [
        ("chief-of-all", "", {"post": "市委主要领导"}),
        ("chief-of-all", "", {"post": "市政府主要领导"}),
    ]
    for chain in scene.landmark:
        roles.append(("chief", chain, {"post": "市级领导"}))
        roles.append(("deputy", chain, {"post": "部门主要负责人"}))
    forces: dict[str, dict[str, object]] = {
        "recruiters": {"dedicated": True, "seconded": True},
        "recruiters_expired": {"dedicated": True, "seconded": True, "left": True},
        "members": {},
        # From a county: the rule of 2024 is to warn of it.
        "members_from_counties": {"seconded": True, "level": "county"},
    }
    for size, special in forces.items():
        roles += [
            ("task-force", scene.landmark[turn % len(scene.landmark)], {"post": "科员", **special})
            for turn in range(scene.size(size))
        ]
    for number, (role, chain, more) in enumerate(roles, start=1):
        code = f"PER-{number:04d}"
        name = names.person(number)
        level = "city" if role != "task-force" else "staff"
        person = {
            "name": name,
            "organisation": _home(role, number),
            "post": more["post"],
            "level": level,
        }
        yield bureau_record(BEGIN, "person", code, person)
        yield _duty(scene, code, role, chain, more)
        if role == "chief" and number % 4 == 0:
            # A chief who changed chains in the course of 2022.
            yield _duty(scene, code, "deputy", chain, {"left": True})


def place_of(number: int) -> str:
    return names.PLACES[number % len(names.PLACES)]


def _home(role: str, number: int) -> str:
    """Where a person is from: leaders of the city, heads of departments, staff of the office."""
    if role in ("chief-of-all", "chief"):
        return "ORG-PARTY" if number % 2 else "ORG-GOV"
    return _DEPARTMENTS[number // 2 % 3] if role == "deputy" else "ORG-DEPT-GX"


def _duty(scene: Scene, person: str, role: str, chain: str, more: dict[str, object]) -> DemoRecord:
    seconded = bool(more.get("seconded"))
    since = dt.date(2022, 3, 1)
    values = {
        "chain": chain or None,
        "division": scene.city.code,
        "person": person,
        "role": role,
        "dedicated": bool(more.get("dedicated")),
        "seconded": seconded,
        "home_unit": _HOMES[str(more.get("level", "city"))] if seconded else "",
        "home_level": more.get("level", "city") if seconded else "",
        "term_to": dt.date(2024, 12, 31) if seconded else None,
        "valid_from": since,
        "valid_to": dt.date(2023, 3, 31) if more.get("left") else None,
    }
    code = "/".join(part for part in (chain, person, role, str(since)) if part)
    return bureau_record(since, "duty", code, values)


def bodies(scene: Scene) -> Iterator[DemoRecord]:
    """One body per county, by its founding document."""
    for number, unit in enumerate(scene.city.units, start=1):
        if unit.inside:
            continue
        since = dt.date(2022, 4, 1) + dt.timedelta(days=7 * number)
        values = {
            "name": f"{unit.name}产业链推进中心",
            "division": unit.code,
            "staff": 6 + number % 5,
            "founding_document": f"演示编办〔2022〕{number}号",
            "valid_from": since,
        }
        yield bureau_record(since, "county_body", f"BODY-{unit.code}", values)


def service(scene: Scene) -> Iterator[DemoRecord]:
    """The programme, and officers for part of the firms."""
    row = scene.rows("programme")
    values = {
        "name": row["name"],
        "division": scene.city.code,
        "coverage": row["coverage"],
        "valid_from": row["from"],
    }
    yield bureau_record(row["from"], "service_programme", row["code"], values)
    officers = [f"PER-{number:04d}" for number in range(3, 3 + 2 * len(scene.landmark))]
    for number, firm in enumerate(scene.firms):
        if number % 6 == 0:
            person = officers[number % len(officers)]
            day = row["from"] + dt.timedelta(days=number % 200)
            link = {
                "person": person,
                "enterprise": firm.code,
                "programme": row["code"],
                "valid_from": day,
            }
            yield bureau_record(day, "service_officer", f"{person}/{firm.code}", link)
