"""Trips, surveys, exchanges: one record per activity, however many purposes it served."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chainchief.demo.chance import Chance
from chainchief.demo.events.people import place_of
from chainchief.demo.happenings import FIRST, LAST, Scene, bureau_record, happened, known, numbered
from chainchief.demo.names import PLACES
from chainchief.demo.records import DemoRecord

ATTRACT, HQ, SURVEY, EXCHANGE, SERVICE = "attract", "headquarters", "survey", "exchange", "service"
_NEXT = "形成会商意见并反馈"


@dataclass
class Activity:
    """One activity; `calls` are the organisations called on, each with the purpose it served."""

    form: str
    led_by: str
    chain: str
    purposes: tuple[str, ...]
    dates: dict[str, object]
    calls: list[tuple[str, str]] = field(default_factory=list)
    firms: list[str] = field(default_factory=list)
    event: str | None = None
    division: str = ""

    @property
    def counts(self) -> bool:
        day = self.dates["recognised_on"]
        return isinstance(day, dt.date) and dt.date(2023, 1, 1) <= day <= dt.date(2023, 11, 30)


def events(scene: Scene) -> Iterator[DemoRecord]:
    for row in scene.rows("events"):
        values = {
            "name": row["name"],
            "category": row["category"],
            "chain": row["chain"],
            "division": scene.city.code,
            "held_on": row["held"],
            "organiser": "市政府" if row["chain"] is None else "产业链专班",
        }
        yield bureau_record(row["held"], "event", row["code"], values)


def activities(scene: Scene) -> list[Activity]:
    """All of them, calibrated: the counts of the preset hold exactly, whatever the seed."""
    chance = scene.chance("activities")
    made = [*_trips(scene, chance), *_surveys(scene, chance), *_exchanges(scene, chance)]
    _call_on_headquarters(scene, chance, made)
    _call_on_institutes(scene, chance, made)
    _call_on_firms(scene, chance, made)
    return made + list(_uncounted(scene, chance)) + last_year(scene)


def _drawn(
    scene: Scene, chance: Chance, form: str, led_by: str, purposes: tuple[str, ...], chain: str = ""
) -> Activity:
    dates = happened(_uneven(chance), chance, LAST)
    return Activity(form, led_by, chain or chance.choice(scene.landmark), purposes, dates)


def _uneven(chance: Chance) -> dt.date:
    """A day of 2023 to November: few around the spring festival, many in spring and autumn."""
    months = chance.choices(range(1, 12), [4, 6, 11, 12, 10, 9, 7, 7, 11, 12, 9])[0]
    first = dt.date(2023, months, 1)
    return max(FIRST, min(chance.day(first, first + dt.timedelta(days=27)), LAST))


def _trips(scene: Scene, chance: Chance) -> Iterator[Activity]:
    manifold = min(scene.size("manifold_trips"), scene.size("led_trips"))
    for number in range(scene.size("led_trips")):
        led_by = "chief-of-all" if number % 12 == 0 else "chief"
        every = (ATTRACT, HQ, SURVEY, EXCHANGE)
        some = (ATTRACT, HQ) if number % 2 else (ATTRACT,)
        yield _drawn(scene, chance, "outing", led_by, every if number < manifold else some)
    for number in range(scene.size("other_trips")):
        led_by = ("deputy", "task-force", "department", "county")[number % 4]
        yield _of_county(scene, chance, _drawn(scene, chance, "outing", led_by, (ATTRACT,)))


def _surveys(scene: Scene, chance: Chance) -> Iterator[Activity]:
    rest = scene.size("surveys") - min(scene.size("manifold_trips"), scene.size("led_trips"))
    for number in range(max(rest, 0)):
        led_by = ("chief", "deputy", "task-force", "department", "county")[number % 5]
        purposes = (SURVEY, SERVICE) if number % 3 == 0 else (SURVEY,)
        yield _of_county(scene, chance, _drawn(scene, chance, "local", led_by, purposes))


def _of_county(scene: Scene, chance: Chance, made: Activity) -> Activity:
    """What a county leads is the county's."""
    if made.led_by == "county":
        made.division = chance.choice(scene.city.units).code
    return made


def _exchanges(scene: Scene, chance: Chance) -> Iterator[Activity]:
    rest = scene.size("exchanges") - min(scene.size("manifold_trips"), scene.size("led_trips"))
    held = [row for row in scene.rows("events") if row["held"].year == 2023]
    for number in range(max(rest, 0)):
        form = ("outing", "reception", "event")[number % 3]
        chain = "NEW-IT" if number % 4 == 0 else ""
        made = _drawn(scene, chance, form, "task-force", (EXCHANGE,), chain)
        if form == "event" and number < 3 * len(held):
            _on_the_day_of(made, held[number // 3], chance)
        yield made


def _on_the_day_of(made: Activity, event: Mapping[str, Any], chance: Chance) -> None:
    made.event = event["code"]
    made.dates = happened(event["held"], chance, LAST)


def _call_on_headquarters(scene: Scene, chance: Chance, made: Sequence[Activity]) -> None:
    """Every headquarters once, some twice: they are counted once all the same."""
    visiting = [each for each in made if HQ in each.purposes]
    wanted = [f"ORG-HQ-{n:05d}" for n in range(1, scene.size("headquarters") + 1)]
    again = chance.sample(wanted, min(scene.size("headquarters_again"), len(wanted)))
    for number, code in enumerate([*wanted, *again]):
        visit = visiting[number % len(visiting)]
        if (code, HQ) not in visit.calls:
            visit.calls.append((code, HQ))


def _call_on_institutes(scene: Scene, chance: Chance, made: Sequence[Activity]) -> None:
    """The information technology chain calls on its own institutes, the others on theirs."""
    own = ["ORG-SEMI", "ORG-PKU-IC"]
    count = scene.size("newit_institutes")
    own += [f"ORG-INST-{n:05d}" for n in range(1, max(count - 2, 0) + 1)]
    others = ["ORG-SDU", "ORG-DZU"]
    others += [f"ORG-INST-{count + n:05d}" for n in range(1, scene.size("other_institutes") + 1)]
    for of_newit, pool in ((True, own[: max(count, 2)]), (False, others)):
        visiting = [
            each
            for each in made
            if EXCHANGE in each.purposes and (each.chain == "NEW-IT") is of_newit
        ]
        rounds = [*pool, *(chance.choice(pool) for _ in visiting)] if visiting else []
        for number, code in enumerate(rounds):
            calls = visiting[number % len(visiting)].calls
            if code not in [each for each, _purpose in calls]:
                calls.append((code, EXCHANGE))


def _call_on_firms(scene: Scene, chance: Chance, made: Sequence[Activity]) -> None:
    by_chain: dict[str, list[str]] = {}
    for firm in scene.firms:
        by_chain.setdefault(firm.chain, []).append(firm.code)
    for each in made:
        known_firms = by_chain.get(each.chain, [])
        if SURVEY in each.purposes and known_firms:
            each.firms = chance.sample(known_firms, min(chance.randint(1, 3), len(known_firms)))


def _uncounted(scene: Scene, chance: Chance) -> Iterator[Activity]:
    """Of last year, of December, refused, pending: they stand in the ledger and do not count."""
    purposes = (ATTRACT, HQ, SURVEY, EXCHANGE)
    number_of_hq = scene.size("headquarters")
    for number in range(scene.size("uncounted_activities")):
        case = number % 4
        if case == 0:
            day = chance.day(dt.date(2022, 3, 1), dt.date(2022, 11, 20))
            dates = happened(day, chance, dt.date(2022, 12, 20))
        elif case == 1:
            dates = happened(dt.date(2023, 12, 1 + number % 9), chance, dt.date(2023, 12, 20))
        else:
            evidence = "refused" if case == 2 else "pending"
            dates = happened(chance.day(FIRST, LAST), chance, LAST, evidence)
        made = Activity("outing", "chief", chance.choice(scene.landmark), purposes, dates)
        again = number_of_hq + 1 + number % scene.size("headquarters_again")
        made.calls = [(f"ORG-HQ-{again:05d}", HQ)]
        yield made


def last_year(scene: Scene) -> list[Activity]:
    """Activities of 2022, so that a year can be held against the one before."""
    chance = scene.chance("activities/last year")
    made = []
    for name, form, led_by, purposes in (
        ("trips_last_year", "outing", "chief", (ATTRACT, HQ)),
        ("surveys_last_year", "local", "task-force", (SURVEY,)),
        ("exchanges_last_year", "reception", "task-force", (EXCHANGE,)),
    ):
        for _number in range(scene.size(name)):
            day = chance.uneven(dt.date(2022, 1, 5), dt.date(2022, 12, 24))
            dates = happened(day, chance, dt.date(2022, 12, 30))
            each = Activity(form, led_by, chance.choice(scene.landmark), purposes, dates)
            if HQ in purposes:
                code = f"ORG-HQ-{1 + chance.randrange(scene.size('headquarters')):05d}"
                each.calls = [(code, HQ)]
            made.append(each)
    _call_on_firms(scene, chance, made)
    return made


def _leader(scene: Scene, each: Activity) -> str | None:
    """The person who led it, by the order in which people were entered."""
    if each.led_by == "chief-of-all":
        return "PER-0001"
    if each.led_by in ("chief", "deputy"):
        place = scene.landmark.index(each.chain)
        return f"PER-{3 + 2 * place + (each.led_by == 'deputy'):04d}"
    return None


def coded(made: Sequence[Activity]) -> list[tuple[str, Activity]]:
    """The activities with the codes that they have in the ledger."""
    return list(zip(numbered("HD"), made, strict=False))


def records_of(scene: Scene, made: Sequence[Activity]) -> Iterator[DemoRecord]:
    chance = scene.chance("activities/words")
    units = {firm.code: firm.unit.name for firm in scene.firms}
    places = units | {row["code"]: row["place"] for row in scene.rows("organisations")}
    for code, each in coded(made):
        day = known(each.dates)
        occurred = each.dates["occurred_on"]
        assert isinstance(occurred, dt.date)  # noqa: S101 - `happened` gives one
        due = occurred + dt.timedelta(days=30)
        done = due + dt.timedelta(days=chance.choice((-9, -4, 0, 6)))
        follows = chance.happens(60)
        where = _where(scene, each, places, chance)
        values = {
            "name": _WORDS[each.form].format(scene.city.chain(each.chain).short, where),
            "form": each.form,
            "chain": each.chain,
            "division": each.division or scene.city.code,
            "led_by": each.led_by,
            "leader": _leader(scene, each),
            "destination": where,
            "event": each.event,
            "next_step": _NEXT if follows else "",
            "next_due": due if follows else None,
            "next_done": done if follows and done <= dt.date(2023, 11, 30) else None,
            **each.dates,
        }
        yield bureau_record(day, "visit", code, values)
        for purpose in each.purposes:
            row = {"visit": code, "purpose": purpose}
            yield bureau_record(day, "visit_purpose", f"{code}/{purpose}", row)
        for organisation, purpose in each.calls:
            call = {"visit": code, "organisation": organisation, "purpose": purpose}
            yield bureau_record(day, "visited_organisation", f"{code}/{organisation}", call)
        for firm in each.firms:
            yield bureau_record(
                day, "visited_enterprise", f"{code}/{firm}", {"visit": code, "enterprise": firm}
            )


_WORDS = {
    "outing": "赴{1}开展{0}产业链招引(演示)",
    "reception": "{0}产业链客商接待洽谈(演示)",
    "local": "{1}{0}产业链企业调研(演示)",
    "event": "{0}产业链办会参会(演示)",
}


def _where(scene: Scene, each: Activity, places: Mapping[str, str], chance: Chance) -> str:
    """Where those are who were called on first; a trip without a call went somewhere too."""
    if each.form == "outing":
        called = next((code for code, _purpose in each.calls), "")
        number = called.rpartition("-")[2]
        if number.isdigit():
            return place_of(int(number) * (2 if "INST" in called else 1))
        return places.get(called) or chance.choice(PLACES)
    return places[each.firms[0]] if each.form == "local" and each.firms else "市内"
