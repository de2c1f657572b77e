"""A small town, written row by row: three units and a zone, two chains, sixty projects, two years.

What tests compare with is counted here by hand-made rules, not by the program: `STARTED` holds the
project codes whose start was recognised from January to November 2023.
"""

import datetime as dt

from tests.fixtures.viewers import office

from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.ledger import changelog
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.duty.models import Duty
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.enterprise_role.models import EnterpriseRole, EnterpriseSegment
from chainchief.ledger.kinds.furnished.models import FurnishedNumber
from chainchief.ledger.kinds.organisation.models import Organisation, Person
from chainchief.ledger.kinds.plan.models import AnnualPlan
from chainchief.ledger.kinds.project.models import Project, ProjectReport, ProjectStage
from chainchief.ledger.kinds.project_plan.models import ProjectPlan
from chainchief.ledger.kinds.segment.models import ChainSegment, SegmentLink
from chainchief.ledger.kinds.statistic.models import OfficialStatistic
from chainchief.ledger.kinds.visit.models import Visit

CITY, SOUTH, RIVER, ZONE = "990100", "990102", "990123", "990171"
NOVEMBER = Month(2023, 11)
WAN = 10_000 * 100
UNITS = (SOUTH, RIVER, ZONE)
CHAINS = ("BIO", "EQUIP")
#: Project n starts in month n % 11 + 1; the first twenty in 2022, the others in 2023.
PROJECTS = range(60)


#: Segments of BIO with their streams: two firms in A, one in B, none in C.
SEGMENTS = (("BIO-A", "upstream"), ("BIO-B", "midstream"), ("BIO-C", "equipment"))


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
        _one_chain()
    closing.close(Month(2023, 10), viewer=office("clerk"))
    closing.close(NOVEMBER, viewer=office("clerk"))


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


def _one_chain() -> None:
    """What the page of the chain BIO shows: its people, its map, and what is stuck in it."""
    Organisation.objects.create(code="DEP-DRC", name="市发改委", category="department")
    Person.objects.create(code="P-1", name="王某", post="副市长")
    Duty.objects.create(
        code="BIO/P-1/chief/2022-01-01",
        chain_id="BIO",
        division_id=CITY,
        person_id="P-1",
        role="chief",
        valid_from=dt.date(2022, 1, 1),
    )
    for number, (code, stream) in enumerate(SEGMENTS):
        ChainSegment.objects.create(
            code=code, name=f"环节{code[-1]}", chain_id="BIO", stream=stream, position=number
        )
    SegmentLink.objects.create(
        code="BIO-A/BIO-B/material",
        supplier_id="BIO-A",
        buyer_id="BIO-B",
        flow="material",
        essential=True,
    )
    for n, segments in enumerate((("BIO-A", "BIO-B"), ("BIO-A",))):
        code = f"QY-{n}"
        Enterprise.objects.create(
            code=code, name=f"示例生物{n}有限公司", division_id=SOUTH, chain_id="BIO"
        )
        for segment in segments:
            EnterpriseSegment.objects.create(
                code=f"{code}/{segment}",
                enterprise_id=code,
                segment_id=segment,
                valid_from=dt.date(2022, 1, 1),
            )
    EnterpriseRole.objects.create(
        code="QY-0/BIO/leader/2022-01-01",
        enterprise_id="QY-0",
        chain_id="BIO",
        role="leader",
        valid_from=dt.date(2022, 1, 1),
    )
    _stuck()


def _stuck() -> None:
    """One difficulty in each state; a project signed and due, one stalled; two promises."""
    days = {
        "未答复": {},
        "已答复": {"answered_on": dt.date(2023, 10, 20), "outcome": "solved"},
        "退回": {"answered_on": dt.date(2023, 10, 20), "sent_back_on": dt.date(2023, 10, 25)},
        "已解决": {"answered_on": dt.date(2023, 10, 20), "confirmed_on": dt.date(2023, 10, 30)},
        "尚未收到": {"received_on": dt.date(2023, 12, 2), "due_on": dt.date(2023, 12, 20)},
    }
    for n, (name, values) in enumerate(days.items()):
        told = {"received_on": dt.date(2023, 10, 10), "due_on": dt.date(2023, 11, 10), **values}
        Difficulty.objects.create(
            code=f"KN-{n}",
            name=f"{name}的困难",
            enterprise_id="QY-0",
            division_id=SOUTH,
            chain_id="BIO",
            category="other",
            source="visit",
            host_id="DEP-DRC",
            **told,
        )
    Project.objects.create(code="PRJ-S", name="签约项目", division_id=RIVER, chain_id="BIO")
    for code, stage, day in (
        ("PRJ-S", "signed", dt.date(2023, 3, 1)),
        ("PRJ-020", "stalled", dt.date(2023, 11, 20)),
    ):
        ProjectStage.objects.create(
            code=f"{code}/{stage}/{RIVER}",
            project_id=code,
            stage=stage,
            reported_by_id=RIVER,
            occurred_on=day,
            reported_on=day,
            recognised_on=day,
            evidence="accepted",
        )
    ProjectPlan.objects.create(
        code="PRJ-S/2023", project_id="PRJ-S", year=2023, start_by=dt.date(2023, 6, 30)
    )
    for n, done in enumerate((None, dt.date(2023, 11, 10))):
        Visit.objects.create(
            code=f"HD-{n}",
            name=f"第{n}次招商",
            form="outing",
            chain_id="BIO",
            division_id=CITY,
            led_by="chief",
            leader_id="P-1",
            next_step=f"第{n}项跟进",
            next_due=dt.date(2023, 11, 15),
            next_done=done,
            occurred_on=dt.date(2023, 10, 1),
            reported_on=dt.date(2023, 10, 2),
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
