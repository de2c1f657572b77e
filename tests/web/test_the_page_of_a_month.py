"""The page lists the month's figures: value, unit, nature, span, plan, last year, a door each."""

import re

import pytest
from tests.fixtures.accounts import sign_in
from tests.fixtures.viewers import office
from tests.web.town import CITY, RIVER, STARTED, STARTED_IN_BIO, STARTED_IN_RIVER, ZONE

#: The page with every figure.
ALL = "/figures/?level=all"


def text_of(answer) -> str:
    text = re.sub(r"<svg.*?</svg>", "", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))


def row_of(answer, code) -> str:
    """The row of one indicator, without its tags."""
    page = answer.content.decode()
    found = re.search(rf'<tr class="figure-row[^"]*" data-code="{code}">.*?</tr>', page, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", found[0])).strip() if found else ""


def test_the_root_leads_to_the_figures(reader):
    assert 'href="/figures/"' in reader.get("/").content.decode()


def test_without_a_month_the_newest_closed_one_is_shown(reader):
    page = text_of(reader.get(ALL))
    assert "2023年11月主要数据 · 演示市" in page
    assert "数据截至 2023-11-30" in page
    assert "快照 2023-11r1" in page


def test_a_flow_shows_its_value_unit_nature_and_span(reader):
    row = row_of(reader.get(ALL), "IND-PRJ-STARTED")
    assert f"{len(STARTED)} 个" in row
    assert "时段累计" in row
    assert "2023年1-11月" in row


def test_a_plan_is_a_bar_with_a_tick_at_the_time_schedule(reader):
    page = reader.get(ALL).content.decode()
    bar = re.search(r'class="done"[^>]* width="(\d+)".*?class="tick" x="(\d+)"', page, re.DOTALL)
    assert (int(bar[1]), int(bar[2])) == (len(STARTED) * 1000 // 50, round(11 / 12 * 1000))


def test_last_year_is_told_in_words(reader):
    assert "20个；多20个，增长100.0%" in row_of(reader.get(ALL), "IND-PRJ-STARTED")


def test_a_number_that_is_not_released_says_so_and_is_never_zero(reader):
    row = row_of(reader.get(ALL), "IND-OFF-TECH-GROWTH")
    assert "尚未发布 ·" in row
    assert " 0" not in row


def test_what_only_the_city_has_is_not_missing_from_a_units_page(reader):
    answer = reader.get(f"/figures/?month=2023-11&level=all&division={RIVER}")
    assert row_of(answer, "IND-OFF-IVA-GROWTH") == ""
    assert row_of(answer, "IND-PRJ-STARTED") != ""


def test_a_flash_number_is_marked(reader):
    assert "快报" in row_of(reader.get(ALL), "IND-OFF-IVA-GROWTH")


def test_internal_figures_are_marked(reader):
    assert "内部" in row_of(reader.get(ALL), "IND-PRJ-FUNDS-REPORTED")
    assert "内部" not in row_of(reader.get(ALL), "IND-PRJ-STARTED")


def test_a_unit_shows_its_own_records(reader):
    answer = reader.get(f"/figures/?month=2023-11&level=all&division={RIVER}")
    assert f"{len(STARTED_IN_RIVER)} 个" in row_of(answer, "IND-PRJ-STARTED")
    assert "临河县" in text_of(answer)


def test_a_chain_shows_its_own_records(reader):
    answer = reader.get("/figures/?month=2023-11&level=all&chain=BIO")
    assert f"{len(STARTED_IN_BIO)} 个" in row_of(answer, "IND-PRJ-STARTED")


def test_units_stand_in_code_order_and_a_zone_as_of_which(reader):
    page = reader.get(ALL).content.decode()
    select = re.search(r'id="division".*?</select>', page, re.DOTALL)[0]
    assert re.findall(r"<option[^>]*>(.*?)</option>", select) == [
        "演示市",
        "南城区",
        "临河县",
        "其中：天渠新区",
    ]


def test_a_zones_page_says_that_its_records_count_elsewhere_too(reader):
    assert "其中" in text_of(reader.get(f"/figures/?month=2023-11&division={ZONE}"))
    note = "同时计入所属单位"
    assert note in text_of(reader.get(f"/figures/?month=2023-11&division={ZONE}"))
    assert note not in text_of(reader.get(f"/figures/?month=2023-11&division={CITY}"))


def test_the_state_of_a_month_stands_beside_it(reader):
    closed = text_of(reader.get("/figures/?month=2023-11"))
    assert "2023年11月 · 已关账" in closed
    opened = text_of(reader.get("/figures/?month=2022-11"))
    assert "2022年11月 · 未关账" in opened
    assert "快照 实时台账" in opened


def test_a_closed_month_can_be_seen_in_the_open_ledger_too(reader):
    assert "快照 实时台账" in text_of(reader.get("/figures/?month=2023-11&snapshot=working"))


def test_reopening_and_closing_again_show(reader):
    from chainchief.core.spans import Month
    from chainchief.dispatch import closing

    closing.reopen(Month(2023, 10), viewer=office("clerk"), reason="更正")
    assert "第1版，修订中" in text_of(reader.get("/figures/?month=2023-10"))
    closing.close(Month(2023, 10), viewer=office("clerk"))
    assert "第2版" in text_of(reader.get("/figures/?month=2023-10"))


def test_every_page_warns_of_classified_information_and_marks_demo_data(reader):
    page = text_of(reader.get(ALL))
    assert "不得处理涉密信息" in page
    assert "演示数据" in page


def test_real_data_are_not_marked_as_demo(reader, in_town):
    (in_town / "demo").unlink()
    assert "演示数据" not in text_of(reader.get(ALL))


def test_every_value_leads_to_its_receipt(reader):
    page = reader.get(ALL).content.decode()
    rows = re.findall(r'<tr class="figure-row[^"]*" data-code="([^"]+)"', page)
    assert len(rows) > 10
    for code in rows:
        assert f'href="/figures/{code}/?month=2023-11' in page


def test_an_empty_ledger_says_what_to_do_next(ledger, client):
    sign_in(client)
    page = text_of(client.get("/figures/"))
    assert "暂无数据" in page
    assert "chainchief demo" in page


@pytest.mark.parametrize("address", ["/figures/", "/figures/IND-PRJ-STARTED/"])
def test_there_is_no_inline_script_or_style(reader, address):
    page = reader.get(address).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert " style=" not in page
    assert not re.search(r"\son[a-z]+=", page)


def test_the_root_with_a_month_leads_to_its_figures(reader):
    assert reader.get("/?month=2023-11").headers["Location"] == "/figures/?month=2023-11"
