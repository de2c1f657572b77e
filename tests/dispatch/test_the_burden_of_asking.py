"""What asking costs: cells typed, taken from elsewhere and known, counted here by hand."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.dispatch import asking
from tests.dispatch.asking import (
    NORTH,
    NORTHERN_HEAD,
    NORTHERNER,
    NOVEMBER,
    OFFICE,
    SOUTH,
    SOUTHERNER,
    WAN,
    answer_to,
    blank,
    opened,
    request_to,
)

from chainchief.core.faults import FaultsError
from chainchief.dispatch.answers import acts
from chainchief.dispatch.burden.counting import Cells, burden_of, cells_of, year_until
from chainchief.dispatch.burden.preset import limits
from chainchief.dispatch.burden.workbook import write_burden
from chainchief.ledger import changelog
from chainchief.ledger.kinds.project.models import ProjectReport


@pytest.fixture
def collection(ledger):
    """North has one report on November already, with its investment alone."""
    asking.city()
    with changelog.acting("clerk", "known"):
        ProjectReport.objects.create(
            code="PRJ-0/2023-11/0",
            project_id="PRJ-0",
            month="2023-11",
            reported_on=dt.date(2023, 12, 1),
            invested=1100 * WAN,
        )
    return opened()


def answered(collection):
    request = request_to(collection)
    answer = answer_to(request)
    del answer.tables[0]["PRJ-0/2023-11/0"]["invested"]
    saved = acts.save(request, answer, blank(request), viewer=NORTHERNER)
    handed = acts.hand_over(saved, viewer=NORTHERNER)
    return acts.submit(handed, viewer=NORTHERN_HEAD)


def test_cells_are_told_apart_by_where_they_come_from(collection):
    # Of each of three projects code, name, chain and unit are known; typed are two funds of
    # PRJ-0's one and two of each other: 1 + 2 + 2; PRJ-0's investment the ledger held.
    assert cells_of(answered(collection)) == Cells(typed=5, elsewhere=1, known=12)


def test_what_was_written_counts_as_it_was_typed(collection):
    sent = answered(collection)
    assert cells_of(acts.approve(sent, viewer=OFFICE)) == Cells(typed=5, elsewhere=1, known=12)


def test_the_share_is_of_sheets_begun_from_nothing():
    cells = Cells(typed=5, elsewhere=1, known=12)
    assert cells.from_nothing == 18
    assert cells.share == pytest.approx(5 / 18)
    assert Cells().share == 0


def test_units_stand_in_the_order_of_codes_with_times_and_hours(collection):
    sent = answered(collection)
    step = sent.steps.get(act="submit")
    taken = (step.at - collection.opened_at).total_seconds() / 3600
    north, south = burden_of(NOVEMBER).units
    assert (north.respondent.code, south.respondent.code) == (NORTH, SOUTH)
    assert (north.requests, north.hours) == (1, taken)
    # South's zone lies inside it, and is not asked itself: three projects, nothing typed yet.
    assert (south.cells, south.hours) == (Cells(known=12), None)
    assert burden_of(NOVEMBER).cells == Cells(typed=5, elsewhere=1, known=24)


def test_the_year_adds_up_month_by_month(collection):
    answered(collection)
    (only,) = year_until(NOVEMBER)
    assert (only.month, only.requests, only.typed) == (NOVEMBER, 2, 5)


def test_the_workbook_says_what_the_page_says(collection, tmp_path):
    answered(collection)
    path = tmp_path / "burden.xlsx"
    write_burden(burden_of(NOVEMBER), limits(), path)
    sheet = load_workbook(path).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=6)]
    assert rows[0][:7] == [NORTH, "北县", 1, 5, 1, 12, 18]
    assert rows[0][7] == pytest.approx(5 / 18)
    assert rows[2][1:7] == ["全市合计", 2, 5, 1, 24, 30]
    assert sheet.page_setup.orientation == "landscape"
    shown = {cell.value for row in sheet.iter_rows(min_row=7) for cell in row}
    assert {limits().city_cells, limits().unit_requests} <= shown


def test_a_limit_of_nothing_is_refused(own_home):
    folder = own_home / "presets"
    folder.mkdir()
    text = "source: 本市\nversion: 1\nvalid_from: 2023-01-01\ncity_cells: 0\nunit_requests: 4\n"
    (folder / "burden.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError, match="city_cells"):
        limits()


def test_more_answers_to_a_month_are_read_in_as_many_questions(collection):
    answered(collection)
    year_until(NOVEMBER)
    with CaptureQueriesContext(connection) as one:
        year_until(NOVEMBER)
    request = request_to(collection, SOUTH)
    acts.save(request, answer_to(request), blank(request), viewer=SOUTHERNER)
    with CaptureQueriesContext(connection) as two:
        year_until(NOVEMBER)
    assert len(two) == len(one)
