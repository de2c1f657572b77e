"""A footnote's mark is never part of a number, code or date: it is refused with what was meant."""

import pytest
import xlsxwriter
from tests.intake.workbooks import write_csv

from chainchief.ledger.kinds.enterprise.models import Enterprise

HEADS = ("编号", "名称", "区划", "从业人员", "上年营业收入(万元)")


def faults_of(take, path):
    return {f.place.cell: f for f in take("enterprise", path).faults}


@pytest.mark.parametrize("mark", list("①²⑴⒈❶₂½"))
def test_a_mark_behind_a_number_is_refused_with_the_number_meant(city, take, tmp_path, mark):
    row = ("F1", "甲", "371402", f"53{mark}", f"5850{mark}")
    found = faults_of(take, write_csv(tmp_path / "t.csv", HEADS, [row]))
    assert {(cell, fault.code) for cell, fault in found.items()} == {
        ("D2", "CHK-170"),
        ("E2", "CHK-170"),
    }
    assert "这里大概是 53。" in found["D2"].text
    assert "这里大概是 5850。" in found["E2"].text


def test_a_mark_in_a_code_a_reference_a_day_or_a_choice_is_refused(city, take, tmp_path):
    heads = ("编号", "名称", "区划", "生效日", "企业规模")
    row = ("E0①", "甲", "371402①", "2023-11-0①", "小型①")
    found = faults_of(take, write_csv(tmp_path / "t.csv", heads, [row]))
    assert {(cell, fault.code) for cell, fault in found.items()} == {
        (cell, "CHK-170") for cell in ("A2", "C2", "D2", "E2")
    }


@pytest.mark.parametrize("shared", [True, False])
def test_raised_runs_of_a_workbook_are_marks(city, take, tmp_path, shared):
    book = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"), {"constant_memory": not shared})
    page, raised = book.add_worksheet(), book.add_format({"font_script": 1})
    for place, head in enumerate(HEADS):
        page.write_string(0, place, head)
    page.write_rich_string(1, 0, "E0", raised, "1")
    page.write_string(1, 1, "甲")
    page.write_string(1, 2, "371402")
    page.write_rich_string(1, 3, "53", raised, "1)")
    page.write_rich_string(1, 4, "5850", raised, "注2")
    book.close()
    found = faults_of(take, tmp_path / "t.xlsx")
    assert {(cell, fault.code) for cell, fault in found.items()} == {
        (cell, "CHK-170") for cell in ("A2", "D2", "E2")
    }
    assert "这里大概是 53。" in found["D2"].text


def test_the_raised_2_of_a_unit_stays_in_a_name_and_a_mark_at_its_end_is_said(city, take, tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"))
    page, raised = book.add_worksheet(), book.add_format({"font_script": 1})
    page.write_row(0, 0, HEADS[:3])
    page.write_row(1, 0, ["F1", "甲公司①", "371402"])
    page.write_string(2, 0, "F2")
    page.write_rich_string(2, 1, "10万m", raised, "2", "厂房")
    page.write_string(2, 2, "371402")
    book.close()
    result = take("enterprise", tmp_path / "t.xlsx")
    assert result.created == 2
    assert ("B2", "CHK-171") in {(w.place.cell, w.code) for w in result.warnings}
    assert Enterprise.objects.get(code="F2").name == "10万m²厂房"


def test_heads_and_totals_with_marks_are_known(city, take, tmp_path):
    heads = ("编号", "名称①", "区划", "从业人员②", "上年营业收入³(万元)")
    rows = [("F1", "甲", "371402", "53", "10"), ("合计①", "", "", "53", "10")]
    result = take("enterprise", write_csv(tmp_path / "t.csv", heads, rows))
    assert [fault.text for fault in result.faults] == []
    assert [warning.code for warning in result.warnings] == ["CHK-106"]
