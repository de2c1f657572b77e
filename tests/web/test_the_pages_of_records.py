"""Lists of records and the pages of single ones: narrowed, sorted, turned, traced, and in scope."""

import csv
import io
import re
from html import unescape

import openpyxl
import pytest
from tests.fixtures.accounts import sign_in
from tests.fixtures.viewers import office
from tests.web.town import PROJECTS, RIVER, SOUTH, UNITS, ZONE

from chainchief.ledger.actions import apply_change_set, withdraw
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.project.models import Project, ProjectReport

IN_SOUTH = [f"PRJ-{n:03d}" for n in PROJECTS if UNITS[n % 3] in {SOUTH, ZONE}]


def codes_on(client, address):
    """The codes below the names of a list, in its order."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    found = re.findall(
        r'<th scope="row"><a [^>]*>.*?</a><span class="small">(.*?)</span>', words(answer)
    )
    return [unescape(code) for code in found]


def words(answer):
    return answer.content.decode()


def page_of(model, code):
    record = model.objects.get(code=code)
    return f"/records/{record.kind}/{record.uid}/"


@pytest.fixture
def county(reader):
    sign_in(reader, "county", division=SOUTH)
    return reader


def test_all_kinds_stand_in_groups_with_their_numbers(reader):
    page = words(reader.get("/records/"))
    assert page.count('class="list kinds"') == 11
    assert re.search(r'/records/project/">项目</a>.*?<td class="number">61</td>', page, re.S)
    assert page.index(">项目<") < page.index(">企业困难<") < page.index(">官方统计<")


def test_a_county_is_told_of_its_kinds_and_its_numbers(county):
    page = words(county.get("/records/"))
    assert re.search(
        rf'/records/project/">项目</a>.*?<td class="number">{len(IN_SOUTH)}</td>', page, re.S
    )
    assert "/records/official_statistic/" not in page


def test_an_administrator_is_refused_and_is_not_offered_the_page(reader):
    sign_in(reader, "system-admin")
    answer = reader.get("/records/")
    assert answer.status_code == 403
    assert 'href="/records/"' not in words(answer)


def test_a_list_is_turned_in_pages_of_fifty(reader):
    first, second = (
        codes_on(reader, "/records/project/"),
        codes_on(reader, "/records/project/?page=2"),
    )
    assert (len(first), len(second)) == (50, 11)
    assert first + second == sorted(Project.objects.values_list("code", flat=True))
    assert "第 51–61 条，共 61 条" in words(reader.get("/records/project/?page=2"))
    assert codes_on(reader, "/records/project/?page=9999") == second


def test_words_are_looked_for_in_code_name_and_the_names_referred_to(reader):
    assert codes_on(reader, "/records/project/?words=prj-00") == [f"PRJ-{n:03d}" for n in range(10)]
    assert codes_on(reader, "/records/project/?words=第7号 产业园") == ["PRJ-007"]
    assert codes_on(reader, "/records/difficulty/?words=示例生物0") == [f"KN-{n}" for n in range(5)]
    assert "没有同时符合" in words(reader.get("/records/project/?words=100%25"))


def test_a_list_is_narrowed_by_unit_chain_and_state(reader):
    assert len(codes_on(reader, f"/records/project/?division={SOUTH}")) == len(IN_SOUTH)
    assert len(codes_on(reader, f"/records/project/?division={RIVER}&chain=EQUIP")) == 10
    stages = words(reader.get("/records/project_stage/?is-stage=stalled"))
    assert "查到 1 条" in stages
    assert '<option value="stalled" selected>停滞 (1)</option>' in stages
    assert '<option value="started">开工 (60)</option>' in stages
    assert 'value="ended"' not in stages


def test_a_link_from_another_page_narrows_and_can_be_taken_away(reader):
    page = words(reader.get("/records/project_stage/?is-project=PRJ-020"))
    assert "查到 2 条" in page
    assert re.search(
        r'<a class="state" href="/records/project_stage/\?"[^>]*>项目：第20号产业园', page
    )


def test_what_holds_on_a_day(reader):
    assert "查到 1 条" in words(reader.get("/records/duty/?day=2023-11-30"))
    assert "查到 0 条" in words(reader.get("/records/duty/?day=2021-12-31"))


@pytest.mark.parametrize(
    "query", ["day=soon", "sort=uid", "is-nothing=1", "is-construction=huge", "is-name=x"]
)
def test_what_makes_no_sense_is_told(reader, query):
    assert reader.get(f"/records/project/?{query}").status_code == 404


def test_a_kind_without_days_or_units_is_not_narrowed_by_them(reader):
    assert reader.get("/records/project_report/?day=2023-11-30").status_code == 404
    assert reader.get(f"/records/policy/?division={SOUTH}").status_code == 404


@pytest.mark.parametrize(
    "query", ["page=-1", "page=x", "page=99999999999", "words=%00", "nothing=1"]
)
def test_what_is_merely_strange_is_no_fault(reader, query):
    assert reader.get(f"/records/project/?{query}").status_code == 200


def test_states_are_sorted_as_they_are_declared_and_blanks_come_last(reader):
    for code, construction in (
        ("PRJ-003", "relocation"),
        ("PRJ-001", "expansion"),
        ("PRJ-002", "new"),
    ):
        change(code, construction=construction)
    found = codes_on(reader, "/records/project/?sort=construction")
    assert found[:4] == ["PRJ-002", "PRJ-001", "PRJ-003", "PRJ-000"]
    assert codes_on(reader, "/records/project/?sort=-construction")[:3] == [
        "PRJ-003",
        "PRJ-001",
        "PRJ-002",
    ]


def change(code, **values):
    project = Project.objects.get(code=code)
    revision = Revision("project", project.uid, project.version, values)
    apply_change_set(ChangeSet(revisions=(revision,)), viewer=office("李强"), reason="补报建设性质")


def test_withdrawn_records_are_hidden_unless_asked_for(reader):
    record = Difficulty.objects.get(code="KN-0")
    withdraw("difficulty", record.uid, record.version, viewer=office("王敏"), reason="重复上报")
    assert "KN-0" not in codes_on(reader, "/records/difficulty/")
    assert "KN-0" in codes_on(reader, "/records/difficulty/?withdrawn=1")
    page = words(reader.get(page_of(Difficulty, "KN-0")))
    assert "已撤回：重复上报" in page
    assert '<span class="state">撤回</span>' in page


def test_amounts_stand_at_the_right_with_their_unit_in_the_head(reader):
    page = words(reader.get("/records/project_report/?words=PRJ-050"))
    assert re.search(r'class="number"><a [^>]*>本年完成投资\(万元\)</a>', page)
    assert '<td class="number">15,000</td>' in page


def test_the_page_of_a_record_says_all_of_it(reader):
    page = words(reader.get(page_of(Project, "PRJ-020")))
    assert "<h1>第20号产业园</h1>" in page
    assert f'title="{ZONE}">天渠新区</a>' in page
    assert re.search(r'is-project=PRJ-020">项目阶段</a> <span class="state">2</span>', page)
    assert re.search(r">停滞 · 临河县</a>", page)
    assert "the town" in page


def test_a_part_without_a_name_is_called_by_what_its_key_is_made_of(reader):
    assert "<h1>第20号产业园 · 2023-11 · 修订次数 0</h1>" in words(
        reader.get(page_of(ProjectReport, "PRJ-020/2023-11/0"))
    )


def test_a_column_is_named_where_a_kind_could_refer_in_several(reader):
    page = words(reader.get(page_of(Division, SOUTH)))
    assert "作为“落地单位”" not in page
    assert re.search(r">区划</a> <span class=\"state\">1</span></h3>", page)


def test_its_history_says_who_why_and_from_what_to_what(reader):
    change("PRJ-020", construction="new", total_investment=7_000_000_000)
    change("PRJ-020", construction="expansion")
    page = words(reader.get(page_of(Project, "PRJ-020")))
    assert page.index("版本 3") < page.index("版本 2") < page.index("版本 1")
    assert page.count("李强") == 2
    assert "补报建设性质" in page
    assert "<td>新建</td><td>扩建</td>" in page
    assert "<td>—</td><td>7,000</td>" in page


def test_of_the_time_before_a_record_came_into_reach_the_act_alone_is_told(county):
    change("PRJ-001", construction="new", total_investment=4_321_000_000)
    change("PRJ-001", division=SOUTH)
    change("PRJ-001", construction="expansion")
    page = words(county.get(page_of(Project, "PRJ-001")))
    assert page.count("变更内容不向您开放") == 3
    assert page.count("李强") == 1
    assert "<td>新建</td><td>扩建</td>" in page
    assert page.count("4,321") == 1
    assert "<dd>4,321</dd>" in page


def test_the_time_of_a_record_without_a_chain_is_not_open_to_the_chief_of_its_chain(reader):
    new = Creation("project", "PRJ-N", {"name": "尚无链的", "division": RIVER})
    apply_change_set(ChangeSet(creations=(new,)), viewer=office("王敏"), reason="试")
    change("PRJ-N", chain="EQUIP")
    assert "变更内容不向您开放" not in words(reader.get(page_of(Project, "PRJ-N")))
    sign_in(reader, "chief", chain="EQUIP")
    assert words(reader.get(page_of(Project, "PRJ-N"))).count("变更内容不向您开放") == 2


def test_its_history_names_the_cell_of_the_workbook(reader, in_town):
    from chainchief.intake.importing import import_file

    file = in_town / "p.csv"
    file.write_text("code,total_investment\nPRJ-020,300\n", encoding="utf-8")
    assert import_file("project", file, viewer=office("王敏")).accepted
    page = words(reader.get(page_of(Project, "PRJ-020")))
    assert "出自 p.csv" in page
    assert re.search(r"<td>300</td><td class=\"short\"><code>[^<]*B2</code>", page)


def test_the_figures_that_a_record_counts_in(reader):
    page = words(reader.get(f"{page_of(Project, 'PRJ-020')}figures/"))
    assert "2023年11月" in page
    assert re.search(r"新开工标志性产业链项目</a></th><td class=\"number\">1 个</td>", page)
    report = f"{page_of(ProjectReport, 'PRJ-020/2023-11/0')}figures/"
    part = words(reader.get(report, headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert "2,000 万元" in part


def test_a_record_that_counts_in_nothing_says_so(reader):
    assert "本月没有指标计入" in words(reader.get(f"{page_of(Difficulty, 'KN-4')}figures/"))


def test_the_file_holds_what_is_sought_and_says_its_level(reader, tmp_path):
    answer = reader.get(f"/records/project/table.xlsx?division={SOUTH}&sort=-code")
    assert "%E9%A1%B9%E7%9B%AE_%E5%86%85%E9%83%A8.xlsx" in answer["Content-Disposition"]
    (tmp_path / "o.xlsx").write_bytes(answer.content)
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    table, notes, _lists = book.worksheets
    assert [cell.value for cell in table["A"]][1:] == sorted(IN_SOUTH, reverse=True)
    assert "级别：内部。" in [cell.value for cell in notes["A"]]
    assert table.oddFooter.center.text == "内部"


def test_a_name_like_a_formula_leaves_as_text(reader, tmp_path):
    new = Creation("project", "PRJ-X", {"name": '=HYPERLINK("//x")<script>', "division": RIVER})
    apply_change_set(ChangeSet(creations=(new,)), viewer=office("王敏"), reason="试")
    (row,) = list(
        csv.reader(io.StringIO(words(reader.get("/records/project/table.csv?words=PRJ-X"))))
    )[1:]
    assert row[1].startswith("'=HYPERLINK")
    for address in ("/records/project/?words=PRJ-X", page_of(Project, "PRJ-X")):
        page = words(reader.get(address))
        assert "=HYPERLINK(&quot;//x&quot;)&lt;script&gt;" in page
        assert ")<script>" not in page


def test_of_a_record_out_of_reach_only_the_code_is_told(county):
    own = Creation(
        "project", "PRJ-T", {"name": "转来的", "division": SOUTH, "duplicate_of": "PRJ-001"}
    )
    apply_change_set(ChangeSet(creations=(own,)), viewer=office("王敏"), reason="试")
    assert Project.objects.get(code="PRJ-001").division_id == RIVER
    for address in (
        "/records/project/?words=PRJ-T&columns=duplicate_of",
        page_of(Project, "PRJ-T"),
    ):
        page = words(county.get(address))
        assert "PRJ-001" in page
        assert "第1号产业园" not in page
    assert codes_on(county, "/records/project/?words=第1号产业园") == []
    book = openpyxl.load_workbook(
        io.BytesIO(county.get("/records/project/table.xlsx?words=PRJ-T").content)
    )
    told = {cell.value for page in book for row in page.iter_rows() for cell in row}
    assert {"PRJ-T", "PRJ-001"} <= told
    assert not [text for text in told if "第1号产业园" in str(text)]


def test_records_out_of_reach_are_not_counted_on_a_page_within_it(county):
    page = words(county.get("/records/division/"))
    here = re.search(r'/records/division/[-0-9a-f]+/(?=">临河县)', page)[0]
    assert "/records/project/?is-division" not in words(county.get(here))
    south = re.search(r'/records/division/[-0-9a-f]+/(?=">南城区)', page)[0]
    assert re.search(
        rf"is-division={SOUTH}\">项目</a> <span class=\"state\">20</span>", words(county.get(south))
    )


@pytest.mark.parametrize("address", ["/records/nothing/", "/records/projct/table.csv"])
def test_a_kind_that_is_none_is_told_with_those_that_are(reader, address):
    answer = reader.get(address)
    assert answer.status_code == 404
    assert "project" in words(answer)


def test_another_form_of_file_is_told(reader):
    assert reader.get("/records/project/table.pdf").status_code == 404


def test_a_chief_sees_the_chain_in_all_units_and_may_not_take_firms_away(reader):
    sign_in(reader, "chief", chain="BIO")
    assert "有效 31 条" in words(reader.get("/records/project/"))
    assert "table.xlsx" in words(reader.get("/records/project/"))
    firms = reader.get("/records/enterprise/")
    assert "示例生物0有限公司" in words(firms)
    assert "table.xlsx" not in words(firms)
    assert reader.get("/records/enterprise/table.xlsx").status_code == 403
