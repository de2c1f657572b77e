"""Titles and their awards; parks, clusters, platforms; milestones."""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction

from chainchief.core.units import to_steps, unit
from chainchief.demo.firms import Firm
from chainchief.demo.happenings import BEGIN, Scene, bureau_record, numbered
from chainchief.demo.projects.fates import Fate, Project
from chainchief.demo.records import DemoRecord


def titles(scene: Scene) -> Iterator[DemoRecord]:
    for row in scene.rows("titles"):
        values = {
            "name": row["name"],
            "level": row["level"],
            "publisher": "主管部门",
            "years_valid": row.get("years"),
        }
        yield bureau_record(BEGIN, "title", row["code"], values)


def places(scene: Scene) -> Iterator[DemoRecord]:
    """Parks with their extensions, clusters with their ratings, platforms."""
    for row in scene.rows("parks"):
        values = {key: row[key] for key in ("name", "category", "division", "chain")}
        area = to_steps(Fraction(row["hectares"]), unit("公顷"))
        yield bureau_record(BEGIN, "park", row["code"], {**values, "area": area})
    for row in scene.rows("extensions"):
        values = {
            "park": row["park"],
            "approval": row["approval"],
            "area": to_steps(Fraction(row["hectares"]), unit("公顷")),
            **_on(row["day"]),
        }
        yield bureau_record(
            row["day"], "park_extension", f"{row['park']}/{row['approval']}", values
        )
    for row in scene.rows("clusters"):
        values = {key: row[key] for key in ("name", "category", "division", "chain")}
        yield bureau_record(BEGIN, "cluster", row["code"], values)
    scheme = scene.rows("rating_scheme")
    for row in scene.rows("ratings"):
        values = {
            "cluster": row["cluster"],
            "scheme": scheme,
            "edition": row["edition"],
            "grade": row["grade"],
            "rated_on": row["day"],
            "notice": f"演示通知〔{row['edition']}〕16号",
        }
        code = f"{row['cluster']}/{scheme}/{row['edition']}"
        yield bureau_record(row["day"], "cluster_rating", code, values)
    for row in scene.rows("platforms"):
        values = {key: row[key] for key in ("name", "category", "chain", "division", "host")}
        more = {"opened_on": row["opened"], "valid_from": row["opened"]}
        yield bureau_record(row["opened"], "platform", row["code"], {**values, **more})


def _on(day: dt.date) -> dict[str, object]:
    return {"occurred_on": day, "reported_on": day, "recognised_on": day, "evidence": "accepted"}


def milestones(scene: Scene) -> Iterator[DemoRecord]:
    for row in scene.rows("milestones"):
        values = {key: row[key] for key in ("name", "chain", "meaning")}
        yield bureau_record(BEGIN, "chain_milestone", row["code"], values)
    for row in scene.rows("reached"):
        values = {"project": row["project"], "milestone": row["milestone"], **_on(row["day"])}
        code = f"{row['project']}/{row['milestone']}"
        yield bureau_record(row["day"], "project_milestone", code, values)


def specialised(scene: Scene) -> list[Firm]:
    """The firms that hold the title of specialised firm all through 2023."""
    own = [firm for firm in scene.firms if firm.is_invented]
    return scene.chance("specialised").sample(own, min(scene.size("srdi"), len(own)))


def awards(scene: Scene, projects: Sequence[Project]) -> Iterator[DemoRecord]:
    """Named awards, then batches: of this year and before, pilots and certificates apart."""
    codes = numbered("AW")
    holders = {
        row["code"]: row for key in ("firms", "parks", "clusters") for row in scene.rows(key)
    }
    names = {each.code: each.name for each in scene.city.units} | {scene.city.code: scene.city.name}
    for row in scene.rows("awards"):
        yield _named(scene, next(codes), row, holders, names)
    yield from _to_projects(scene, codes, projects)
    yield from _batches(scene, codes)


def _award(
    code: str, day: dt.date, holder: dict[str, object], more: dict[str, object]
) -> DemoRecord:
    values = {
        "first_batch": False,
        "standing": "selected",
        "awarded_on": day,
        "valid_from": day,
        "notice": f"演示通知〔{day.year}〕{day.month}号",
        **holder,
        **more,
    }
    return bureau_record(day, "award", code, values)


def _named(
    scene: Scene,
    code: str,
    row: dict[str, object],
    holders: dict[str, dict[str, object]],
    names: dict[str, str],
) -> DemoRecord:
    field, kind = next((f, row[f]) for f in ("firm", "park", "cluster", "county") if f in row)
    if field == "county":
        holder = {"county": kind, "name": names[str(kind)], "division": kind}
    else:
        enterprise = holders[str(kind)]
        column = "enterprise" if field == "firm" else field
        holder = {
            column: kind,
            "name": enterprise["name"],
            "division": enterprise["division"],
            "chain": enterprise["chain"],
        }
    day = row["day"]
    assert isinstance(day, dt.date)  # noqa: S101 - the preset's
    more = {"title": row["title"], "batch_name": row["batch"], "standing": row["standing"]}
    more["document"] = scene.documents["statistics"]
    return _award(code, day, holder, more)


def _to_projects(
    scene: Scene, codes: Iterator[str], projects: Sequence[Project]
) -> Iterator[DemoRecord]:
    """Two brains and the first five digital headquarters are projects."""
    own = [each for each in projects if each.fate is Fate.STARTED_BEFORE][:7]
    for number, project in enumerate(own):
        brain = number < 2
        holder: dict[str, object] = {
            "project": project.code,
            "name": project.name,
            "division": project.unit.code,
            "chain": project.chain,
        }
        more: dict[str, object] = {
            "title": "INDUSTRY-BRAIN" if brain else "DIGITAL-HQ",
            "batch_name": "2023年度" if brain else "首批",
            "first_batch": not brain,
        }
        yield _award(next(codes), dt.date(2023, 9, 5 + number), holder, more)


def _batches(scene: Scene, codes: Iterator[str]) -> Iterator[DemoRecord]:
    chance = scene.chance("awards")
    own = [firm for firm in scene.firms if firm.is_invented]
    plan = [
        ("DCMM", "2023年试点", "pilot", "dcmm_pilots", dt.date(2023, 10, 12)),
        ("DCMM", "2022年贯标", "conforming", "dcmm_conforming", dt.date(2022, 12, 6)),
        ("DCMM", "2023年获证", "certified", "dcmm_certified", dt.date(2023, 8, 17)),
        ("MORNING-STAR", "2023年度", "selected", "morning_star", dt.date(2023, 11, 20)),
        ("MORNING-STAR", "2022年度", "selected", "morning_star_before", dt.date(2022, 11, 22)),
        ("LITTLE-GIANT", "第四批", "selected", "little_giants", dt.date(2022, 8, 8)),
    ]
    for title, batch, standing, size, day in plan:
        for firm in chance.sample(own, min(scene.size(size), len(own))):
            more: dict[str, object] = {"title": title, "batch_name": batch, "standing": standing}
            if standing == "certified":
                more["certificate"] = f"演示证{firm.code}"
            yield _award(next(codes), day, _firm(firm), more)
    held = specialised(scene)
    holders = {firm.code for firm in held}
    rest = [firm for firm in own if firm.code not in holders]
    for firm in held:
        more = {"title": "SRDI", "batch_name": "2022年度", "valid_to": dt.date(2025, 6, 30)}
        yield _award(next(codes), dt.date(2022, 6, 30), _firm(firm), more)
    for firm in rest[: scene.size("srdi_expired")]:
        more = {"title": "SRDI", "batch_name": "2019年度", "valid_to": dt.date(2022, 12, 31)}
        yield _award(next(codes), dt.date(2020, 1, 10), _firm(firm), more)


def _firm(firm: Firm) -> dict[str, object]:
    return {
        "enterprise": firm.code,
        "name": firm.name,
        "division": firm.unit.code,
        "chain": firm.chain,
    }
