"""Three amounts side by side by unit; a spot check is drawn and judged on its page."""

import pytest
from tests.fixtures.accounts import sign_in
from tests.intake.records import enter
from tests.web.conftest import SOUTHERNER
from tests.web.importing import text_of
from tests.web.town import RIVER

from chainchief.core.units import from_steps, plain, unit
from chainchief.ledger.kinds.funds.models import FundsSample, FundsSampleItem

DRAW = {"division": RIVER, "month": "2023-11", "seed": "种子一", "reason": "季度抽查"}


@pytest.fixture
def reported(reader):
    """A project of the town reports funds for November."""
    row = {"project": "PRJ-001", "month": "2023-11", "revision": "7", "reported_on": "2023-12-02"}
    enter("project_report", {**row, "funds_reported": "600"})
    return reader


def page_of(client, **sent):
    answer = client.post("/funds/?month=2023-11", {**DRAW, **sent})
    assert answer.status_code == 303, text_of(answer)
    return answer.headers["Location"]


def drawn_item():
    return FundsSampleItem.objects.filter(drawn=True).order_by("project_id").first()


def test_the_amounts_of_each_unit_lead_to_their_receipts(reported):
    page = reported.get("/funds/?month=2023-11")
    assert "自报 核实 认定 认定系数" in text_of(page)
    address = f"IND-FND-REPORTED/?month=2023-11&amp;division={RIVER}"
    assert address in page.content.decode()


def test_a_spot_check_is_drawn_judged_and_gives_the_factor(reported):
    address = page_of(reported)
    assert "种子种子一" in text_of(reported.get(address))
    item = drawn_item()
    proved = plain(from_steps(item.reported * 3 // 4, unit("万元")))
    found = {f"verified-{item.project_id}": proved, "reason": "现场核实"}
    assert reported.post(address, found).status_code == 303
    page = text_of(reported.get(address))
    assert "按种子重新抽取，结果一致" in page
    assert "认定系数 75%" in page
    assert "已核实1/" in text_of(reported.get("/funds/?month=2023-11"))


@pytest.mark.parametrize(("text", "code"), [("六百", "CHK-001"), ("99999999", "CHK-182")])
def test_what_cannot_be_found_is_told_and_what_was_typed_stays(reported, text, code):
    address = page_of(reported)
    sent = {f"verified-{drawn_item().project_id}": text, "reason": "现场核实"}
    answer = reported.post(address, sent)
    assert answer.status_code == 422
    assert code in text_of(answer)
    assert text in answer.content.decode()


def test_without_a_reason_or_reports_nothing_is_drawn(reported):
    for sent in ({"reason": " "}, {"month": "2021-01"}):
        answer = reported.post("/funds/?month=2023-11", {**DRAW, **sent})
        assert answer.status_code == 422
    assert FundsSample.objects.count() == 0


def test_the_page_of_a_month_leads_here_whoever_may_see_statistics(reader, client):
    link = 'href="/funds/?month=2023-11"'
    assert link in reader.get("/months/2023-11/").content.decode()
    assert reader.get("/funds/?month=2023-11").status_code == 200
    sign_in(client, name=SOUTHERNER)
    page = client.get("/months/2023-11/")
    assert page.status_code == 200
    assert link not in page.content.decode()


def test_whoever_may_not_see_statistics_sees_no_spot_check(reported, client):
    address = page_of(reported)
    sign_in(client, name=SOUTHERNER)
    assert client.get(address).status_code in (403, 404)
    assert client.post("/funds/?month=2023-11", DRAW).status_code == 403
