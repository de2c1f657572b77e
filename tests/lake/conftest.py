"""A small ledger written row by row, and snapshots of it."""

import datetime as dt

import pytest

from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.project.models import (
    Project,
    ProjectList,
    ProjectListing,
    ProjectReport,
    ProjectShare,
    ProjectStage,
)


class Write:
    """Writes records with short calls; what is not told gets a plain default."""

    def division(self, code, parent=None, **more):
        fields = {"name": f"地区{code}", "level": "county" if parent else "city"}
        return Division.objects.create(code=code, parent_id=parent, **{**fields, **more})

    def chain(self, code, **more):
        return Chain.objects.create(code=code, **{"name": f"链{code}", **more})

    def project(self, code, division="371402", **more):
        fields = {"name": f"项目{code}", "chain_id": "FOOD"}
        return Project.objects.create(code=code, division_id=division, **{**fields, **more})

    def share(self, project, division, percent):
        return ProjectShare.objects.create(
            code=f"{project}/{division}",
            project_id=project,
            division_id=division,
            role="partner",
            share=percent * 10_000,
        )

    def report(self, project, month="2023-11", revision=0, **amounts):
        return ProjectReport.objects.create(
            code=f"{project}/{month}/{revision}",
            project_id=project,
            month=month,
            revision=revision,
            reported_on=dt.date(2023, 12, 5),
            **amounts,
        )

    def stage(self, project, stage="started", by="371402", on="2023-03-01", **more):
        day = dt.date.fromisoformat(on)
        fields = {"reported_on": day, "recognised_on": day, "evidence": "accepted"}
        return ProjectStage.objects.create(
            code=f"{project}/{stage}/{by}",
            project_id=project,
            stage=stage,
            reported_by_id=by,
            occurred_on=day,
            **{**fields, **more},
        )

    def listing(self, project, on_list, **more):
        ProjectList.objects.get_or_create(code=on_list, defaults={"name": on_list})
        return ProjectListing.objects.create(
            code=f"{project}/{on_list}",
            project_id=project,
            listed_in_id=on_list,
            **{"valid_from": dt.date(2023, 1, 1), **more},
        )


@pytest.fixture
def write(any_ledger):
    """A ledger on each database with a province, a city, two counties, a zone and two chains."""
    return small(Write())


@pytest.fixture
def written(ledger):
    """The same on SQLite alone, for what does not depend on the database."""
    return small(Write())


def small(write: Write) -> Write:
    write.division("370000", level="province")
    write.division("371400", "370000", level="city")
    write.division("371402", "371400")
    write.division("371403", "371400")
    write.division("371491", "371402", level="zone", of_which=True)
    write.chain("FOOD", landmark_from=dt.date(2022, 1, 1), landmark_to=dt.date(2023, 6, 30))
    write.chain("NEWIT", landmark_from=dt.date(2022, 1, 1))
    return write


@pytest.fixture
def table():
    """The rows of a fact table of the ledger as it is now, as dictionaries."""
    from chainchief.lake.tables.building import all_tables

    def rows(name):
        return dict(all_tables())[name].to_pylist()

    return rows
