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

END = dt.date(2023, 12, 29)
_NOTED = (
    "已电话联系，对方索取园区资料",
    "对方派人看过厂房，回去研究",
    "就能耗指标和用工作了说明",
)
_NEXT = (
    ("邀请对方来考察厂房", "招商科"),
    ("商谈供地和用能条件", "分管副县长"),
    ("寄送配套企业名录", "链专班联络员"),
    ("约见对方投资总监", "招商科"),
)
FIRST, LAST = dt.date(2022, 2, 1), dt.date(2023, 11, 25)


def leads(
    scene: Scene,
    activities: Sequence[Activity],
    projects: Sequence[Project],
    templates: Mapping[str, Template],
) -> Iterator[DemoRecord]:
    """Open ones, dropped ones, and signed ones of which a project came."""
    chance, followed = scene.chance("leads"), scene.chance("leads followed")
    trips = sorted(
        (known(each.dates), code, [called for called, purpose in each.calls if purpose == HQ])
        for code, each in coded(activities)
        if HQ in each.purposes
    )
    signed = _signed(projects)
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
        yield from _followed(code, values, received, followed)


def _signed(projects: Sequence[Project]) -> Iterator[Project]:
    """Projects of which there were leads: those signed, and after every third one that started."""
    started = iter(
        each
        for each in projects
        if each.fate is Fate.STARTED and each.start and FIRST < each.signed < LAST
    )
    for number, each in enumerate(each for each in projects if each.fate is Fate.SIGNED_ONLY):
        yield each
        if number % 3 == 2:
            yield from [found for found in [next(started, None)] if found]


def _followed(
    code: str, values: dict[str, object], received: dt.date, chance: Chance
) -> Iterator[DemoRecord]:
    """The lead as it stands after its steps, and these."""
    steps = list(_steps(values, received, chance))
    last = max(day for _step, day, _note in steps)
    known_on = values["closed_on"] or received
    assert isinstance(known_on, dt.date)  # noqa: S101 - a day of its own or the other
    followed = values["state"] in ("valid", "talks", "signed", "registered")
    step, owner = chance.choice(_NEXT)
    values |= {
        "first_division": values["division"],
        "process": "half-year",
        "protected_until": received + dt.timedelta(days=180),
        "next_step": step if followed else "",
        "owner": owner if followed else "",
        "turn_due_on": _later(last, chance.randrange(14, 35)) if followed else None,
    }
    yield bureau_record(known_on, "lead", code, values)
    for number, (step, day, note) in enumerate(steps, start=1):
        row: dict[str, object] = {
            "lead": code,
            "number": number,
            "step": step,
            "acted_on": day,
            "division": values["division"],
            "note": note,
        }
        yield bureau_record(max(day, known_on), "lead_action", f"{code}/{number}", row)


def _steps(
    values: dict[str, object], received: dt.date, chance: Chance
) -> Iterator[tuple[str, dt.date, str]]:
    """What was done with a lead, up to now or its end; the days of its stages with it."""
    state, closed = values["state"], values["closed_on"]
    yield "received", received, ""
    until = closed if isinstance(closed, dt.date) else received + dt.timedelta(days=12)
    talks = received + (until - received) // 3
    if state != "valid" and (state != "dropped" or chance.happens(60)):
        values["talks_on"] = talks
        yield "talks", talks, "与对方负责人见面，介绍产业链配套"
    if state == "dropped":
        yield "dropped", until, str(values["note"])
        return
    last = talks
    if isinstance(closed, dt.date):
        yield "signed", closed, "签订正式合同"
        last = closed
    for column, step in (("registered_on", "registered"), ("started_on", "started")):
        day = values.get(column)
        if isinstance(day, dt.date):
            yield step, day, ""
            last = day
    if state == "started" or chance.happens(8):
        return  # over, or nothing was entered since
    noted = _later(END - dt.timedelta(days=chance.randrange(2, 30)), 0)
    if noted > last:
        yield "noted", noted, chance.choice(_NOTED)


def _later(day: dt.date, days: int) -> dt.date:
    """So many days later, on a weekday."""
    found = day + dt.timedelta(days=days)
    return found + dt.timedelta(days=7 - found.weekday()) if found.weekday() > 4 else found


def _goods(scene: Scene, values: dict[str, object], chance: Chance) -> str:
    return chance.choice(scene.city.chain(str(values["chain"])).goods)


def _of_project(project: Project, chance: Chance) -> dict[str, object]:
    received = project.signed - dt.timedelta(days=chance.randrange(20, 200))
    values: dict[str, object] = {
        "chain": project.chain,
        "division": project.unit.code,
        "state": "signed",
        "received_on": received,
        "closed_on": project.signed,
        "project": project.code,
    }
    if project.start and project.fate is Fate.STARTED:
        begun = project.start.occurred
        values |= {
            "state": "started",
            "registered_on": project.signed + (begun - project.signed) // 2,
            "started_on": begun,
        }
    elif (registered := project.signed + dt.timedelta(days=45)) < LAST and received.day % 2:
        values |= {"state": "registered", "registered_on": registered}
    return values


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
