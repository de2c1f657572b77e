"""Two counties with projects and reports of October 2023, and collections that ask for November."""

import datetime as dt

from tests.fixtures.accounts import make_account
from tests.fixtures.viewers import holding

from chainchief.access.scopes import Dimension
from chainchief.access.viewers import HeldRole
from chainchief.core.spans import Month
from chainchief.dispatch.answers.cells import Answer
from chainchief.dispatch.answers.opening import open_to_all
from chainchief.dispatch.collections.making import Wish, make
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.collections.respondents import Respondent
from chainchief.dispatch.collections.rows import questionnaire_of
from chainchief.ledger import changelog
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.project.models import Project, ProjectReport

NOVEMBER = Month(2023, 11)
CITY, NORTH, SOUTH, ZONE = "990100", "990101", "990102", "990171"
WAN = 100 * 10_000
#: The bureau's two people, and two of each county.
OFFICE = holding("chain-office", "市链办 王敏")
CHIEF = holding("chain-office", "市链办 刘强")
NORTHERNER = holding("county", "北县 孙倩", division=NORTH)
NORTHERN_HEAD = holding("county", "北县 周局长", division=NORTH)
SOUTHERNER = holding("county", "南区 李莉", division=SOUTH)
SOUTHERN_HEAD = holding("county", "南区 陈局长", division=SOUTH)
CAST = (OFFICE, CHIEF, NORTHERNER, NORTHERN_HEAD, SOUTHERNER, SOUTHERN_HEAD)
REPORTS = QuestionnaireTable(
    "project_report", ("invested", "funds_reported", "progress"), RowsOf.REPORTS, "project"
)
STAGES = QuestionnaireTable(
    "project_stage", ("project", "stage", "reported_by", "occurred_on", "note"), RowsOf.NEW
)


def city() -> None:
    """Two counties with three projects each; one of the south lies in a zone of its own."""
    with changelog.acting("clerk", "the city"):
        Division.objects.create(code=CITY, name="演示市", level="city")
        for code, name in ((NORTH, "北县"), (SOUTH, "南区")):
            Division.objects.create(code=code, name=name, level="county", parent_id=CITY)
        Division.objects.create(
            code=ZONE, name="天渠新区", level="zone", parent_id=SOUTH, of_which=True
        )
        Chain.objects.create(code="BIO", name="生物制造")
        for n, unit in enumerate((NORTH, NORTH, NORTH, SOUTH, SOUTH, ZONE)):
            Project.objects.create(
                code=f"PRJ-{n}", name=f"第{n}号产业园", division_id=unit, chain_id="BIO"
            )
            ProjectReport.objects.create(
                code=f"PRJ-{n}/2023-10/0",
                project_id=f"PRJ-{n}",
                month="2023-10",
                reported_on=dt.date(2023, 11, 5),
                invested=(n + 1) * 1000 * WAN,
                funds_reported=(n + 1) * 800 * WAN,
            )


def accounts() -> None:
    """The cast with accounts, so that notices find them."""
    for viewer in CAST:
        held = viewer.held[0]
        make_account(viewer.name, HeldRole(held.role, division=held.division))


def wish(*tables, of=(NORTH, SOUTH), dimension=Dimension.DIVISION, **more) -> Wish:
    """A collection for November, due long enough from any day on which tests run."""
    known = {
        "name": "项目月调度",
        "month": NOVEMBER,
        "due_on": dt.date(2999, 1, 5),
        "tables": tables or (REPORTS,),
        "respondents": tuple(Respondent(dimension, code) for code in of),
    }
    return Wish(**{**known, **more})


def opened(*tables, **more):
    """The collection, open."""
    return open_to_all(make(wish(*tables, **more), viewer=OFFICE), viewer=OFFICE)


def request_to(collection, code=NORTH):
    return collection.requests.select_related("collection").get(code=code)


def answer_to(request, numbers=None, **columns) -> Answer:
    """Every asked report filled: `invested` n thousands of 万元 above October's."""
    questionnaire = questionnaire_of(request)
    answer = Answer.empty(questionnaire)
    for row in questionnaire.rows[0]:
        number = int(row.code[4]) + 1
        invested = (numbers or {}).get(row.code, number * 1100)
        answer.put(0, row.code, "invested", invested * WAN)
        answer.put(0, row.code, "funds_reported", number * 900 * WAN)
        for column, value in columns.items():
            answer.put(0, row.code, column, value)
    return answer


def blank(request) -> Answer:
    return Answer.empty(questionnaire_of(request))
