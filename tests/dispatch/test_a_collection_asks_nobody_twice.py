"""What is looked at before a collection goes out, and what forbids it."""

import datetime as dt

import pytest
from tests.dispatch import asking
from tests.dispatch.asking import NORTH, OFFICE, SOUTH, STAGES, WAN, ZONE, opened, wish

from chainchief.access.faults import NotAllowedError
from chainchief.access.scopes import Dimension
from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.dispatch.answers.opening import drop, open_to_all
from chainchief.dispatch.collections import making
from chainchief.dispatch.collections.examination import examine
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.models import Collection, CollectionState, RequestState
from chainchief.ledger import changelog
from chainchief.ledger.errors import NoReasonError
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.project.models import ProjectReport
from chainchief.people.models import Notice

FIRMS = QuestionnaireTable("enterprise", ("employees",))


@pytest.fixture
def city(ledger):
    asking.city()


def found(*tables, warnings=False, **more) -> list[str]:
    examination = examine(making.make(wish(*tables, **more), viewer=OFFICE))
    return [fault.code for fault in examination.faults if fault.is_warning is warnings]


def test_each_of_those_asked_gets_a_request_and_a_notice(city):
    asking.accounts()
    collection = opened()
    assert [one.code for one in collection.requests.order_by("code")] == [NORTH, SOUTH]
    reasons = Notice.objects.filter(topic="collection-asked").values_list("account__username")
    assert sorted(name for (name,) in reasons) == sorted(
        one.name for one in asking.CAST if one.held[0].division
    )


def test_what_the_ledger_holds_is_counted_and_not_asked_again(city):
    with changelog.acting("clerk", "early"):
        ProjectReport.objects.create(
            code="PRJ-0/2023-11/0",
            project_id="PRJ-0",
            month="2023-11",
            reported_on=dt.date(2023, 12, 1),
            invested=1 * WAN,
        )
    examination = examine(making.make(wish(), viewer=OFFICE))
    north = examination.coverage[0]
    assert (north.rows, north.cells, north.held, north.to_fill) == (3, 9, 1, 8)


def test_a_zone_that_is_asked_itself_is_not_asked_of_the_unit_around_it(city):
    around = examine(making.make(wish(of=(SOUTH,)), viewer=OFFICE)).coverage
    both = examine(making.make(wish(of=(SOUTH, ZONE)), viewer=OFFICE)).coverage
    assert [one.rows for one in around] == [3]
    assert [(one.respondent.code, one.rows) for one in both] == [(SOUTH, 2), (ZONE, 1)]


def test_a_cell_that_another_open_collection_asks_is_refused(city):
    opened()
    again = making.make(
        wish(QuestionnaireTable("project_report", ("invested",), RowsOf.REPORTS, "project")),
        viewer=OFFICE,
    )
    examination = examine(again)
    assert [fault.code for fault in examination.faults if not fault.is_warning] == ["COL-027"] * 2
    assert "项目月调度" in examination.faults[0].text
    with pytest.raises(FaultsError):
        open_to_all(again, viewer=OFFICE)
    other = QuestionnaireTable("project_report", ("funds_verified",), RowsOf.REPORTS, "project")
    assert found(other) == []


def test_new_records_of_one_kind_are_asked_for_once_a_month(city):
    opened(STAGES)
    assert found(STAGES) == ["COL-027", "COL-027"]


def test_fewer_working_days_than_are_to_be_given_need_a_reason_that_is_logged(city):
    soon = clock.today() + dt.timedelta(days=1)
    assert "COL-025" in found(due_on=soon)
    made = making.make(wish(due_on=soon, short_notice="省厅当日要"), viewer=OFFICE)
    assert open_to_all(made, viewer=OFFICE).state == CollectionState.OPEN
    assert made.requests.first().steps.first().reason == "省厅当日要"


def test_a_year_whose_holidays_are_not_known_is_told(city):
    assert found(due_on=dt.date(2031, 1, 5), warnings=True) == ["COL-026"]


def test_firms_are_not_asked_without_the_four_marks_of_a_form(city):
    with changelog.acting("clerk", "a firm"):
        Enterprise.objects.create(code="QY-1", name="示例有限公司", division_id=NORTH)
    of_firms = {"of": ("QY-1",), "dimension": Dimension.ENTERPRISE}
    assert found(FIRMS, **of_firms) == ["COL-023"]
    form = {
        "number": "DZ101表",
        "authority": "市工业和信息化局",
        "approval": "德统制〔2023〕5号",
        "valid_until": "2999-12-31",
    }
    assert found(FIRMS, survey=form, **of_firms) == []
    assert found(FIRMS, survey={**form, "valid_until": "2020-01-01"}, **of_firms) == ["COL-024"]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (QuestionnaireTable("projekt", ("name",)), "COL-010"),
        (QuestionnaireTable("project", ("nmae",)), "COL-011"),
        (QuestionnaireTable("project", ()), "COL-012"),
        (QuestionnaireTable("project_report", ("invested",), RowsOf.REPORTS, "month"), "COL-013"),
        (QuestionnaireTable("project_report", ("month",), RowsOf.REPORTS, "project"), "COL-014"),
        (QuestionnaireTable("project_stage", ("note",), RowsOf.NEW), "COL-015"),
        (QuestionnaireTable("visit", ("name",)), "COL-016"),
    ],
)
def test_what_does_not_fit_the_ledger_is_told(city, table, code):
    more = {"dimension": Dimension.ENTERPRISE, "of": ("QY",)} if code == "COL-016" else {}
    assert code in found(table, **more)


def test_whom_there_is_not_is_told(city):
    assert found(of=()) == ["COL-020"]
    assert found(of=("999999",)) == ["COL-021"]


def test_only_the_bureau_makes_and_opens(city):
    with pytest.raises(NotAllowedError):
        making.make(wish(), viewer=asking.NORTHERNER)
    made = making.make(wish(), viewer=OFFICE)
    with pytest.raises(NotAllowedError):
        open_to_all(made, viewer=asking.NORTHERNER)


def test_a_collection_is_set_aside_for_a_reason_while_nobody_has_answered(city):
    collection = opened()
    with pytest.raises(NoReasonError):
        drop(collection, reason="", viewer=OFFICE)
    drop(collection, reason="重复", viewer=OFFICE)
    assert Collection.objects.get().state == CollectionState.DROPPED
    assert set(collection.requests.values_list("state", flat=True)) == {RequestState.WAIVED}
    assert found() == []


def test_a_template_of_the_preset_makes_a_collection(city):
    template = making.template_of("projects")
    made = making.make(making.wish_of(template, asking.NOVEMBER), viewer=OFFICE)
    assert made.due_on == dt.date(2023, 12, 8)
    assert [code for _dimension, code in made.respondents] == [NORTH, SOUTH, ZONE]
    assert [one.code for one in making.monthly_due(asking.NOVEMBER)] == []
