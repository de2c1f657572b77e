"""The page one begins with: what needs this person, their figures, what their role works on."""

import datetime as dt
import re

import pytest
from tests.fixtures.accounts import sign_in
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import RIVER

from chainchief.core.spans import Month
from chainchief.ledger import changelog
from chainchief.ledger.kinds.project.models import ProjectReport, ProjectStage
from chainchief.web.frame.today import now
from chainchief.web.home import needs
from chainchief.web.home import page as home
from chainchief.web.home.needs import SHOWN, missing_reports


def lines_of(answer):
    """The lines of what needs the person, as texts."""
    part = answer.content.decode().partition('<ul class="needs">')[2].partition("</ul>")[0]
    return [re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", one)).strip() for one in part.split("<li>")]


def test_the_month_in_work_is_the_one_after_the_newest_closed(reader):
    moment = now()
    assert (str(moment.closed), str(moment.month)) == ("2023-11", "2023-12")


def test_the_chain_office_sees_months_figures_chains_and_whose_turn_it_is(reader):
    page = text_of(reader.get("/"))
    for words in ("今天要办的事", "2023年12月", "未关账", "最近关账：2023年11月", "卡点：该谁办"):
        assert words in page
    assert "新开工标志性产业链项目" in page
    assert "生物制造" in page


def test_an_overdue_answer_is_one_line_for_the_office_and_leads_to_the_list(reader):
    found = [line for line in lines_of(reader.get("/")) if "困难" in line]
    assert len(found) == 1
    assert "1个困难超时未答复 超时 最久：未答复的困难" in found[0]


def test_a_chief_begins_with_three_sentences_about_the_own_chain(reader):
    sign_in(reader, "chief", chain="BIO")
    answer = reader.get("/")
    page = text_of(answer)
    assert re.search(r"企业困难3个，超时1个；最久\d+天", page)
    assert 'href="/chains/BIO/"' in answer.content.decode()
    assert "卡点：该谁办" not in page
    assert "高端装备" not in page


def test_a_county_is_told_what_it_must_report_and_nothing_of_others(reader):
    sign_in(reader, "county", division=RIVER)
    page = text_of(reader.get("/"))
    assert "签约项目" in page
    assert "未答复的困难" not in page
    assert "南城区" not in page


@pytest.mark.parametrize("role", ["system-admin", "security-admin", "audit-admin"])
def test_an_administrator_sees_no_business_data(reader, role):
    sign_in(reader, role)
    page = text_of(reader.get("/"))
    assert "今天没有待办" in page
    for words in ("生物制造", "未答复的困难", "新开工标志性产业链项目", "缺报"):
        assert words not in page


def test_who_must_report_is_who_the_indicator_says(reader):
    """IND-RPT-MISSING of a closed month and the list behind its warning are the same projects."""
    from tests.fixtures.viewers import office

    from chainchief.indicators.catalogue import loading as catalogues
    from chainchief.indicators.compute.engine import figures_for
    from chainchief.lake.engines.engine import duckdb_engine
    from chainchief.lake.snapshots.making import open_snapshot

    month = Month(2023, 11)
    gone = ProjectReport.objects.filter(month=str(month)).first()
    if gone is not None:
        with changelog.acting("clerk", "误录"):
            ProjectReport.objects.filter(pk=gone.pk).update(
                withdrawn_on=dt.date(2023, 12, 1), version=gone.version + 1
            )
    figures = figures_for(
        open_snapshot("working"), month, catalogue=catalogues.load(), engine=duckdb_engine()
    )
    figure = figures.get("IND-RPT-MISSING")
    assert len(missing_reports(office(), month)) == figure.value
    assert figure.value > 0


def test_a_block_that_fails_keeps_the_others_and_says_a_number(reader, monkeypatch):
    def broken(*_any):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(home, "needs_of", broken)
    answer = reader.get("/")
    page = text_of(answer)
    assert answer.status_code == 200
    assert re.search("报修编号：[0-9a-f]{8}", page)
    assert "secret detail" not in page
    assert "新开工标志性产业链项目" in page


def test_no_more_lines_than_fit_are_shown_and_the_others_are_counted(reader):
    assert 0 < len(lines_of(reader.get("/"))) - 1 <= SHOWN


def test_the_small_lines_have_a_point_for_each_month_with_a_value(reader):
    html = reader.get("/home/sparks/?month=2023-11").content.decode()
    started = html.partition('id="spark-IND-PRJ-STARTED"')[2].partition("</div>")[0]
    assert "hx-swap-oob" in html
    points = re.findall(r'points="([^"]+)"', started)
    assert 2 <= sum(len(line.split()) for line in points) <= 24
    assert "2023年11月40个" in started


def test_missing_reports_are_asked_for_once(reader, monkeypatch):
    asked = []
    monkeypatch.setattr(needs, "missing_reports", lambda *of: asked.append(of) or [])
    reader.get("/")
    assert len(asked) <= 1


def test_the_office_is_told_what_changed_since_the_newest_closed_month(reader, in_town):
    (in_town / "demo").unlink()  # a demo city's life ends with its newest month
    with changelog.acting("clerk", "a start of December"):
        ProjectStage.objects.create(
            code=f"PRJ-001/completed/{RIVER}",
            project_id="PRJ-001",
            stage="completed",
            reported_by_id=RIVER,
            occurred_on=dt.date(2023, 12, 10),
            reported_on=dt.date(2023, 12, 11),
            recognised_on=dt.date(2023, 12, 11),
            evidence="accepted",
        )
    page = text_of(reader.get("/"))
    assert "2023年11月以来的变化" in page
    assert "2023-12-11" in page


def test_a_block_of_a_role_that_fails_keeps_the_others(reader, monkeypatch):
    def broken(*_of):
        raise ValueError("no such thing")

    monkeypatch.setattr(home, "makers_for", lambda _viewer: [broken])
    page = text_of(reader.get("/"))
    assert "本页有一部分出错" in page
    assert "卡点：该谁办" in page
