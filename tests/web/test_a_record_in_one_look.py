"""A firm's and a project's page in one look: the way with gaps, plan and actual, who is around."""

import re

import pytest
from tests.fixtures.accounts import sign_in
from tests.web.test_the_pages_of_records import page_of, words
from tests.web.town import SOUTH

from chainchief.core.spans import Month
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.project.models import Project
from chainchief.web.registers.records.timeline import StageReached, timeline_of

NOVEMBER = Month(2023, 11)


def months(*numbers):
    return [Month(2023, number) for number in numbers]


def stage(label, month, *, accepted=True):
    return StageReached(label, Month(2023, month).first, accepted, "")


def test_months_without_a_report_are_gaps_from_the_first_report_on():
    line = timeline_of([stage("started", 2)], months(3, 4, 6), Month(2023, 8))
    assert line.gaps == ["2023-05", "2023-07", "2023-08"]
    assert [mark.kind for mark in line.months] == [
        "reported", "reported", "missing", "reported", "missing", "missing",
    ]  # fmt: skip


def test_after_the_end_nothing_is_due():
    assert timeline_of([stage("ended", 7)], months(3, 4, 6), None).gaps == ["2023-05"]


def test_where_nothing_was_reported_nothing_is_missing():
    line = timeline_of([stage("signed", 1)], [], NOVEMBER)
    assert (line.gaps, line.months) == ([], [])
    assert timeline_of([], [], NOVEMBER) is None


def test_stages_of_the_same_weeks_do_not_cover_each_other():
    line = timeline_of([stage("a", 1), stage("b", 1), stage("c", 1)], months(*range(1, 12)), None)
    assert len({mark.label_y for mark in line.stages}) == 3


def test_evidence_that_is_not_accepted_is_hollow():
    line = timeline_of([stage("a", 1), stage("b", 5, accepted=False)], months(1, 5), None)
    assert [mark.kind for mark in line.stages] == ["accepted", "open"]


def test_a_long_way_shows_its_last_months_inside_the_picture():
    first = StageReached("lead", Month(2015, 1).first, True, "")
    line = timeline_of([first, stage("b", 5)], months(1, 5), NOVEMBER)
    assert [mark.label for mark in line.stages] == ["b"]
    assert all(0 <= mark.x <= line.width for mark in (*line.stages, *line.months, *line.years))


@pytest.fixture
def look(reader):
    def look_(record):
        page = words(reader.get(page_of(type(record), record.code)))
        return page[page.index('id="look-title"') : page.index('id="fields-title"')]

    return look_


def test_a_project_shows_its_stage_and_three_amounts_of_funds(look):
    page = look(Project.objects.get(code="PRJ-030"))
    assert "开工" in page
    assert re.search(r"9,000.*?6,000.*?4,500.*?3,000", page, re.S)
    assert 'class="timeline"' in page


def test_a_firm_shows_its_difficulties_with_where_they_stand(look):
    page = look(Difficulty.objects.get(code="KN-0").enterprise)
    assert "企业困难" in page
    assert "待答复" in page


def test_what_is_out_of_reach_is_not_around_either(reader):
    sign_in(reader, "county", division=SOUTH)
    project = Project.objects.filter(division=SOUTH).first()
    page = words(reader.get(page_of(Project, project.code)))
    assert "临河县" not in page[page.index('id="look-title"') : page.index('id="fields-title"')]
