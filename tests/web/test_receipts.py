"""A receipt adds up on the page: records, parts, filter, order, export, its own address."""

import csv
import io
import re

import pytest
from tests.fixtures.accounts import sign_in
from tests.web.town import FUNDS_WAN, RIVER, STARTED, STARTED_IN_RIVER

from chainchief.indicators.catalogue.loading import shipped
from chainchief.ledger import changelog
from chainchief.ledger.kinds.project.models import Project, ProjectStage

#: How htmx asks for the panel alone.
PANEL = {"HX-Request": "true", "HX-Target": "receipt"}
ADDRESS = "/figures/IND-PRJ-STARTED/?month=2023-11"


def lines_of(answer) -> list[list[str]]:
    """The cells of the records, as texts."""
    body = answer.content.decode().partition('<table class="records">')[2]
    body = body.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows)
    return [[re.sub(r"<[^>]*>", " ", cell).strip() for cell in row] for row in cells]


def exported(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_receipt_says_sum_definition_snapshot_and_hashes(reader):
    page = reader.get(ADDRESS).content.decode()
    assert f"= Σ {len(STARTED)} 条记录" in page
    assert "时段内开工获得认定" in page
    assert "2023-11r1" in page
    assert len(re.findall(r"<code>[0-9a-f]{64}</code>", page)) == 2


def test_the_export_holds_exactly_the_records_that_count(reader):
    table = exported(reader.get("/figures/IND-PRJ-STARTED/records.csv?month=2023-11"))
    assert sorted(line[0] for line in table[2:]) == STARTED


def test_contributions_of_money_add_up_to_the_figure(reader):
    address = "/figures/IND-PRJ-FUNDS-RECOGNISED/records.csv?month=2023-11"
    head, *lines = exported(reader.get(address))[1:]
    column = head.index("贡献(万元)")
    assert sum(int(line[column]) for line in lines) == FUNDS_WAN


def test_the_first_fifty_are_shown_and_the_rest_on_demand(reader):
    rate = "/figures/IND-PRJ-RECOGNITION-RATE/?month=2023-11"
    first = reader.get(rate)
    assert len(lines_of(first)) == 50
    more = re.search(r'id="receipt-more" href="([^"]+)"', first.content.decode())[1]
    assert len(lines_of(reader.get(more.replace("&amp;", "&")))) == 2 * len(STARTED)


def test_a_ratio_shows_both_parts_with_their_sums(reader):
    page = reader.get("/figures/IND-PRJ-RECOGNITION-RATE/?month=2023-11").content.decode()
    assert f"{FUNDS_WAN:,} 万元" in page
    assert f"{FUNDS_WAN * 2:,} 万元" in page


def foot_of(answer):
    return re.search(r"<tfoot>.*?>([^<>]+)</td></tr></tfoot>", answer.content.decode())


def test_the_foot_adds_up_all_that_is_found_shown_or_not(reader):
    funds = "/figures/IND-PRJ-FUNDS-RECOGNISED/?month=2023-11"
    assert foot_of(reader.get(funds))[1] == f"{FUNDS_WAN:,} 万元"
    assert foot_of(reader.get(f"{funds}&lines=1"))[1] == f"{FUNDS_WAN:,} 万元"
    assert foot_of(reader.get(f"{ADDRESS}&words=临河"))[1] == f"{len(STARTED_IN_RIVER)} 个"


def test_there_is_no_sum_of_one_line_nor_over_two_parts(reader):
    assert foot_of(reader.get(f"{ADDRESS}&words=prj-033")) is None
    assert foot_of(reader.get("/figures/IND-PRJ-RECOGNITION-RATE/?month=2023-11")) is None


def test_in_english_no_unit_is_chinese(reader):
    reader.cookies["language"] = "en"
    address = "/figures/IND-PRJ-FUNDS-RECOGNISED/?month=2023-11"
    page = reader.get(address, headers=PANEL).content.decode()
    assert "Contributes (10,000 yuan)" in page
    assert "万元" not in page


def test_one_part_can_be_seen_alone(reader):
    rate = "/figures/IND-PRJ-RECOGNITION-RATE/?month=2023-11&part=numerator&lines=200"
    assert len(lines_of(reader.get(rate))) == len(STARTED)


def test_words_filter_by_name_code_and_unit(reader):
    assert [row[0].split()[0] for row in lines_of(reader.get(f"{ADDRESS}&words=第33号"))] == [
        "第33号产业园"
    ]
    assert len(lines_of(reader.get(f"{ADDRESS}&words=prj-033"))) == 1
    assert len(lines_of(reader.get(f"{ADDRESS}&words=临河"))) == len(STARTED_IN_RIVER)
    assert len(lines_of(reader.get(f"{ADDRESS}&words=临河 第22号"))) == 1


def test_nothing_found_is_said_in_words(reader):
    answer = reader.get(f"{ADDRESS}&words=临河 第21号")
    assert lines_of(answer) == [["没有同时含有这些字词的记录。"]]


@pytest.mark.parametrize(("sort", "reverse"), [("record", False), ("-record", True)])
def test_records_are_sorted_both_ways(reader, sort, reverse):
    table = exported(reader.get(f"/figures/IND-PRJ-STARTED/records.csv?month=2023-11&sort={sort}"))
    codes = [line[0] for line in table[2:]]
    assert codes == sorted(STARTED, reverse=reverse)


def test_the_head_that_is_sorted_by_says_so_and_turns(reader):
    page = reader.get(f"{ADDRESS}&sort=record").content.decode()
    head = re.search(
        r'<th scope="col" aria-sort="ascending"><a id="sort-record" href="([^"]+)', page
    )
    assert "sort=-record" in head[1]


def test_the_export_gives_exactly_what_is_filtered(reader):
    address = f"/figures/IND-PRJ-STARTED/records.csv?month=2023-11&division={RIVER}"
    assert sorted(line[0] for line in exported(reader.get(address))[2:]) == STARTED_IN_RIVER


def test_an_export_says_what_it_is_and_its_class(reader):
    answer = reader.get("/figures/IND-PRJ-FUNDS-REPORTED/records.csv?month=2023-11")
    (head,) = exported(answer)[0]
    assert "内部" in head
    assert "2023-11r1" in head
    assert "不得处理涉密信息" in head
    assert "IND-PRJ-FUNDS-REPORTED_2023-11" in answer.headers["Content-Disposition"]


def test_htmx_is_given_the_panel_or_the_records_alone(reader):
    panel = reader.get(ADDRESS, headers={"HX-Request": "true", "HX-Target": "receipt"})
    assert panel.content.decode().lstrip().startswith("<aside")
    records = reader.get(ADDRESS, headers={"HX-Request": "true", "HX-Target": "records"})
    assert records.content.decode().lstrip().startswith("<section")
    assert "HX-Target" in panel.headers["Vary"]


def test_going_back_asks_for_the_whole_page(reader):
    wanted = {
        "HX-Request": "true",
        "HX-Target": "receipt",
        "HX-History-Restore-Request": "true",
    }
    assert "<html" in reader.get(ADDRESS, headers=wanted).content.decode()


def test_closing_leads_back_to_the_same_cell(reader):
    page = reader.get(f"{ADDRESS}&division={RIVER}&chain=BIO").content.decode()
    back = re.search(r'class="close" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert back == f"/figures/?month=2023-11&division={RIVER}&chain=BIO"


def test_a_statement_shows_the_record_it_was_looked_up_in(reader):
    page = reader.get("/figures/IND-OFF-IVA-GROWTH/?month=2023-11").content.decode()
    assert "8.6" in page
    assert "iva/2023" in page


def way_of_reading(code: str) -> tuple:
    """What decides how a receipt is read: nature, table, whether others restrict it."""
    one = shipped()[code]
    return one.nature, one.source, bool(one.over or one.without), bool(one.due)


def test_a_figure_of_every_kind_on_the_page_has_a_receipt_that_opens(reader):
    codes = re.findall(r'data-code="([^"]+)"', reader.get("/figures/?level=all").content.decode())
    each_way = {way_of_reading(code): code for code in codes}
    assert len(each_way) > 30
    for code in each_way.values():
        answer = reader.get(f"/figures/{code}/?month=2023-11", headers=PANEL)
        assert answer.status_code == 200, code
        assert f'data-code="{code}"' in answer.content.decode()


def test_each_record_of_a_receipt_is_a_door_and_so_is_the_row_that_says_so(reader):
    page = reader.get("/figures/IND-PRJ-STARTED/?month=2023-11&words=PRJ-020").content.decode()
    project = Project.objects.get(code="PRJ-020")
    stage = ProjectStage.objects.get(project=project, stage="started")
    assert f'<a class="name" href="/records/project/{project.uid}/">第20号产业园</a>' in page
    assert f'<a href="/records/project_stage/{stage.uid}/">项目阶段</a>' in page


def test_a_record_that_is_not_open_to_the_reader_is_named_without_a_door(reader):
    sign_in(reader, "task-force", chain="BIO")
    with changelog.acting("clerk", "into another chain"):
        Project.objects.filter(code="PRJ-020").update(chain="EQUIP", version=2)
    page = reader.get("/figures/IND-PRJ-STARTED/?month=2023-11&chain=BIO").content.decode()
    (line,) = re.findall(r"<th scope=\"row\">(.*?第20号产业园.*?)</th>", page)
    assert "/records/project/" not in line
