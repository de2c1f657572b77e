"""Files as clerks really make them: what is read all the same, and what they are told."""

import datetime as dt
import shutil

import openpyxl
import pytest
from tests.intake.records import enter
from tests.intake.workbooks import write_csv, write_xlsx

from chainchief.ledger.kinds.project.models import Project

pytestmark = pytest.mark.usefixtures("city", "read_here")

HEADS = ("编号", "名称", "落地单位", "计划总投资(万元)")
ROWS = (("N1", "甲", "371402", 6000), ("N2", "乙", "371426 平原县", 7000.5))


def told(result):
    return [(f.code, f.place.cell) for f in (*result.faults, *result.warnings)]


def taken(take, tmp_path, *rows, **options):
    return take("project", write_xlsx(tmp_path / "t.xlsx", HEADS, rows, **options))


def changed(path, change):
    book = openpyxl.load_workbook(path)
    change(book.active)
    book.save(path)
    return path


def test_totals_are_passed_over_and_agree_with_the_rows(take, tmp_path):
    result = taken(take, tmp_path, *ROWS, ("合计", None, None, 13000.5))
    assert (result.created, told(result)) == (2, [("CHK-106", "A4")])
    assert Project.objects.filter(code="合计").count() == 0


def test_a_total_that_the_rows_do_not_make_is_told(take, tmp_path):
    result = taken(take, tmp_path, *ROWS, ("总计", "2个", "/", "15,000"))
    assert (result.created, told(result)) == (2, [("CHK-106", "A4"), ("CHK-140", "D4")])
    assert "上面各行相加是 13000.5" in result.warnings[1].text


def test_a_total_rounded_to_whole_units_agrees(take, tmp_path):
    assert told(taken(take, tmp_path, *ROWS, ("合计", None, None, 13001))) == [("CHK-106", "A4")]


def test_subtotals_in_the_middle_are_passed_over(take, tmp_path):
    first, last = ("德城区小计", None, None, 6000), ("合计：2个项目", None, None, 13000.5)
    result = taken(take, tmp_path, ROWS[0], first, ROWS[1], last)
    assert (result.created, told(result)) == (2, [("CHK-106", "A3"), ("CHK-106", "A5")])


def test_a_row_like_totals_that_says_more_is_refused(take, tmp_path):
    result = taken(take, tmp_path, *ROWS, ("合计", "丙", "371402", 5))
    assert told(result) == [("CHK-139", "A4")]
    assert "却又写有“丙”" in result.faults[0].text


def test_merged_cells_of_a_signature_spoil_nothing(take, tmp_path):
    rows = (*ROWS, ("填表人：张三", None, None, None), ("合计", None, None, None))
    path = write_xlsx(tmp_path / "t.xlsx", HEADS, rows)
    changed(path, lambda page: (page.merge_cells("A4:D4"), page.merge_cells("A5:C5")))
    result = take("project", path)
    assert (result.created, told(result)) == (2, [("CHK-111", "A4"), ("CHK-106", "A5")])


def test_values_without_a_head_beside_a_signature_spoil_nothing(take, tmp_path):
    signed = ("填表人：张三", None, None, None, "审核人：李四")
    assert taken(take, tmp_path, *ROWS, signed).created == 2


def test_heads_repeated_for_each_page_are_passed_over(take, tmp_path):
    result = taken(take, tmp_path, ROWS[0], HEADS, ROWS[1])
    assert (result.created, told(result)) == (2, [("CHK-141", "A3")])


def test_rows_of_spaces_are_blank(take, tmp_path):
    result = taken(take, tmp_path, ROWS[0], ("  ", None, "\u00a0", None), ROWS[1])
    assert (result.created, told(result)) == (2, [])


def test_a_missing_column_of_codes_is_told_once(take, tmp_path):
    result = take("project", write_xlsx(tmp_path / "t.xlsx", HEADS[1:], [r[1:] for r in ROWS]))
    assert [code for code, _cell in told(result)] == ["CHK-164"]


@pytest.mark.parametrize("name", ["t.xls", "t.et", "t.XLSX"])
def test_a_workbook_is_read_whatever_its_name_says(take, tmp_path, name):
    write_xlsx(tmp_path / "o.xlsx", HEADS, ROWS)
    shutil.copy(tmp_path / "o.xlsx", tmp_path / name)
    assert take("project", tmp_path / name).created == 2


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table></html>', "HTML"),
        ("\n <TABLE><tr><td>编号</td></tr></TABLE>", "HTML"),
        ('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML"),
    ],
)
@pytest.mark.parametrize("name", ["t.xls", "t.xlsx", "t.csv"])
def test_a_page_under_the_name_of_a_workbook_is_called_what_it_is(
    take, tmp_path, content, form, name
):
    (tmp_path / name).write_text(content, encoding="gb18030")
    (fault,) = take("project", tmp_path / name).faults
    assert fault.code == "CHK-205"
    assert f"{form} 格式" in fault.text


def products(*shares):
    heads = ("企业", "产品", "市场占有率(%)")
    return heads, [("E01", f"产品{i}", share) for i, share in enumerate(shares)]


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0.12, 0.3, 1), [("CHK-142", "C2")]),
        ((0.12, 0.3, 12), []),
        (("12%", 0.5), []),
        ((0.12,), []),
        ((1.5, 0.4), []),
    ],
)
def test_a_whole_column_of_fractions_is_told(take, tmp_path, shares, expected):
    result = take("enterprise_product", write_xlsx(tmp_path / "t.xlsx", *products(*shares)))
    assert told(result) == expected


def test_cells_with_the_format_of_percent_are_plain(take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", *products(0.12, 0.3))

    def percent(page):
        for cell in page["C"][1:]:
            cell.number_format = "0%"

    assert told(take("enterprise_product", changed(path, percent))) == []


def test_a_record_that_moves_to_another_unit_is_told(take, tmp_path):
    enter("project", {"code": "N1", "name": "甲", "division": "371426"})
    result = taken(take, tmp_path, *ROWS)
    assert told(result) == [("CHK-143", "C2")]
    assert "原属371426 平原县" in result.warnings[0].text
    assert told(taken(take, tmp_path, *ROWS)) == []


def test_an_end_that_is_not_set_is_left_blank(take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", (*HEADS, "截止日"), [(*ROWS[0], "长期")])
    (fault,) = take("project", path).faults
    assert "没有期限的请留空" in fault.remedy


def test_a_csv_passes_over_the_same_rows(take, tmp_path):
    rows = (*ROWS, HEADS, ("合计", "", "", "13000.5"), ("填表人：张三", "", "", ""))
    result = take("project", write_csv(tmp_path / "t.csv", HEADS, rows))
    assert (result.created, [code for code, _cell in told(result)]) == (
        2,
        ["CHK-141", "CHK-106", "CHK-111"],
    )


def test_what_was_passed_over_is_marked_in_the_returned_workbook(take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", HEADS, (*ROWS, ("合计", None, None, 9)))
    report = take("project", path, report=tmp_path / "回.xlsx").report
    page = openpyxl.load_workbook(report)["表"]
    assert "没有读入" in page["A4"].comment.text
    assert "13000.5" in page["D4"].comment.text


DUPLICATES = ("编号", "名称", "落地单位", "重复于")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("N1", "甲", "371402", "N2"), ("N2", "乙", "371402", None)], []),
        (
            [("N1", "甲", "371402", "N2 乙"), ("N2", "乙", "371402", "甲")],
            [("CHK-144", "D2"), ("CHK-144", "D3")],
        ),
        (
            [("N1", "甲", "371402", "N2"), ("N2", "乙", "371402", "P00")],
            [("CHK-145", "D2")],
        ),
        ([("N1", "甲", "371402", "N1")], [("CHK-030", "D2")]),
    ],
)
def test_duplicates_name_the_record_that_counts(take, tmp_path, rows, expected):
    assert told(take("project", write_xlsx(tmp_path / "t.xlsx", DUPLICATES, rows))) == expected


def test_units_that_contain_each_other_are_told_with_the_way(take, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", ("编号", "所属区划"), [("371400", "德城区")])
    (fault,) = take("division", path).faults
    assert (fault.code, fault.place.cell) == ("CHK-144", "B2")
    assert "371400 → 371402 → 371400" in fault.text


def test_a_code_with_a_line_break_is_refused_with_the_code_that_is_meant(take, tmp_path):
    (fault,) = taken(take, tmp_path, ("N\n1", "甲\n乙", "371402", 1)).faults
    assert (fault.code, fault.place.cell) == ("CHK-113", "A2")
    assert "N1" in fault.remedy


@pytest.mark.parametrize(("place", "cell"), [(0, "A2"), (1, "B2"), (2, "C2")])
def test_what_a_spreadsheet_made_a_day_of_is_refused(take, tmp_path, place, cell):
    row = list(ROWS[0])
    row[place] = dt.date(2023, 3, 11)
    assert told(taken(take, tmp_path, row)) == [("CHK-146", cell)]


@pytest.mark.parametrize("sign", ["|", "，"])
def test_another_sign_between_columns_is_named(take, tmp_path, sign):
    (tmp_path / "t.csv").write_text(sign.join(HEADS) + "\nN1", encoding="utf-8")
    (fault,) = take("project", tmp_path / "t.csv").faults
    assert fault.code == "CHK-214"
    assert f"“{sign}”" in fault.text
