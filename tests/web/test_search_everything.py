"""Search everything: the page, the palette's part of it, what was opened last; within reach."""

import re
from html import unescape

import pytest
from tests.fixtures.accounts import sign_in
from tests.web.town import RIVER, SOUTH

from chainchief.ledger.kinds.project.models import Project


def found(client, text, **headers):
    answer = client.get("/search/", {"q": text}, headers=headers)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_pages_figures_records_and_commands_are_found_by_pinyin_initials(reader):
    page = found(reader, "xm")
    assert re.search(r'href="/records/project/"><span class="found-name">项目<', page)
    assert "导出项目（XLSX）" in page
    assert "/indicators/" in page


def test_a_record_is_found_by_its_code_with_a_door_to_its_page(reader):
    record = Project.objects.get(code="PRJ-007")
    assert f'href="/records/project/{record.uid}/"' in found(reader, "prj-007")


def test_the_palette_is_given_the_answers_alone(reader):
    part = found(reader, "prj-007", **{"HX-Request": "true"})
    assert "<html" not in part
    assert 'role="option"' in part
    assert re.search(r'data-announce="\d+ 条结果"', part)


def test_nothing_found_is_said(reader):
    assert "没有找到您可查看的内容" in found(reader, "没有这个东西")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\0", "'\"*", "华" * 5_000])
def test_no_text_is_a_fault_or_a_tag(reader, text):
    assert "<script>alert" not in reader.get("/search/", {"q": text}).content.decode()


def test_a_county_finds_its_own_and_is_offered_what_it_may_do(reader):
    sign_in(reader, "county", division=SOUTH)
    other = Project.objects.filter(division_id=RIVER).first()
    assert str(other.uid) not in found(reader, other.code)
    own = Project.objects.filter(division_id=SOUTH).first()
    assert str(own.uid) in found(reader, own.code)


def test_what_was_opened_last_comes_first_and_only_while_it_is_open(reader):
    record = Project.objects.get(code="PRJ-001")
    reader.get(f"/records/project/{record.uid}/")
    assert str(record.uid) in found(reader, "")
    assert record.division_id == RIVER
    sign_in(reader, "county", division=SOUTH)
    session = reader.session
    session["recent-records"] = [["project", str(record.uid)]]
    session.save()
    assert str(record.uid) not in found(reader, "")


def test_whoever_has_not_logged_in_finds_nothing(in_town, client):
    assert client.get("/search/?q=prj").status_code in (302, 303)


def test_a_list_shows_the_stage_and_the_last_report_of_a_project(reader):
    page = found_in(reader, "/records/project/")
    assert ">阶段</a>" in page
    assert ">最近月报</a>" in page


def test_columns_are_chosen_by_the_address(reader):
    page = found_in(reader, "/records/project/?columns=filing_number")
    assert "备案号" in page
    assert "计划总投资" not in page[page.index("<thead") : page.index("</thead")]


def test_amounts_are_summed_over_all_that_is_found_not_over_the_page(reader):
    page = found_in(reader, "/records/project_report/?size=50")
    total = re.search(r"<tfoot>.*?</tfoot>", page, re.S)[0]
    assert re.search(r'<td class="number" title="[\d,.]+ 万元">[\d,.]+ 亿元</td>', total)


def test_pages_are_turned_by_number_and_made_longer(reader):
    page = found_in(reader, "/records/project/")
    assert 'href="/records/project/?page=2">2</a>' in page
    assert "第 1–61 条" in found_in(reader, "/records/project/?size=100")


def test_a_kind_is_found_by_name_and_pinyin(reader):
    for text in ("困难", "knan", "kunnan"):
        page = found_in(reader, f"/records/?words={text}")
        assert ("/records/difficulty/" in page) == (text != "knan")
    assert "/records/difficulty/" not in found_in(reader, "/records/?words=区划")


def test_a_list_takes_fifteen_queries_at_most(reader, django_assert_max_num_queries):
    reader.get("/records/project/")
    with django_assert_max_num_queries(15):
        reader.get("/records/project/")


def found_in(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())
