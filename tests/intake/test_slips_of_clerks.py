"""What a clerk of any city gets wrong first: each told once, with what was probably meant."""

import pytest
from tests.intake.workbooks import write_csv, write_xlsx

from chainchief.core.i18n import speaking
from chainchief.intake.report.fault_lines import grouped
from chainchief.intake.table.normalising import is_footer
from chainchief.ledger.columns import Choice
from chainchief.ledger.validation.keys import folded_code

pytestmark = pytest.mark.usefixtures("read_here", "city")
HEADS = ("编号", "名称", "落地单位")
NAMED = ("项目", "阶段", "填报单位", "发生日", "填报日")


def told(result):
    return [(fault.code, fault.place.cell) for fault in result.faults]


def test_the_contrary_of_what_was_written_is_never_proposed():
    evidence = Choice({"pending": "待审", "refused": "未采信", "accepted": "已采信"})
    with speaking("zh-hans"):
        assert "已采信" in evidence._near("采信")
        assert "未采信" not in evidence._near("采信")
        assert "未采信" in evidence._near("未采用")


def test_a_part_of_one_choice_is_that_choice():
    with speaking("zh-hans"):
        assert "备案或核准" in Choice({"filed": "备案或核准", "land": "供地"})._near("备案")


@pytest.mark.parametrize("day", ["20230502", 20230502, "2023年5月2日", "2023.5.2", 45048])
def test_days_are_read_however_a_program_writes_them(take, tmp_path, day):
    path = write_xlsx(tmp_path / "t.xlsx", NAMED, [("P00", "签约", "371402", day, "2023-06-01")])
    assert take("project_stage", path).created == 1


@pytest.mark.parametrize(
    ("day", "code", "hint"),
    [
        ("2023-11-31", "CHK-010", ""),
        ("2023-05-02 13:30", "CHK-003", "2023-05-02"),
        ("45048", "CHK-003", "2023-05-02"),
        ("5月2日", "CHK-003", ""),
        ("20231131", "CHK-010", ""),
    ],
)
def test_what_is_no_day_is_told_with_the_day_that_was_meant(take, tmp_path, day, code, hint):
    path = write_csv(tmp_path / "t.csv", NAMED, [("P00", "签约", "371402", day, "2023-12-01")])
    (fault,) = take("project_stage", path).faults
    assert (fault.code, fault.place.cell) == (code, "D2")
    assert fault.remedy.endswith(hint)
    assert bool(hint) == ("大概" in fault.remedy)


@pytest.mark.parametrize("month", ["202311", 202311, "2023年11月份", 2023.11, "2023.11", "2023/11"])
def test_months_are_read_however_a_program_writes_them(take, tmp_path, month):
    heads, row = ("项目", "月份", "填报日"), ("P00", month, "2023-12-01")
    path = write_xlsx(tmp_path / "t.xlsx", heads, [row])
    assert take("project_report", path).created == 1


def test_thousands_of_a_csv_are_read(take, tmp_path):
    path = write_csv(
        tmp_path / "t.csv", (*HEADS, "计划总投资"), [("N1", "甲", "371402", "1,234.5")]
    )
    assert take("project", path).created == 1


@pytest.mark.parametrize(
    ("amount", "meant"),
    [("¥500", "500"), ("￥1,500.5", "1500.5"), ("300万元", "300"), ("6亿元", "60000")],
)
def test_a_number_with_its_unit_is_refused_with_the_number_meant(take, tmp_path, amount, meant):
    path = write_xlsx(tmp_path / "t.xlsx", (*HEADS, "计划总投资"), [("N1", "甲", "371402", amount)])
    (fault,) = take("project", path).faults
    assert fault.code == "CHK-001"
    assert fault.remedy.endswith(f"这里大概是 {meant}")


def test_grouping_that_is_no_grouping_is_refused(take, tmp_path):
    path = write_csv(tmp_path / "t.csv", (*HEADS, "计划总投资"), [("N1", "甲", "371402", "12,34")])
    assert told(take("project", path)) == [("CHK-001", "D2")]


@pytest.mark.parametrize("code", ["p00", "Ｐ００", "P 00"])
def test_a_code_that_differs_in_capitals_alone_makes_no_second_record(take, tmp_path, code):
    path = write_xlsx(tmp_path / "t.xlsx", HEADS, [(code, "甲", "371402")])
    result = take("project", path)
    if folded_code(code) == "p00" and code == "Ｐ００":
        assert (result.faults, result.created) == ((), 0)  # full width is folded: it is P00
    else:
        assert told(result) == [("CHK-127", "A2")]
        assert "P00" in result.faults[0].remedy


def test_two_new_codes_of_one_table_differ_plainly_too(take, tmp_path):
    rows = [("N-a", "甲", "371402"), ("n-A", "乙", "371402"), ("N-b", "丙", "371402")]
    assert told(take("project", write_xlsx(tmp_path / "t.xlsx", HEADS, rows))) == [
        ("CHK-127", "A3")
    ]


@pytest.mark.parametrize(
    ("chain", "hint"),
    [("new-it", "NEW-IT"), ("ＮＥＷ-it", "NEW-IT"), ("新一代信息技木", "NEW-IT"), ("医药", "BIO")],
)
def test_a_reference_in_other_capitals_or_misspelt_is_proposed(take, tmp_path, chain, hint):
    path = write_xlsx(tmp_path / "t.xlsx", (*HEADS, "产业链"), [("N1", "甲", "371402", chain)])
    (fault,) = take("project", path).faults
    assert fault.code == "CHK-120"
    assert hint in fault.remedy


@pytest.mark.parametrize(
    ("heads", "created"),
    [(("项目编号", "项目名称", "落地单位"), 1), (("编号", "名称", "落地单位代码"), 1)],
)
def test_heads_that_name_the_kind_or_the_code_are_known(take, tmp_path, heads, created):
    path = write_xlsx(tmp_path / "t.xlsx", heads, [("N1", "甲", "371402")])
    assert take("project", path).created == created


def test_a_file_of_another_kind_is_called_by_its_kind(take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", ("月份", "项目", "填报日"), [("2023-11", "P00", "x")])
    (fault,) = take("difficulty", path).faults
    assert fault.code == "CHK-214"
    assert "项目月报 (project_report)" in fault.why


def test_where_no_head_fits_the_nearest_row_is_told(take, tmp_path):
    heads = ("编号", "县市区名字", "总投资额", "联系电话")
    path = write_xlsx(tmp_path / "t.xlsx", heads, [("N1", "a", "b", "c")], above=[("台账",)])
    (fault,) = take("project", path).faults
    assert fault.code == "CHK-214"
    assert "第 2 行" in fault.why
    assert "联系电话" in fault.why
    assert "总投资额（可能是“计划总投资(万元)”）" in fault.why


@pytest.mark.parametrize(
    "first",
    [
        "填表人：小李",
        "审核人: 王",
        "单位负责人（签字）：",
        "注：1.以万元计",
        "备注：无",
        "说明1：见附件",
    ],
)
def test_lines_below_a_table_are_known(first):
    assert is_footer(first)


@pytest.mark.parametrize("first", ["P00", "填表", "注册", "备注", "负责人", "说明书项目"])
def test_a_record_is_no_line_below_the_table(first):
    assert not is_footer(first)


def test_totals_and_signatures_are_passed_over_wherever_they_stand(take, tmp_path):
    rows = [
        (1, "N1", "甲", "371402"),
        ("合  计：", None, None, None),
        ("填表人：小李", None, None, "审核人：老王"),
    ]
    path = write_xlsx(tmp_path / "t.xlsx", ("序号", *HEADS), rows)
    result = take("project", path)
    assert result.created == 1
    passed = [(fault.code, fault.place.cell) for fault in result.warnings]
    assert passed == [("CHK-166", "A1"), ("CHK-106", "A3"), ("CHK-111", "A4")]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("credit_code", "9134 0200 0000 0000 1M", "CHK-113"),
        ("credit_code", "9.1340200E+17", "CHK-107"),
        ("industry", "C3985", "CHK-114"),
        ("industry", "3985 电子专用材料制造", "CHK-113"),
    ],
)
def test_a_code_with_more_than_the_code_is_told_as_such(take, tmp_path, name, value, code):
    path = write_xlsx(
        tmp_path / "t.xlsx", ("编号", "名称", "区划", name), [("N1", "甲", "371402", value)]
    )
    assert told(take("enterprise", path)) == [(code, "D2")]


def test_many_different_findings_of_a_column_do_not_flood_the_screen(take, tmp_path):
    rows = [(f"N{i:02d}", "甲", "371402", f"{i}亿") for i in range(1, 31)]
    path = write_xlsx(tmp_path / "t.xlsx", (*HEADS, "计划总投资"), rows)
    lines = grouped(take("project", path).faults)
    assert len(lines) == 6
    assert "同样问题共 25 处" in lines[-1]


@pytest.mark.parametrize("ending", [".et", ".ods"])
def test_workbooks_of_other_programs_are_told_what_to_do(take, tmp_path, ending):
    path = tmp_path / f"t{ending}"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (fault,) = take("project", path).faults
    assert fault.code in {"CHK-203", "CHK-205"}
    assert ".xlsx" in fault.remedy
