"""Lists on PostgreSQL: all kinds counted at once, derived columns, groups, panels, the stalled."""

import datetime as dt

import pytest
from tests.fixtures.accounts import sign_in
from tests.fixtures.viewers import office
from tests.web.test_the_pages_of_records import words

from chainchief.ledger import changelog
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.project.models import Project, ProjectReport, ProjectStage
from chainchief.web.chains.stuck import Within, stuck_in

DAY = dt.date(2023, 3, 1)


@pytest.fixture
def one_project(postgres_ledger):
    with changelog.acting("clerk", "one project"):
        Division.objects.create(code="370000", name="省", level="province")
        Division.objects.create(code="371400", name="市", level="city", parent_id="370000")
        Project.objects.create(code="P-1", name="停工项目", division_id="371400")
        for stage, day in (("started", DAY), ("stalled", DAY + dt.timedelta(9))):
            ProjectStage.objects.create(
                code=f"P-1/{stage}/371400",
                project_id="P-1",
                stage=stage,
                reported_by_id="371400",
                occurred_on=day,
                reported_on=day,
            )
        ProjectReport.objects.create(
            code="P-1/2023-03/0", project_id="P-1", month="2023-03", reported_on=DAY, invested=100
        )


@pytest.mark.postgres
def test_lists_answer_on_postgres_as_on_sqlite(one_project, client):
    sign_in(client)
    assert "/records/project/" in words(client.get("/records/"))
    for address in (
        "/records/project/?is-stage=stalled",
        "/records/project/?sort=-stage",
        "/records/project/?sort=last_report&from-last_report=2023-01",
        "/records/project_report/?from-month=2023-01&to-invested=5",
    ):
        assert "查到 1 条" in words(client.get(address)), address
    assert "停滞" in words(client.get("/records/project/?group=stage"))
    assert "from-occurred_on=2023-01-01" in words(
        client.get("/records/project_stage/columns/occurred_on/")
    )
    (stalled,) = stuck_in(Within(), dt.date(2023, 6, 1), office("clerk"))
    assert (stalled.key, stalled.count) == ("stalled", 1)
