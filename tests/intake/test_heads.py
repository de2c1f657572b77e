"""Which column a head means, where the row of heads is, and what is wrong with it."""

import openpyxl
import pytest
from tests.fixtures.viewers import office
from tests.intake.records import KINDS
from tests.intake.workbooks import write_xlsx

from chainchief.core.i18n import speaking
from chainchief.intake.table.known_heads import KnownHeads
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.registers import register_of

pytestmark = pytest.mark.usefixtures("read_here")
HEADS = ("编号", "名称", "落地单位")
ROW = ("N1", "甲", "371402")


def codes(result):
    return [(fault.code, fault.place.cell) for fault in result.faults + result.warnings]


@pytest.mark.parametrize(
    "head",
    [
        "total_investment",
        "计划总投资",
        "计划总投资(万元)",
        "计划总投资\uff08万元\uff09",
        "计划总投资 ( 万元 )",
        "计划总\n投资",
        " 计划总投资 ",
        "计划总投资(单位：万元)",
        "计划总投资,万元",
        "计划总投资(万元人民币)",
        "计划总投资*",
        "计划总投资(选填)",
        "planned total investment",
        "Planned Total Investment (万元)",
        "TOTAL_INVESTMENT",
    ],
)
def test_a_head_is_known_by_each_of_its_names(head):
    meant = KnownHeads(register_of("project")).meant_by(head)
    assert meant is not None
    assert meant.column.name == "total_investment"
    assert meant.other_unit == ""


@pytest.mark.parametrize("head", ["计划总投资(亿元)", "计划总投资(元)", "计划总投资 亿元"])
def test_a_head_in_another_unit_is_known_with_that_unit(head):
    meant = KnownHeads(register_of("project")).meant_by(head)
    assert meant is not None
    assert meant.other_unit in {"亿元", "元"}


@pytest.mark.parametrize("head", ["投资方", "计划总投资来源", "备注", "名称变更"])
def test_a_head_that_only_resembles_a_column_is_none(head):
    assert KnownHeads(register_of("project")).meant_by(head) is None


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_columns_of_a_kind_share_a_name(kind):
    register = register_of(kind)
    for language in ("zh-hans", "en"):
        with speaking(language):
            titles = [column.title for column in register.columns]
            assert len(set(titles)) == len(titles)


def test_heads_stand_below_a_merged_title(city, take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", HEADS, [ROW], above=[("项目台账",), (), ("单位：万元",)])
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A1:C1")
    book.save(path)
    assert take("project", path).created == 1
    assert Project.objects.get(code="N1").origin == "表!5"


def test_two_rows_of_heads_are_ambiguous(city, take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", HEADS, [("code", "name", "division"), ROW])
    assert codes(take("project", path)) == [("CHK-216", "")]


def test_a_table_without_heads_is_refused_with_the_way_to_a_template(city, take, tmp_path):
    (fault,) = take("project", write_xlsx(tmp_path / "t.xlsx", ROW, [ROW])).faults
    assert fault.code == "CHK-214"
    assert "chainchief export project" in fault.remedy


def test_an_unknown_column_is_a_fault_with_a_near_name(city, take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", (*HEADS, "总投资"), [(*ROW, 5)])
    (fault,) = take("project", path).faults
    assert (fault.code, fault.place.cell) == ("CHK-160", "D1")
    assert "计划总投资" in fault.remedy


@pytest.mark.parametrize(
    ("heads", "row", "code", "cell"),
    [
        ((*HEADS, "name"), (*ROW, "乙"), "CHK-161", "D1"),
        ((*HEADS, None), (*ROW, "乙"), "CHK-162", "D2"),
        ((*HEADS, "计划总投资(亿元)"), (*ROW, 6), "CHK-163", "D1"),
        ((*HEADS, "序号"), (*ROW, 1), "CHK-166", "D1"),
    ],
    ids=["duplicate", "without head", "other unit", "running number"],
)
def test_a_column_that_cannot_be_placed_is_told(city, take, tmp_path, heads, row, code, cell):
    assert codes(take("project", write_xlsx(tmp_path / "t.xlsx", heads, [row]))) == [(code, cell)]


def test_without_its_code_no_row_says_what_it_is_about(city, take, tmp_path):
    result = take("project", write_xlsx(tmp_path / "t.xlsx", HEADS[1:], [ROW[1:]]))
    assert "CHK-164" in [fault.code for fault in result.faults]


def test_a_required_column_may_be_absent_only_if_no_row_is_new(city, take, tmp_path):
    old = write_xlsx(tmp_path / "o.xlsx", HEADS[:2], [("P00", "改名")])
    assert take("project", old).revised == 1
    new = write_xlsx(tmp_path / "n.xlsx", HEADS[:2], [("N1", "甲"), ("N2", "乙")])
    (fault,) = take("project", new).faults
    assert fault.code == "CHK-165"
    assert "2 行" in fault.why


def test_hidden_rows_and_columns_are_taken_in_with_a_warning(city, take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", HEADS, [ROW, ("N2", "乙", "371402")])
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.save(path)
    result = take("project", path)
    assert codes(result) == [("CHK-167", ""), ("CHK-168", "B1")]
    assert result.created == 2


def test_merged_cells_in_the_rows_of_the_table_are_a_fault(city, take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", HEADS, [ROW, ("N2", "乙", None)])
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("C2:C3")
    book.save(path)
    assert ("CHK-112", "C2") in codes(take("project", path))


def test_the_sheet_that_holds_the_table_is_found_and_the_others_are_named(city, take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", HEADS, [ROW])
    book = openpyxl.load_workbook(path)
    book.create_sheet("草稿", 0)["A1"] = "随手记"
    book.create_sheet("空表")
    book.save(path)
    result = take("project", path)
    assert [fault.code for fault in result.warnings] == ["CHK-219"]
    assert "草稿" in result.warnings[0].why
    assert result.created == 1


def test_of_two_tables_one_must_be_named(city, take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", HEADS, [ROW])
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book.active).title = "副本"
    book.save(path)
    assert codes(take("project", path)) == [("CHK-215", "")]
    assert take("project", path, sheet="副本").created == 1
    assert codes(take("project", path, sheet="没有")) == [("CHK-213", "")]


def test_hidden_sheets_are_not_looked_at(city, take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", HEADS, [ROW])
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book.active).sheet_state = "hidden"
    book.save(path)
    assert take("project", path).created == 1


def test_further_columns_of_a_city_go_in_and_out(city, take, tmp_path, own_home):
    from chainchief.ledger.exchange import exporting

    presets = own_home / "presets"
    presets.mkdir()
    (presets / "extra.yaml").write_text(
        """
source: 本市
version: 1
valid_from: 2023-01-01
kinds:
  project:
    - {name: x_land, type: amount, unit: 亩, zh: 用地, en: land}
    - {name: x_visit, type: day, zh: 最近走访, en: last visit}
""",
        encoding="utf-8",
    )
    heads, row = (*HEADS, "用地(亩)", "x_visit"), (*ROW, 12.5, "2023-11-30")
    assert take("project", write_xlsx(tmp_path / "t.xlsx", heads, [row])).created == 1
    kept = Project.objects.get(code="N1").extra
    assert kept == {"x_land": 2_500_000, "x_visit": "2023-11-30"}
    exporting.export_kind("project", tmp_path / "o.xlsx", viewer=office())
    assert take("project", tmp_path / "o.xlsx").unchanged == 21
    cleared = write_xlsx(tmp_path / "u.xlsx", heads, [(*ROW, None, "2023-12-01")])
    assert take("project", cleared).revised == 1
    left = {k: v for k, v in Project.objects.get(code="N1").extra.items() if v is not None}
    assert left == {"x_visit": "2023-12-01"}
    assert take("project", cleared, again=True).unchanged == 1


def test_the_name_of_a_further_column_says_what_it_is():
    from chainchief.ledger.columns import Text
    from chainchief.ledger.custom_fields.column import CustomField

    with pytest.raises(ValueError, match="x_"):
        CustomField("land", {"zh": "用地"}, Text())


def merged(path, *ranges):
    book = openpyxl.load_workbook(path)
    for area in ranges:
        book.active.merge_cells(area)
    book.save(path)
    return path


def test_heads_merged_downwards_beside_a_group_are_one_line(city, take, tmp_path):
    upper = ("编号", "名称", "落地单位", "建设情况", None)
    lower = (None, None, None, "建设性质", "计划总投资(万元)")
    rows = [lower, ("N1", "甲", "371402", "新建", 6000)]
    path = write_xlsx(tmp_path / "t.xlsx", upper, rows, above=[("2023年项目表",)])
    merged(path, "A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2")
    result = take("project", path)
    assert ([f.text for f in result.faults], result.created) == ([], 1)
    project = Project.objects.get(code="N1")
    assert (project.construction, project.total_investment) == ("new", 6000 * 10**6)


def test_a_column_below_a_group_is_named_by_both(city, take, tmp_path):
    upper = ("项目", "月份", "填报日", "到位资金", None, None)
    rows = [(None, None, None, "自报", "核实", "认定"), ("P00", "2023-11", "2023-12-01", 9, 8, 7)]
    path = write_xlsx(tmp_path / "t.xlsx", upper, rows)
    merged(path, "A1:A2", "B1:B2", "C1:C2", "D1:F1")
    result = take("project_report", path)
    assert ([f.text for f in result.faults], result.created) == ([], 1)


@pytest.mark.parametrize("note", ["单位：亿元", "（单位: 元）", "填报单位：德城区　金额单位：亿元"])
def test_a_note_of_another_unit_is_refused_where_the_head_names_none(city, take, tmp_path, note):
    heads = (*HEADS, "计划总投资")
    path = write_xlsx(tmp_path / "t.xlsx", heads, [(*ROW, 6)], above=[(None, note)])
    assert codes(take("project", path)) == [("CHK-169", "B1")]


@pytest.mark.parametrize(
    ("note", "head"),
    [
        ("单位：万元", "计划总投资"),
        ("单位：亿元", "计划总投资(万元)"),
        ("单位：齐河县", "计划总投资"),
    ],
)
def test_a_note_that_agrees_or_that_the_head_overrules_is_taken(city, take, tmp_path, note, head):
    path = write_xlsx(tmp_path / "t.xlsx", (*HEADS, head), [(*ROW, 6)], above=[(note,)])
    assert take("project", path).created == 1


@pytest.mark.parametrize(
    ("head", "near"),
    [("自报到位资金", "到位资金(自报)"), ("核实到位资金", "到位资金(核实)"),
     ("认定到位资金", "到位资金(认定)"), ("完成投资", "本年完成投资"), ("计划完成投资", ""),
     ("申请到位资金", ""), ("到位资金", "")],
)  # fmt: skip
def test_a_near_name_never_crosses_to_another_amount(head, near):
    known = KnownHeads(register_of("project_report"))
    assert known.near(head).startswith(near)
    assert bool(known.near(head)) is bool(near)


def test_a_head_that_three_columns_share_is_none_of_them():
    assert KnownHeads(register_of("project_report")).meant_by("到位资金") is None
