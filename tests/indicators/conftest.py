"""A small city written row by row, and its figures as the program computes them."""

import datetime as dt

import pytest

from chainchief.core.spans import Month, Span
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.figures import Scope
from chainchief.indicators.receipts.building import receipt_for
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.lake.snapshots.making import freeze
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.furnished.models import FurnishedNumber
from chainchief.ledger.kinds.plan.models import AnnualPlan
from chainchief.ledger.kinds.project.models import (
    Project,
    ProjectList,
    ProjectListing,
    ProjectReport,
    ProjectShare,
    ProjectStage,
)
from chainchief.ledger.kinds.ranking.models import Ranking
from chainchief.ledger.kinds.statistic.models import OfficialStatistic

PROVINCE, CITY, DECHENG, NINGJIN, ZONE = "370000", "371400", "371402", "371422", "371471"
NOVEMBER = Month(2023, 11)
WAN = 10_000 * 100  # 分 in 万元


def day(text):
    return dt.date.fromisoformat(text)


class City:
    """Writes records with short calls, then computes. What is not told gets a plain default."""

    def __init__(self):
        self.catalogue = shipped()
        self._frozen = 0
        self._engine = None

    @property
    def engine(self):
        self._engine = self._engine or duckdb_engine()
        return self._engine

    def division(self, code, parent=None, level="county", **more):
        return Division.objects.create(
            code=code, name=f"地区{code}", parent_id=parent, level=level, **more
        )

    def chain(self, code, landmark="2022-01-01", until=None, **more):
        return Chain.objects.create(
            code=code,
            name=f"{code}产业链",
            landmark_from=landmark and day(landmark),
            landmark_to=until and day(until),
            **more,
        )

    def project(self, code, division=DECHENG, chain="FOOD", **more):
        return Project.objects.create(
            code=code, name=f"项目{code}", division_id=division, chain_id=chain or None, **more
        )

    def share(self, project, division, percent):
        return ProjectShare.objects.create(
            code=f"{project}/{division}",
            project_id=project,
            division_id=division,
            role="partner",
            share=percent * 10_000,
        )

    def stage(self, project, stage="started", on="2023-03-01", by=DECHENG, **more):
        at = day(on)
        more = {"reported_on": at, "recognised_on": at, "evidence": "accepted", **more}
        return ProjectStage.objects.create(
            code=f"{project}/{stage}/{by}",
            project_id=project,
            stage=stage,
            reported_by_id=by,
            occurred_on=at,
            **more,
        )

    def report(self, project, month="2023-11", revision=0, **amounts):
        return ProjectReport.objects.create(
            code=f"{project}/{month}/{revision}",
            project_id=project,
            month=month,
            revision=revision,
            reported_on=day("2024-01-05"),
            **{name: None if wan is None else wan * WAN for name, wan in amounts.items()},
        )

    def listing(self, project, on_list, since="2023-01-01", until=None):
        ProjectList.objects.get_or_create(code=on_list, defaults={"name": on_list})
        return ProjectListing.objects.create(
            code=f"{project}/{on_list}",
            project_id=project,
            listed_in_id=on_list,
            valid_from=day(since),
            valid_to=until and day(until),
        )

    def statistic(self, ppm, series="iva-growth", division=CITY, **more):
        fields = {
            "name": series,
            "unit": "%",
            "span_from": "2023-01",
            "span_to": "2023-11",
            "basis": "comparable",
            "standing": "final",
            "source": "统计局",
            "released_on": day("2023-12-20"),
            **more,
        }
        code = f"{series}/{division}/{fields['span_to']}/{fields['standing']}"
        return OfficialStatistic.objects.create(
            code=code, series=series, division_id=division, quantity=ppm, **fields
        )

    def rank(self, rank, series="renovation-rank", division=CITY, **more):
        fields = {
            "name": series,
            "publisher": "省厅",
            "edition": 2023,
            "span_to": "2023-11",
            "comparison_set": "全省16市",
            "released_on": day("2023-12-20"),
            **more,
        }
        code = f"{series}/{division}/{fields['edition']}/{fields['span_to']}"
        return Ranking.objects.create(
            code=code, series=series, division_id=division, rank=rank, **fields
        )

    def furnished(self, quantity, item="5g-stations", **more):
        fields = {
            "name": item,
            "unit": "个",
            "month": "2023-11",
            "division_id": CITY,
            "office": "通信管理局",
            "confirmed_by": "王某",
            "confirmed_on": day("2023-12-10"),
            **more,
        }
        code = f"{item}/{fields['division_id']}/{fields['month']}"
        return FurnishedNumber.objects.create(code=code, item=item, quantity=quantity, **fields)

    def plan(self, indicator, quantity, division=CITY, chain=None, year=2023, **more):
        return AnnualPlan.objects.create(
            code=f"{year}/{indicator}/{division}/{chain or ''}",
            name="计划",
            year=year,
            indicator=indicator,
            division_id=division,
            chain_id=chain,
            quantity=quantity,
            **{"unit": "个", **more},
        )

    def snapshot(self):
        self._frozen += 1
        return freeze(f"s{self._frozen}")

    def figures(self, month=NOVEMBER, snapshot=None, **more):
        more = {"engine": self.engine, "catalogue": self.catalogue, **more}
        return figures_for(snapshot or self.snapshot(), month, **more)

    def figure(self, code, division=CITY, chain="", *, month=NOVEMBER, span=None, record=""):
        """One figure; its receipt is held to the law on the way."""
        snapshot = self.snapshot()
        figures = self.figures(
            month,
            snapshot,
            codes=[code],
            span=span and Span.parse(span),
            records=[record] if record else (),
            divisions=[division],
        )
        figure = figures.get(code, Scope(division, chain), record)
        self.last_receipt = receipt_for(figure, snapshot, self.catalogue, self.engine)
        assert self.last_receipt.adds_up
        assert figure.records == len({(c.kind, c.uid) for c in self.last_receipt.contributions})
        return figure

    def value(self, code, division=CITY, chain="", **more):
        """The value in steps (分, parts per million, ones), None where there is none."""
        value = self.figure(code, division, chain, **more).value
        return value if value is None or value.denominator != 1 else int(value)

    def lines(self):
        """The last receipt: (part, code, contribution)."""
        return [(c.part, c.code, c.contribution) for c in self.last_receipt.contributions]


def city_with_places():
    city = City()
    city.division(PROVINCE, level="province")
    city.division(CITY, PROVINCE, level="city")
    city.division(DECHENG, CITY)
    city.division(NINGJIN, CITY)
    city.division(ZONE, DECHENG, level="zone", of_which=True)
    city.chain("FOOD")
    city.chain("NEW-IT")
    city.chain("OLD", until="2023-06-30")
    return city


@pytest.fixture
def city(ledger_with):
    """A province, a city, two counties, a zone inside the first, three chains; no project yet."""
    ledger_with(city_with_places)
    return City()
