"""The map of a chain and what it rests on: map, answers, what if, candidates, lists, receipts."""

import datetime as dt
import io
import re

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags
from tests.fixtures.accounts import sign_in
from tests.fixtures.viewers import office
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import RIVER, SOUTH

from chainchief.intake.feeds.taking import take_feed
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.enterprise_role.models import EnterpriseSegment

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
    picture = reader.get(f"/chains/BIO/what-if/picture.svg{NOVEMBER}&firm=QY-0")
    assert picture.status_code in (400, 404)
    assert "供应商或客户记录" in picture.content.decode()


def test_who_loses_most_stands_beside_what_the_city_loses_with_it(reader, tmp_path):
    for code, name in (("QY-2", "用户厂"), ("QY-3", "专用厂")):
        Enterprise.objects.create(code=code, name=name, division_id=SOUTH, chain_id="BIO")
    EnterpriseSegment.objects.create(
        code="QY-3/BIO-B", enterprise_id="QY-3", segment_id="BIO-B", valid_from=dt.date(2022, 1, 1)
    )
    links = tmp_path / "links.csv"
    links.write_text(
        "supplier,supplier_name,buyer,buyer_name,year,amount\n"
        "QY-0,,QY-1,,2023,10\nQY-0,,QY-2,,2023,20\n,外地原料厂,QY-2,,2023,40\n"
        "QY-1,,,外地用户,2023,10\nQY-2,,,外地用户,2023,90\n"
        "QY-0,,QY-3,,2023,5\nQY-3,,,外地用户,2023,5\n",
        encoding="utf-8",
    )
    taken = take_feed("supply-link", links, viewer=office("统计科"), legal_basis="协议")
    assert not taken.faults
    address = f"/chains/BIO/what-if/{NOVEMBER}&firm=QY-0"
    html = page(reader, address).content.decode()
    drawn = re.search(r'<svg[^>]*class="chain-drawing".*?</svg>', html).group()
    assert 'data-from="QY-0" data-to="QY-3"' in drawn
    assert "第15天停摆 · 环节B" in drawn
    picture = page(reader, f"/chains/BIO/what-if/picture.svg{NOVEMBER}&firm=QY-0")
    assert "假如示例生物0有限公司停产" in picture.content.decode()
    days, losses = (
        [[strip_tags(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
         for row in re.findall(r"<tr>.*?</tr>", table)]
        for table in re.findall(r"<table.*?</table>", html)[:2]
    )  # fmt: skip
    assert days == [
        ["第几天", "企业", "环节", "断供路径"],
        ["15", "专用厂", "环节B", "示例生物0有限公司 → 专用厂"],
    ]
    # QY-2 loses a third of its 90, QY-1 all of its 10; firms of the city sell 140.
    assert losses[0][2:] == ["本企业产出损失比重", "全市销售损失比重"]
    assert losses[1:] == [
        ["用户厂", "—", "33.3%", "21.4%"],
        ["示例生物1有限公司", "环节A", "100.0%", "7.1%"],
        ["专用厂", "环节B", "100.0%", "3.6%"],
        ["外地用户", "—", "42.9%", "0.0%"],
    ]


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
    reader.cookies["language"] = "en"
    there = page(reader, f"/chains/BIO/regions/{NOVEMBER}&division={SOUTH}")
    assert "示例生物0有限公司 环节A, 环节B" in text_of(there)
    del reader.cookies["language"]
    sign_in(reader, "county", division=RIVER)
    other = page(reader, f"/chains/BIO/regions/{NOVEMBER}&division={SOUTH}")
    assert "示例生物" not in other.content.decode()


LISTS = f"/chains/BIO/lists/{NOVEMBER}"


def test_issued_lists_are_kept_and_the_next_files_have_the_changes_since(reader):
    assert "尚未印发" in text_of(page(reader, LISTS))
    assert reader.post(LISTS, {"preset": "shandong-2022"}).status_code == 303
    again = text_of(page(reader, LISTS))
    assert "第1次印发" in again
    assert "各清单没有变化" in again
    assert reader.post(LISTS, {"preset": "shandong-2022"}).status_code == 422
    answer = page(reader, f"/chains/BIO/lists/table.xlsx{NOVEMBER}&preset=shandong-2022")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert "变更" in book.sheetnames


def test_who_sees_a_part_of_the_firms_issues_no_lists(in_town, client):
    sign_in(client, name="南城区 李莉")
    assert client.post(LISTS, {"preset": "shandong-2022"}).status_code in (403, 422)
    assert "印发清单" not in client.get(LISTS).content.decode()


def test_the_index_stands_beside_that_of_the_year_before(reader, tmp_path):
    rows = "supplier,supplier_name,buyer,buyer_name,year,amount,confidence,product\n"
    first, second = list(Enterprise.objects.filter(chain="BIO").values_list("code", flat=True))[:2]
    file = tmp_path / "links.csv"
    file.write_text(
        f"{rows}{first},,{second},,2023,80,,\n,外地厂,{second},,2023,20,,\n"
        f"{first},,{second},,2022,50,,\n,外地厂,{second},,2022,50,,\n",
        encoding="utf-8",
    )
    take_feed("supply-link", file, viewer=office(), legal_basis="依据")
    risk = text_of(page(reader, f"/chains/BIO/answers/risk/{NOVEMBER}"))
    assert "按2022年采购" in risk
