"""The map of a chain and what it rests on: map, answers, what if, candidates, lists, receipts."""

import io
import re

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.fixtures.accounts import sign_in
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import RIVER, SOUTH

from chainchief.ledger.kinds.enterprise.models import Enterprise

MAP = "/chains/BIO/map/"
NOVEMBER = "?month=2023-11"


def page(client, address, **more):
    answer = client.get(address, **more)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer


def test_the_map_has_every_segment_as_a_link_with_its_status_in_words(reader):
    html = page(reader, MAP + NOVEMBER).content.decode()
    nodes = re.findall(r'<a class="map-node".*?</a>', html)
    labels = [" ".join(re.findall(r"<text[^>]*>([^<]*)</text>", node)) for node in nodes]
    assert labels == ["环节A 强 · 2家", "环节B 弱 · 1家", "环节C 缺失"]
    assert 'class="edge essential" data-from="BIO-A" data-to="BIO-B"' in html.replace(
        ' aria-hidden="true"', ""
    )
    table = text_of(page(reader, MAP + NOVEMBER))
    assert "图谱数据表" in table
    assert re.search(r"环节C 装备 缺失 0", table)


def test_a_segment_opens_beside_the_map_and_alone_for_a_swap(reader):
    address = f"{MAP}{NOVEMBER}&segment=BIO-A"
    whole = text_of(page(reader, address))
    assert "示例生物0有限公司" in whole
    assert "链主" in whole
    part = page(reader, address, headers={"HX-Request": "true", "HX-Target": "segment"})
    html = part.content.decode()
    assert html.startswith('<aside class="card segment-panel" id="segment"')
    assert "示例生物1有限公司" in html


def test_what_is_wrong_in_an_address_is_said_with_what_to_do(reader):
    for more, words in (
        ("&segment=NOWHERE", "没有环节"),
        ("&day=2023-13-01", "请写成2023-11-30"),
        ("&since=2024-01-01", "请选更早的日期"),
    ):
        answer = reader.get(f"{MAP}{NOVEMBER}{more}")
        assert answer.status_code in (400, 404), more
        assert words in answer.content.decode()
    assert reader.get("/chains/NONE/map/?month=2023-11").status_code == 404
    assert reader.get(f"/chains/BIO/map/picture.gif{NOVEMBER}").status_code in (400, 404)


def test_a_day_before_firms_came_shows_what_changed_since(reader):
    found = text_of(page(reader, f"{MAP}{NOVEMBER}&since=2021-12-31"))
    assert "2021-12-31以来的变化" in found
    assert "环节A：缺失 → 强" in found


@pytest.mark.parametrize(
    ("form", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_the_map_is_taken_along_as_a_picture(reader, form, begins):
    answer = page(reader, f"/chains/BIO/map/picture.{form}{NOVEMBER}&firms=1&links=all")
    assert answer.content.startswith(begins)
    assert f".{form}" in answer.headers["Content-Disposition"]
    if form == "svg":
        assert "示例生物0有限公司" in answer.content.decode()


def test_whoever_may_see_firms_and_not_take_them_along_gets_a_map_without_them(reader):
    sign_in(reader, "chief", chain="BIO")
    assert "示例生物0有限公司" in page(reader, f"{MAP}{NOVEMBER}&firms=1").content.decode()
    picture = page(reader, f"/chains/BIO/map/picture.svg{NOVEMBER}&firms=1").content.decode()
    assert "环节A" in picture
    assert "示例生物" not in picture
    book = page(reader, f"/chains/BIO/lists/table.xlsx{NOVEMBER}").content
    cells = [c for s in openpyxl.load_workbook(io.BytesIO(book)) for r in s.values for c in r if c]
    assert "环节A" in cells
    assert not [cell for cell in cells if "示例生物" in cell]


def test_a_county_without_firms_there_is_told_that_it_does_not_see_all(reader):
    sign_in(reader, "county", division=RIVER)
    found = page(reader, MAP + NOVEMBER)
    assert "示例生物" not in found.content.decode()
    assert "不在您的可见范围内" in text_of(found)
    assert re.search(r"环节C 装备 不详 0 — 模板", text_of(found))
    sign_in(reader, "county", division=SOUTH)
    assert "不在您的可见范围内" not in text_of(page(reader, MAP + NOVEMBER))


def test_the_answers_stand_with_evidence_and_a_receipt_that_adds_up(reader):
    html = page(reader, f"/chains/BIO/answers/{NOVEMBER}").content.decode()
    assert "75.0%" in html  # weights 2 (A holds up B) and 1 of 4: C is missing
    address = re.search(r'id="figure-completeness" href="([^"]*)"', html)[1].replace("&amp;", "&")
    receipt = page(reader, address, headers={"HX-Request": "true", "HX-Target": "receipt"})
    words = text_of(receipt)
    assert "分子 3 · 分母 4" in words
    rows = re.findall(
        r'<td class="short">分子</td><td class="number">(\d+)</td>', receipt.content.decode()
    )
    assert sum(map(int, rows)) == 3
    assert 'href="/records/chain_segment/' in receipt.content.decode()
    assert "环节C" in text_of(
        page(reader, f"/chains/BIO/receipt/{NOVEMBER}&part=gap&segment=BIO-C")
    )
    assert reader.get(f"/chains/BIO/receipt/{NOVEMBER}&part=nothing").status_code in (400, 404)


def test_without_purchases_a_stop_cannot_be_tried_and_the_page_says_what_to_do(reader):
    found = text_of(page(reader, f"/chains/BIO/what-if/{NOVEMBER}&firm=QY-0"))
    assert "chainchief feed supply-link" in found
    assert "没有您可见的采购记录" in text_of(page(reader, f"/chains/BIO/answers/risk/{NOVEMBER}"))
    foreign = reader.get(f"/chains/BIO/what-if/{NOVEMBER}&firm=ELSEWHERE")
    assert foreign.status_code in (400, 404)
    assert "请从名单中选择" in foreign.content.decode()


def brought(text):
    return {"file": SimpleUploadedFile("名单.csv", text.encode(), content_type="text/csv")}


def test_a_list_of_candidates_is_scored_with_its_arithmetic(reader):
    answer = reader.post(
        f"/chains/BIO/targets/{NOVEMBER}",
        brought("name,segment,place,source\n远方设备厂,BIO-C,某省,行业名录\n"),
    )
    found = text_of(answer)
    assert answer.status_code == 200
    assert "远方设备厂" in found
    assert "行业名录" in found
    assert re.search(r"0\.25 × 0\.5 × .* = ", found)


def test_a_faulty_list_is_refused_with_every_place_in_it(reader):
    answer = reader.post(
        f"/chains/BIO/targets/{NOVEMBER}",
        brought("name,segment,expansion\n甲,NOWHERE,0.1\n乙,BIO-C,7\n"),
    )
    found = text_of(answer)
    assert answer.status_code == 422
    assert "CMP-022" in found
    assert "CMP-023" in found
    assert reader.post(f"/chains/BIO/targets/{NOVEMBER}").status_code == 422


def test_lists_are_doors_and_leave_as_workbook_and_document(reader):
    html = page(reader, f"/chains/BIO/lists/{NOVEMBER}&since=2021-12-31").content.decode()
    assert 'href="/records/enterprise_role/' in html
    assert "2021-12-31以来的变化" in html
    book = openpyxl.load_workbook(
        io.BytesIO(page(reader, f"/chains/BIO/lists/table.xlsx{NOVEMBER}&since=2021-12-31").content)
    )
    assert "领航龙头企业" in book.sheetnames
    assert any("新增" in row for row in book["变更"].values) or "变更" in str(book.sheetnames)
    text = page(reader, f"/chains/BIO/lists/table.docx{NOVEMBER}&preset=miluo").content
    document = docx.Document(io.BytesIO(text))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert "示例生物0有限公司" in cells
    assert reader.get(f"/chains/BIO/lists/{NOVEMBER}&preset=none").status_code in (400, 404)


def test_a_firm_and_the_search_lead_to_these_pages(reader):
    firm = Enterprise.objects.get(code="QY-0")
    html = page(reader, f"/records/enterprise/{firm.uid}/").content.decode()
    assert 'href="/chains/BIO/what-if/?firm=QY-0"' in html
    found = page(reader, "/search/?q=生物制造 图谱").content.decode()
    assert 'href="/chains/BIO/map/"' in found


def test_the_chain_lies_in_units_in_code_order_with_each_firm_once(reader):
    found = page(reader, f"/chains/BIO/regions/{NOVEMBER}&division={SOUTH}")
    words = text_of(found)
    assert re.search(r"南城区 2 本地企业数 · 环节 2 .*临河县 0", words)
    assert "示例生物0有限公司 环节A、环节B" in words
    sign_in(reader, "county", division=RIVER)
    other = page(reader, f"/chains/BIO/regions/{NOVEMBER}&division={SOUTH}")
    assert "示例生物" not in other.content.decode()
