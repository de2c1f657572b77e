"""A small town, written row by row: three units and a zone, two chains, sixty projects, two years.

What tests compare with is counted here by hand-made rules, not by the program: `STARTED` holds the
project codes whose start was recognised from January to November 2023.
"""

import datetime as dt

from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.ledger import changelog
from chainchief.ledger.chain.models import Chain
from chainchief.ledger.division.models import Division
from chainchief.ledger.furnished.models import FurnishedNumber
from chainchief.ledger.plan.models import AnnualPlan
from chainchief.ledger.project.models import Project, ProjectReport, ProjectStage
from chainchief.ledger.statistic.models import OfficialStatistic

CITY, SOUTH, RIVER, ZONE = "990100", "990102", "990123", "990171"
NOVEMBER = Month(2023, 11)
WAN = 10_000 * 100
UNITS = (SOUTH, RIVER, ZONE)
CHAINS = ("BIO", "EQUIP")
#: Project n starts in month n % 11 + 1; the first twenty in 2022, the others in 2023.
PROJECTS = range(60)


def year_of(n: int) -> int:
    return 2022 if n < 20 else 2023


STARTED = [f"PRJ-{n:03d}" for n in PROJECTS if year_of(n) == 2023]
STARTED_IN_RIVER = [f"PRJ-{n:03d}" for n in PROJECTS if n >= 20 and UNITS[n % 3] == RIVER]
STARTED_IN_BIO = [f"PRJ-{n:03d}" for n in PROJECTS if n >= 20 and CHAINS[n % 2] == "BIO"]
#: Recognised funds, in 万元, of the projects started in 2023: n × 100 each.
FUNDS_WAN = sum(n * 100 for n in PROJECTS if n >= 20)


def build() -> None:
    """Write the town into the ledger that Django points at, and close October and November."""
    with changelog.acting("clerk", "the town"):
        _places()
        for n in PROJECTS:
            _project(n)
        _numbers()
    closing.close(Month(2023, 10), actor="clerk")
    closing.close(NOVEMBER, actor="clerk")


def _places() -> None:
    Division.objects.create(code="990000", name="示例省", level="province")
    Division.objects.create(code=CITY, name="演示市", level="city", parent_id="990000")
    for code, name in ((SOUTH, "南城区"), (RIVER, "临河县")):
        Division.objects.create(code=code, name=name, level="county", parent_id=CITY)
    Division.objects.create(
        code=ZONE, name="天渠新区", level="zone", parent_id=SOUTH, of_which=True
    )
    since = dt.date(2022, 1, 1)
    Chain.objects.create(code="BIO", name="生物制造", landmark_from=since)
    Chain.objects.create(code="EQUIP", name="高端装备", landmark_from=since)


def _project(n: int) -> None:
    code, unit, year = f"PRJ-{n:03d}", UNITS[n % 3], year_of(n)
    day = dt.date(year, n % 11 + 1, 10)
    Project.objects.create(
        code=code, name=f"第{n}号产业园", division_id=unit, chain_id=CHAINS[n % 2]
    )
    ProjectStage.objects.create(
        code=f"{code}/started/{unit}",
        project_id=code,
        stage="started",
        reported_by_id=unit,
        occurred_on=day,
        reported_on=day,
        recognised_on=day,
        evidence="accepted",
    )
    ProjectReport.objects.create(
        code=f"{code}/{year}-11/0",
        project_id=code,
        month=f"{year}-11",
        reported_on=dt.date(year, 12, 1),
        invested=n * 300 * WAN,
        funds_reported=n * 200 * WAN,
        funds_verified=n * 150 * WAN,
        funds_recognised=n * 100 * WAN,
    )


def _numbers() -> None:
    AnnualPlan.objects.create(
        code=f"2023/IND-PRJ-STARTED/{CITY}",
        year=2023,
        indicator="IND-PRJ-STARTED",
        division_id=CITY,
        name="开工计划",
        quantity=50,
        unit="个",
    )
    OfficialStatistic.objects.create(
        code="iva/2023",
        series="iva-growth",
        division_id=CITY,
        span_from="2023-01",
        span_to="2023-11",
        basis="comparable",
        standing="flash",
        source="统计局",
        released_on=dt.date(2023, 12, 20),
        name="规上工业增加值增速",
        quantity=86_000,
        unit="%",
    )
    FurnishedNumber.objects.create(
        code="5g",
        item="5g-stations",
        division_id=CITY,
        month="2023-11",
        office="通信管理办公室",
        confirmed_by="科长",
        confirmed_on=dt.date(2023, 12, 5),
        publishable=True,
        name="5G 基站",
        quantity=9_863,
        unit="个",
    )
