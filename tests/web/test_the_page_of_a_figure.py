"""A figure's own page: what it means, two years of it, where it stands, and why it changed."""

import datetime as dt
import json
import re
from html import unescape
from types import SimpleNamespace

import pytest
from tests.fixtures.viewers import office
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import NOVEMBER, RIVER, STARTED, STARTED_IN_BIO, STARTED_IN_RIVER

from chainchief.dispatch import closing
from chainchief.ledger import changelog
from chainchief.ledger.kinds.project.models import Project, ProjectStage
from chainchief.web.figures.charts.two_years import Point, begun

PAGE = "/indicators/IND-PRJ-STARTED/?month=2023-11"
CLOSINGS = "/indicators/IND-PRJ-STARTED/closings/?month=2023-11"


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
    assert "归期依据 认定日" in page
    assert "recognised_on" not in page  # codes are for whoever writes presets


def test_comparisons_are_made_or_refused_with_the_reason(reader):
    page = text_of(reader.get(PAGE))
    assert "与上年同期 增长100.0%（上年同期20个）" in page
    assert "环比 " in page
    assert "不作环比" in page


def chart_of(html) -> dict:
    """What the first chart of a page or part carries for the script."""
    found = re.search(r'data-chart="([^"]*)"', html)
    return json.loads(unescape(found[1]))


def test_two_years_lie_over_each_other_and_stand_in_a_table(reader):
    answer = reader.get("/indicators/IND-PRJ-STARTED/course/?month=2023-11")
    chart = chart_of(answer.content.decode())
    then, now = chart["series"]
    assert (then["name"], now["name"]) == ("2022", "2023")
    # Twenty started from January to November 2022, one or two a month; no December yet this year.
    assert (then["values"][10], now["values"][10:]) == (20.0, [float(len(STARTED)), None])
    assert "数据截至 2023-11-30" in chart["source"]
    assert f"11月 20个 {len(STARTED)}个" in text_of(answer)


def test_what_is_not_closed_is_marked_in_the_chart(reader):
    course = reader.get("/indicators/IND-PRJ-STARTED/course/?month=2023-11").content.decode()
    then, now = chart_of(course)["series"]
    assert then["open"][10]
    assert not now["open"][10]


def test_each_month_stands_beside_what_it_was_closed_with(reader):
    page = text_of(reader.get("/indicators/IND-PRJ-STARTED/closings/?month=2023-11"))
    assert f"2023年11月 {len(STARTED)}个 {len(STARTED)}个" in page
    # None of last year's months was closed.
    assert "2022年11月 20个 2022年10月" in page


def test_without_scripts_the_two_years_are_in_the_page(reader):
    assert "data-chart" in reader.get(f"{PAGE}&whole=1").content.decode()
    assert "whole=1" in reader.get(PAGE).content.decode()


def test_units_in_code_order_are_set_against_their_own_last_year_and_plan(reader):
    html = reader.get(PAGE).content.decode()
    charts = [json.loads(unescape(each)) for each in re.findall(r'data-chart="([^"]*)"', html)]
    units = next(each for each in charts if each["kind"] == "range")
    assert units["labels"] == ["南城区", "临河县", "其中：天渠新区"]
    assert units["series"][1]["values"][1] == len(STARTED_IN_RIVER)


def test_a_rank_is_no_bar_from_zero(reader):
    html = reader.get(
        "/indicators/IND-POS-STARTED/course/?month=2023-11&chain=BIO"
    ).content.decode()
    assert chart_of(html)["rank"]


@pytest.mark.parametrize(
    ("months", "first"),
    [
        ([0, 0, 3, 0, 4], 2),
        ([0, 0], 1),
        ([2, 0], 0),
    ],
)
def test_the_course_begins_with_the_first_month_that_has_records(months, first):
    points = [Point(None, SimpleNamespace(records=records)) for records in months]
    assert begun(points) == points[first:]


def test_a_month_that_would_be_another_today_is_marked(reader):
    late_start()
    page = text_of(reader.get(f"{CLOSINGS}&snapshot=working"))
    assert f"2023年11月 {len(STARTED) + 1}个 {len(STARTED)}个 不一致" in page


def test_every_unit_and_chain_within_reach_has_its_value(reader):
    page = text_of(reader.get(PAGE))
    assert f"临河县 {len(STARTED_IN_RIVER)} 个" in page
    assert f"生物制造 {len(STARTED_IN_BIO)} 个" in page
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


def test_a_month_without_a_number_is_a_gap(reader):
    html = reader.get("/indicators/IND-OFF-IVA-GROWTH/course/?month=2023-11").content.decode()
    (now,) = chart_of(html)["series"]
    assert [at for at, value in enumerate(now["values"]) if value is not None] == [10]
    assert now["values"][10] == 8.6


@pytest.mark.parametrize("code", ["IND-NOPE", "IND-PRJ-INVESTMENT"])
def test_what_has_no_page_says_why(reader, code):
    answer = reader.get(f"/indicators/{code}/?month=2023-11")
    assert answer.status_code == 404
    assert code in text_of(answer)
