"""Projects, and what becomes of each: counted in the month's figures, or for which reason not."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from chainchief.demo.chance import WAN, Chance
from chainchief.demo.city import City, Unit
from chainchief.demo.firms import Firm

YEAR = 2023
FIRST, LAST = dt.date(YEAR, 1, 3), dt.date(YEAR, 11, 30)
_WORKS = {"new": "", "expansion": "扩产", "relocation": "搬迁升级"}


class Fate(StrEnum):
    STARTED = "started"
    STARTED_BEFORE = "started_before"
    SIGNED_ONLY = "signed_only"
    RETIRED_CHAIN = "retired_chain"
    LATE = "late"
    REFUSED = "refused"
    PENDING = "pending"
    WITHDRAWN = "withdrawn"
    DECEMBER = "december"


@dataclass(frozen=True)
class Start:
    """The three days of a start; not recognised where the evidence was refused or is pending."""

    occurred: dt.date
    reported: dt.date
    recognised: dt.date | None
    evidence: str = "accepted"


@dataclass(frozen=True)
class Project:
    """A project of the demo city. Amounts in 分; `funds` and `invested` are those of 2023 up to
    November, zero where it reports none."""

    code: str
    name: str
    fate: Fate
    firm: Firm
    chain: str
    construction: str
    signed: dt.date
    start: Start | None
    lists: frozenset[str] = frozenset()
    funds: int = 0
    invested: int = 0
    total: int = 0

    @property
    def unit(self) -> Unit:
        return self.firm.unit

    @property
    def known_on(self) -> dt.date:
        return self.signed


def projects_of(city: City, firms: Sequence[Firm], seed: int) -> list[Project]:
    """All projects, calibrated: the totals of the preset hold exactly, whatever the seed."""
    chance = Chance(seed, "projects")
    numbers = iter(range(1, 10**6))
    retired = set(city.retired)
    on_landmark = [firm for firm in firms if firm.chain not in retired]
    on_retired = [firm for firm in firms if firm.chain in retired] or on_landmark
    drawn = [
        _drawn(
            city,
            on_retired if fate is Fate.RETIRED_CHAIN else on_landmark,
            fate,
            next(numbers),
            chance,
        )
        for fate, count in _fates(city)
        for _ in range(count)
    ]
    listed = _listed(city, _one_in_october(drawn, chance), chance)
    return [_with_total(each, chance) for each in _calibrated(city, listed, chance)]


def _one_in_october(drawn: list[Project], chance: Chance) -> list[Project]:
    """The first start is recognised in October, so that its revision has one in every city."""
    occurred = chance.day(dt.date(YEAR, 10, 3), dt.date(YEAR, 10, 8))
    start = _recognised_by(occurred, dt.date(YEAR, 10, 31), chance)
    signed = occurred - dt.timedelta(days=chance.randrange(30, 200))
    return [replace(drawn[0], start=start, signed=signed), *drawn[1:]]


def _fates(city: City) -> Iterator[tuple[Fate, int]]:
    union = city.provincial.members + city.municipal.members - city.on_both
    before = union - min(city.sizes["started_renovations"], union, city.sizes["started"])
    for fate in Fate:
        extra = before if fate is Fate.STARTED_BEFORE else 0
        yield fate, city.sizes[fate.value] + extra


def _drawn(city: City, firms: Sequence[Firm], fate: Fate, number: int, chance: Chance) -> Project:
    firm = chance.choice(firms)
    chain = chance.choice(city.retired) if fate is Fate.RETIRED_CHAIN else firm.chain
    if fate is Fate.STARTED and chain not in city.landmark_now:
        chain = firm.unit.chains[0]
    start = _start(fate, chance)
    latest = start.occurred if start else dt.date(YEAR, 12, 8)
    days = 240 if start else 400
    signed = chance.day(latest - dt.timedelta(days=days), latest - dt.timedelta(days=15))
    goods = chance.choice(city.chain(chain).goods)
    construction = chance.choices(["new", "expansion", "relocation"], [6, 3, 1])[0]
    return Project(
        code=f"DZ-{number:05d}",
        name=f"{firm.short}{goods}{_WORKS[construction]}项目",
        fate=fate,
        firm=firm,
        chain=chain,
        construction=construction,
        signed=signed,
        start=start,
    )


def _start(fate: Fate, chance: Chance) -> Start | None:
    if fate is Fate.SIGNED_ONLY:
        return None
    if fate is Fate.LATE:
        occurred = chance.day(dt.date(YEAR, 11, 18), LAST)
        reported = chance.day(dt.date(YEAR, 12, 2), dt.date(YEAR, 12, 7))
        return Start(occurred, reported, chance.day(dt.date(YEAR, 12, 10), dt.date(YEAR, 12, 18)))
    if fate is Fate.DECEMBER:
        occurred = chance.day(dt.date(YEAR, 12, 1), dt.date(YEAR, 12, 16))
        return _recognised_by(occurred, dt.date(YEAR, 12, 21), chance)
    if fate is Fate.STARTED_BEFORE:
        occurred = chance.uneven(dt.date(YEAR - 1, 1, 5), dt.date(YEAR - 1, 12, 10))
        return _recognised_by(occurred, dt.date(YEAR - 1, 12, 28), chance)
    if fate in (Fate.REFUSED, Fate.PENDING):
        occurred = chance.day(dt.date(YEAR, 3, 1), dt.date(YEAR, 11, 10))
        return Start(occurred, chance.within(occurred, 12, LAST), None, fate.value)
    return _recognised_by(chance.uneven(FIRST, dt.date(YEAR, 11, 22)), LAST, chance)


def _recognised_by(occurred: dt.date, last: dt.date, chance: Chance) -> Start:
    reported = chance.within(occurred, 9, last)
    return Start(occurred, reported, chance.within(reported, 14, last))


def _listed(city: City, projects: list[Project], chance: Chance) -> list[Project]:
    """Put projects on the two renovation lists: some that started this year, most before."""
    union = city.provincial.members + city.municipal.members - city.on_both
    new = min(city.sizes["started_renovations"], union, city.sizes["started"])
    this_year = [at for at, each in enumerate(projects) if each.fate is Fate.STARTED][:new]
    before = [at for at, each in enumerate(projects) if each.fate is Fate.STARTED_BEFORE]
    chosen = this_year + before[: union - new]
    chance.shuffle(chosen)
    only_city = city.provincial.members
    result = list(projects)
    for place, at in enumerate(chosen):
        names = {"provincial"} if place < only_city else set()
        if place < city.on_both or place >= only_city:
            names.add("city")
        work = f"{_WORKS[projects[at].construction]}项目"
        name = projects[at].name.removesuffix(work) + "智能化技术改造项目"
        result[at] = replace(
            projects[at], lists=frozenset(names), construction="renovation", name=name
        )
    return result


def _calibrated(city: City, projects: list[Project], chance: Chance) -> list[Project]:
    """Amounts that add up to the targets: funds over the started ones, investment over each list.

    What projects on both lists invested is drawn first; the rest of each list makes up its total.
    """
    result = list(projects)

    def give(at: list[int], amounts: list[int], name: str) -> None:
        for place, amount in zip(at, amounts, strict=True):
            result[place] = replace(result[place], **{name: amount})  # type: ignore[arg-type]

    def where(lists: set[str]) -> list[int]:
        return [at for at, each in enumerate(projects) if each.lists == lists]

    started = [at for at, each in enumerate(projects) if each.fate is Fate.STARTED]
    give(started, chance.parts(city.funds, len(started)), "funds")
    both, provincial, municipal = (
        where({"provincial", "city"}),
        where({"provincial"}),
        where({"city"}),
    )
    shared = round(city.provincial.invested * 10_000 * len(both) / city.provincial.members)
    on_both = Fraction(shared, 10_000)
    give(both, chance.parts(on_both, len(both)), "invested")
    give(provincial, chance.parts(city.provincial.invested - on_both, len(provincial)), "invested")
    give(municipal, chance.parts(city.municipal.invested - on_both, len(municipal)), "invested")
    return result


def _with_total(project: Project, chance: Chance) -> Project:
    """The rest is drawn freely; the planned total is more than what was put in so far."""
    ongoing = project.start is not None and project.start.recognised is not None
    drawn = chance.randrange(800, 9_000) * WAN
    invested = project.invested or (chance.times(project.funds or drawn, 70, 110) if ongoing else 0)
    funds = project.funds or (chance.times(drawn, 50, 100) if ongoing else 0)
    total = chance.times(max(invested, funds, 5 * drawn), 130, 320)
    return replace(project, invested=invested, funds=funds, total=total)
