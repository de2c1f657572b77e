"""A small city in a real ledger: four projects, a list, a statistic, two furnished numbers."""

import datetime as dt

from chainchief.ledger.changelog import acting
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.furnished.models import FurnishedNumber
from chainchief.ledger.kinds.plan.models import AnnualPlan
from chainchief.ledger.kinds.project.models import (
    Project,
    ProjectList,
    ProjectListing,
    ProjectReport,
    ProjectStage,
)
from chainchief.ledger.kinds.ranking.models import Ranking
from chainchief.ledger.kinds.statistic.models import OfficialStatistic

PROVINCE, CITY, COUNTY = "370000", "371400", "371481"
YI = 10**8 * 100


def build():
    """Three projects started in 2023 and one in 2022, with 10, 20, 30 and 5 亿元 planned."""
    with acting("测试"):
        _territory()
        for number, started in enumerate(
            ["2023-02-10", "2023-06-20", "2023-11-05", "2022-08-01"], 1
        ):
            _project(number, started)
        _numbers()


def start(number, on):
    """One more project that started, recognised on that day."""
    with acting("测试"):
        _project(number, on)


def _territory():
    for code, name, level, parent in (
        (PROVINCE, "山东省", "province", None),
        (CITY, "德州市", "city", PROVINCE),
        (COUNTY, "乐陵市", "county", CITY),
    ):
        Division.objects.create(code=code, name=name, level=level, parent_id=parent)
    Chain.objects.create(
        code="FOOD", name="食品加工产业链", landmark_from=dt.date(2022, 1, 1), position=1
    )
    for code in ("PROV-TECH", "CITY-TECH"):
        ProjectList.objects.create(code=code, name=code)


def _project(number, started):
    code, day = f"P-{number:04d}", dt.date.fromisoformat(started)
    amount = {1: 10, 2: 20, 3: 30}.get(number, 5) * YI
    Project.objects.create(
        code=code,
        name=f"A公司 & B <{number}>",
        division_id=COUNTY,
        chain_id="FOOD",
        total_investment=amount,
    )
    for stage in ("signed", "started"):
        ProjectStage.objects.create(
            code=f"{code}/{stage}/{COUNTY}",
            project_id=code,
            stage=stage,
            reported_by_id=COUNTY,
            occurred_on=day,
            reported_on=day,
            recognised_on=day,
            evidence="accepted",
        )
    ProjectReport.objects.create(
        code=f"{code}/2023-11/0",
        project_id=code,
        month="2023-11",
        reported_on=dt.date(2023, 12, 5),
        invested=amount // 2,
        funds_reported=amount // 2,
        funds_verified=amount // 2,
        funds_recognised=amount // 4,
    )
    ProjectListing.objects.create(
        code=f"{code}/PROV-TECH",
        project_id=code,
        listed_in_id="PROV-TECH",
        valid_from=dt.date(2022, 1, 1),
    )


def _numbers():
    for division, ppm in ((CITY, 86_000), (PROVINCE, 69_000)):
        _statistic("iva-growth", division, "%", ppm)
    _statistic("renovation-growth", CITY, "%", 107_000)
    Ranking.objects.create(
        code=f"renovation-rank/{CITY}/2023/2023-11",
        name="技改投资位次",
        series="renovation-rank",
        publisher="省厅",
        edition=2023,
        span_to="2023-11",
        division_id=CITY,
        rank=5,
        comparison_set="全省16市",
        released_on=dt.date(2023, 12, 20),
    )
    for item, unit, steps in (("5g-stations", "个", 11_234), ("5g-reach", "%", 1_000_000)):
        FurnishedNumber.objects.create(
            code=f"{item}/{CITY}/2023-11",
            item=item,
            name=item,
            division_id=CITY,
            month="2023-11",
            quantity=steps,
            unit=unit,
            office="市通信管理办公室",
            confirmed_by="李某",
            confirmed_on=dt.date(2023, 12, 8),
            publishable=True,
        )
    AnnualPlan.objects.create(
        code=f"2023/IND-PRJ-STARTED/{CITY}",
        name="新开工计划",
        year=2023,
        indicator="IND-PRJ-STARTED",
        division_id=CITY,
        quantity=4,
        unit="个",
    )


def _statistic(series, division, unit, steps):
    OfficialStatistic.objects.create(
        code=f"{series}/{division}/2023-01/2023-11/final",
        series=series,
        name=series,
        division_id=division,
        span_from="2023-01",
        span_to="2023-11",
        basis="comparable",
        standing="final",
        source="统计局",
        released_on=dt.date(2023, 12, 15),
        quantity=steps,
        unit=unit,
    )
