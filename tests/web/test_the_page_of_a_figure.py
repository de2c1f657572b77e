"""A figure's own page: what it means, two years of it, where it stands, and why it changed."""

import datetime as dt
from types import SimpleNamespace

import pytest
from tests.fixtures.viewers import office
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import NOVEMBER, RIVER, STARTED, STARTED_IN_BIO, STARTED_IN_RIVER

from chainchief.dispatch import closing
from chainchief.ledger import changelog
from chainchief.ledger.kinds.project.models import Project, ProjectStage
from chainchief.web.figures.two_years import Point, begun

PAGE = "/indicators/IND-PRJ-STARTED/?month=2023-11"


def late_start() -> None:
    """One more start of March, which the closed month does not hold."""
    with changelog.acting("clerk", "late"):
        Project.objects.create(code="PRJ-L", name="迟报的产业园", division_id=RIVER, chain_id="BIO")
        ProjectStage.objects.create(
            code=f"PRJ-L/started/{RIVER}",
            project_id="PRJ-L",
            stage="started",
            reported_by_id=RIVER,
            occurred_on=dt.date(2023, 3, 10),
            reported_on=dt.date(2023, 12, 28),
            recognised_on=dt.date(2023, 3, 10),
            evidence="accepted",
        )


def test_it_says_the_value_the_definition_and_how_it_is_counted(reader):
    page = text_of(reader.get(PAGE))
    assert f"{len(STARTED)} 个" in page
    assert f"背后的记录：{len(STARTED)}条" in page
    assert "时段内开工获得认定" in page
    assert "recognised_on" in page


def test_comparisons_are_made_or_refused_with_the_reason(reader):
    page = text_of(reader.get(PAGE))
    assert "与上年同期 增长100.0%（上年同期20个）" in page
    assert "环比 " in page
    assert "不作环比" in page


def test_two_years_are_drawn_and_stand_in_a_table_beside_what_was_closed(reader):
    answer = reader.get(PAGE)
    html, page = answer.content.decode(), text_of(answer)
    # From January 2022, the first month with a start, to November 2023.
    assert html.count('class="then"') + html.count('class="now"') == 23
    assert f"2023年11月 {len(STARTED)}个 {len(STARTED)}个" in page
    # Twenty started from January to November 2022, one or two a month; none was closed then.
    assert "2022年11月 20个 2022年10月" in page


@pytest.mark.parametrize(
    ("months", "first"),
    [
        ([(0, False), (0, False), (3, False), (0, False), (4, True)], 2),
        ([(0, False), (0, True), (3, False)], 1),
        ([(0, False), (0, False)], 1),
        ([(2, False), (0, False)], 0),
    ],
)
def test_the_course_begins_with_the_first_month_that_has_records_or_was_closed(months, first):
    points = [
        Point(None, SimpleNamespace(records=records), SimpleNamespace() if closed else None)
        for records, closed in months
    ]
    assert begun(points) == points[first:]


def test_a_month_that_would_be_another_today_is_marked(reader):
    late_start()
    page = text_of(reader.get(f"{PAGE}&snapshot=working"))
    assert f"2023年11月 {len(STARTED) + 1}个 {len(STARTED)}个 不一致" in page


def test_every_unit_and_chain_within_reach_has_its_value(reader):
    page = text_of(reader.get(PAGE))
    assert f"临河县 {len(STARTED_IN_RIVER)}个" in page
    assert f"生物制造 {len(STARTED_IN_BIO)}个" in page
    assert "其中" in page


def test_of_a_unit_it_tells_the_units_value(reader):
    page = text_of(reader.get(f"{PAGE}&division={RIVER}"))
    assert f"背后的记录：{len(STARTED_IN_RIVER)}条" in page


def test_it_says_which_record_changed_the_figure_and_why(reader):
    assert "各关账版本与实时台账中的数值一致" in text_of(reader.get(PAGE))
    late_start()
    page = text_of(reader.get(PAGE))
    assert f"2023-11r1 → 实时台账：{len(STARTED)}个 → {len(STARTED) + 1}个" in page
    assert "迟报的产业园 PRJ-L 迟报" in page


def test_the_step_from_one_closed_revision_to_the_next_is_told_for_good(reader):
    late_start()
    closing.reopen(NOVEMBER, viewer=office("clerk"), reason="迟报")
    closing.close(NOVEMBER, viewer=office("clerk"))
    page = text_of(reader.get(PAGE))
    assert "2023-11r1 → 2023-11r2" in page
    assert "迟报的产业园 PRJ-L 迟报" in page


def test_before_the_month_is_closed_there_is_nothing_to_compare_with(reader):
    page = text_of(reader.get("/indicators/IND-PRJ-STARTED/?month=2023-12"))
    assert "本月尚未关账" in page


def test_an_official_number_has_no_places_and_no_bars_for_missing_months(reader):
    html = reader.get("/indicators/IND-OFF-IVA-GROWTH/?month=2023-11").content.decode()
    assert html.count('class="then"') == 0
    assert html.count('class="now"') == 1
    assert "8.6" in html


@pytest.mark.parametrize("code", ["IND-NOPE", "IND-PRJ-INVESTMENT"])
def test_what_has_no_page_says_why(reader, code):
    answer = reader.get(f"/indicators/{code}/?month=2023-11")
    assert answer.status_code == 404
    assert code in text_of(answer)
