"""Leads: who brought them, which segment they are to fill, and what became of them."""

import datetime as dt
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence

from chainchief.demo.chance import WAN, Chance
from chainchief.demo.events.activities import HQ, Activity, coded
from chainchief.demo.happenings import Scene, bureau_record, known, numbered
from chainchief.demo.names import PLACES
from chainchief.demo.projects.fates import Fate, Project
from chainchief.demo.records import DemoRecord
from chainchief.ledger.chaintemplates import Template

FIRST, LAST = dt.date(2022, 2, 1), dt.date(2023, 11, 25)


def leads(
    scene: Scene,
    activities: Sequence[Activity],
    projects: Sequence[Project],
    templates: Mapping[str, Template],
) -> Iterator[DemoRecord]:
    """Open ones, dropped ones, and signed ones of which a project came."""
    chance = scene.chance("leads")
    trips = sorted(
        (known(each.dates), code, [called for called, purpose in each.calls if purpose == HQ])
        for code, each in coded(activities)
        if HQ in each.purposes
    )
    signed = iter([each for each in projects if each.fate is Fate.SIGNED_ONLY])
    segments = {
        code: [each.code_of(segment.code) for segment in each.segments if segment.key]
        for code, each in templates.items()
    }
    for code, number in zip(numbered("XS"), range(scene.size("leads")), strict=False):
        project = next(signed, None) if number % 5 == 0 else None
        values = _of_project(project, chance) if project else _open_or_dropped(scene, chance)
        received = values["received_on"]
        assert isinstance(received, dt.date)  # noqa: S101 - both give one
        keys = segments.get(str(values["chain"]))
        before = bisect(trips, (received + dt.timedelta(days=1), "", []))
        if before and chance.happens(55):
            _day, visit, called = trips[chance.randrange(before)]
            values |= {"visit": visit, "organisation": chance.choice(called) if called else None}
        values |= {
            "name": f"{chance.choice(PLACES)}客商拟投{_goods(scene, values, chance)}项目(演示)",
            "segment": chance.choice(keys) if keys and chance.happens(60) else None,
            "amount": chance.randrange(1, 60) * 1000 * WAN,
        }
        last = values.get("closed_on") or received
        assert isinstance(last, dt.date)  # noqa: S101 - a day of its own or the other
        yield bureau_record(last, "lead", code, values)


def _goods(scene: Scene, values: dict[str, object], chance: Chance) -> str:
    return chance.choice(scene.city.chain(str(values["chain"])).goods)


def _of_project(project: Project, chance: Chance) -> dict[str, object]:
    return {
        "chain": project.chain,
        "division": project.unit.code,
        "state": "signed",
        "received_on": project.signed - dt.timedelta(days=chance.randrange(20, 200)),
        "closed_on": project.signed,
        "project": project.code,
    }


def _open_or_dropped(scene: Scene, chance: Chance) -> dict[str, object]:
    received = chance.uneven(FIRST, LAST)
    state = chance.choices(["valid", "talks", "dropped"], [4, 3, 2])[0]
    closed = received + dt.timedelta(days=chance.randrange(5, 120))
    return {
        "chain": chance.choice(scene.landmark),
        "division": chance.choice(scene.city.units).code,
        "state": state,
        "received_on": received,
        "closed_on": closed if state == "dropped" else None,
        "note": "对方改投外地" if state == "dropped" else "",
    }
